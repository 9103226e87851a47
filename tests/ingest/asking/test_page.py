"""docs/queries.md is what the queries give; all who open the views' files see the same."""

from __future__ import annotations

from pathlib import Path

import pytest

import juesuan
from ingest.asking.questions import ask_each, questions
from ingest.query import query
from normalize.views import views
from review.export import write_views
from tests.conftest import LONG

from .page import ASKED, PAGE, PLACES, PUBLISHED, build, text


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("built"))


def test_the_page_is_current(data: Path) -> None:
    assert text(data) == PAGE.read_text("utf-8")


if LONG:

    def test_published_reports_give_what_the_page_says(reports: Path, tmp_path: Path) -> None:
        juesuan.ingest([reports / place for place in PLACES], tmp_path)
        answers = ask_each(list(questions().values()), tmp_path)
        counted = {
            id: len(rows)
            for id, (_, rows) in zip(questions(), answers, strict=True)
            if rows and questions()[id].raises == "疑点"
        }
        assert counted == PUBLISHED
        bodies = query("select count(distinct body) from reports", tmp_path)[1][0][0]
        assert all(len({row[0] for row in rows}) < bodies / 2 for _, rows in answers)


def test_each_question_is_one_select_over_views() -> None:
    assert len(ASKED) == 20
    for _, sql in ASKED:
        assert (
            sql.startswith("select ")
            and sql.count("select ") == 1
            and " join " not in sql
            and " with " not in sql
        )
        assert any(f"from {name}" in sql for name in (*views(), "labels"))


def test_programs_open_the_files_of_the_views(data: Path, tmp_path: Path) -> None:
    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow.dataset as ds

    for path in write_views(data, tmp_path):
        rows = query(f"select count(*) from {path.stem}", data)[1][0][0]
        held = ds.dataset(path).to_table()
        assert rows == held.num_rows == len(pd.read_parquet(path)) == len(pl.read_parquet(path)), path.stem
        assert duckdb.sql(f"select count(*) from '{path}'").fetchall() == [(rows,)]
        assert rows or path.stem in ("peers", "unit_history", "unit_changes"), path.stem
