"""A sheet → the tables on it, and the lines around them as paragraphs.

Where lines are drawn, rows with lines at the sides of their cells make a table; where none are, rows of
several cells do, and those of one cell within them.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, pairwise

from extract.captions import LABELS, NOTE, TITLE, UNIT_LINE, with_context
from extract.fold import fold
from extract.halves.beside import CellSaid, sides
from extract.model import Cell, Paragraph, Table, Text
from extract.numbered import is_heading
from extract.txt.document import paragraphs_of

from .sheet import Sheet

LABEL = 20
"""Characters of a row's label at most."""


@dataclass(frozen=True)
class PrintedCell:
    """A cell as shown: its place on the sheet, its text, how many shown rows and columns it spans."""

    row: int
    col: int
    text: str
    high: int = 1
    wide: int = 1
    ruled: bool = False


def blocks_of(sheet: Sheet, numbers: tuple[count[int], count[int]]) -> list[Paragraph | Table]:
    """The sheet's blocks in order; `numbers` count paragraphs and tables of the workbook."""
    rows, cols = _used(sheet)
    shown = _shown(sheet, rows, cols)
    out: list[Paragraph | Table] = []
    for side in _beside(shown):
        for first, last, is_table in _stretches(sheet, side, rows):
            held = [c for c in side if first <= c.row <= last]
            if is_table:
                out.append(_table(sheet, held, rows, cols, next(numbers[1])))
            else:
                out += _paragraphs(sheet, held, numbers[0])
    return [_titled(b, sheet) for b in with_context(out)]


def _beside(shown: Sequence[PrintedCell]) -> list[Sequence[PrintedCell]]:
    """The cells of each of the tables that stand beside each other, with what stands above them, without the
    blank columns between.
    """
    starts = sides(CellSaid(c.row, c.col, c.col + c.wide, fold(c.text)) for c in shown)
    if not starts:
        return [shown]
    said = [[c.col for c in shown if c.text and a <= c.col < b] for a, b in pairwise([*starts, sys.maxsize])]
    return [[c for c in shown if min(cols) <= c.col <= max(cols)] for cols in said]


def _titled(block: Paragraph | Table, sheet: Sheet) -> Paragraph | Table:
    """A table that no line names is named by its sheet, where that is a table's title."""
    if isinstance(block, Table) and not block.title and TITLE.search(fold(sheet.name)):
        return replace(block, title=sheet.name)
    return block


def _used(sheet: Sheet) -> tuple[list[int], list[int]]:
    """The shown rows and columns that hold text or lines, in order; empty ones between are left out."""
    held = [
        at
        for at, cell in sheet.cells.items()
        if (cell.text or cell.ruled) and at[0] not in sheet.hidden_rows and at[1] not in sheet.hidden_cols
    ]
    written = {c for (r, c) in held if sheet.cells[r, c].text} | {m[1] for m in sheet.merged}
    rows = {r for r, _ in held}
    return sorted(rows), sorted({c for _, c in held} & (written | _inner({c for _, c in held}, written)))


def _inner(cols: set[int], written: set[int]) -> set[int]:
    """Ruled columns without text that lie between columns with text."""
    return {c for c in cols if written and min(written) <= c <= max(written)}


def _shown(sheet: Sheet, rows: Sequence[int], cols: Sequence[int]) -> list[PrintedCell]:
    """The cells in order; those that a merged area covers left out, its text at its first shown place."""
    shown_rows, shown_cols = set(rows), set(cols)
    covered: set[tuple[int, int]] = set()
    out = []
    for top, left, bottom, right in sheet.merged:
        inside = rows[bisect_left(rows, top) : bisect_right(rows, bottom)]
        across = cols[bisect_left(cols, left) : bisect_right(cols, right)]
        anchor = sheet.cells.get((top, left))
        if inside and across:
            ruled = any((c := sheet.cells.get((r, k))) and c.ruled for r in inside for k in across)
            text = anchor.text if anchor else ""
            out.append(PrintedCell(inside[0], across[0], text, len(inside), len(across), ruled))
            covered.update((r, c) for r in inside for c in across)
    out += [
        PrintedCell(r, c, cell.text, 1, 1, cell.ruled)
        for (r, c), cell in sheet.cells.items()
        if (r, c) not in covered and r in shown_rows and c in shown_cols and (cell.text or cell.ruled)
    ]
    return sorted(out, key=lambda c: (c.row, c.col))


def _stretches(
    sheet: Sheet, shown: Sequence[PrintedCell], rows: Sequence[int]
) -> Iterator[tuple[int, int, bool]]:
    """First and last row of each table and each stretch of lines."""
    ruled = {r for c in shown if c.ruled for r in rows[bisect_left(rows, c.row) :][: c.high]}
    kinds = [(row, row in ruled) for row in rows] if len(ruled) > 1 else list(_unruled(shown, rows))
    start = 0
    for i in range(1, len(kinds) + 1):
        ends = i == len(kinds) or kinds[i][1] != kinds[start][1]
        if ends or (kinds[i][1] and ruled and _apart(sheet, rows[i - 1], rows[i])):
            first, last, is_table = kinds[start][0], kinds[i - 1][0], kinds[start][1]
            several = len({c.col for c in shown if first <= c.row <= last}) > 1
            yield first, last, is_table and several
            start = i


def _apart(sheet: Sheet, above: int, below: int) -> bool:
    """Whether a row without lines is shown between two ruled rows: one table ends and another begins."""
    return any(row not in sheet.hidden_rows for row in range(above + 1, below))


def _unruled(shown: Sequence[PrintedCell], rows: Sequence[int]) -> Iterator[tuple[int, bool]]:
    """Each row, and whether it is one of a table: of several cells that are no captions, or between such."""
    of_row: dict[int, list[PrintedCell]] = {}
    for cell in shown:
        if cell.text:
            of_row.setdefault(cell.row, []).append(cell)
    wide = {r for r, cells in of_row.items() if len(cells) > 1 and not all(map(_is_caption, cells))}
    before = False
    for i, row in enumerate(rows):
        cells = of_row.get(row, [])
        named = any(TITLE.search(fold(c.text)) or NOTE.match(fold(c.text)) or _is_caption(c) for c in cells)
        goes_on = any(r in wide for r in rows[i + 1 : i + 3]) or all(_is_label(c) for c in cells)
        adjacent = i > 0 and row == rows[i - 1] + 1
        before = row in wide or (before and adjacent and not named and goes_on)
        yield row, before


def _is_label(cell: PrintedCell) -> bool:
    """Whether a cell may name a row whose other cells are blank."""
    return len(cell.text) <= LABEL and not cell.text.endswith(("。", "：", ":"))


def _is_caption(cell: PrintedCell) -> bool:
    folded = fold(cell.text)
    return bool(UNIT_LINE.search(folded) or LABELS.match(folded))


def _table(
    sheet: Sheet, held: Sequence[PrintedCell], rows: Sequence[int], cols: Sequence[int], index: int
) -> Table:
    """The table that the cells make; rows and columns without cells left out."""
    down = [r for r in rows if held[0].row <= r <= max(c.row for c in held)]
    across = sorted(
        {k for c in held if c.text or c.ruled for k in cols[bisect_left(cols, c.col) :][: c.wide]}
    )
    at_row, at_col = {r: i for i, r in enumerate(down)}, {c: i for i, c in enumerate(across)}
    cells = [
        Cell(
            at_row[c.row],
            at_col[c.col],
            Text(c.text),
            min(c.high, len(down) - at_row[c.row]),
            min(c.wide, len(across) - at_col[c.col]),
            sheet.number,
            at=sheet.at(c.row, c.col),
        )
        for c in held
    ]
    return Table(index, tuple(cells), len(down), len(across), pages=(sheet.number,))


def _paragraphs(sheet: Sheet, held: Sequence[PrintedCell], numbers: count[int]) -> Iterator[Paragraph]:
    """The lines of cells outside tables; a cell of several paragraphs gives each."""
    for cell in held:
        for n, text in enumerate(paragraphs_of(cell.text.splitlines())):
            at = sheet.at(cell.row, cell.col) + (f"/{n + 1}" if n else "")
            yield Paragraph(next(numbers), Text(text), is_heading(text), sheet.number, at=at)
