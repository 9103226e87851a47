"""SQL over the dataset: DuckDB in memory with one view per table, and the views of normalize.views."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from extract.errors import UsageError
from normalize.dataset import require
from normalize.schema import TABLES
from normalize.views import VIEWS


def query(sql: str, data: Path) -> tuple[list[str], list[tuple[Any, ...]]]:
    """(column names, rows) of a query. Raises DatasetError where there is no dataset, UsageError where the SQL is wrong."""
    import duckdb

    require(data, ())
    connection = duckdb.connect(
        config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    )
    try:
        for table in TABLES:
            if any((data / table).glob("*/*.parquet")):
                files = str(data / table / "*" / "part-*.parquet").replace("'", "''")
                connection.execute(
                    f"create view {table} as select * from read_parquet('{files}', hive_partitioning=true, hive_types={{'fiscal_year': INTEGER}})"
                )
        for name, view in VIEWS.items():
            if all(any((data / table).glob("*/*.parquet")) for table in view.needs):
                connection.execute(f"create view {name} as {view.sql}")
        if not connection.extract_statements(sql):
            raise UsageError("the query is empty")
        result = connection.execute(sql)
        names = [d[0] for d in result.description or []]
        return names, result.fetchall()
    except duckdb.Error as error:
        raise UsageError(str(error).partition("\n\nLINE")[0].strip()) from error
    finally:
        connection.close()


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
