"""Whether the table of one page goes on on the next, and the two joined."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.captions import says_nothing_new
from extract.fold import fold
from extract.halves.rows import headless, repeats_heads
from extract.model import Text, joined

from .tables import RuledTable, TablePart, borders, nearest
from .textlines import Line

SAME_EDGE = 8.0
"""Left and right edges of the two parts of a table differ by less (pt)."""
NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?%?")
FULL = 2.5
"""A line is full where less than so many times its height is left of its cell."""
ENDED = re.compile(r"[。；;]$")


FEWEST_BORDERS = 5
NEAR = 0.8
"""A border lies nearer to its like than this share of the narrower column beside it."""
MOST_MISSING = 2
"""Borders that a piece of a table may lack: those of columns that are blank on its page."""


def runs_on(
    above: RuledTable, below: RuledTable, between: Sequence[Line], above_titles: Sequence[str]
) -> bool:
    """Whether `below` continues `above`: next page (or flush on the same), same edges, nothing new printed
    between.
    """
    edges = abs(above.left - below.left) <= SAME_EDGE and abs(above.right - below.right) <= SAME_EDGE
    if not edges and not (above.inferred and below.inferred and _same_columns(above, below)):
        return False
    if above.last_page == below.first_page:
        return not between and below.top - above.bottom < SAME_EDGE
    if above.last_page + 1 != below.first_page or any(line.page == above.last_page for line in between):
        return False
    said = [fold(line.text.chars) for line in between]
    return all(says_nothing_new(t, above_titles) for t in said) and not is_right_half(above, below)


def is_right_half(above: RuledTable, below: RuledTable) -> bool:
    """Whether `below` has no row heads where `above` has, or no more than a part beside it with other labels,
    or its row heads once more with other columns.
    """
    over, under = ([t.row_texts(r) for r in range(len(t.rows))] for t in (above, below))
    if headless(under):
        return not headless(over) or over[0] != under[0]
    return repeats_heads(over, under)


def _same_columns(above: RuledTable, below: RuledTable) -> bool:
    """Whether two tables without a frame have their columns in the same places: each border of the one that
    has fewer lies near one of the other's, in their order. A row of mere labels heads another.
    """
    if not any(NUMBER.search(text) for text in below.row_texts(0)):
        return False
    over, under = (borders({x for row in t.rows for p in row for x in (p.x0, p.x1)}) for t in (above, below))
    few, many = sorted((over, under), key=len)
    if len(few) < FEWEST_BORDERS or len(many) - len(few) > MOST_MISSING:
        return False
    # The outer edges are those of words, and lie where the longest of the page does.
    inner = few[1:-1]
    near = [many[n] for n in _in_order(inner, many)]
    room = [NEAR * min(b - a, c - b) for a, b, c in zip(few, few[1:], few[2:], strict=False)]
    return all(abs(x - to) < r for x, to, r in zip(inner, near, room, strict=True))


def join(above: RuledTable, below: RuledTable) -> None:
    """Puts `below` under `above` without the header that it repeats, a row cut by the page end made whole."""
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
    above.step = max(above.step, below.first_page - above.last_page)
    above.last_page, above.bottom = below.last_page, below.bottom


def _aligned(above: RuledTable, below: RuledTable) -> list[list[TablePart]]:
    """The rows of `below` with each column border where its like of `above` is, in their order; where it has
    more than that, those without a like stay.
    """
    over, under = (borders({x for row in t.rows for p in row for x in (p.x0, p.x1)}) for t in (above, below))
    few, many = sorted((over, under), key=len)
    pairs = zip(few, (many[n] for n in _in_order(few, many)), strict=True)
    moved = dict(zip(under, under, strict=True)) | {
        (a if few is under else b): (b if few is under else a) for a, b in pairs
    }
    return [
        [
            p._replace(x0=moved[under[nearest(under, p.x0)]], x1=moved[under[nearest(under, p.x1)]])
            for p in row
        ]
        for row in below.rows
    ]


def _in_order(few: Sequence[float], many: Sequence[float]) -> list[int]:
    """For each of the few which of the many it is, in order, so that all together lie nearest."""
    best: list[tuple[float, list[int]]] = [(0.0, [])] * (len(many) + 1)
    for i, x in enumerate(few):
        row: list[tuple[float, list[int]]] = [(float("inf"), [])] * (len(many) + 1)
        for n in range(i + 1, len(many) + 1):
            cost, chosen = best[n - 1]
            row[n] = min(row[n - 1], (cost + abs(x - many[n - 1]), [*chosen, n - 1]))
        best = row
    return best[-1][1]


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


def _cut(above: RuledTable, row: Sequence[TablePart]) -> bool:
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


def _is_full(part: TablePart) -> bool:
    """Whether the last line of a cell reaches its right edge, as one does that goes on."""
    line = part.text[part.text.chars.rfind("\n") + 1 :].boxes(part.page)
    return not line or part.x1 - max(box[2] for box in line) < FULL * max(box[3] - box[1] for box in line)


def _last_row(table: RuledTable) -> list[TablePart]:
    """The parts that reach the last row."""
    end = len(table.rows)
    return [p for i in range(table.since, end) for p in table.rows[i] if i + p.row_span == end]


def _over(above: RuledTable, part: TablePart) -> TablePart | None:
    """The part of the last row that a part of the next page goes on: both have the same edges, left and
    right. The first row of another form below (项目名称 | …, merged over many columns) has not.
    """
    return next(
        (p for p in _last_row(above) if abs(p.x0 - part.x0) < SAME_EDGE and abs(p.x1 - part.x1) < SAME_EDGE),
        None,
    )


def _mend(above: RuledTable, row: Sequence[TablePart]) -> None:
    """Puts the texts of a row behind those of the last row of `above`."""
    for piece in row:
        upper = _over(above, piece)
        if piece.text.chars and upper is not None:
            begun = next(parts for parts in above.rows[above.since :] if any(p is upper for p in parts))
            begun[next(i for i, p in enumerate(begun) if p is upper)] = upper._replace(
                text=joined((upper.text, Text("\n"), piece.text))
            )
