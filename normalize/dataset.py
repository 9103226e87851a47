"""Rows → plain Parquet, hive-partitioned by fiscal year; written so that a reader never sees half a file."""

from __future__ import annotations

import dataclasses
import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .schema import TABLES, Evidence, Row, Rows, arrow_schema

if TYPE_CHECKING:
    import pyarrow as pa

NO_YEAR = "__HIVE_DEFAULT_PARTITION__"
PART = "part-00000.parquet"


def write_rows(out: Path, documents: Sequence[Rows], tables: Iterable[str] = tuple(TABLES)) -> None:
    """Adds the documents' rows to the dataset; what its tables held of the same documents before is replaced."""
    new = {d.document.doc_id for d in documents}
    for name in tables:
        fresh: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for d in documents:
            for row in d.table(name):
                fresh[NO_YEAR if row.fiscal_year is None else str(row.fiscal_year)].append(_as_dict(row))
        for year in sorted({*fresh, *_years(out / name)}):
            _write_partition(out / name / f"fiscal_year={year}", name, fresh.get(year, []), new)
        if not any((out / name).glob(f"*/{PART}")):
            # An empty table stands under a year that the dataset has: Arrow cannot tell the type of a partition without a value.
            _write_partition(out / name / f"fiscal_year={min(_years(out / 'documents'))}", name, [], new)


def read_table(out: Path, table: str) -> pa.Table:
    """A whole table of the dataset, `fiscal_year` included, in the order of its files."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema(table)
    parts = []
    for path in sorted((out / table).glob(f"fiscal_year=*/{PART}")):
        held = pq.ParquetFile(path).read()
        year = path.parent.name.partition("=")[2]
        column = pa.array([None if year == NO_YEAR else int(year)] * held.num_rows, pa.int32())
        parts.append(held.append_column("fiscal_year", column).select(schema.names).cast(schema))
    return pa.concat_tables(parts) if parts else schema.empty_table()


def read_documents(out: Path, doc_ids: Collection[str], years: Collection[int | None]) -> list[Rows]:
    """The rows of some documents, of these fiscal years, as they were before they were written."""
    held: dict[str, dict[str, list[Row]]] = {doc: defaultdict(list) for doc in doc_ids}
    for name, kind in TABLES.items():
        for year in sorted(years, key=str):
            for row in _rows_of(out / name / f"fiscal_year={NO_YEAR if year is None else year}" / PART, doc_ids):
                held[row["doc_id"]][name].append(_as_row(kind, row, year))
    return [
        Rows(document=tables["documents"][0], **{n: tuple(tables[n]) for n in TABLES if n != "documents"})  # type: ignore[arg-type]
        for tables in held.values()
        if tables["documents"]
    ]


def _rows_of(path: Path, doc_ids: Collection[str]) -> Iterator[dict[str, Any]]:
    import pyarrow.parquet as pq

    if path.exists():
        for batch in pq.read_table(path, filters=[("doc_id", "in", sorted(doc_ids))], partitioning=None).to_batches(max_chunksize=10_000):
            yield from batch.to_pylist()


def _as_row(kind: type[Row], held: dict[str, Any], year: int | None) -> Row:
    """A row of the dataset as its dataclass: lists as tuples, exact decimals without the zeros that their column adds."""
    return kind(fiscal_year=year, **{name: _told(value) for name, value in held.items()})


def _told(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(Evidence(**{k: _told(x) for k, x in v.items()}) if isinstance(v, dict) else v for v in value)
    return value.normalize() if isinstance(value, Decimal) else value


def known_sources(out: Path) -> dict[str, list[str]]:
    """doc_id → the paths under which the dataset knows a content."""
    held = read_table(out, "documents").select(["doc_id", "sources"]).to_pylist()
    return {row["doc_id"]: row["sources"] for row in held}


def _years(folder: Path) -> Iterable[str]:
    return (p.parent.name.partition("=")[2] for p in folder.glob(f"fiscal_year=*/{PART}"))


def _as_dict(row: Any) -> dict[str, Any]:
    return {f.name: _plain(getattr(row, f.name)) for f in dataclasses.fields(row) if f.name != "fiscal_year"}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return dataclasses.asdict(value) if dataclasses.is_dataclass(value) and not isinstance(value, type) else value


def _write_partition(folder: Path, table: str, rows: list[dict[str, Any]], replaced: set[str]) -> None:
    """One partition: the rows it held of other documents and the new ones, sorted by unit and document."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    schema = arrow_schema(table)
    schema = schema.remove(schema.get_field_index("fiscal_year"))
    merged = pa.Table.from_pylist(rows, schema=schema)
    path = folder / PART
    if path.exists():
        held = pq.ParquetFile(path).read()
        keep = held.filter(pc.invert(pc.is_in(held["doc_id"], value_set=pa.array(sorted(replaced), pa.string()))))
        if not rows and keep.num_rows == held.num_rows:
            return
        merged = pa.concat_tables([keep.cast(schema), merged])
    if not merged.num_rows and folder.parent.exists() and any(p != path for p in folder.parent.glob(f"*/{PART}")):
        path.unlink(missing_ok=True)
        return
    merged = _sorted(merged)
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f".tmp-{os.getpid()}-{PART}"
    try:
        pq.write_table(merged, temporary, compression="zstd", use_dictionary=True, write_statistics=True, row_group_size=100_000)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _sorted(table: pa.Table) -> pa.Table:
    """By unit and document; within a document the order in which the rows were read."""
    import pyarrow as pa

    keys = [(name, "ascending") for name in ("unit_id", "doc_id") if name in table.column_names]
    numbered = table.append_column("__order", pa.array(range(table.num_rows), pa.int64()))
    return numbered.sort_by([*keys, ("__order", "ascending")]).drop_columns(["__order"])
