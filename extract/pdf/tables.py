"""Grids filled with text, and the joining of a table that runs on over pages."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.fold import fold
from extract.model import Box, Cell, Table, Text
from extract.page.arrays import Array, Glyphs
from extract.page.grid import SNAP, Grid

from .textlines import OUTSIDE, closes

TOUCHING = 0.2
"""Between a character and the next on its line there is less than this share of the size."""
NOTHING = Text("")


class TablePart(NamedTuple):
    """A ruled cell of one page before its columns are counted: row span and x extent in points."""

    row_span: int
    x0: float
    x1: float
    text: Text
    page: int
    bbox: Box


@dataclass
class RuledTable:
    """One printed table, growing page by page. `rows`: the parts that begin in each row."""

    rows: list[list[TablePart]]
    left: float
    right: float
    first_page: int
    last_page: int
    top: float
    bottom: float
    """Lower edge on its last page."""
    inferred: bool = False
    """Whether some of its rules come from white space, so that its columns lie elsewhere on each page."""
    since: int = 0
    """The first row in which a part that reaches the last row may begin."""
    step: int = 1
    """From one of its pages to the next: the number of parts of a wide table printed across, then down."""

    def row_texts(self, row: int) -> tuple[str, ...]:
        """The folded texts of a row's cells."""
        return tuple(fold(p.text.chars) for p in self.rows[row])


def owners(grids: Sequence[Grid], glyphs: Glyphs) -> NDArray[np.intp]:
    """For each glyph the number of the cell, counted over all grids, that holds the middle of its loose box;
    OUTSIDE where none does.
    """
    found = np.full(len(glyphs), OUTSIDE, np.intp)
    x, y = (glyphs.loose[:, 0] + glyphs.loose[:, 2]) / 2, (glyphs.tight[:, 1] + glyphs.tight[:, 3]) / 2
    count = 0
    for grid in grids:
        cells = np.array(_numbered_cells(grid, count))
        here = cells[np.searchsorted(grid.ys, y, "right"), np.searchsorted(grid.xs, x, "right")]
        found = np.where(found == OUTSIDE, here, found)
        count += len(grid.cells)
    return _with_hanging_marks(found, glyphs) if count else found


def _numbered_cells(grid: Grid, first: int) -> list[list[int]]:
    """The numbers of the cells by row and column, in a margin of no cell: what lies beyond the grid finds
    itself there.
    """
    out = [[OUTSIDE] * (len(grid.xs) + 1) for _ in range(len(grid.ys) + 1)]
    for number, cell in enumerate(grid.cells, first):
        for row in out[cell.row + 1 : cell.row + 1 + cell.row_span]:
            for col in range(cell.col + 1, cell.col + 1 + cell.col_span):
                row[col] = number
    return out


def _with_hanging_marks(owner: NDArray[np.intp], glyphs: Glyphs) -> NDArray[np.intp]:
    """The owners with a closing mark that is set over its cell's edge left to the cell of the character
    before it.
    """
    leaves = (owner[1:] != owner[:-1]) & (owner[:-1] != OUTSIDE)
    at = 1 + np.flatnonzero(leaves & closes(glyphs.codes[1:]))
    if not len(at):
        return owner
    follows = np.abs(glyphs.loose[at, 0] - glyphs.loose[at - 1, 2]) < TOUCHING * glyphs.size[at]
    follows &= np.abs(glyphs.baseline[at] - glyphs.baseline[at - 1]) < 1
    hanging = at[follows & ~closes(glyphs.codes[at - 1])]
    owner[hanging] = owner[hanging - 1]
    return owner


def fill(grids: Sequence[Grid], texts: dict[int, Text], page: int, inferred: Array) -> list[RuledTable]:
    """The grids with the texts of their cells, numbered as `owners` does. A small grid without any text is no
    table.

    `inferred`: the rules that were drawn from white space, shape (n, 4).
    """
    tables = []
    count = 0
    for grid in grids:
        rows: list[list[TablePart]] = [[] for _ in grid.ys[1:]]
        for number, cell in enumerate(grid.cells, count):
            rows[cell.row].append(
                TablePart(
                    cell.row_span, cell.bbox[0], cell.bbox[2], texts.get(number, NOTHING), page, cell.bbox
                )
            )
        if len(grid.cells) > 3 or any(number in texts for number in range(count, count + len(grid.cells))):
            x0, top, x1, bottom = grid.bbox
            drawn = bool(
                (
                    (inferred[:, 1] >= top - SNAP)
                    & (inferred[:, 3] <= bottom + SNAP)
                    & (inferred[:, 0] < x1)
                    & (inferred[:, 2] > x0)
                ).any()
            )
            tables.append(RuledTable(rows, x0, x1, page, page, top, bottom, drawn))
        count += len(grid.cells)
    return tables


def as_table(table: RuledTable, index: int) -> Table:
    """The finished table: columns counted over all its pages."""
    positions = {x for row in table.rows for p in row for x in (p.x0, p.x1)}
    xs = borders(positions)
    col = {x: nearest(xs, x) for x in positions}
    cells = [
        Cell(row, col[p.x0], p.text, p.row_span, max(1, col[p.x1] - col[p.x0]), p.page, p.bbox)
        for row, parts in enumerate(table.rows)
        for p in sorted(parts, key=lambda p: col[p.x0])
    ]
    return Table(
        index,
        tuple(cells),
        len(table.rows),
        len(xs) - 1,
        pages=tuple(range(table.first_page, table.last_page + 1, table.step)),
    )


def borders(values: Collection[float]) -> list[float]:
    """Sorted positions with those closer than the snapping tolerance made one."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > SNAP:
            out.append(value)
    return out


def nearest(positions: Sequence[float], value: float) -> int:
    """Which of the sorted positions a value is."""
    i = bisect_left(positions, value)
    near = [j for j in (i - 1, i) if 0 <= j < len(positions)]
    return min(near, key=lambda j: abs(positions[j] - value))
