"""Tables that their titles part: those below each other whose columns were told by white space, and those
beside each other.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract import regex
from extract.fold import fold
from extract.halves.beside import TITLE as STATEMENT

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


def in_reading_order(lines: Sequence[Line], tables: Sequence[RuledTable]) -> Iterator[Line | RuledTable]:
    """The lines and tables of a page as they are read; the lines above tables that stand beside each other
    are parted between them from that of their titles on.
    """
    items: list[Line | RuledTable] = [*lines, *tables]
    above: list[Line] = []
    read: list[RuledTable] = []
    for item in sorted(items, key=lambda x: x.baseline if isinstance(x, Line) else x.top):
        if isinstance(item, Line):
            above.append(item)
            continue
        if any(item is t for t in read):
            continue
        row = _level(item, tables, lines)
        first, parts = _parted(above, row)
        yield from above[:first]
        for table, said in zip(row, parts, strict=True):
            yield from said
            yield table
        read += row
        above = []
    yield from above


def _level(table: RuledTable, tables: Sequence[RuledTable], lines: Sequence[Line]) -> list[RuledTable]:
    """A table with those that begin beside it, left to right; one that a line stands over begins below it."""
    beside = [
        t
        for t in tables
        if table.top <= t.top < table.bottom
        and (t.right <= table.left or table.right <= t.left)
        and not any(table.top < x.baseline <= t.top and x.x1 > t.left and x.x0 < t.right for x in lines)
    ]
    return sorted([table, *beside], key=lambda t: t.left)


def _parted(above: Sequence[Line], row: Sequence[RuledTable]) -> tuple[int, list[list[Line]]]:
    """The first of the lines above a row of tables that says the title of each, and those from there on for
    each table; all lines are the first one's where none does.
    """
    if len(row) == 1:
        return 0, [list(above)]
    edges = [(a.right + b.left) / 2 for a, b in pairwise(row)]
    for n, line in enumerate(above):
        said = [fold(p.text.chars) for p in _pieces(line, edges) if p]
        if len(row) == len(set(said)) and all(map(STATEMENT.fullmatch, said)):
            pieces = [_pieces(x, edges) for x in above[n:]]
            return n, [[p for held in pieces if (p := held[side])] for side in range(len(row))]
    return 0, [list(above), *([] for _ in row[1:])]


def _pieces(line: Line, edges: Sequence[float]) -> list[Line | None]:
    """What a line says in each of the stretches between the edges; one with a word across an edge is all in
    its first.
    """
    pieces: list[Line | None] = [None] * (len(edges) + 1)
    begun: dict[int, int] = {}
    for word in regex.finditer(r"\S+", line.text.chars):
        boxes = line.text[word.start() : word.end()].boxes(line.page)
        side = bisect(edges, boxes[0][0])
        if bisect(edges, boxes[-1][2]) != side:
            return [line, *pieces[1:]]
        text = line.text[begun.setdefault(side, word.start()) : word.end()]
        pieces[side] = line._replace(text=text, x0=text.boxes(line.page)[0][0], x1=boxes[-1][2])
    return pieces
