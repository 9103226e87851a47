"""Which table a page goes on with: the one of the page before, or, of the parts of a wide table that are
printed across and then down, the one whose turn it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extract.captions import says_nothing_new
from extract.fold import fold
from extract.halves.rows import first_figures

from .page_breaks import SAME_EDGE, is_right_half, runs_on
from .tables import RuledTable
from .textlines import Line


class Above(NamedTuple):
    """A table and the folded lines printed above it."""

    table: RuledTable
    said: list[str]


def goes_on(tables: Sequence[Above], below: RuledTable, between: Sequence[Line]) -> RuledTable | None:
    """The one of `tables`, in the document's order, that `below` continues; null where it begins anew."""
    if not tables:
        return None
    if (part := _part(_parts(tables), below, between)) is not None:
        return part
    last = tables[-1]
    return last.table if runs_on(last.table, below, between, last.said) else None


def _parts(tables: Sequence[Above]) -> Sequence[Above]:
    """The last tables as far as they are parts of one that is printed across: each on the page behind the one
    before it, with nothing new above it.
    """
    first = len(tables) - 1
    while first > 0 and _are_parts(tables[first - 1], tables[first]):
        first -= 1
    return tables[first:]


def _are_parts(left: Above, right: Above) -> bool:
    on_next = left.table.first_page + 1 == right.table.first_page
    return (
        on_next
        and all(says_nothing_new(t, left.said) for t in right.said)
        and is_right_half(left.table, right.table)
    )


def _part(parts: Sequence[Above], below: RuledTable, between: Sequence[Line]) -> RuledTable | None:
    """The part whose turn it is: as many pages before as there are parts, those to its left longer by a page,
    or all of one length where it is the first; with the edges of `below`, and nothing new between.
    """
    turn = [n for n, p in enumerate(parts) if p.table.last_page + len(parts) == below.first_page]
    if len(parts) < 2 or len(turn) != 1 or parts[-1].table.last_page >= below.first_page:
        return None
    part, lengths = parts[turn[0]].table, [_length(p.table) for p in parts]
    in_turn = len(set(lengths)) == 1 if turn[0] == 0 else lengths[turn[0]] < lengths[turn[0] - 1]
    edges = abs(part.left - below.left) <= SAME_EDGE and abs(part.right - below.right) <= SAME_EDGE
    known = {t for p in parts for t in p.said}
    said = [fold(line.text.chars) for line in between if line.page == below.first_page]
    new = len(said) < len(between) or any(not says_nothing_new(t, known) for t in said)
    return part if in_turn and edges and not new and not is_right_half(part, below) else None


def _length(table: RuledTable) -> int:
    """How many rows stand below the header."""
    rows = [table.row_texts(r) for r in range(len(table.rows))]
    return len(rows) - first_figures(rows)
