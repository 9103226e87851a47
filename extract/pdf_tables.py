"""Grids filled with text, and the joining of a table that runs on over pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .fold import fold
from .grid import Grid, borders, index_of
from .model import Box, Cell, Table, Text
from .pdfium import PageGlyph
from .textlines import Line, group_lines, join_text

SAME_EDGE = 8.0
"""Left and right edges of the two parts of a table differ by less (pt)."""
NUMBER = re.compile(r"[-+]?[\d,]+(?:\.\d+)?%?")
CONTINUED = re.compile(r"^\(?续表?\d*\)?$|^(金额)?单位:[^。]{1,6}$")


@dataclass(frozen=True)
class Part:
    """A ruled cell of one page before its columns are counted: row and row span within the table, x extent in points."""

    row: int
    row_span: int
    x0: float
    x1: float
    text: Text
    page: int
    bbox: Box


@dataclass(frozen=True)
class RuledTable:
    """One printed table, growing page by page."""

    parts: tuple[Part, ...]
    rows: int
    left: float
    right: float
    first_page: int
    last_page: int
    bottom: float
    """Lower edge on its last page."""
    top: float

    def row_texts(self, row: int) -> tuple[str, ...]:
        return tuple(fold(p.text.chars) for p in self.parts if p.row == row)


def fill(grid: Grid, glyphs: Sequence[PageGlyph], page: int) -> tuple[RuledTable, list[PageGlyph]]:
    """A grid with each glyph in the cell that holds the middle of its loose box; the glyphs outside of it are handed back."""
    where = {
        (r, c): i for i, cell in enumerate(grid.cells) for r in range(cell.row, cell.row + cell.row_span) for c in range(cell.col, cell.col + cell.col_span)
    }
    held: list[list[PageGlyph]] = [[] for _ in grid.cells]
    outside: list[PageGlyph] = []
    for g in glyphs:
        row = bisect_right(grid.ys, (g.glyph.box[1] + g.glyph.box[3]) / 2) - 1
        col = bisect_right(grid.xs, (g.loose[0] + g.loose[2]) / 2) - 1
        index = where.get((row, col))
        (outside if index is None else held[index]).append(g)
    parts = tuple(
        Part(cell.row, cell.row_span, cell.bbox[0], cell.bbox[2], join_text(group_lines(inside)), page, cell.bbox)
        for cell, inside in zip(grid.cells, held, strict=True)
    )
    x0, top, x1, bottom = grid.bbox
    return RuledTable(parts, len(grid.ys) - 1, x0, x1, page, page, bottom, top), outside


def runs_on(above: RuledTable, below: RuledTable, between: Sequence[Line], above_titles: Sequence[str]) -> bool:
    """Whether `below` continues `above`: next page (or flush on the same), same edges, nothing new printed between."""
    if abs(above.left - below.left) > SAME_EDGE or abs(above.right - below.right) > SAME_EDGE:
        return False
    if above.last_page == below.first_page:
        return not between and below.top - above.bottom < SAME_EDGE
    if above.last_page + 1 != below.first_page or any(line.page == above.last_page for line in between):
        return False
    return all(CONTINUED.match(fold(line.text.chars)) or fold(line.text.chars) in above_titles for line in between)


def join(above: RuledTable, below: RuledTable) -> RuledTable:
    """`below` put under `above`, without the header that it repeats, a row that the page end cut made whole."""
    skip = _repeated_header(above, below)
    parts = [replace(p, row=p.row - skip) for p in below.parts if p.row >= skip]
    upper = list(above.parts)
    shift = above.rows
    if not skip and _cut(above, parts):
        upper, parts = _mend(upper, parts, above.rows - 1)
        shift -= 1
    moved = [replace(p, row=p.row + shift) for p in parts]
    return replace(above, parts=(*upper, *moved), rows=shift + below.rows - skip, last_page=below.last_page, bottom=below.bottom)


def _repeated_header(above: RuledTable, below: RuledTable) -> int:
    """How many rows at the top of `below` say what the top rows of `above` say."""
    count = 0
    while count < min(above.rows, below.rows - 1) and any(below.row_texts(count)) and above.row_texts(count) == below.row_texts(count):
        count += 1
    return count


def _cut(above: RuledTable, below: Sequence[Part]) -> bool:
    """Whether the first row of `below` is the rest of the last row of `above`: no number and nothing but words that go on."""
    last = above.rows - 1
    upper = {index_of(_xs(above.parts), p.x0): fold(p.text.chars) for p in above.parts if p.row + p.row_span - 1 == last}
    rest = {index_of(_xs(above.parts), p.x0): fold(p.text.chars) for p in below if p.row == 0}
    said = {x: t for x, t in rest.items() if t}
    if not said or any(NUMBER.fullmatch(t) for t in said.values()) or len(said) == len([t for t in upper.values() if t]):
        return False
    return all(upper.get(x) and not re.search(r"[。；;]$", upper[x]) for x in said)


def _xs(parts: Sequence[Part]) -> tuple[float, ...]:
    return borders([p.x0 for p in parts])


def _mend(upper: list[Part], lower: list[Part], last: int) -> tuple[list[Part], list[Part]]:
    """The texts of the lower part's first row put behind those of the upper part's last row."""
    for piece in [p for p in lower if p.row == 0 and p.text.chars]:
        i = next(i for i, p in enumerate(upper) if p.row + p.row_span - 1 == last and abs(p.x0 - piece.x0) < SAME_EDGE)
        upper[i] = replace(upper[i], text=upper[i].text + Text("\n", (None,)) + piece.text)
    rest = [p if p.row else replace(p, row=1, row_span=p.row_span - 1) for p in lower if p.row or p.row_span > 1]
    return upper, rest


def as_table(table: RuledTable, index: int) -> Table:
    """The finished table: columns counted over all its pages."""
    xs = borders([x for p in table.parts for x in (p.x0, p.x1)])
    cells = []
    for p in table.parts:
        col = index_of(xs, p.x0)
        cells.append(Cell(p.row, col, p.text, p.row_span, max(1, index_of(xs, p.x1) - col), p.page, p.bbox))
    cells.sort(key=lambda c: (c.row, c.col))
    return Table(index, tuple(cells), table.rows, len(xs) - 1, pages=tuple(range(table.first_page, table.last_page + 1)))
