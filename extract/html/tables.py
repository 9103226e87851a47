"""Which tables of a page hold data and which set its layout, and the cells of those that hold data."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from extract.model import Cell, Table, Text

from .flow import cell_text
from .source import words_of

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_SPAN = 1000
"""Rows and columns that a cell may span: what browsers take."""
MOST_CELLS = 2**20
"""Grid places of a table."""
SETTING = 0.5
"""A table of whose characters this share stands in tables within it sets the layout."""
PROSE, FEW = 400, 3
"""A cell of this many characters in a table of so few rows is a part of the page."""


def data_tables(root: _Element) -> set[_Element]:
    """The tables that hold data."""
    return {table for table in root.iter("table") if not _sets_layout(table)}


def _sets_layout(table: _Element) -> bool:
    rows = [cells for row in _rows(table) if (cells := list(_cells(row)))]
    if table.get("role") == "presentation" or len(rows) < 2 or max(map(len, rows)) < 2:
        return True
    whole = len(words_of(table))
    within = sum(len(words_of(t)) for t in table.iterfind(".//table") if _outer(t) is table)
    longest = max(len(words_of(cell)) for row in rows for cell in row) if len(rows) <= FEW else 0
    return within > SETTING * whole or longest > PROSE


def read_table(table: _Element, index: int, apart: Collection[_Element]) -> Table | None:
    """A table with its spans; null where all of it is empty."""
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    rows = list(_rows(table))
    widths = [sum(_span(td, "colspan", 1) for td in _cells(tr)) for tr in rows]
    for row, tr in enumerate(rows):
        col = 0
        for td in _cells(tr):
            while (row, col) in taken:
                col += 1
            high = _height(td, row, widths)
            wide = _span(td, "colspan", 1)
            if len(taken) + high * wide > MOST_CELLS:
                break
            taken.update((r, c) for r in range(row, row + high) for c in range(col, col + wide))
            cells.append(Cell(row, col, Text(cell_text(td, apart)), high, wide))
            col += wide
    if not any(cell.text.chars for cell in cells):
        return None
    return Table(index, tuple(cells), len(rows), max(c.col + c.col_span for c in cells))


def captions(table: _Element) -> list[str]:
    """The lines of what a table says of itself above its rows."""
    return [
        line for child in table if child.tag == "caption" for line in cell_text(child, ()).split("\n") if line
    ]


def _rows(table: _Element) -> Iterator[_Element]:
    """Its own rows, whatever stands between it and them; the foot last, wherever it is written."""
    foot = []
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag == "tfoot":
            foot += child.findall("tr")
        elif child.tag not in ("table", "td", "th", "caption"):
            yield from _rows(child)
    yield from foot


def _cells(row: _Element) -> Iterator[_Element]:
    return (cell for cell in row if cell.tag in ("td", "th"))


def _height(cell: _Element, row: int, widths: Sequence[int]) -> int:
    """How many rows it spans: none that has as many cells of its own as the widest, which would stand beside
    the table.
    """
    last = min(row + _span(cell, "rowspan", len(widths)), len(widths))
    widest = max(widths)
    return next((r for r in range(row + 1, last) if widths[r] >= widest), last) - row


def _outer(element: _Element) -> _Element | None:
    return next(element.iterancestors("table"), None)


def _span(cell: _Element, name: str, unlimited: int) -> int:
    """How many rows or columns it spans; 0 means all that follow."""
    told = (cell.get(name) or "").strip()
    number = int(told) if told.isascii() and told.isdigit() and len(told) < 6 else 1
    return min(number or unlimited, MOST_SPAN)
