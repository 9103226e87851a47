"""A dataset → a DuckDB database in memory: a row per finding, numbered in each order of a list.

A million findings fit; what is large (evidence, funds, figures) stays in the dataset's files, of which a page
reads the rows of one document.
"""

from __future__ import annotations

from collections.abc import Iterator
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
        connection.execute("attach ':memory:' as held (compress)")
        for table in TABLES:
            connection.execute(f"create view {table} as {_rows(connection, data, manifest, table)}")
        labels = ", ".join("'" + str(f).replace("'", "''") + "'" for f in files(data, manifest, LABELS))
        connection.execute(f"create view {LABELS} as select * from read_parquet([{labels}])")
        connection.execute("set allowed_directories = [?]", [f"{data}/"])
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        for sql in _statements():
            connection.execute(sql)
        for name, view in views().items():
            connection.execute(f"create view {name} as {view.sql}")
    except duckdb.IOException as error:
        connection.close()
        raise DatasetError(f"{data} 读不出来：{str(error).splitlines()[0]}") from error
    except duckdb.BinderException as error:
        connection.close()
        raise DatasetError(
            f"the tables of {data} have the columns of another version of juesuan: "
            "ingest its documents into a new folder"
        ) from error
    return connection


def _rows(connection: duckdb.DuckDBPyConnection, data: Path, manifest: Manifest, table: str) -> str:
    """SQL for the rows of a table: of its copy where there is one."""
    if table in COPIED:
        connection.execute(f"create table held.{table} as {select(data, manifest, table)}")
        return f"from held.{table}"
    return select(data, manifest, table) + _older(manifest)


def _older(manifest: Manifest) -> str:
    """SQL that leaves out what older versions of reports state."""
    listed = ", ".join(f"'{doc}'" for doc in manifest.versions)
    return f" where doc_id not in ({listed})" if listed else ""


TOLD = r"""
create table held.told as
select
    f.finding_id, f.doc_id, coalesce(f.fiscal_year, 0) as year,
    f.unit_id, coalesce(f.unit_name, '') as unit_name,
    coalesce(d.body_id, f.unit_id, '') as body, f.rule, f.message,
    case f.severity when 'error' then 0 when 'warning' then 1 else 2 end as gravity,
    coalesce(abs(f.amount_yuan), 0) as amount, f.leading as leads, f.follows, f.cluster,
    left(md5(concat_ws('|', f.reported, f.expected, f.unit,
        array_to_string(list_transform(f.evidence, lambda e: coalesce(e.raw, '')), '|'))), 16) as seen,
    coalesce(d.scope, '') as scope, coalesce(d.doc_type, 'other') as doc_type,
    coalesce(f.source, d.source, '') as source,
    hash(regexp_replace(f.message, '（第[^（）]*页）', '', 'g')) as said
from findings f left join documents d using (doc_id)
"""
"""The findings with what their documents say. `seen`: a hash of the numbers, by which it is known whether
the evidence is still what a person decided on; `said`: one of the message without its pages, by which copies
of a report are known.
"""

COPIES = """
create table held.copies as
with numbered as (
    select rowid as nth, finding_id, doc_id, unit_id, year, rule, said,
        row_number() over (partition by doc_id, rule, said order by finding_id) as n
    from held.told
)
select nth, row_number() over (
    partition by coalesce(unit_id, finding_id), year, rule, said, n order by doc_id
) = 1 as single
from numbered
"""
"""Whether a finding is the first of those that copies of one report have."""

PLACES = {
    "by_gravity": "gravity, amount desc, unit_name, finding_id",
    "by_amount": "amount desc, gravity, unit_name, finding_id",
    "by_unit": "unit_name, year desc, gravity, finding_id",
    "by_document": "doc_id, gravity, finding_id",
}
"""The orders of a list. Each is numbered by itself: windows hold what they order, and a million messages are
too much to hold four times.
"""
PLACE = """
create table held.{name} as
select rowid as nth, cast(row_number() over (order by {order}) as integer) as {name} from held.told
"""

FOUND = """
create table held.found as
select {names}, told.* exclude (said), single,
    cast('open' as varchar) as verdict, cast('' as varchar) as who, false as changed
from held.told join held.copies on copies.nth = told.rowid {joins}
order by by_gravity
"""
"""A row per finding with its place in each order."""

IDS = "create unique index finding_ids on held.found (finding_id)"


def _statements() -> Iterator[str]:
    """What makes the table of findings, and drops what it was made of."""
    yield TOLD
    yield COPIES
    for name, order in PLACES.items():
        yield PLACE.format(name=name, order=order)
    joins = " ".join(f"join held.{name} on {name}.nth = told.rowid" for name in PLACES)
    yield FOUND.format(names=", ".join(f"{n}.{n}" for n in PLACES), joins=joins)
    for name in ("told", "copies", *PLACES):
        yield f"drop table held.{name}"
    yield IDS
    yield "create view found as from held.found"
