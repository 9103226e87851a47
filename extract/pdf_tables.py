"""Grids filled with text, and the joining of a table that runs on over pages."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .fold import fold
from .grid import SNAP, Grid
from .model import Box, Cell, Table, Text, joined
from .pdfium import Array, Glyphs
from .textlines import OUTSIDE, Line, closes

SAME_EDGE = 8.0
"""Left and right edges of the two parts of a table differ by less (pt)."""
NUMBER = re.compile(r"[-+]?[\d,]+(?:\.\d+)?%?")
TOUCHING = 0.2
"""Between a character and the next on its line there is less than this share of the size."""
FULL = 2.5
"""A line is full where less than so many times its height is left of its cell."""
CONTINUED = re.compile(r"^\(?续表?\d*\)?$|^(金额)?单位:[^。]{1,6}$")
ENDED = re.compile(r"[。；;]$")
NOTHING = Text("")


class Part(NamedTuple):
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

    rows: list[list[Part]]
    left: float
    right: float
    first_page: int
    last_page: int
    top: float
    bottom: float
    """Lower edge on its last page."""
    inferred: bool = False
    """Whether a part of its rules was drawn from white space, so that its columns lie elsewhere on each page."""
    since: int = 0
    """The first row in which a part that reaches the last row may begin."""

    def row_texts(self, row: int) -> tuple[str, ...]:
        return tuple(fold(p.text.chars) for p in self.rows[row])


def owners(grids: Sequence[Grid], glyphs: Glyphs) -> NDArray[np.intp]:
    """For each glyph the number of the cell, counted over all grids, that holds the middle of its loose box; OUTSIDE where none does."""
    found = np.full(len(glyphs), OUTSIDE, np.intp)
    x, y = (glyphs.loose[:, 0] + glyphs.loose[:, 2]) / 2, (glyphs.tight[:, 1] + glyphs.tight[:, 3]) / 2
    count = 0
    for grid in grids:
        # A margin of no cell all around: what lies beyond the grid finds itself there.
        cells = np.full((len(grid.ys) + 1, len(grid.xs) + 1), OUTSIDE, np.intp)
        for number, cell in enumerate(grid.cells, count):
            cells[
                cell.row + 1 : cell.row + 1 + cell.row_span, cell.col + 1 : cell.col + 1 + cell.col_span
            ] = number
        here = cells[np.searchsorted(grid.ys, y, "right"), np.searchsorted(grid.xs, x, "right")]
        found = np.where(found == OUTSIDE, here, found)
        count += len(grid.cells)
    return _with_hanging_marks(found, glyphs) if count else found


def _with_hanging_marks(owner: NDArray[np.intp], glyphs: Glyphs) -> NDArray[np.intp]:
    """The owners with a closing mark that is set over its cell's edge left to the cell of the character before it."""
    follows = np.abs(glyphs.loose[1:, 0] - glyphs.loose[:-1, 2]) < TOUCHING * glyphs.size[1:]
    follows &= (
        (np.abs(glyphs.baseline[1:] - glyphs.baseline[:-1]) < 1)
        & closes(glyphs.codes[1:])
        & ~closes(glyphs.codes[:-1])
    )
    hanging = 1 + np.flatnonzero(follows & (owner[1:] != owner[:-1]) & (owner[:-1] != OUTSIDE))
    owner[hanging] = owner[hanging - 1]
    return owner


def fill(grids: Sequence[Grid], texts: dict[int, Text], page: int, inferred: Array) -> list[RuledTable]:
    """The grids with the texts of their cells, numbered as `owners` does. A small grid without any text is no table.

    `inferred`: the rules that were drawn from white space, shape (n, 4).
    """
    tables = []
    count = 0
    for grid in grids:
        rows: list[list[Part]] = [[] for _ in grid.ys[1:]]
        for number, cell in enumerate(grid.cells, count):
            rows[cell.row].append(
                Part(cell.row_span, cell.bbox[0], cell.bbox[2], texts.get(number, NOTHING), page, cell.bbox)
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


def runs_on(
    above: RuledTable, below: RuledTable, between: Sequence[Line], above_titles: Sequence[str]
) -> bool:
    """Whether `below` continues `above`: next page (or flush on the same), same edges, nothing new printed between."""
    if abs(above.left - below.left) > SAME_EDGE or abs(above.right - below.right) > SAME_EDGE:
        return False
    if above.last_page == below.first_page:
        return not between and below.top - above.bottom < SAME_EDGE
    if above.last_page + 1 != below.first_page or any(line.page == above.last_page for line in between):
        return False
    return all(
        CONTINUED.match(fold(line.text.chars)) or fold(line.text.chars) in above_titles for line in between
    )


def join(above: RuledTable, below: RuledTable) -> None:
    """Puts `below` under `above`, without the header that it repeats, a row that the page end cut made whole."""
    if above.inferred and below.inferred:
        below.rows = _aligned(above, below)
    rows = below.rows[_repeated_header(above, below) :]
    if _cut(above, rows[0]):
        _mend(above, rows[0])
        longer = [p._replace(row_span=p.row_span - 1) for p in rows[0] if p.row_span > 1]
        rows = [[*longer, *rows[1]], *rows[2:]] if rows[1:] else []
    if rows:
        above.since = len(above.rows)
    above.rows += rows
    above.last_page, above.bottom = below.last_page, below.bottom


def _aligned(above: RuledTable, below: RuledTable) -> list[list[Part]]:
    """The rows of `below` with each column border where the nearest one of `above` is that no other border is nearer to."""
    over, under = (_borders({x for row in t.rows for p in row for x in (p.x0, p.x1)}) for t in (above, below))
    wanted = {x: over[_nearest(over, x)] for x in under}
    moved = {x: to if under[_nearest(under, to)] == x else x for x, to in wanted.items()}
    return [
        [
            p._replace(x0=moved[under[_nearest(under, p.x0)]], x1=moved[under[_nearest(under, p.x1)]])
            for p in row
        ]
        for row in below.rows
    ]


def _repeated_header(above: RuledTable, below: RuledTable) -> int:
    """How many rows at the top of `below` say what the top rows of `above` say."""
    count = 0
    while (
        count < min(len(above.rows), len(below.rows) - 1)
        and any(said := below.row_texts(count))
        and above.row_texts(count) == said
    ):
        count += 1
    return count


def _cut(above: RuledTable, row: Sequence[Part]) -> bool:
    """Whether a row is the rest of the last row of `above`: no number and nothing but words that go on."""
    said = [(p, text) for p in row if (text := fold(p.text.chars))]
    upper = [fold(p.text.chars) for p in _last_row(above)]
    if not said or any(NUMBER.fullmatch(text) for _, text in said) or len(said) == sum(map(bool, upper)):
        return False
    over = [_over(above, p) for p, _ in said]
    return all(
        p is not None and (text := fold(p.text.chars)) and not ENDED.search(text) and _is_full(p)
        for p in over
    )


def _is_full(part: Part) -> bool:
    """Whether the last line of a cell reaches its right edge, as one does that goes on."""
    line = part.text[part.text.chars.rfind("\n") + 1 :].boxes(part.page)
    return not line or part.x1 - max(box[2] for box in line) < FULL * max(box[3] - box[1] for box in line)


def _last_row(table: RuledTable) -> list[Part]:
    """The parts that reach the last row."""
    end = len(table.rows)
    return [p for i in range(table.since, end) for p in table.rows[i] if i + p.row_span == end]


def _over(above: RuledTable, part: Part) -> Part | None:
    """The part of the last row that a part of the next page goes on."""
    return next((p for p in _last_row(above) if abs(p.x0 - part.x0) < SAME_EDGE), None)


def _mend(above: RuledTable, row: Sequence[Part]) -> None:
    """Puts the texts of a row behind those of the last row of `above`."""
    for piece in row:
        upper = _over(above, piece)
        if piece.text.chars and upper is not None:
            begun = next(parts for parts in above.rows[above.since :] if any(p is upper for p in parts))
            begun[next(i for i, p in enumerate(begun) if p is upper)] = upper._replace(
                text=joined((upper.text, Text("\n"), piece.text))
            )


def as_table(table: RuledTable, index: int) -> Table:
    """The finished table: columns counted over all its pages."""
    positions = {x for row in table.rows for p in row for x in (p.x0, p.x1)}
    xs = _borders(positions)
    col = {x: _nearest(xs, x) for x in positions}
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
        pages=tuple(range(table.first_page, table.last_page + 1)),
    )


def _borders(values: Collection[float]) -> list[float]:
    """Sorted positions with those closer than the snapping tolerance made one."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > SNAP:
            out.append(value)
    return out


def _nearest(positions: Sequence[float], value: float) -> int:
    """Which of the sorted positions a value is."""
    i = bisect_left(positions, value)
    near = [j for j in (i - 1, i) if 0 <= j < len(positions)]
    return min(near, key=lambda j: abs(positions[j] - value))
