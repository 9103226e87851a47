"""Rows in exported text that lost their blank cells: their values put back under the columns that they
belong to, where the total of the table proves it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from extract import regex
from extract.fold import fold

from .loose_cells import ABSENT, TextRow, is_number

TOTAL = regex.compile(r"(?:合计|总计)(?:\(.*\))?")
WITHIN = regex.compile(r"其中|\(\d|\d+\)")
"""What is part of the row above it, and not of the total itself."""
PERCENT = "%"


def restored(body: Sequence[TextRow], width: int) -> list[TextRow]:
    """The rows with the values of the one that has fewer than columns under those that make the total right.
    Values that stand under a column of another kind (a percentage among amounts) and are not proven are left
    out.
    """
    total = next(
        (row for row in body if row and TOTAL.fullmatch(fold(row[0])) and len(_values(row)) == width - 1),
        None,
    )
    kept = any(not c for row in body for c in row[: _said(row)])
    if total is None or kept:
        return list(body)
    kinds = [_kind(c) for c in total[1:width]]
    parts = [row for row in body if row and row is not total and not WITHIN.match(fold(row[0]))]
    short = [row for row in parts if 0 < len(_values(row)) < width - 1]
    out = []
    for row in body:
        if row in short and len(short) == 1:
            row = _proven(row, [p for p in parts if p is not row], total, kinds) or row
        out.append(row if _fits(row, kinds) else [row[0], *[""] * (width - 1)])
    return out


def summed(body: Sequence[TextRow], width: int) -> list[TextRow]:
    """The rows with the values of a shorter one under the columns that they are the sums of; left out where
    they would stand under words and no place is proven.
    """
    full = [row for row in body if len(row) >= width]
    return [row if len(row) >= width or not full else _under_sums(row, full, width) for row in body]


def _under_sums(row: TextRow, full: Sequence[TextRow], width: int) -> TextRow:
    values = [c for c in row[1:] if c]
    named = [any(r[at] and not is_number(r[at]) for r in full) for at in range(width)]
    if not any(is_number(c) and named[at] for at, c in enumerate(row)) or not all(map(is_number, values)):
        return row
    places = range(1, width - len(values) + 1)
    proven = [
        at
        for at in places
        if not any(named[at : at + len(values)])
        and not any(v.endswith(PERCENT) for v in values)
        and all(_amount([v], 0) == sum(_amount(r, at + n) for r in full) for n, v in enumerate(values))
    ]
    at = proven[0] if len(proven) == 1 else width
    return [row[0], *[""] * (at - 1), *values, *[""] * width][:width]


def _said(row: TextRow) -> int:
    """How many cells of a row there are up to the last that says something."""
    return max((i for i, c in enumerate(row, 1) if c), default=0)


def _values(row: TextRow) -> list[str]:
    return [c for c in row[1:] if c]


def _kind(cell: str) -> str:
    return PERCENT if cell.endswith(PERCENT) else "amount"


def _fits(row: TextRow, kinds: Sequence[str]) -> bool:
    """Whether no percentage stands among the amounts."""
    pairs = zip(row[1:], kinds, strict=False)
    return not any(is_number(c) and c.endswith(PERCENT) and kind != PERCENT for c, kind in pairs)


def _proven(row: TextRow, others: Sequence[TextRow], total: TextRow, kinds: Sequence[str]) -> TextRow | None:
    """The one way to set a row's values under the columns that makes all sums of amounts right."""
    ways = [way for way in _ways(row, kinds) if _sums(way, others, total, kinds)]
    return ways[0] if len(ways) == 1 else None


def _ways(row: TextRow, kinds: Sequence[str]) -> Iterator[TextRow]:
    values = _values(row)
    for columns in combinations(range(len(kinds)), len(values)):
        if all(_kind(v) == kinds[c] for v, c in zip(values, columns, strict=True)):
            placed = dict(zip(columns, values, strict=True))
            yield [row[0], *(placed.get(c, "") for c in range(len(kinds)))]


def _sums(row: TextRow, others: Sequence[TextRow], total: TextRow, kinds: Sequence[str]) -> bool:
    """Whether the amounts of each column make up the total's."""
    amounts = [i for i, kind in enumerate(kinds, 1) if kind == "amount"]
    return all(sum(_amount(r, i) for r in (row, *others)) == _amount(total, i) for i in amounts)


def _amount(row: TextRow, at: int) -> Decimal:
    text = fold(row[at]) if at < len(row) else ""
    return (
        Decimal(text.strip("()%").replace(",", "").replace("٬", ""))
        if is_number(text) and text not in ABSENT
        else Decimal(0)
    )
