"""A wide table whose right half is printed behind its left half, joined as a reader joins it: by the row
heads that both print, or, where the right half has none, by as many rows in the same places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from extract.captions import CONTINUED, TITLE, UNIT_LINE, caption_rows, says_nothing_new
from extract.model import Cell, Paragraph, Table

from .pieces import header, whole_parts
from .rows import FEWEST, are_years, first_figures, headless, is_figure
from .stacked import parted, whole

UNIT_ROWS = 2
"""Rows at the top of the right half that may hold its unit line."""
FEWEST_OF_LIST = 6
"""Rows in the same places from which on a list stands beside the one of the page before."""
APART = 2.0
"""Rows of the two halves lie nearer to each other than this (pt)."""


def join_halves(blocks: Sequence[Paragraph | Table]) -> tuple[list[Paragraph | Table], list[str]]:
    """The blocks with the halves of tables joined, tables that stand in one parted, those that go on page by
    page whole, all numbered anew; a warning (Chinese) for each table without row heads that goes with none.
    """
    out: list[Paragraph | Table] = []
    warnings: list[str] = []
    for block in _with_whole_parts(parted(blocks)):
        at = _left_of(out, block) if isinstance(block, Table) else None
        if isinstance(block, Table) and at is not None and isinstance(left := out[at], Table):
            if not _is_rest(out, at) and (one := _joined(left, block)) is not None:
                out[at] = replace(one, unit_line=_unit_line(block, out[at + 1 :]))
                continue
            if headless(_texts(block)) and not headless(_texts(left)):
                warnings.append(_warning(block))
        out.append(block)
    return _numbered(out if warnings else whole(out)), warnings


def _with_whole_parts(blocks: Sequence[Paragraph | Table]) -> list[Paragraph | Table]:
    """The blocks with the pieces of each part of a wide table below each other, where there are no pages."""
    out: list[Paragraph | Table] = []
    for run in _runs(blocks):
        tables = [b for b in run if isinstance(b, Table) and not b.pages]
        parts = whole_parts(tables, lambda a, b: _joined(a, b) is not None) if len(tables) > 2 else []
        between = [b for b in run if isinstance(b, Paragraph)]
        out += [parts[0], *between, *parts[1:]] if parts else run
    return out


def _runs(blocks: Sequence[Paragraph | Table]) -> list[list[Paragraph | Table]]:
    """The blocks parted where something new is printed; tables with nothing new between stand in one part."""
    runs: list[list[Paragraph | Table]] = []
    last = 0
    for n, block in enumerate(blocks):
        if isinstance(block, Table) and _left_of(blocks[:n], block) is not None:
            runs[last:] = [[*chain.from_iterable(runs[last:]), block]]
            continue
        runs.append([block])
        if isinstance(block, Table):
            last = len(runs) - 1
    return runs


def _texts(table: Table) -> list[list[str]]:
    return [[c.text.folded for c in table.row_cells(r)] for r in range(table.row_count)]


def _left_of(out: Sequence[Paragraph | Table], right: Table) -> int | None:
    """Which of the blocks is the table before `right` with nothing new printed between, on the page before
    where there are pages.
    """
    at = next((n for n in reversed(range(len(out))) if isinstance(out[n], Table)), None)
    if at is None or not isinstance(left := out[at], Table):
        return None
    said = (b.text.folded for b in out[:at] if isinstance(b, Paragraph))
    titles = {t for t in said if TITLE.search(t)}
    between = [b.text.folded for b in out[at + 1 :] if isinstance(b, Paragraph) and b.text.folded]
    if not all(says_nothing_new(t, titles) for t in between):
        return None
    return at if not left.pages or not right.pages or _is_behind(left.pages, right.pages) else None


def _is_rest(out: Sequence[Paragraph | Table], at: int) -> bool:
    """Whether a table goes on with the one above it: a right half behind it may belong to both."""
    if not isinstance(table := out[at], Table) or (above := _left_of(out[:at], table)) is None:
        return False
    return isinstance(over := out[above], Table) and header(over) == header(table)


def _is_behind(left: Sequence[int], right: Sequence[int]) -> bool:
    """Whether a part is printed on the page behind the one before it, or, where the parts are printed across
    and then down, behind each page of it.
    """
    return left[-1] + 1 == right[0] or {p + 1 for p in left} >= set(right)


def _unit_line(right: Table, between: Sequence[Paragraph | Table]) -> str:
    """The unit line above the right half, or in its first rows: at the right edge of the whole."""
    above = [b.text for b in between if isinstance(b, Paragraph)]
    within = [c.text for c in right.cells if c.row < UNIT_ROWS]
    return next((t.chars.strip() for t in (*above, *within) if UNIT_LINE.match(t.folded)), "")


def _warning(table: Table) -> str:
    where = f"第{table.pages[0]}页" if table.pages else f"第{table.index + 1}张表"
    return (
        f"{where}的表格没有行名，与前面表格的各行对不上，无法确定各数属于哪一行，未与前表合并：请与原文核对"
    )


@dataclass(frozen=True)
class _Half:
    """A half of a table: where its header begins and its numbers do."""

    table: Table
    head: int
    body: int

    def texts(self, col: int) -> list[str]:
        """The texts of a column below the header."""
        return [self.table.words.get((r, col), "") for r in range(self.body, self.table.row_count)]

    def label(self, col: int) -> str:
        """The lowest label over a column."""
        return self.table.words.get((self.body - 1, col), "")

    def labels(self, first: int) -> list[str]:
        """All labels over the columns from one on."""
        held = (c for r in range(self.head, self.body) for c in self.table.row_cells(r) if c.col >= first)
        return [c.text.folded for c in held]

    def is_stacked(self, col: int) -> bool:
        """Whether the rows above the numbers have heads of their own, as those of a form have."""
        over = (self.table.grid.get((r, col)) for r in range(self.head, self.body))
        return len({c.text.folded for c in over if c and c.col_span == 1 and c.text.folded}) > 1

    def is_named(self, col: int) -> bool:
        """Whether a column has words below its header, or is the first and has years."""
        return any(not is_figure(t) for t in self.texts(col)) or (col == 0 and are_years(self.texts(col)))

    def tops(self) -> list[tuple[int, float]] | None:
        """Each row's page, from 0, and how far below the first of its page it begins (pt); null without
        places.
        """
        boxes = [self._top(r) for r in range(self.body, self.table.row_count)]
        if None in boxes or not self.table.pages:
            return None
        first: dict[int, float] = {}
        placed = [b for b in boxes if b is not None]
        return [(page - self.table.pages[0], top - first.setdefault(page, top)) for page, top in placed]

    def _top(self, row: int) -> tuple[int, float] | None:
        """The page and the upper edge of the cells that begin in a row."""
        begun = (c for c in self.table.row_cells(row) if c.row == row)
        return min(((c.page, c.bbox[1]) for c in begun if c.page and c.bbox), default=None)


def _joined(left: Table, right: Table) -> Table | None:
    """Both as one table; null where it is not settled that they are one."""
    a, b = _half(left, caption_rows(left)), _half(right, _new_captions(left, right))
    if (
        left.row_count - a.body != right.row_count - b.body
        or right.row_count - b.body < FEWEST
        or (left.pages and right.pages and len(left.pages) % len(right.pages))
    ):
        return None
    if a.head == a.body or b.head == b.body:
        return None
    heads = _same_heads(a, b)
    if not (_by_heads(a, b, heads) if heads else _by_places(a, b)):
        return None
    return _side_by_side(a, b, heads)


def _half(table: Table, head: int) -> _Half:
    rows = _texts(table)
    return _Half(table, head, head + first_figures(rows[head:]))


def _new_captions(left: Table, right: Table) -> int:
    """How many rows at the top of the right half say nothing that heads its columns."""
    said = {c.text.folded for r in range(caption_rows(left)) for c in left.row_cells(r)}
    count = 0
    for row in _texts(right):
        if not all(not t or t in said or CONTINUED.match(t) or UNIT_LINE.match(t) for t in row):
            break
        count += 1
    return count


def _same_heads(a: _Half, b: _Half) -> int:
    """How many columns at the left are the same in both."""
    count = 0
    while (
        count < min(a.table.cols, b.table.cols) - 1
        and a.label(count) == b.label(count)
        and a.texts(count) == b.texts(count)
    ):
        count += 1
    return count if any(a.is_named(c) for c in range(count)) else 0


def _by_heads(a: _Half, b: _Half, heads: int) -> bool:
    """Whether the columns behind the same row heads are others, and hold numbers."""
    across = any(c.col < heads < c.col + c.col_span for c in b.table.cells if c.row >= b.head)
    rest = range(heads, b.table.cols)
    if any(b.is_stacked(c) for c in range(heads)):
        return False
    return not across and a.labels(heads) != b.labels(heads) and not any(b.is_named(c) for c in rest)


def _by_places(a: _Half, b: _Half) -> bool:
    """Whether the rows lie where those of the left half lie, and the right half has no row heads or is a list
    like the one to its left.
    """
    over, under = a.tops(), b.tops()
    pairs = zip(over or (), under or (), strict=False)
    if any(p != q or abs(x - y) > APART for (p, x), (q, y) in pairs):
        return False
    named = [c for c in range(b.table.cols) if b.is_named(c)]
    if not named:
        return any(a.is_named(c) for c in range(a.table.cols)) and all(
            b.label(c) for c in range(b.table.cols)
        )
    listed = named == [0] and a.is_named(0) and a.label(0) == b.label(0) != "" and a.labels(0) != b.labels(0)
    return listed and over is not None and len(over) >= FEWEST_OF_LIST


def _side_by_side(a: _Half, b: _Half, heads: int) -> Table:
    """The columns of the right half behind those of the left, the lower header as high as the other."""
    more = (a.body - a.head) - (b.body - b.head)
    left, right = a.table, b.table
    cells = list(_lowered(left.cells, a.body, max(0, -more)))
    for cell in _lowered(right.cells, b.body, max(0, more)):
        if cell.col >= heads and cell.row >= b.head:
            cells.append(replace(cell, row=cell.row + a.head - b.head, col=cell.col + left.cols - heads))
    return replace(
        left,
        cells=tuple(sorted(cells, key=lambda c: (c.row, c.col))),
        row_count=left.row_count + max(0, -more),
        cols=left.cols + right.cols - heads,
        pages=tuple(sorted({*left.pages, *right.pages})),
    )


def _lowered(cells: Sequence[Cell], body: int, more: int) -> Iterator[Cell]:
    """The cells of a table whose header, the rows before `body`, is made so many rows higher."""
    for cell in cells:
        if cell.row >= body:
            yield replace(cell, row=cell.row + more)
        elif cell.row + cell.row_span >= body:
            yield replace(cell, row_span=cell.row_span + more)
        else:
            yield cell


def _numbered(blocks: Sequence[Paragraph | Table]) -> list[Paragraph | Table]:
    out: list[Paragraph | Table] = []
    count = 0
    for block in blocks:
        out.append(replace(block, index=count) if isinstance(block, Table) else block)
        count += isinstance(block, Table)
    return out
