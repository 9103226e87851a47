"""Two documents of one dataset → what the later says otherwise: a report and its correction, a file and its
older version.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from extract.errors import UsageError
from ingest.query import select
from normalize.dataset import DatasetError, steadily
from normalize.store.manifest import Manifest
from regress.compare import Difference, difference
from regress.rows import CORE, SAID, RowFacts, plain

OF_DOCUMENT = ("title", "doc_type", "unit_name", "report_date", "corrected", "pages", "tables", "status")
"""What a document says of itself as a whole."""
STATED = {table: SAID[table] or OF_DOCUMENT for table in CORE if table not in ("figures", "checks")}
"""The columns that are compared: what is said, wherever it stands. The figures and checks follow from it."""


class Edition(NamedTuple):
    """A document as it is chosen."""

    doc_id: str
    source: str
    edition_of: str | None


@dataclass(frozen=True)
class Editions:
    """What one document says otherwise than another before it."""

    before: Edition
    after: Edition
    differences: tuple[Difference, ...]

    def __bool__(self) -> bool:
        """Whether they say anything otherwise."""
        return any(self.differences)


def compare_editions(data: Path, first: str, second: str | None, tables: Sequence[str] = ()) -> Editions:
    """Compares two documents of a dataset, each told by its doc_id, its first 8 digits or more, or its path.
    Without a second one: a document with the one that stands for it. Raises DatasetError where
    there is no dataset, UsageError where it is not clear which documents are meant.
    """
    return steadily(data, lambda manifest: _compared(data, manifest, first, second, tables))


def _compared(
    data: Path, manifest: Manifest, first: str, second: str | None, tables: Sequence[str]
) -> Editions:
    import duckdb

    connection = duckdb.connect(
        config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    )
    try:
        rows = f"select doc_id, source, edition_of from ({select(data, manifest, 'documents')})"
        known = [Edition(*row) for row in connection.execute(rows).fetchall()]
        before, after = _chosen(known, first, second)
        found = []
        for table in [t for t in STATED if t in (tables or STATED)]:
            old, new = (_facts(connection, data, manifest, table, d.doc_id) for d in (before, after))
            found.append(difference(table, old, new, STATED[table]))
    except duckdb.Error as error:
        raise DatasetError(f"{data} cannot be read: {str(error).splitlines()[0]}") from error
    finally:
        connection.close()
    return Editions(before, after, tuple(found))


def _chosen(known: Sequence[Edition], first: str, second: str | None) -> tuple[Edition, Edition]:
    """The older and the newer document."""
    one = _named(known, first)
    if second is not None:
        return one, _named(known, second)
    if one.edition_of:
        return one, _named(known, one.edition_of)
    others = [d for d in known if d.edition_of == one.doc_id]
    if len(others) == 1:
        return others[0], one
    told = ", ".join(f"{d.source} ({d.doc_id[:12]})" for d in others)
    raise UsageError(
        f"{one.source} stands for {f'several: {told}' if others else 'no other document'}: "
        "name the one to compare it with by --with"
    )


def _named(known: Sequence[Edition], document: str) -> Edition:
    found = [d for d in known if d.doc_id == document or d.source == document]
    if not found and len(document) >= 8:
        found = [d for d in known if d.doc_id.startswith(document)]
    if len(found) > 1:
        raise UsageError(f"{document!r} may be {len(found)} documents: name one by its doc_id")
    if not found:
        raise UsageError(f"the dataset has no document {document!r}: `juesuan query` shows doc_id and source")
    return found[0]


def _facts(connection: Any, data: Path, manifest: Manifest, table: str, doc_id: str) -> list[RowFacts]:
    """What a document's rows of a table say, with their places for the reader."""
    place = () if table in ("documents", "findings") else ("page", "raw")
    names = dict.fromkeys((*STATED[table], *place))
    chosen = ", ".join(f'"{name}"' for name in names)
    sql = f"select {chosen} from ({select(data, manifest, table)}) where doc_id = ?"
    rows = [zip(names, row, strict=True) for row in connection.execute(sql, [doc_id]).fetchall()]
    return [
        {n: plain(v.normalize() if isinstance(v, Decimal) else v) for n, v in row if v is not None}
        for row in rows
    ]
