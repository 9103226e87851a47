"""The rows of a list of money under the total that they make up: what a county is given under its city's
合计, cities under the province's. Only what adds up is listed so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from extract.fold import fold
from parsers.lexicon import column_words
from parsers.report import Quantity

from .headers import is_total


def with_sums(found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of a list in their order, each with the total that it is proven to be a part of."""
    amounts = (q for q in found if q.parent is None and q.unit != "%")
    by_column = sorted(amounts, key=lambda q: (q.col or 0, q.row or 0))
    columns = [list(column) for _, column in groupby(by_column, key=lambda q: q.col)]
    totals: dict[str, str] = {}
    for column in columns:
        totals.update(_totals(column))
    rows = {q.key: q.row for q in by_column}
    above = {rows[part]: rows[total] for part, total in totals.items()}
    for column in (c for c in columns if not any(map(_amount, c))):
        # Nothing adds up to nothing in any way: such a column goes by the others.
        held = {q.row: q.key for q in column}
        totals.update((q.key, held[above[q.row]]) for q in column if above.get(q.row) in held)
    return [replace(q, parent=total, part="exhaustive") if (total := totals.get(q.key)) else q for q in found]


def _totals(column: Sequence[Quantity]) -> Mapping[str, str]:
    """Of each quantity in one column the key of its total."""
    out: dict[str, str] = {}
    sums = [n for n, q in enumerate(column) if _is_sum(q)]
    if not sums:
        return out
    for n, end in zip(sums, [*sums[1:], len(column)], strict=True):
        if is_total(fold(column[n].item)) and len(sums) > 1:
            continue
        for parts in (column[n + 1 : end], column[_after(sums, n) : n]):
            if _add_up(parts, column[n]):
                out.update((q.key, column[n].key) for q in parts)
                break
    for n in _whole(column, sums):
        parts = [q for q in column if q.key not in out and q is not column[n]]
        if column[n].key not in out.values() and _add_up(parts, column[n]):
            out.update((q.key, column[n].key) for q in parts)
    return out


def _after(sums: Sequence[int], n: int) -> int:
    """The place behind the total before a total."""
    return max((m + 1 for m in sums if m < n), default=0)


def _whole(column: Sequence[Quantity], sums: Sequence[int]) -> Iterator[int]:
    """Where the total of all may stand: a bare 合计, or the first or last of several totals."""
    bare = [n for n in sums if is_total(fold(column[n].item))]
    yield from bare or [n for n in (0, len(column) - 1) if n in sums]


def _is_sum(q: Quantity) -> bool:
    return column_words().summed.search(fold(q.item)) is not None


def _add_up(parts: Sequence[Quantity], total: Quantity) -> bool:
    return any(map(_amount, parts)) and sum(map(_amount, parts)) == _amount(total)


def _amount(q: Quantity) -> Decimal:
    return Decimal(fold(q.number).replace(",", ""))
