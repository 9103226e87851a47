"""The tables `units` and `unit_links` of all documents → the documents whose links have changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import reduce
from typing import TYPE_CHECKING, Any

from .bodies.links import proven_links
from .dataset import row_of
from .schema import Unit, UnitLink
from .store.journal import JournalEntry

if TYPE_CHECKING:
    import pyarrow as pa

UNIT = ("doc_id", "unit_id", "body_id", "name", "role", "code", "region", "region_code")
"""What tells one body's units from another's."""
FEW = 2_000
"""Rows that are looked at sooner than Arrow's functions are loaded."""


def near_links(units: pa.Table, before: pa.Table, changed: Collection[str]) -> tuple[pa.Table, set[str]]:
    """The documents whose links may be others now that some documents have `changed`, and all units on which
    these bear, of the units as they will be; `before`: as they were. Links lead from body to body and from
    code to code.
    """
    import pyarrow as pa

    units, before = (chosen(table, {"reporting"}, "role") for table in (units, before))
    touched = chosen(pa.concat_tables([before, units]), changed, "doc_id")
    near = _bearing_on(units, touched)
    return _bearing_on(units, near), {*changed, *near["doc_id"].to_pylist()}


def _bearing_on(units: pa.Table, others: pa.Table) -> pa.Table:
    """The units that have the body or the code of one of the others."""
    values = {v for name in ("body_id", "code") for v in others[name].to_pylist() if v}
    return chosen(units, values, "body_id", "code")


def chosen(table: pa.Table, wanted: Collection[str], *columns: str) -> pa.Table:
    """The rows that have one of the values in one of the columns."""
    import pyarrow as pa

    if table.num_rows < FEW:
        among = frozenset(wanted)
        held = [row for row in table.to_pylist() if any(row[column] in among for column in columns)]
        return pa.Table.from_pylist(held, table.schema)
    import pyarrow.compute as pc

    values = pa.array(sorted(wanted), pa.string())
    first, *others = (pc.is_in(table[column], value_set=values) for column in columns)
    return table.filter(reduce(pc.or_, others, first))


def changed_links(
    units: pa.Table, links: pa.Table, entries: Mapping[str, JournalEntry], near: Collection[str]
) -> dict[str, tuple[UnitLink, ...]]:
    """doc_id → what a document of those `near` states and what it proves with earlier ones, where that is not
    what `links` has. Older versions of reports prove nothing.
    """
    known = {doc: e.fiscal_year for doc, e in entries.items()}
    rows = (u for u in units.to_pylist() if u["role"] == "reporting")
    reporting = (Unit(fiscal_year=known[u["doc_id"]], **u) for u in rows)
    proven = proven_links(u for u in reporting if not entries[u.doc_id].replaced_by)
    held: dict[str, list[Any]] = defaultdict(list)
    for row in links.to_pylist():
        held[row["doc_id"]].append(row_of("unit_links", row, known[row["doc_id"]]))
    out = {}
    for doc in sorted({*held, *proven} & set(near)):
        stated = [link for link in held[doc] if link.how == "stated"]
        if (wanted := [*stated, *proven.get(doc, ())]) != held[doc]:
            out[doc] = tuple(wanted)
    return out
