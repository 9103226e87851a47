"""Two datasets → the rows on which they disagree, by table, parser and document: what a change does to a
corpus without expectations.
"""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from ingest.query import select
from normalize.dataset import DatasetError, require
from normalize.schema import TABLES
from normalize.store.manifest import read_manifest
from regress.compare import Difference, difference
from regress.rows import CORE, UNSTATED, UNSTATED_DOCUMENT, RowFacts, parser_of, plain


@dataclass(frozen=True)
class Disagreement:
    """One document's rows of one table in which the datasets differ."""

    source: str
    doc_id: str
    difference: Difference


@dataclass(frozen=True)
class DatasetDifference:
    """`only_a`, `only_b`: the documents that one dataset alone holds; their rows are not compared."""

    shared: int
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    disagreements: tuple[Disagreement, ...]

    def __bool__(self) -> bool:
        """Whether the datasets differ."""
        return bool(self.only_a or self.only_b or self.disagreements)


def compare_datasets(a: Path, b: Path, tables: Sequence[str] = ()) -> DatasetDifference:
    """Compares the documents that both datasets hold. Ids, boxes and locators do not count. Raises
    DatasetError where one is no dataset.

    The database finds the rows that differ; only these are held in memory.
    """
    import duckdb

    for folder in (a, b):
        require(folder)
    connection = duckdb.connect(
        config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    )
    try:
        sources = [
            dict(connection.execute(f"select doc_id, source from {_files(folder, 'documents')}").fetchall())
            for folder in (a, b)
        ]
        connection.execute("create table shared (doc_id varchar)")
        shared = sorted(sources[0].keys() & sources[1].keys())
        connection.execute("insert into shared select unnest(?)", [shared])
        found = [d for table in tables or CORE for d in _disagreements(connection, a, b, table, sources[1])]
    except duckdb.Error as error:
        raise DatasetError(f"{a} and {b} cannot be compared: {str(error).splitlines()[0]}") from error
    finally:
        connection.close()
    alone = [
        tuple(sorted(here[i] for i in here.keys() - there.keys())) for here, there in (sources, sources[::-1])
    ]
    return DatasetDifference(
        len(shared),
        alone[0],
        alone[1],
        tuple(sorted(found, key=lambda d: (list(CORE).index(d.difference.table), d.source))),
    )


def _files(folder: Path, table: str) -> str:
    """SQL for the rows of a dataset's table."""
    return f"({select(folder, read_manifest(folder), table)})"


def _disagreements(
    connection: Any, a: Path, b: Path, table: str, sources: dict[str, str]
) -> Iterator[Disagreement]:
    held = [
        {row[0] for row in connection.execute(f"describe select * from {_files(folder, table)}").fetchall()}
        for folder in (a, b)
    ]
    columns = _columns(table, held[0] & held[1])
    gone, new = (_rows_alone(connection, here, there, table, columns) for here, there in ((a, b), (b, a)))
    for doc_id in sorted(gone.keys() | new.keys()):
        yield Disagreement(
            sources[doc_id], doc_id, difference(table, gone.get(doc_id, []), new.get(doc_id, []), columns)
        )


def _columns(table: str, held: set[str]) -> list[str]:
    """What the rows state, as far as both datasets have the column, in the order of the schema."""
    left_out = (
        UNSTATED_DOCUMENT if table == "documents" else {*UNSTATED, f"{table.removesuffix('s')}_id", "locator"}
    )
    return [f.name for f in dataclasses.fields(TABLES[table]) if f.name in held and f.name not in left_out]


def _rows_alone(
    connection: Any, here: Path, there: Path, table: str, columns: Sequence[str]
) -> dict[str, list[RowFacts]]:
    """doc_id → the rows of one dataset that the other has not, counted as often as they are more."""
    chosen = ", ".join(["doc_id", *(f'"{column}"' for column in columns)])
    sides = (
        f"select {chosen} from {_files(folder, table)} where doc_id in (select doc_id from shared)"
        for folder in (here, there)
    )
    out: dict[str, list[RowFacts]] = defaultdict(list)
    for doc_id, *values in connection.execute(" except all ".join(sides)).fetchall():
        held = {
            name: plain(v.normalize() if isinstance(v, Decimal) else v)
            for name, v in zip(columns, values, strict=True)
        }
        out[doc_id].append({name: v for name, v in held.items() if v is not None and v != []})
    return out


def counts(found: Sequence[Disagreement]) -> dict[tuple[str, str], Counter[str]]:
    """(table, parser) → how many rows are gone, new, changed, and in how many documents."""
    out: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for d in (f.difference for f in found):
        kinds = {"gone": d.gone, "new": d.new, "changed": [c.new for c in d.changed]}
        parsers = [(kind, parser_of(d.table, row)) for kind, rows in kinds.items() for row in rows]
        for kind, parser in parsers:
            out[d.table, parser][kind] += 1
        for parser in {p for _, p in parsers}:
            out[d.table, parser]["documents"] += 1
    return out
