"""Rulings → table grids, by pdfplumber's own steps: edges → intersections → cells → tables."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from .model import Box
from .pdfium import Ruling

SNAP = 3.0
"""Rules closer than this (pt) are one rule; pdfplumber's own default."""


@dataclass(frozen=True)
class GridCell:
    """A cell of a grid at (row, col) with its spans."""

    row: int
    col: int
    row_span: int
    col_span: int
    bbox: Box


@dataclass(frozen=True)
class Grid:
    """One ruled table: `xs` and `ys` are the positions of its column and row borders."""

    bbox: Box
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]


def find_grids(rulings: Sequence[Ruling]) -> list[Grid]:
    """The ruled tables of a page, from the top down."""
    from pdfplumber import table as plumber

    edges = plumber.merge_edges([_edge(r) for r in rulings], SNAP, SNAP, SNAP, SNAP)
    cells = plumber.intersections_to_cells(plumber.edges_to_intersections(edges, SNAP, SNAP))
    return sorted((_grid(group) for group in plumber.cells_to_tables(cells)), key=lambda g: (g.bbox[1], g.bbox[0]))


def _edge(r: Ruling) -> dict[str, object]:
    return {
        "x0": r.x0,
        "x1": r.x1,
        "top": r.top,
        "bottom": r.bottom,
        "width": r.x1 - r.x0,
        "height": r.bottom - r.top,
        "orientation": "h" if r.horizontal else "v",
        "object_type": "line",
    }


def _grid(boxes: Sequence[Box]) -> Grid:
    xs = borders([x for b in boxes for x in (b[0], b[2])])
    ys = borders([y for b in boxes for y in (b[1], b[3])])
    cells = []
    for x0, top, x1, bottom in sorted(boxes, key=lambda b: (b[1], b[0])):
        row, col = index_of(ys, top), index_of(xs, x0)
        cells.append(GridCell(row, col, max(1, index_of(ys, bottom) - row), max(1, index_of(xs, x1) - col), (x0, top, x1, bottom)))
    return Grid((xs[0], ys[0], xs[-1], ys[-1]), xs, ys, tuple(cells))


def borders(values: Sequence[float]) -> tuple[float, ...]:
    """Sorted positions with those closer than the snapping tolerance made one."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > SNAP:
            out.append(value)
    return tuple(out)


def index_of(positions: Sequence[float], value: float) -> int:
    """Which of the sorted positions a value is (the nearest)."""
    i = bisect_left(positions, value)
    near = [j for j in (i - 1, i) if 0 <= j < len(positions)]
    return min(near, key=lambda j: abs(positions[j] - value))
