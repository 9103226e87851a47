"""The tables `units` and `unit_links` of all documents → the documents whose links have changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .bodies.links import proven_links
from .dataset import row_of
from .schema import Unit, UnitLink
from .store.journal import JournalEntry

if TYPE_CHECKING:
    import pyarrow as pa

UNIT = ("doc_id", "unit_id", "body_id", "name", "role", "code", "region", "region_code")
"""What tells one body's units from another's."""


def changed_links(
    units: pa.Table, links: pa.Table, entries: Mapping[str, JournalEntry]
) -> dict[str, tuple[UnitLink, ...]]:
    """doc_id → what a document states and what it proves with earlier ones, where that is not what `links`
    has. Older versions of reports prove nothing.
    """
    known = {doc: e.fiscal_year for doc, e in entries.items()}
    rows = (u for u in units.to_pylist() if u["role"] == "reporting")
    reporting = (Unit(fiscal_year=known[u["doc_id"]], **u) for u in rows)
    proven = proven_links(u for u in reporting if not entries[u.doc_id].replaced_by)
    held: dict[str, list[Any]] = defaultdict(list)
    for row in links.to_pylist():
        held[row["doc_id"]].append(row_of("unit_links", row, known[row["doc_id"]]))
    out = {}
    for doc in sorted({*held, *proven}):
        stated = [link for link in held[doc] if link.how == "stated"]
        if (wanted := [*stated, *proven.get(doc, ())]) != held[doc]:
            out[doc] = tuple(wanted)
    return out
