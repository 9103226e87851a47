"""SQL over the dataset: DuckDB in memory with one view per table, and the views of normalize.views.

What is asked may come from anywhere, so that a query can do nothing but read the dataset: other files, the
network, extensions, settings and Python's variables are out of its reach, and so is writing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any, TypeVar

from extract.errors import UsageError
from normalize.dataset import DatasetError, files, require, steadily
from normalize.schema import TABLES
from normalize.store.manifest import LABELS, Manifest
from normalize.views import views

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

T = TypeVar("T")
READING = ("SELECT", "EXPLAIN")
"""Statements that may be asked; DESCRIBE, SHOW, SUMMARIZE and VALUES are of the first kind."""
SHOWING = re.compile(
    r"\s*pragma\s+(show_tables|show_tables_expanded|table_info|database_list)\b", re.IGNORECASE
)
"""PRAGMA statements that only show something."""
LISTING = {"show", "pragma", "information_schema", "sqlite_master"}
"""Words by which a query asks what tables and views there are."""


@dataclass(frozen=True)
class QueryLimits:
    """What a query may take: seconds, MiB of memory, rows of the result."""

    seconds: float = 300
    memory: int = 4096
    rows: int = 1_000_000


DEFAULT_LIMITS = QueryLimits()
Parameters = Mapping[str, Decimal | int | str]
Answer = tuple[list[str], list[tuple[Any, ...]]]


def query(
    sql: str, data: Path, limits: QueryLimits = DEFAULT_LIMITS, parameters: Parameters | None = None
) -> Answer:
    """(column names, rows) of a query; `parameters` are the values of its $names.

    Raises DatasetError where there is no dataset or not a whole one, UsageError where the SQL is wrong, does
    more than read, or takes more than the limits.
    """
    return queries([(sql, parameters or {})], data, limits)[0]


def queries(
    asked: Sequence[tuple[str, Parameters]], data: Path, limits: QueryLimits = DEFAULT_LIMITS
) -> list[Answer]:
    """The answers to several queries with their parameters, of the dataset as it is at one time; what their
    views give is worked out once. Raises what `query` raises; the limits are those of all together.
    """

    def fetch(connection: duckdb.DuckDBPyConnection) -> list[Answer]:
        return [_answer(connection.execute(sql, dict(given)), limits) for sql, given in asked]

    return _asked([sql for sql, _ in asked], data, limits, fetch)


def _answer(result: duckdb.DuckDBPyConnection, limits: QueryLimits) -> Answer:
    names, rows = [d[0] for d in result.description or []], result.fetchmany(limits.rows + 1)
    _require_few(len(rows), limits)
    return names, rows


def table(sql: str, data: Path, limits: QueryLimits = DEFAULT_LIMITS) -> pa.Table:
    """The result of a query as an Arrow table. Raises what `query` raises."""
    held = _asked([sql], data, limits, lambda c: c.sql(sql).limit(limits.rows + 1).to_arrow_table())
    _require_few(held.num_rows, limits)
    return held


def _require_few(rows: int, limits: QueryLimits) -> None:
    if rows > limits.rows:
        raise UsageError(f"the result has more than {limits.rows} rows: ask for fewer, or set --rows")


def _asked(
    asked: Sequence[str],
    data: Path,
    limits: QueryLimits,
    fetch: Callable[[duckdb.DuckDBPyConnection], T],
) -> T:
    """What is fetched of queries, as the dataset is at that time."""
    require(data, ())
    return steadily(data, lambda manifest: _fetched(asked, data, manifest, limits, fetch))


def _fetched(
    asked: Sequence[str],
    data: Path,
    manifest: Manifest,
    limits: QueryLimits,
    fetch: Callable[[duckdb.DuckDBPyConnection], T],
) -> T:
    import duckdb

    kind = "view" if len(asked) == 1 else "table"
    with _connection(data, manifest, limits, dict.fromkeys(views_of(asked), kind)) as connection:
        try:
            for sql in asked:
                _admit(connection, sql)
            return fetch(connection)
        except duckdb.InterruptException as error:
            raise UsageError(
                f"the query took more than {limits.seconds:g} s: ask for less, or set --timeout"
            ) from error
        except duckdb.OutOfMemoryException as error:
            raise UsageError(
                f"the query needs more than {limits.memory} MiB of memory: ask for less, or set --memory"
            ) from error
        except duckdb.IOException as error:
            raise DatasetError(f"{data} cannot be read: {str(error).splitlines()[0]}") from error
        except duckdb.Error as error:
            raise UsageError(str(error).partition("\n\nLINE")[0].strip()) from error


def views_of(asked: Sequence[str]) -> list[str]:
    """The views that queries may mean, each after those that it is made of: those that they name, and all
    where they ask what there is. To define a view takes about as long as to read it.
    """
    words = {word for sql in asked for word in re.findall(r"\w+", sql.lower())}
    if words & LISTING or any(word.startswith("duckdb_") for word in words):
        return list(views())
    for name, view in reversed(views().items()):
        if name in words:
            words.update(view.needs)
    return [name for name in views() if name in words]


@contextmanager
def _connection(
    data: Path, manifest: Manifest, limits: QueryLimits, named: Mapping[str, str]
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that holds the dataset's tables and views and reaches nothing else."""
    import duckdb

    connection = duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "python_enable_replacements": "false",
            "memory_limit": f"{limits.memory}MiB",
            "temp_directory": "",
        }
    )
    timer = Timer(limits.seconds, connection.interrupt)
    try:
        _define_views(connection, data, manifest, named)
        connection.execute("set allowed_directories = [?]", [f"{data}/"])
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        timer.start()
        yield connection
    finally:
        timer.cancel()
        connection.close()


def _define_views(
    connection: duckdb.DuckDBPyConnection, data: Path, manifest: Manifest, named: Mapping[str, str]
) -> None:
    import duckdb

    try:
        for table in TABLES:
            chosen = f"{select(data, manifest, table)}{_standing(table, manifest)}"
            connection.execute(f"create view {table} as {chosen}")
        connection.execute(f"create view {LABELS} as select * from {_parts(data, manifest, LABELS)}")
        for name, kind in named.items():
            connection.execute(f"create {kind} {name} as {views()[name].sql}")
    except duckdb.IOException as error:
        raise DatasetError(f"{data} cannot be read: {str(error).splitlines()[0]}") from error
    except duckdb.BinderException as error:
        raise DatasetError(
            f"the tables of {data} have the columns of another version of juesuan: "
            "ingest its documents into a new folder"
        ) from error


def select(data: Path, manifest: Manifest, table: str) -> str:
    """SQL for all rows of a table; the year of a document without one is null."""
    years = "hive_partitioning=true, hive_types={'fiscal_year': INTEGER}"
    parts = _parts(data, manifest, table, years)
    return f"select * replace (nullif(fiscal_year, 0) as fiscal_year) from {parts}"


def _parts(data: Path, manifest: Manifest, table: str, options: str = "hive_partitioning=false") -> str:
    """SQL for the files of a table."""
    quoted = ", ".join("'" + str(f).replace("'", "''") + "'" for f in files(data, manifest, table))
    return f"read_parquet([{quoted}], {options})"


def _standing(table: str, manifest: Manifest) -> str:
    """SQL that leaves out what older versions of reports state; the documents themselves stay."""
    older = ", ".join(f"'{doc}'" for doc in manifest.versions if table != "documents")
    return f" where doc_id not in ({older})" if older else ""


def _admit(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Raises UsageError for anything but statements that read."""
    statements = connection.extract_statements(sql)
    if not statements:
        raise UsageError("the query is empty")
    for statement in statements:
        kind = statement.type.name
        shows = kind == "PRAGMA" and SHOWING.match(statement.query)
        if kind not in READING and not shows:
            raise UsageError(f"{kind} is not allowed: a query only reads (SELECT, EXPLAIN, DESCRIBE, SHOW)")
