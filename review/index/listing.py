"""Lists of findings: a page after a finding, the facets with their counts, the finding before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from normalize.dataset import Fields

from .filters import Filter
from .index import Index

PAGE = 50
"""Findings on a page."""
MOST = 10_000
"""Up to here findings are counted one by one; beyond it is said that there are more."""
KEPT = 500
"""Lists whose counts are kept."""
FACETS = {
    "severity": "gravity",
    "verdict": "verdict",
    "year": "year",
    "rule": "rule",
    "kind": "doc_type",
    "scope": "scope",
}
"""Facets of a list by the columns that hold their values."""
SHOWN = (
    "finding_id, doc_id, year, unit_name, body, rule, gravity, message, amount, leads, source, "
    "verdict, who, changed"
)


@dataclass(frozen=True)
class Listed:
    """A page of a list. `before`, `after`: the findings at which the pages beside it begin, null at the ends;
    `""` is the first page.
    """

    rows: list[Fields]
    before: str | None
    after: str | None


def listed(index: Index, wanted: Filter, after: str = "", size: int = PAGE) -> Listed:
    """The findings that come after one in the order of a filter."""
    where, values = wanted.where()
    start = _number(index, wanted, after)
    sql = (
        f"select {SHOWN} from found where {where} and {wanted.order} > ? "
        f"order by {wanted.order} limit {size + 1}"
    )
    rows = index.rows(sql, [*values, start])
    return Listed(
        rows[:size],
        _page_before(index, wanted, start, size) if start else None,
        rows[size - 1]["finding_id"] if len(rows) > size else None,
    )


def _number(index: Index, wanted: Filter, finding: str) -> int:
    """The number of a finding in the order; 0 where it is none (any more)."""
    row = (
        index.row(f"select {wanted.order} as n from found where finding_id = ?", [finding])
        if finding
        else None
    )
    return row["n"] if row else 0


def _page_before(index: Index, wanted: Filter, start: int, size: int) -> str:
    """The finding after which the page before begins."""
    where, values = wanted.where()
    sql = (
        f"select finding_id from found where {where} and {wanted.order} <= ? "
        f"order by {wanted.order} desc limit 1 offset {size}"
    )
    row = index.row(sql, [*values, start])
    return row["finding_id"] if row else ""


def count(index: Index, wanted: Filter) -> int:
    """How many findings there are, MOST + 1 where there are more than MOST."""
    where, values = wanted.where()
    row = index.row(f"select count(*) as n from (select 1 from found where {where} limit {MOST + 1})", values)
    return row["n"] if row else 0


@dataclass(frozen=True)
class FacetChoice:
    """A value of a facet with the number of its findings among those that the other facets choose."""

    value: str
    count: int
    chosen: bool


def facets(index: Index, wanted: Filter) -> dict[str, list[FacetChoice]]:
    """The values of each facet in their order; counted once for all pages of a list."""
    key = wanted.but(sort="").url
    if key not in index.counted:
        if len(index.counted) > KEPT:
            index.counted.clear()
        index.counted[key] = _facets(index, wanted)
    kept: dict[str, list[FacetChoice]] = index.counted[key]
    return kept


def _facets(index: Index, wanted: Filter) -> dict[str, list[FacetChoice]]:
    free = [name for name in FACETS if not getattr(wanted, name)]
    counts = _counts(index, wanted, free)
    for name in FACETS.keys() - set(free):
        counts |= _counts(index, wanted.but(**{name: ""}), [name])
    return {name: list(_choices(counts.get(name, []), name, getattr(wanted, name))) for name in FACETS}


Counts = list[tuple[str, int]]


def _counts(index: Index, wanted: Filter, names: Sequence[str]) -> dict[str, Counts]:
    """Facet → its values with how many findings they have; one pass counts them all."""
    if not names:
        return {}
    where, values = wanted.where()
    columns = [FACETS[n] for n in names]
    shown = ", ".join(f"cast({c} as varchar) as {c}, grouping({c}) as no_{c}" for c in columns)
    sql = f"""
        select {shown}, count(*) as n
        from found where {where} group by grouping sets ({", ".join(f"({c})" for c in columns)})
    """
    out: dict[str, Counts] = {n: [] for n in names}
    for row in index.rows(sql, values):
        name = next(n for n in names if not row[f"no_{FACETS[n]}"])
        out[name].append((row[FACETS[name]], row["n"]))
    return out


GRAVITIES = ("error", "warning", "info")


def _choices(counts: Counts, name: str, given: str) -> Iterator[FacetChoice]:
    """The gravest first, the latest year first, of all else the most frequent."""
    ordered = sorted(counts, key=lambda c: c[0] if name == "severity" else (-c[1], c[0]))
    if name == "year":
        ordered.sort(key=lambda c: c[0], reverse=True)
    for held, n in ordered:
        value = GRAVITIES[int(held)] if name == "severity" else held
        if value:
            yield FacetChoice(value, n, value == given)


@dataclass(frozen=True)
class Beside:
    """The findings beside one in a list: the one before, the one after, the next undecided, and the one after
    that; null where there is none.
    """

    before: str | None
    after: str | None
    undecided: str | None
    position: int


def beside(index: Index, wanted: Filter, finding: str) -> Beside:
    """The neighbours of a finding in a list."""
    where, values = wanted.where()
    number, order = _number(index, wanted, finding), wanted.order

    def one(condition: str, direction: str, *more: Any) -> str | None:
        sql = (
            f"select finding_id from found where {where} and {condition} order by {order} {direction} limit 1"
        )
        row = index.row(sql, [*values, *more])
        return row["finding_id"] if row else None

    position = index.row(
        f"select count(*) as n from (select 1 from found where {where} and {order} <= ? limit {MOST + 1})",
        [*values, number],
    )
    return Beside(
        one(f"{order} < ?", "desc", number),
        one(f"{order} > ?", "asc", number),
        one(f"verdict = 'open' and {order} > ?", "asc", number)
        or one("verdict = 'open' and finding_id <> ?", "asc", finding),
        position["n"] if position else 0,
    )


def ids_of(index: Index, wanted: Filter, most: int) -> list[str]:
    """The ids of the undecided findings of a list, in its order."""
    where, values = wanted.but(verdict="open").where()
    sql = f"select finding_id from found where {where} order by {wanted.order} limit {most}"
    return [r["finding_id"] for r in index.rows(sql, values)]
