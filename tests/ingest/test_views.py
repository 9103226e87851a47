"""The views say what the documents print about the classifications."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extract.fold import fold
from ingest.query import query
from normalize.writing import write_rows
from tests.conftest import FIXTURES, rows_of

DOCUMENT = FIXTURES / "accounts-shanghai/document.docx"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report, and another that prints one code with a name of its own."""
    out = tmp_path_factory.mktemp("dataset")
    rows = rows_of(DOCUMENT)
    other = "f" * 64
    funds = tuple(
        replace(f, doc_id=other, item="别的名称" if f.item_code == "2013802" else f.item) for f in rows.funds
    )
    write_rows(
        out,
        [
            rows,
            replace(
                rows,
                document=replace(rows.document, doc_id=other),
                funds=funds,
                findings=(),
                checks=(),
                figures=(),
                passages=(),
            ),
        ],
    )
    return out


def test_a_code_with_two_names_is_seen(data: Path) -> None:
    _, rows = query(
        "select year, kind, item_code, name, documents, names from classification_names where names > 1 order by name",
        data,
    )
    assert {(r[0], r[1], r[2], r[5]) for r in rows} == {(2024, "functional", "2013802", 2)}
    assert "别的名称" in {r[3] for r in rows} and all(r[4] == 1 for r in rows)
    _, rows = query("select kind, item_code from classification_names where names = 1", data)
    assert {kind for kind, code in rows if code.startswith("301")} == {"economic"}
    assert {kind for kind, code in rows if code.startswith("2")} == {"functional"}


def test_classes_stand_in_their_printed_order(data: Path) -> None:
    _, rows = query("select name, documents from classes order by position", data)
    summary = [
        f
        for f in rows_of(DOCUMENT).funds
        if f.statement == "income_expenditure_summary" and (f.concept or "").startswith("function:")
    ]
    assert [r[0] for r in rows] == [f.item for f in summary if f.origin == "table"] and len(rows) > 3
    assert all(r[1] == 2 and fold(r[0]).endswith("支出") for r in rows)
