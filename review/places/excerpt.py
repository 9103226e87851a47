"""A place in a document without pages → the part of its table, or its paragraph, with the place marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from typing import Any

from extract import regex
from extract.model import Document, Paragraph, Table

AROUND, HEAD, WIDE, BESIDE = 4, 3, 12, 4
"""Rows shown above and below a cell, rows of the head, columns from which a table is cut, and columns shown
beside a cell then.
"""
CELL = regex.compile(r"t(\d+)r(\d+)c(\d+)")
SPAN = regex.compile(r"(?:p(\d+)|(.+))@(\d+)-(\d+)")
LONGEST = 1200
"""Characters of a paragraph around the place."""


@dataclass(frozen=True)
class ShownCell:
    """A cell of an excerpt."""

    text: str
    rows: int = 1
    cols: int = 1
    marked: bool = False


@dataclass(frozen=True)
class Excerpt:
    """A part of a table (`grid`, with its title and unit line), or of a paragraph (`text`: before the place,
    at it, after it). `skipped`: the numbers of rows before which some were left out.
    """

    title: str = ""
    unit_line: str = ""
    grid: list[list[ShownCell]] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        """The excerpt as JSON can hold it."""
        return asdict(self)


def excerpt(document: Document, locator: str) -> Excerpt | None:
    """The excerpt at a place; null where the document has no such place."""
    cell = CELL.match(locator)
    if cell:
        index, row, col = (int(n) for n in cell.groups())
        table = next((t for t in document.tables if t.index == index), None)
        return _of_table(table, row, col) if table else None
    for table in document.tables:
        for held in table.cells:
            if held.at is not None and held.at == locator.partition("@")[0]:
                return _of_table(table, held.row, held.col)
    return _of_text(document, locator)


def _of_table(table: Table, row: int, col: int) -> Excerpt:
    rows = _near(range(min(HEAD, table.row_count)), row, AROUND, table.row_count)
    cols = list(range(table.cols))
    if table.cols > WIDE:
        cols = _near(range(2), col, BESIDE, table.cols)
    grid = [_row(table, rows, cols, r, (row, col)) for r in rows]
    skipped = [n for n, (a, b) in enumerate(pairwise(rows), 1) if b - a > 1]
    return Excerpt(table.title, table.unit_line, grid, skipped)


def _near(always: Sequence[int], at: int, around: int, count: int) -> list[int]:
    return sorted({*always, *range(max(0, at - around), min(count, at + around + 1))})


def _row(table: Table, rows: list[int], cols: list[int], r: int, at: tuple[int, int]) -> list[ShownCell]:
    """The cells that begin in a shown row, with the shown rows and columns that they span."""
    out = []
    for c in cols:
        cell = table.grid.get((r, c))
        if cell is None:
            out.append(ShownCell(""))
            continue
        own_rows = [n for n in rows if cell.row <= n < cell.row + cell.row_span]
        own_cols = [n for n in cols if cell.col <= n < cell.col + cell.col_span]
        if (r, c) == (own_rows[0], own_cols[0]):
            marked = table.grid.get(at) is cell
            out.append(ShownCell(cell.text.chars, len(own_rows), len(own_cols), marked))
    return out


def _of_text(document: Document, locator: str) -> Excerpt | None:
    found = SPAN.fullmatch(locator)
    if not found:
        return None
    number, at, start, end = found.groups()
    paragraph = next((p for p in document.paragraphs if _is(p, number, at)), None)
    if paragraph is None:
        return None
    chars, first, last = paragraph.text.chars, int(start), int(end)
    before, after = chars[:first][-LONGEST:], chars[last:][:LONGEST]
    return Excerpt(text=[before, chars[first:last], after])


def _is(paragraph: Paragraph, number: str | None, at: str | None) -> bool:
    return paragraph.index == int(number) if number else paragraph.at == at
