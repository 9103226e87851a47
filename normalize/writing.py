"""Rows → plain Parquet, hive-partitioned by fiscal year; one writer owns the dataset, and a reader never sees
half a file.

Documents come in any order. What does not fit in memory goes to sorted runs beside the tables; when the
writer is closed, each partition is merged from the runs and from what it held before, into one file sorted by
unit, document and place. The bytes depend on the documents alone, not on their order or on how many were read
at once.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from heapq import merge
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from .dataset import NO_YEAR, PART, open_part, years
from .packed import Packed, pack
from .schema import TABLES, Row, Rows, arrow_schema

if TYPE_CHECKING:
    import pyarrow as pa

HELD_BYTES = 32 * 2**20
"""Documents of more bytes than this, as they are packed, become a run."""
RUN_ROWS = 4096
"""Rows of a run that are in memory together while runs are merged."""
GROUP_ROWS = 50_000
"""Rows of a row group: what a query for one unit reads at least."""

Key = tuple[bool, str, str]
"""What the rows of a table are sorted by: units that are known first, unit, document."""


def write_rows(out: Path, documents: Iterable[Rows], tables: Sequence[str] = tuple(TABLES)) -> None:
    """Adds the documents' rows to the dataset; what it held of the same documents before is replaced."""
    with DatasetWriter(out, tables) as writer:
        for rows in documents:
            writer.add(rows.document.doc_id, rows.document.fiscal_year, arrow_tables(rows, tables))


def arrow_tables(rows: Rows, tables: Iterable[str] = tuple(TABLES)) -> dict[str, pa.Table]:
    """The rows of one document as Arrow tables, without the fiscal year, which names their partition."""
    return {name: _arrow_table(name, rows.table(name)) for name in tables}


def _arrow_table(name: str, rows: Sequence[Row]) -> pa.Table:
    import pyarrow as pa

    schema = _held_schema(name)
    return pa.table([pa.array(_values(rows, field.name), field.type) for field in schema], schema=schema)


def _values(rows: Sequence[Row], column: str) -> list[Any]:
    values = [getattr(row, column) for row in rows]
    return [[dataclasses.asdict(e) for e in value] for value in values] if column == "evidence" else values


def _held_schema(table: str) -> pa.Schema:
    """The columns that a table's files hold; the fiscal year is in their path."""
    schema = arrow_schema(table)
    return schema.remove(schema.get_field_index("fiscal_year"))


class DatasetWriter:
    """The one writer of a dataset's tables. What is added is there once the writer is closed without an
    error; until then nothing is.

    Closing ends with a rename per file. Who is killed between two of them adds the same documents again,
    which makes all tables whole.
    """

    def __init__(self, out: Path, tables: Sequence[str] = tuple(TABLES)) -> None:
        self.out, self.tables = out, tables
        self._waiting: list[tuple[str, Packed]] = []
        self._runs: dict[tuple[str, str], list[Callable[[], Iterator[pa.Table]]]] = defaultdict(list)
        self._size = self._added = 0
        self._replaced: set[str] = set()
        out.mkdir(parents=True, exist_ok=True)
        self._folder = TemporaryDirectory(prefix=".tmp-", dir=out)

    @property
    def folder(self) -> Path:
        """A folder beside the tables for what is no part of them yet; gone when the writer is closed."""
        return Path(self._folder.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._folder:
            if kind is None and self._replaced:
                self._close()

    def add(self, doc_id: str, year: int | None, tables: Mapping[str, pa.Table] | Packed) -> None:
        """Takes one document's rows, as `arrow_tables` gives them, for the partition of its fiscal year. A
        file of packed rows is the writer's from now on.
        """
        self._replaced.add(doc_id)
        self._added += 1
        packed = tables if isinstance(tables, Packed) else pack(tables, self.folder / f"{self._added}.rows")
        self._waiting.append((NO_YEAR if year is None else str(year), packed))
        self._size += packed.size
        if self._size > HELD_BYTES:
            self._spill()

    def _spill(self) -> None:
        """Writes what waits as one sorted run per partition, a table at a time."""
        import pyarrow as pa

        for at, rows in self._take():
            path = Path(self.folder, f"{at[0]}-{at[1]}-{len(self._runs[at])}.arrow")
            with pa.ipc.new_file(
                path, rows.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")
            ) as file:
                file.write_table(rows, max_chunksize=RUN_ROWS)
            self._runs[at].append(partial(_batches_of_run, path))

    def _take(self) -> Iterator[tuple[tuple[str, str], pa.Table]]:
        """What waits, sorted, per partition; nothing waits then."""
        import pyarrow as pa

        waiting, self._waiting, self._size = self._waiting, [], 0
        for name in self.tables:
            held: dict[str, list[pa.Table]] = defaultdict(list)
            for year, packed in waiting:
                if packed.rows(name):
                    held[year].append(packed.table(name))
            for year in list(held):
                yield (name, year), _sorted(pa.concat_tables(held.pop(year)))
        for _, packed in waiting:
            packed.path.unlink()

    def _close(self) -> None:
        self._spill()
        before = {
            year
            for year in years(self.out / "documents")
            if self._replaced & _documents(self.out / "documents" / f"fiscal_year={year}" / PART)
        }
        partitions = [
            (name, year)
            for name in self.tables
            for year in sorted(before | {y for n, y in self._runs if n == name})
        ]
        written = {at: self._merge(*at) for at in partitions}
        for (name, year), path in written.items():
            target = self.out / name / f"fiscal_year={year}" / PART
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
        for name in self.tables:
            self._settle(name)

    def _merge(self, name: str, year: str) -> Path:
        """The new file of one partition: what it held of other documents, and the runs."""
        import pyarrow.parquet as pq

        held = self.out / name / f"fiscal_year={year}" / PART
        sources = [run() for run in self._runs[name, year]]
        if held.exists():
            sources.append(_batches_of_others(held, self._replaced))
        path = Path(self.folder, f"{name}-{year}.parquet")
        with pq.ParquetWriter(
            path, _held_schema(name), compression="zstd", use_dictionary=True, write_statistics=True
        ) as file:
            for group in _row_groups(_in_order(sources)):
                file.write_table(group, row_group_size=GROUP_ROWS)
        return path

    def _settle(self, name: str) -> None:
        """No partition of a table stands empty; but a table without any row is one empty file, under a year
        that the dataset has: Arrow cannot tell the type of a partition without a value.
        """
        import pyarrow.parquet as pq

        parts = {
            path: pq.read_metadata(path).num_rows for path in (self.out / name).glob(f"fiscal_year=*/{PART}")
        }
        for path in (p for p, rows in parts.items() if not rows):
            path.unlink()
        if not any(parts.values()):
            folder = self.out / name / f"fiscal_year={min(years(self.out / 'documents'))}"
            folder.mkdir(parents=True, exist_ok=True)
            pq.write_table(_held_schema(name).empty_table(), folder / PART, compression="zstd")


def _documents(path: Path) -> set[str]:
    return set(open_part(path).read(["doc_id"])["doc_id"].to_pylist())


def _sorted(table: pa.Table) -> pa.Table:
    """By unit and document; within a document the order in which the rows were read."""
    import pyarrow as pa

    keys = [(name, "ascending") for name in ("unit_id", "doc_id") if name in table.column_names]
    numbered = table.append_column("__order", pa.array(range(table.num_rows), pa.int64()))
    return numbered.sort_by([*keys, ("__order", "ascending")]).drop_columns(["__order"])


def _batches_of_run(path: Path) -> Iterator[pa.Table]:
    import pyarrow as pa

    with pa.memory_map(str(path)) as source, pa.ipc.open_file(source) as file:
        for n in range(file.num_record_batches):
            yield pa.Table.from_batches([file.get_batch(n)])


def _batches_of_others(path: Path, replaced: Collection[str]) -> Iterator[pa.Table]:
    """What a file holds of other documents than those replaced."""
    import pyarrow as pa
    import pyarrow.compute as pc

    gone = pa.array(sorted(replaced), pa.string())
    with open_part(path) as file:
        for batch in file.iter_batches(GROUP_ROWS):
            rows = pa.Table.from_batches([batch])
            yield rows.filter(pc.invert(pc.is_in(rows["doc_id"], value_set=gone)))


def _in_order(sources: Sequence[Iterator[pa.Table]]) -> Iterator[pa.Table]:
    """The rows of sorted sources in one order; no document is in two of them."""
    if len(sources) == 1:
        return sources[0]
    return map(itemgetter(1), merge(*map(_by_document, sources), key=itemgetter(0)))


def _by_document(batches: Iterable[pa.Table]) -> Iterator[tuple[Key, pa.Table]]:
    """The batches cut where another unit or document begins."""
    for rows in batches:
        documents = rows["doc_id"].to_pylist()
        units = rows["unit_id"].to_pylist() if "unit_id" in rows.column_names else [""] * len(documents)
        keys = [(unit is None, unit or "", doc) for unit, doc in zip(units, documents, strict=True)]
        cuts = [0, *(i for i, (a, b) in enumerate(pairwise(keys), 1) if a != b), len(keys)]
        yield from ((keys[a], rows.slice(a, b - a)) for a, b in pairwise(cuts) if b > a)


def _row_groups(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The same rows in tables of GROUP_ROWS, each in one piece, so that its bytes do not depend on the pieces
    it came in.
    """
    import pyarrow as pa

    pending: list[pa.Table] = []
    count = 0
    for table in tables:
        pending.append(table)
        count += table.num_rows
        while count >= GROUP_ROWS:
            rows = pa.concat_tables(pending)
            yield rows.slice(0, GROUP_ROWS).combine_chunks()
            pending, count = [rows.slice(GROUP_ROWS)], count - GROUP_ROWS
    if count:
        yield pa.concat_tables(pending).combine_chunks()
