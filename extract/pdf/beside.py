"""The reading order of a page: from the top down, but for tables that stand beside each other, each below its
own title.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract import regex
from extract.fold import fold
from extract.halves.beside import TITLE

from .tables import RuledTable
from .textlines import Line


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
        row = _row(item, tables)
        first, parts = _parted(above, row)
        yield from above[:first]
        for table, said in zip(row, parts, strict=True):
            yield from said
            yield table
        read += row
        above = []
    yield from above


def _row(table: RuledTable, tables: Sequence[RuledTable]) -> list[RuledTable]:
    """A table with those that begin beside it, left to right."""
    beside = [
        t
        for t in tables
        if table.top <= t.top < table.bottom and (t.right <= table.left or table.right <= t.left)
    ]
    return sorted([table, *beside], key=lambda t: t.left)


def _parted(above: Sequence[Line], row: Sequence[RuledTable]) -> tuple[int, list[list[Line]]]:
    """The first of the lines above a row of tables that says the title of each, and those from there on for
    each table; all lines are the first one's where none does.
    """
    edges = [(a.right + b.left) / 2 for a, b in pairwise(row)]
    for n, line in enumerate(above):
        said = [fold(p.text.chars) for p in _pieces(line, edges) if p]
        if 1 < len(row) == len(set(said)) and all(map(TITLE.fullmatch, said)):
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
