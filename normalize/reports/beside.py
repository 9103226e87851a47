"""What the rows of `documents` say that the documents themselves do not: their paths, where they come from,
and what depends on the other documents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from normalize.store.journal import JournalEntry

if TYPE_CHECKING:
    import pyarrow as pa


def beside(entry: JournalEntry) -> tuple[object, ...]:
    """What a document's row says that its content does not."""
    return entry.sources, entry.report_id, entry.edition_of, entry.apart, entry.provenance


def with_names(
    rows: pa.Table, entries: Sequence[JournalEntry], before: Mapping[str, JournalEntry]
) -> pa.Table:
    """The documents' rows with what depends on the others as they are, not as they were `before`."""
    import pyarrow as pa

    told = [before[e.doc_id].apart if e.doc_id in before else None for e in entries]
    columns = {
        "source": [e.sources[0] for e in entries],
        "sources": [list(e.sources) for e in entries],
        "report_id": [e.report_id for e in entries],
        "edition_of": [e.edition_of for e in entries],
        "warnings": [
            _warned(*held) for held in zip(rows["warnings"].to_pylist(), told, entries, strict=True)
        ],
        "source_url": [e.provenance.source_url for e in entries],
        "published": [e.provenance.published or e.published for e in entries],
        "retrieved_at": [e.provenance.retrieved_at for e in entries],
    }
    for name, values in columns.items():
        at = rows.column_names.index(name)
        rows = rows.set_column(
            at, rows.schema.field(at), pa.chunked_array([values], rows.schema.field(at).type)
        )
    return rows


def _warned(warnings: Sequence[str], before: str | None, entry: JournalEntry) -> list[str]:
    """A document's warnings, at last what it says of others."""
    return [w for w in warnings if w != before] + ([entry.apart] if entry.apart else [])
