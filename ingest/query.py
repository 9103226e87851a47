"""SQL over the dataset: DuckDB in memory with one view per table, and the views of normalize.views."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from extract.errors import UsageError
from normalize.dataset import DatasetError, files, require, steadily
from normalize.schema import TABLES
from normalize.store.manifest import Manifest
from normalize.views import VIEWS


def query(sql: str, data: Path) -> tuple[list[str], list[tuple[Any, ...]]]:
    """(column names, rows) of a query. Raises DatasetError where there is no dataset or not a whole one,
    UsageError where the SQL is wrong.
    """
    require(data, ())
    return steadily(data, lambda manifest: _query(sql, data, manifest))


def _query(sql: str, data: Path, manifest: Manifest) -> tuple[list[str], list[tuple[Any, ...]]]:
    import duckdb

    connection = duckdb.connect(
        config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    )
    try:
        for table in TABLES:
            connection.execute(f"create view {table} as {select(data, table)}{_standing(table, manifest)}")
        for name, view in VIEWS.items():
            connection.execute(f"create view {name} as {view.sql}")
        if not connection.extract_statements(sql):
            raise UsageError("the query is empty")
        result = connection.execute(sql)
        names = [d[0] for d in result.description or []]
        return names, result.fetchall()
    except duckdb.IOException as error:
        raise DatasetError(f"{data} cannot be read: {str(error).splitlines()[0]}") from error
    except duckdb.Error as error:
        raise UsageError(str(error).partition("\n\nLINE")[0].strip()) from error
    finally:
        connection.close()


def select(data: Path, table: str) -> str:
    """SQL for all rows of a table; the year of a document without one is null."""
    quoted = ", ".join("'" + str(f).replace("'", "''") + "'" for f in files(data, table))
    parts = f"read_parquet([{quoted}], hive_partitioning=true, hive_types={{'fiscal_year': INTEGER}})"
    return f"select * replace (nullif(fiscal_year, 0) as fiscal_year) from {parts}"


def _standing(table: str, manifest: Manifest) -> str:
    """SQL that leaves out what older versions of reports state; the documents themselves stay."""
    older = ", ".join(f"'{doc}'" for doc in manifest.versions if table != "documents")
    return f" where doc_id not in ({older})" if older else ""


def as_json(names: list[str], rows: list[tuple[Any, ...]]) -> str:
    """One JSON list of objects; exact decimals stay exact as strings."""
    return json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False, default=str)


def as_csv(names: list[str], rows: list[tuple[Any, ...]]) -> str:
    """CSV with a header line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([[show(v) for v in row] for row in rows])
    return out.getvalue()


def show(value: Any) -> str:
    """A value as people read it: decimals without trailing zeros, null as nothing."""
    if value is None:
        return ""
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
