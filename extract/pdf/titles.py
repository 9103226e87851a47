"""Tables whose columns were told by white space, with the title of the next table between their rows:
parted there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract import regex
from extract.fold import fold
from extract.model import Paragraph

from .tables import Part, RuledTable

TITLE = regex.compile(r".{4,}表(?:\(.{1,30}\))?")
BELOW = regex.compile(r"\(?20\d\d年度?\)?|.{0,12}单位:.{0,8}")
"""What stands below a title: the year, the unit."""


def parted_at_titles(table: RuledTable) -> Iterator[Paragraph | RuledTable]:
    """The tables that stand below each other in a table, and the titles between them; the table as it is
    where there is none.
    """
    start = at = 0
    while at < len(table.rows):
        end = _titled(table, at) if table.inferred and at > start else at
        if end > at:
            yield _rows(table, start, at)
            yield from _paragraphs(table.rows[at:end])
            start = at = end
        else:
            at += 1
    yield table if start == 0 else _rows(table, start, len(table.rows))


def _titled(table: RuledTable, at: int) -> int:
    """The row behind a title and what belongs to it; the row itself where it holds no title."""
    said = [t for t in table.row_texts(at) if t]
    if not said or not TITLE.fullmatch(said[0]) or not all(map(BELOW.fullmatch, said[1:])):
        return at
    end = at + 1
    while end < len(table.rows) and all(map(BELOW.fullmatch, filter(None, table.row_texts(end)))):
        end += 1
    return end if end < len(table.rows) else at


def _paragraphs(rows: list[list[Part]]) -> Iterator[Paragraph]:
    for part in (p for row in rows for p in sorted(row, key=lambda p: p.x0) if fold(p.text.chars)):
        yield Paragraph(-1, part.text, page=part.page)


def _rows(table: RuledTable, start: int, end: int) -> RuledTable:
    rows = table.rows[start:end]
    pages = [p.page for row in rows for p in row]
    return replace(table, rows=rows, first_page=min(pages), last_page=max(pages))
