"""A dataset of many documents, and ten more: seconds and files of a commit, and of reading from it.

`python -m tests.bench_dataset [DOCUMENTS]`: the rows of a fixture under other ids, ten years of as many units;
then the accounts of ten of these units for the year after, which are held against those of the year before.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory

import pyarrow as pa

import juesuan
from checks.recheck import recheck_companions
from ingest.query import query
from normalize.schema import Rows
from normalize.writing import DatasetWriter, arrow_tables

FIXTURE = Path(__file__).parent / "fixtures/accounts-shanghai/document.docx"
YEARS = range(2010, 2020)


def copied(rows: Rows, tables: dict[str, pa.Table], unit: int, year: int) -> tuple[str, dict[str, pa.Table]]:
    """The rows under another document, unit and year."""
    doc_id = hashlib.sha256(f"{unit} {year}".encode()).hexdigest()
    values = {
        "doc_id": doc_id,
        "unit_id": hashlib.sha256(str(unit).encode()).hexdigest()[:16],
        "source": f"{unit}-{year}.docx",
        "sources": [f"{unit}-{year}.docx"],
    }
    out = {}
    for name, table in tables.items():
        for column in values.keys() & set(table.column_names):
            at = table.column_names.index(column)
            field = table.schema.field(at)
            table = table.set_column(at, field, pa.array([values[column]] * len(table), field.type))
        out[name] = table
    return doc_id, out


def timed(name: str, action: Callable[[], object]) -> None:
    """Prints the seconds by the clock and of the processor."""
    clock, used = time.perf_counter(), getrusage(RUSAGE_SELF)
    action()
    after = getrusage(RUSAGE_SELF)
    spent = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    print(f"{name:44} {time.perf_counter() - clock:8.1f} s, {spent:8.1f} s of processor", flush=True)


def add(out: Path, rows: Rows, documents: list[tuple[int, int]], check: bool) -> None:
    tables = arrow_tables(rows)
    with DatasetWriter(out) as writer:
        started = time.perf_counter()
        for unit, year in documents:
            doc_id, held = copied(rows, tables, unit, year)
            writer.add(doc_id, year, held)
        print(f"  taken in {time.perf_counter() - started:.1f} s")
        if check:
            recheck_companions(writer)


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rows = juesuan.parse(FIXTURE)
    rows = replace(rows, document=replace(rows.document, doc_type="final_accounts"))
    units = number // len(YEARS)
    with TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        first = [(unit, year) for unit in range(units) for year in YEARS]
        timed(f"{len(first)} documents", lambda: add(out, rows, first, False))
        before = {p.relative_to(out) for p in out.rglob("part-*")}
        size = sum((out / p).stat().st_size for p in before) / 2**20
        print(f"  {len(before)} files, {size:.0f} MiB")
        more = [(unit, YEARS[-1] + 1) for unit in range(10)]
        timed("10 more, of another year", lambda: add(out, rows, more, True))
        now = {p.relative_to(out) for p in out.rglob("part-*")}
        print(f"  {len(now - before)} files written, {len(now)} in all")
        again = [(units + n, YEARS[0]) for n in range(10)]
        timed("10 more, among a year's others", lambda: add(out, rows, again, True))
        last = {p.relative_to(out) for p in out.rglob("part-*")}
        print(f"  {len(last - now)} files written, {len(last)} in all")
        unit = hashlib.sha256(b"0").hexdigest()[:16]
        timed("query for one unit", lambda: query(f"select * from funds where unit_id = '{unit}'", out))
    print(f"{getrusage(RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at most; {len(rows.funds)} funds a document")


if __name__ == "__main__":
    main()
