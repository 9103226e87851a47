"""Rulings → table grids, by pdfplumber's own steps: edges → intersections → cells → tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.model import Box

from .arrays import Array, begins

SNAP = 3.0
"""Rules closer than this (pt) are one rule; pdfplumber's own default."""


class GridCell(NamedTuple):
    """A cell of a grid at (row, col) with its spans."""

    row: int
    col: int
    row_span: int
    col_span: int
    bbox: Box


class Grid(NamedTuple):
    """One ruled table: `xs` and `ys` are the positions of its column and row borders."""

    bbox: Box
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]


class _Edges(NamedTuple):
    """Merged rules of one direction, sorted: `line` numbers those in one place, which is `positions[line]`;
    none of a line overlap.
    """

    positions: Array
    line: NDArray[np.intp]
    start: Array
    end: Array


class _Points(NamedTuple):
    """Where rules cross, sorted by column line and row line: for each the numbers of both lines, and the
    first and last edge of either direction that pass through it.
    """

    x: list[int]
    y: list[int]
    upright: list[tuple[int, int]]
    level: list[tuple[int, int]]


Corners = tuple[int, int, int, int]
"""The points at a cell's upper left, lower left, upper right and lower right."""


def find_grids(rulings: Array, fewest: int = 2) -> list[Grid]:
    """The ruled tables of a page that have so many cells at least, from the top down. `rulings`: x0, top, x1,
    bottom in pt, shape (n, 4).
    """
    if not len(rulings):
        return []
    level = rulings[:, 2] - rulings[:, 0] >= rulings[:, 3] - rulings[:, 1]
    upright = _merged(rulings[~level][:, [0, 1, 3]])
    across = _merged(rulings[level][:, [1, 0, 2]])
    points = _points(upright, across)
    xs, ys = upright.positions.tolist(), across.positions.tolist()
    grids = [_grid(cells, points, xs, ys) for cells in _tables(_cells(points)) if len(cells) >= fewest]
    return sorted(grids, key=lambda g: (g.bbox[1], g.bbox[0]))


def _merged(rules: Array) -> _Edges:
    """Rules (n, 3) of position, start and end: those nearly in one place are set on their mean, those that
    touch there are one.
    """
    if not len(rules):
        return _Edges(np.zeros(0), np.zeros(0, np.intp), np.zeros(0), np.zeros(0))
    rules = rules[np.argsort(rules[:, 0], kind="stable")]
    line = np.zeros(len(rules), np.intp)
    np.cumsum(rules[1:, 0] - rules[:-1, 0] > SNAP, out=line[1:])
    positions = np.bincount(line, rules[:, 0]) / np.bincount(line)
    order = np.lexsort((rules[:, 1], line))
    line, start, end = line[order], rules[order, 1], rules[order, 2]
    # Each line is moved clear of the others, so that one running maximum serves all of them.
    away = line * (float(np.ptp(rules[:, 1:])) + 4 * SNAP)
    reached = np.maximum.accumulate(end + away)
    first = np.flatnonzero(np.concatenate(([True], start[1:] + away[1:] > reached[:-1] + SNAP)))
    return _Edges(positions, line[first], start[first], np.maximum.reduceat(end, first))


def _points(upright: _Edges, across: _Edges) -> _Points:
    v, h = _meetings(upright, across)
    if not len(v):
        return _Points([], [], [], [])
    key = upright.line[v] * len(across.positions) + across.line[h]
    order = np.argsort(key, kind="stable")
    key, v, h = key[order], v[order], h[order]
    first = np.flatnonzero(begins(key))
    ranges = [
        zip(np.minimum.reduceat(e, first).tolist(), np.maximum.reduceat(e, first).tolist(), strict=True)
        for e in (v, h)
    ]
    return _Points(
        upright.line[v[first]].tolist(), across.line[h[first]].tolist(), list(ranges[0]), list(ranges[1])
    )


def _meetings(upright: _Edges, across: _Edges) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Which upright and level edges meet; a pair may be named twice. An upright one is held against the lines
    that it passes, and on each against the two edges that can reach it: the last that begins before it, and
    the one before that, as the gap between two is wider than what counts as meeting.
    """
    y, x = across.positions, upright.positions[upright.line]
    first = np.searchsorted(y + SNAP, upright.start)
    passed = np.searchsorted(y - SNAP, upright.end, "right") - first
    v = np.repeat(np.arange(len(x)), passed)
    line = np.arange(len(v)) + np.repeat(first - np.cumsum(passed) + passed, passed)
    begin, end = across.start - SNAP, across.end + SNAP
    # Edges are sorted by line and start; ranks in the place of starts make that one ascending key.
    starts = np.unique(begin)
    held = across.line * (len(starts) + 1) + np.searchsorted(starts, begin, "right")
    asked = line * (len(starts) + 1) + np.searchsorted(starts, x, "right")[v]
    last = np.searchsorted(held, asked, "right") - 1
    v, line, h = np.tile(v, 2), np.tile(line, 2), np.maximum(np.concatenate((last, last - 1)), 0)
    meet = (across.line[h] == line) & (begin[h] <= x[v]) & (x[v] <= end[h])
    return v[meet], h[meet]


def _cells(points: _Points) -> list[Corners]:
    """From each point the smallest rectangle down and to the right whose four sides are ruled, the lowest
    height first.
    """
    xs, ys, upright, level = points
    at = {(x, y): i for i, (x, y) in enumerate(zip(xs, ys, strict=True))}
    rows: dict[int, list[int]] = defaultdict(list)
    rank = [0] * len(xs)
    for i, y in enumerate(ys):
        rank[i] = len(rows[y])
        rows[y].append(i)

    def smallest(i: int) -> Corners | None:
        row, column, bottom, furthest = rows[ys[i]], xs[i], upright[i][1], level[i][1]
        for below in range(i + 1, len(xs)):
            if xs[below] != column or upright[below][0] > bottom:
                return None
            for right in row[rank[i] + 1 :]:
                if level[right][0] > furthest:
                    break
                corner = at.get((xs[right], ys[below]))
                if (
                    corner is not None
                    and upright[corner][0] <= upright[right][1]
                    and level[corner][0] <= level[below][1]
                ):
                    return i, below, right, corner
        return None

    return [cell for i in range(len(xs)) if (cell := smallest(i)) is not None]


def _tables(cells: Sequence[Corners]) -> list[list[Corners]]:
    """The cells in groups that hang together by a corner."""
    above = list(range(1 + max((cell[3] for cell in cells), default=0)))

    def root(point: int) -> int:
        while above[point] != point:
            above[point] = point = above[above[point]]
        return point

    for first, *others in cells:
        top = root(first)
        for other in others:
            if above[other] != top:
                above[root(other)] = top
    groups: dict[int, list[Corners]] = defaultdict(list)
    for cell in cells:
        groups[root(cell[0])].append(cell)
    return list(groups.values())


def _grid(cells: Sequence[Corners], points: _Points, xs: Sequence[float], ys: Sequence[float]) -> Grid:
    columns = sorted({points.x[corner] for cell in cells for corner in cell})
    rows = sorted({points.y[corner] for cell in cells for corner in cell})
    col, row = {x: i for i, x in enumerate(columns)}, {y: i for i, y in enumerate(rows)}
    found = []
    for corner, _, _, opposite in cells:
        x0, y0, x1, y1 = points.x[corner], points.y[corner], points.x[opposite], points.y[opposite]
        found.append(
            GridCell(row[y0], col[x0], row[y1] - row[y0], col[x1] - col[x0], (xs[x0], ys[y0], xs[x1], ys[y1]))
        )
    bbox = (xs[columns[0]], ys[rows[0]], xs[columns[-1]], ys[rows[-1]])
    return Grid(bbox, tuple(xs[x] for x in columns), tuple(ys[y] for y in rows), tuple(sorted(found)))
