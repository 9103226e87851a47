"""A query reads the dataset and reaches nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

import juesuan
from extract.errors import UsageError
from ingest.query import QueryLimits, query

FORM = Path(__file__).resolve().parents[1] / "fixtures/form-national/document.pdf"
ATTACKS = {
    "read a file": "select * from read_text('/etc/passwd')",
    "read a table file elsewhere": "select * from '{outside}/secret.csv'",
    "list a folder": "select * from glob('/etc/*')",
    "write a file": "copy (select 1) to '{outside}/written.csv'",
    "write into the dataset": "copy (select 1) to '{data}/funds/fiscal_year=2023/part-99999.parquet'",
    "attach": "attach '{outside}/other.db'",
    "install": "install httpfs",
    "load": "load httpfs",
    "export": "export database '{outside}/export'",
    "change a setting": "set enable_external_access = true",
    "change it by pragma": "pragma enable_external_access = true",
    "import": "import database '{outside}'",
    "a variable of Python": "select * from secret",
    "behind a query that may be": "select 1; copy (select 1) to '{outside}/written.csv'",
    "behind a comment that says it shows": "import database '{outside}' -- pragma show_tables",
    "make a table": "create table t as select 1",
    "drop a view": "drop view funds",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dataset")
    juesuan.ingest(FORM, out)
    return out


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_but_reading(data: Path, tmp_path: Path, attack: str) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n", "utf-8")
    before = sorted(p for folder in (data, tmp_path) for p in folder.rglob("*"))
    secret = __import__("pandas").DataFrame({"a": [1]})
    with pytest.raises(UsageError):
        query(ATTACKS[attack].format(outside=tmp_path, data=data), data)
    assert len(secret) and sorted(p for folder in (data, tmp_path) for p in folder.rglob("*")) == before


@pytest.mark.parametrize(
    "sql",
    [
        "select count(*) from funds",
        "with a as (select 1 as b) select b from a",
        "describe funds",
        "show tables",
        "summarize funds",
        "explain select * from funds",
        "pragma show_tables",
        "pragma table_info('funds')",
        "from funds",
        "select name from classes limit 1",
    ],
)
def test_what_reads_is_answered(data: Path, sql: str) -> None:
    names, _ = query(sql, data)
    assert names


def test_limits(data: Path) -> None:
    with pytest.raises(UsageError, match="--rows"):
        query("select * from range(11)", data, QueryLimits(rows=10))
    assert len(query("select * from range(10)", data, QueryLimits(rows=10))[1]) == 10
    with pytest.raises(UsageError, match="--timeout"):
        query("select count(*) from range(1000000000000)", data, QueryLimits(seconds=0.2))
    with pytest.raises(UsageError, match="--memory"):
        query("select list(a) from range(100000000) t(a)", data, QueryLimits(memory=100))
