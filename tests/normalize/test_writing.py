"""What is written every program opens that knows nothing of the manifest, documents without a year among it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import juesuan
import normalize.store.layout as layout
from ingest.query import query
from normalize.dataset import DatasetError
from normalize.schema import TABLES, DocumentRow, Fund, Rows
from normalize.writing import write_rows


def rows(doc_id: str, year: int | None) -> Rows:
    fund = Fund(doc_id=doc_id, fiscal_year=year, fund_id=doc_id, value=Decimal("1.5"), unit_id=doc_id[:16])
    document = DocumentRow(doc_id=doc_id, fiscal_year=year, source=f"{doc_id[:4]}.pdf", unit_id=doc_id[:16])
    return Rows(document=document, funds=(fund,))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty documents of two years and of none, in parts of four rows at most."""
    out = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "SPLIT_ROWS", 4)
        write_rows(out, [rows(f"{n * 7919 % 2**20:05x}" * 13, (None, 2022, 2023)[n % 3]) for n in range(40)])
    return out


def counts(table: str) -> int:
    return {"documents": 40, "funds": 40}.get(table, 0)


@pytest.mark.parametrize("table", TABLES)
def test_every_program_opens_every_table(data: Path, table: str) -> None:
    import duckdb
    import pandas as pd
    import pyarrow.dataset as ds

    plain = ds.dataset(data / table, format="parquet", partitioning="hive").to_table()
    assert len(plain) == len(pd.read_parquet(data / table)) == counts(table)
    files = f"read_parquet('{data / table}/*/*.parquet', hive_partitioning=true)"
    assert duckdb.sql(f"select count(*) from {files}").fetchall() == [(counts(table),)]
    if counts(table):
        assert sorted(set(plain["fiscal_year"].to_pylist())) == [0, 2022, 2023]
        assert set(juesuan.load(data, table)["fiscal_year"].dropna()) == {2022, 2023}
        assert query(f"select count(*) from {table} where fiscal_year is null", data)[1] == [(14,)]


def test_some_of_a_table_is_loaded(data: Path) -> None:
    whole = juesuan.load(data, "funds")
    unit = whole["unit_id"][5]
    some = juesuan.load(data, "funds", unit=unit, columns=["doc_id", "value"])
    assert list(some.columns) == ["doc_id", "value"] and set(some["doc_id"]) == {whole["doc_id"][5]}
    by_year = [juesuan.load(data, "funds", year=year) for year in (2022, 2023)]
    assert [set(f["fiscal_year"]) for f in by_year] == [{2022}, {2023}]
    assert sum(map(len, by_year)) + whole["fiscal_year"].isna().sum() == 40
    with pytest.raises(DatasetError, match="has no column amount"):
        juesuan.load(data, "funds", columns=["amount"])


@pytest.mark.parametrize("table", TABLES)
def test_polars_opens_every_table(data: Path, table: str) -> None:
    polars = pytest.importorskip("polars")
    assert len(polars.read_parquet(data / table, hive_partitioning=True)) == counts(table)


def test_many_rows_lie_in_parts_and_no_folder_is_empty(data: Path) -> None:
    assert len(list((data / "funds").rglob("part-*"))) > 10
    assert all(list(folder.iterdir()) for folder in data.rglob("*") if folder.is_dir())


def test_labels_are_not_partitioned(data: Path) -> None:
    assert len(list((data / "labels").glob("part-all-*.parquet"))) == 1
    names = query('select zh from labels where "table" = \'funds\' and "column" is null', data)[1]
    assert len(names) == 1 and len(juesuan.load(data, "labels")) > 100
