"""Tables whose columns were told by white space, with the title of the next table between their rows: parted
there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract import regex

from .tables import RuledTable, TablePart
from .textlines import Line

TITLE = regex.compile(r".{4,}表(?:\(.{1,30}\))?")
BELOW = regex.compile(r"\(?20\d\d年度?\)?|.{0,12}单位:.{0,8}")
"""What stands below a title: the year, the unit."""


def parted_at_titles(table: RuledTable) -> Iterator[Line | RuledTable]:
    """The tables that stand below each other in one of a page, and the titles between them; the table as
    it is where there is none.
    """
    start = at = 0
    while at < len(table.rows):
        end = _titled(table, at) if table.inferred and at > start else at
        if end > at:
            yield _rows(table, start, at)
            yield from map(_line, (p for row in table.rows[at:end] for p in row if p.text.chars.strip()))
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


def _line(part: TablePart) -> Line:
    """The words of a part as a line of text outside tables."""
    boxes = part.text.boxes(part.page) or [part.bbox]
    x0, top, x1, bottom = zip(*boxes, strict=True)
    low, size = max(bottom), max(b - a for a, b in zip(top, bottom, strict=True))
    return Line(part.text, min(x0), max(x1), min(top), low, low, size, part.page)


def _rows(table: RuledTable, start: int, end: int) -> RuledTable:
    """The rows from a start to an end as a table of their own."""
    rows = table.rows[start:end]
    boxes = [p.bbox for row in rows for p in row]
    return replace(table, rows=rows, top=min(b[1] for b in boxes), bottom=max(b[3] for b in boxes))
