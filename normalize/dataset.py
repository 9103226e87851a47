"""Plain Parquet, hive-partitioned by fiscal year → tables, and the rows of documents as they were before they
were written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from extract.errors import JuesuanError

from .schema import TABLES, Evidence, Row, Rows, arrow_schema

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

NO_YEAR = "__HIVE_DEFAULT_PARTITION__"
PART = "part-00000.parquet"
"""The one file of a partition."""
SCATTERED_ROWS = 100_000
"""Rows that are in memory together while they are put in groups."""


class DatasetError(JuesuanError):
    """A folder is no dataset, or not a whole one; the message says which, and what to do."""


def require(out: Path, tables: Collection[str] = tuple(TABLES)) -> None:
    """Raises DatasetError where a folder is no dataset, or has lost one of the tables."""
    held = [t for t in TABLES if any(years(out / t))]
    if not held:
        raise DatasetError(f"{out} is no dataset: make one with `juesuan ingest PATHS --out {out}`")
    if lost := [t for t in tables if t not in held]:
        raise DatasetError(f"{out} has no {', '.join(lost)}: ingest its documents again")


def open_part(path: Path) -> pq.ParquetFile:
    """A file of a dataset. Raises DatasetError where it is damaged."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(path)
    except pa.ArrowInvalid as error:
        raise DatasetError(
            f"{path} is damaged ({str(error).splitlines()[0]}): remove it and ingest its documents again"
        ) from error


def read_table(out: Path, table: str, columns: Sequence[str] | None = None) -> pa.Table:
    """A whole table of the dataset, `fiscal_year` included, or some of its columns, in the order of its
    files. Raises DatasetError where one of them is damaged or lacks a column.
    """
    import pyarrow as pa

    schema = arrow_schema(table)
    if columns is not None:
        schema = pa.schema([schema.field(name) for name in columns])
    parts = []
    for year in sorted(years(out / table)):
        path = _part(out, table, year)
        file, wanted = open_part(path), [name for name in schema.names if name != "fiscal_year"]
        if lost := [name for name in wanted if name not in file.schema_arrow.names]:
            raise DatasetError(
                f"{path} has no column {lost[0]}: another version wrote it, ingest its documents again"
            )
        held = file.read(wanted)
        column = pa.array([_number(year)] * held.num_rows, pa.int32())
        parts.append(held.append_column("fiscal_year", column).select(schema.names).cast(schema))
    return pa.concat_tables(parts) if parts else schema.empty_table()


def years(folder: Path) -> Iterator[str]:
    """The years of a table's partitions, as their paths spell them."""
    return (p.parent.name.partition("=")[2] for p in folder.glob(f"fiscal_year=*/{PART}"))


def known_sources(out: Path) -> dict[str, list[str]]:
    """doc_id → the paths under which the dataset knows a content."""
    held = read_table(out, "documents", ["doc_id", "sources"]).to_pylist()
    return {row["doc_id"]: row["sources"] for row in held}


def read_groups(out: Path, groups: Sequence[Collection[str]]) -> Iterator[list[Rows]]:
    """The rows of each group of documents, as they were before they were written; no more than one group is
    held in memory.

    The dataset is read once, whatever the number of groups: a copy of the rows wanted, put together by group,
    stands beside it meanwhile.
    """
    if not groups:
        return
    group_of = {doc: n for n, group in enumerate(groups) for doc in group}
    with TemporaryDirectory(prefix=".tmp-", dir=out) as folder:
        parts = [(name, year) for name in TABLES for year in sorted(years(out / name))]
        scattered = {
            part: _Scattered(_part(out, *part), Path(folder, "-".join(part)), group_of) for part in parts
        }
        for n in range(len(groups)):
            held: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
            for (name, year), rows in scattered.items():
                for row in rows.of_group(n):
                    held[row["doc_id"]][name].append(_as_row(TABLES[name], row, _number(year)))
            yield [_as_rows(tables) for tables in held.values()]


class _Scattered:
    """The rows of one file that belong to groups, copied so that those of a group can be read alone."""

    def __init__(self, source: Path, copy: Path, group_of: Mapping[str, int]) -> None:
        import numpy as np
        import pyarrow as pa

        self.copy = copy
        self.batches: dict[int, list[int]] = defaultdict(list)
        count = 0
        with (
            open_part(source) as file,
            pa.ipc.new_file(
                copy, file.schema_arrow, options=pa.ipc.IpcWriteOptions(compression="zstd")
            ) as out,
        ):
            for batch in file.iter_batches(SCATTERED_ROWS):
                group = np.array([group_of.get(doc, -1) for doc in batch["doc_id"].to_pylist()], np.intp)
                order = np.argsort(group, kind="stable")
                numbers, first = np.unique(group[order], return_index=True)
                for n, rows in zip(numbers.tolist(), np.split(order, first[1:]), strict=True):
                    if n >= 0:
                        out.write_batch(batch.take(pa.array(rows)))
                        self.batches[n].append(count)
                        count += 1

    def of_group(self, n: int) -> Iterator[dict[str, Any]]:
        import pyarrow as pa

        with pa.memory_map(str(self.copy)) as source, pa.ipc.open_file(source) as file:
            for number in self.batches.get(n, ()):
                yield from file.get_batch(number).to_pylist()


def _part(out: Path, table: str, year: str) -> Path:
    return out / table / f"fiscal_year={year}" / PART


def _number(year: str) -> int | None:
    return None if year == NO_YEAR else int(year)


def _as_rows(tables: Mapping[str, list[Row]]) -> Rows:
    return Rows(document=tables["documents"][0], **{n: tuple(tables[n]) for n in TABLES if n != "documents"})  # type: ignore[arg-type]


def _as_row(kind: type[Row], held: dict[str, Any], year: int | None) -> Row:
    """A row of the dataset as its dataclass: lists as tuples, exact decimals without the zeros that their
    column adds.
    """
    return kind(fiscal_year=year, **{name: _told(value) for name, value in held.items()})


def _told(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(
            Evidence(**{k: _told(x) for k, x in v.items()}) if isinstance(v, dict) else v for v in value
        )
    return value.normalize() if isinstance(value, Decimal) else value
