"""A dataset → a DuckDB database in memory: a row per finding, numbered in each order of a list.

A million findings fit; what is large (evidence, funds, figures) stays in the dataset's files, of which a page
reads the rows of one document.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ingest.query import select
from normalize.dataset import DatasetError, files
from normalize.schema import TABLES
from normalize.store.manifest import LABELS, Manifest
from normalize.views import views

if TYPE_CHECKING:
    import duckdb

MEMORY = 4096
"""MiB that the database may take."""
COPIED = ("documents",)
"""Tables of which the index holds a copy; the others are read from their files."""


def open_database(data: Path, manifest: Manifest) -> duckdb.DuckDBPyConnection:
    """The database of a dataset; it reaches no file but the dataset's. Raises DatasetError."""
    import duckdb

    config = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "python_enable_replacements": "false",
        "memory_limit": f"{MEMORY}MiB",
        "temp_directory": "",
    }
    connection = duckdb.connect(config=config)
    try:
        for table in TABLES:
            made = "table" if table in COPIED else "view"
            older = _older(manifest) if table != "documents" else ""
            connection.execute(f"create {made} {table} as {select(data, manifest, table)}{older}")
        labels = ", ".join("'" + str(f).replace("'", "''") + "'" for f in files(data, manifest, LABELS))
        connection.execute(f"create view {LABELS} as select * from read_parquet([{labels}])")
        connection.execute("set allowed_directories = [?]", [f"{data}/"])
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        for sql in (FINDINGS, FOUND, IDS):
            connection.execute(sql)
        for name, view in views().items():
            connection.execute(f"create view {name} as {view.sql}")
    except duckdb.IOException as error:
        connection.close()
        raise DatasetError(f"{data} 读不出来：{str(error).splitlines()[0]}") from error
    return connection


def _older(manifest: Manifest) -> str:
    """SQL that leaves out what older versions of reports state."""
    listed = ", ".join(f"'{doc}'" for doc in manifest.versions)
    return f" where doc_id not in ({listed})" if listed else ""


FINDINGS = r"""
create temp table told as
select
    f.finding_id, f.doc_id, coalesce(f.fiscal_year, 0) as year,
    f.unit_id, coalesce(f.unit_name, '') as unit_name,
    coalesce(d.body_id, f.unit_id, '') as body, f.rule, f.message,
    case f.severity when 'error' then 0 when 'warning' then 1 else 2 end as gravity,
    coalesce(abs(f.amount_yuan), 0) as amount, f.leading as leads, f.follows, f.cluster,
    left(md5(concat_ws('|', f.reported, f.expected, f.unit,
        array_to_string(list_transform(f.evidence, lambda e: coalesce(e.raw, '')), '|'))), 16) as seen,
    coalesce(d.scope, '') as scope, coalesce(d.doc_type, 'other') as doc_type,
    coalesce(f.source, d.source, '') as source
from findings f left join documents d using (doc_id)
"""
"""The findings with what their documents say. `seen`: a hash of the numbers, by which it is known whether the
evidence is still what a person decided on; the pages that the message names are a part of it no more than
places are."""

FOUND = r"""
create table found as
with copies as (
    select *, row_number() over (
        partition by
            coalesce(unit_id, finding_id), year, rule, n, regexp_replace(message, '（第[^（）]*页）', '', 'g')
        order by doc_id
    ) as copy
    from (select *, row_number() over (partition by doc_id, rule, message order by finding_id) as n from told)
)
select
    cast(row_number() over (order by gravity, amount desc, unit_name, finding_id) as integer) as by_gravity,
    cast(row_number() over (order by amount desc, gravity, unit_name, finding_id) as integer) as by_amount,
    cast(row_number() over (order by unit_name, year desc, gravity, finding_id) as integer) as by_unit,
    cast(row_number() over (order by doc_id, gravity, finding_id) as integer) as by_document,
    * exclude (n, copy), copy = 1 as single,
    cast('open' as varchar) as verdict, cast('' as varchar) as who, false as changed
from copies order by by_gravity
"""
"""A row per finding with its place in each order. `single`: false for a copy of another report's finding."""

IDS = "create unique index finding_ids on found (finding_id)"
