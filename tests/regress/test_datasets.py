"""Two datasets differ in the rows in which they differ, and in no others."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

import juesuan
from normalize.dataset import DatasetError
from normalize.schema import Rows
from normalize.writing import write_rows
from regress.between.datasets import compare_datasets, counts

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@pytest.fixture(scope="module")
def form() -> Rows:
    return juesuan.parse(FIXTURES / "form-national/document.pdf")


@pytest.fixture(scope="module")
def other() -> Rows:
    return juesuan.parse(FIXTURES / "form-sichuan/document.docx")


def written(folder: Path, *documents: Rows) -> Path:
    write_rows(folder, documents)
    return folder


def test_a_dataset_does_not_differ_from_itself(tmp_path: Path, form: Rows, other: Rows) -> None:
    a, b = written(tmp_path / "a", form, other), written(tmp_path / "b", other, form)
    comparison = compare_datasets(a, b)
    assert not comparison and comparison.shared == 2


def test_changed_rows_are_named(tmp_path: Path, form: Rows, other: Rows) -> None:
    first, second, *rest = form.funds
    changed = replace(form, funds=(replace(first, value=Decimal("999.5")), *rest))
    a, b = written(tmp_path / "a", form, other), written(tmp_path / "b", changed, other)
    (found,) = compare_datasets(a, b).disagreements
    assert found.doc_id == form.document.doc_id and found.difference.table == "funds"
    assert [c.cells for c in found.difference.changed] == [
        {"value": (f"{first.value.normalize():f}", "999.5")}
    ]
    assert [r["item"] for r in found.difference.gone] == [second.item] and not found.difference.new
    assert counts([found]) == {("funds", "self_evaluation"): {"gone": 1, "changed": 1, "documents": 1}}


def test_ids_boxes_and_locators_do_not_count(tmp_path: Path, form: Rows) -> None:
    moved = tuple(
        replace(f, fund_id=f.fund_id[::-1], bbox=(0, 0, 1, 1), locator="t9r9c9", table_id="x", parent_id=None)
        for f in form.funds
    )
    assert not compare_datasets(
        written(tmp_path / "a", form), written(tmp_path / "b", replace(form, funds=moved))
    )


def test_a_row_twice_is_not_a_row_once(tmp_path: Path, form: Rows) -> None:
    twice = replace(form, funds=(*form.funds, form.funds[0]))
    (found,) = compare_datasets(written(tmp_path / "a", form), written(tmp_path / "b", twice)).disagreements
    assert len(found.difference.new) == 1 and not found.difference.gone


def test_documents_of_one_dataset_alone_are_named(tmp_path: Path, form: Rows, other: Rows) -> None:
    comparison = compare_datasets(written(tmp_path / "a", form, other), written(tmp_path / "b", form))
    assert (
        comparison
        and comparison.only_a == (other.document.source,)
        and not comparison.only_b
        and not comparison.disagreements
    )


def test_only_the_table_asked_for(tmp_path: Path, form: Rows) -> None:
    a, b = written(tmp_path / "a", form), written(tmp_path / "b", replace(form, funds=(), scores=()))
    assert {d.difference.table for d in compare_datasets(a, b).disagreements} == {"funds", "scores"}
    assert {d.difference.table for d in compare_datasets(a, b, ["scores"]).disagreements} == {"scores"}


def test_what_is_no_dataset(tmp_path: Path, form: Rows) -> None:
    with pytest.raises(DatasetError, match="no dataset"):
        compare_datasets(written(tmp_path / "a", form), tmp_path)
