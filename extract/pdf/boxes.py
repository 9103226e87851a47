"""Ruled boxes that only lay a page out: a table stands in one of their cells, and its title and unit line in
another.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import Box
from extract.page.grid import SNAP, Grid

MOST_CELLS = 4
"""A box for layout has one column and no more cells."""
LEAST_CELLS = 6
"""Cells of the least table that stands in one."""


def without_boxes(grids: Sequence[Grid]) -> list[Grid]:
    """The grids but for the boxes around them, whose words are then text of the page."""
    return [g for g in grids if not (_is_box(g) and any(_holds(g, other) for other in grids))]


def _is_box(grid: Grid) -> bool:
    return len(grid.xs) == 2 and len(grid.cells) <= MOST_CELLS


def _holds(box: Grid, grid: Grid) -> bool:
    """Whether a table lies within a cell of a box, clear of its sides."""
    return len(grid.cells) >= LEAST_CELLS and any(_within(grid.bbox, cell.bbox) for cell in box.cells)


def _within(inner: Box, outer: Box) -> bool:
    return (
        inner[0] > outer[0] + SNAP
        and inner[1] > outer[1] + SNAP
        and inner[2] < outer[2] - SNAP
        and inner[3] < outer[3] - SNAP
    )
