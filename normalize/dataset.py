"""A dataset → its tables, as its manifest names their parts; its tables → the rows of documents as they were
before they were written.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from .placed import Row
from .schema import TABLES, DocumentRow, Evidence, Rows, arrow_schema
from .store.lock import LOCK
from .store.manifest import DatasetError, Manifest, StoredPart, located, read_manifest
from .store.shelf import lost_text, open_part
from .values import WIDE

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["DatasetError", "Fields", "files", "read_table", "require", "row_of", "steadily"]

Loaded = TypeVar("Loaded")
Fields = dict[str, Any]
"""A row as it is read from a dataset, by its columns."""
WAITS = (0.0, 0.01, 0.02, 0.05, 0.1, 0.1, 0.2, 0.2, 0.3, 0.5, 0.5)
"""Seconds after which what was in motion is looked at again."""


def require(out: Path, tables: Collection[str] = tuple(TABLES)) -> None:
    """Raises DatasetError where a folder is no dataset, or has lost a part of one of the tables."""
    steadily(out, lambda manifest: [files(out, manifest, table) for table in tables])


def files(out: Path, manifest: Manifest, table: str) -> list[Path]:
    """The files of a table, in the order of its rows. Raises DatasetError where one is lost or cut, or the
    version that wrote the dataset did not know the table.
    """
    return [_file(out, part) for part in _parts(out, manifest, table)]


def _parts(out: Path, manifest: Manifest, table: str) -> list[StoredPart]:
    parts = manifest.of(table)
    if not parts:
        # A table without rows has a part, too.
        raise DatasetError(
            f"{out} has no table {table}: another version wrote it, ingest the documents into a new folder"
        )
    return parts


def _file(out: Path, part: StoredPart) -> Path:
    path = located(out, part)
    if path is None:
        raise DatasetError(lost_text(out, part))
    if path.stat().st_size != part.size:
        open_part(out, part)
    return path


def steadily(out: Path, read: Callable[[Manifest], Loaded]) -> Loaded:
    """What is read by the manifest; read again where that changed meanwhile, or a commit was moving the files
    that it names.
    """
    for wait in WAITS:
        at_rest = not (out / LOCK).exists()
        # Between a commit's renames the manifest may name files that are not there for a moment.
        with suppress(DatasetError, OSError):
            return read(read_manifest(out))
        if wait and at_rest and not (out / LOCK).exists():
            break
        time.sleep(wait)
    return read(read_manifest(out))


def read_table(
    out: Path,
    table: str,
    columns: Sequence[str] | None = None,
    versions: bool = True,
    year: int | None = None,
) -> pa.Table:
    """A whole table of the dataset, `fiscal_year` included, or some of its columns, or its rows of one fiscal
    year, in the order of its parts. Raises DatasetError where one of them is lost or damaged or lacks a
    column.

    Where `versions` is false, what older versions of reports state is left out.
    """
    import pyarrow as pa

    if table not in TABLES:
        return steadily(out, lambda manifest: _whole(out, manifest, table))
    schema = arrow_schema(table)
    if columns is not None:
        schema = pa.schema([schema.field(name) for name in columns])

    def read(manifest: Manifest) -> pa.Table:
        parts = []
        for part in (p for p in _parts(out, manifest, table) if year in (None, p.year)):
            file, wanted = open_part(out, part), [name for name in schema.names if name != "fiscal_year"]
            if lost := [name for name in wanted if name not in file.schema_arrow.names]:
                raise DatasetError(
                    f"{out / part.path} has no column {lost[0]}: another version wrote it, "
                    "ingest the documents into a new folder"
                )
            held = file.read(wanted)
            column = pa.array([part.year or None] * held.num_rows, pa.int32())
            rows = held.append_column("fiscal_year", column).select(schema.names)
            # To cast loads all of Arrow's functions, which takes longer than to read the rows of a small run.
            parts.append(rows if rows.schema.equals(schema) else rows.cast(schema))
        whole = pa.concat_tables(parts) if parts else schema.empty_table()
        return whole if versions or table == "documents" else _standing(whole, manifest)

    return steadily(out, read)


def _whole(out: Path, manifest: Manifest, table: str) -> pa.Table:
    """A table that belongs to no document."""
    import pyarrow as pa

    if not (parts := manifest.of(table)):
        raise DatasetError(f"{out} has no table {table}: there are {', '.join(TABLES)}, labels")
    return pa.concat_tables([open_part(out, part).read() for part in parts])


def _standing(rows: pa.Table, manifest: Manifest) -> pa.Table:
    """The rows but those of older versions."""
    import pyarrow as pa
    import pyarrow.compute as pc

    older = pa.array(manifest.versions, pa.string())
    return rows.filter(pc.invert(pc.is_in(rows["doc_id"], value_set=older)))


def rows_of(tables: Mapping[str, pa.Table], year: int | None, document: DocumentRow | None = None) -> Rows:
    """The rows of one document, from its tables; those that are not given are empty. `document`: its own row,
    where that is known.
    """
    held = {n: tuple(row_of(n, r, year) for r in tables[n].to_pylist()) for n in TABLES if n in tables}
    (own,) = held.pop("documents", (document,))
    return Rows(document=own, **held)  # type: ignore[arg-type]


def row_of(table: str, held: Mapping[str, Any], year: int | None) -> Row:
    """A row of a table as its dataclass: lists as tuples, exact decimals without the zeros that their column
    adds.
    """
    return TABLES[table](fiscal_year=year, **{name: _typed(value) for name, value in held.items()})


def _typed(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(
            Evidence(**{k: _typed(x) for k, x in v.items()}) if isinstance(v, dict) else v for v in value
        )
    return value.normalize(WIDE) if isinstance(value, Decimal) else value
