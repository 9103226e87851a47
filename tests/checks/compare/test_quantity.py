"""What makes two rows the same quantity."""

from __future__ import annotations

import pytest

from checks.codes import State
from checks.compare.quantity import (
    ACCOUNTS,
    NAMES,
    also_called,
    closest_pair,
    disagreement,
    key_of,
    section_in_words,
)
from tests.checks.cases.builders import fund

BASE = {"statement": "expenditure", "concept": "expenditure_this_year", "budget_kind": "all"}


def row(value: str = "1.00", **changed: object):  # noqa: ANN201
    return fund("支出合计", value, **{**BASE, **changed})


@pytest.mark.parametrize(
    "changed", [{"statement": "income"}, {"item_code": "205"}, {"origin": "text"}, {"unit": "元"}]
)
def test_where_a_quantity_is_printed_does_not_matter(changed: dict[str, object]) -> None:
    assert key_of(row(**changed)) == key_of(row()) is not None


@pytest.mark.parametrize(
    "changed",
    [
        {"concept": "income_this_year"},
        {"period": 2022},
        {"budget_kind": "general"},
        {"measure": "initial_budget"},
    ],
)
def test_another_subject_year_kind_or_measure_is_another(changed: dict[str, object]) -> None:
    measure = changed.pop("measure", "final")
    assert key_of(fund("支出合计", "1.00", str(measure), **{**BASE, **changed})) != key_of(row())


@pytest.mark.parametrize(
    "changed",
    [
        {"concept": None},
        {"project": "甲"},
        {"statement": "base_data"},
        {"statement": "three_public", "concept": "function:教育"},
    ],
)
def test_rows_that_no_other_can_repeat(changed: dict[str, object]) -> None:
    assert key_of(row(**changed)) is None


def test_the_total_of_a_budget_may_be_called_what_the_year_brings() -> None:
    f = fund("支出总计", "1.00", "initial_budget", **{**BASE, "concept": "total_income_expenditure"})
    key = key_of(f)
    assert key is not None
    assert [k[0] for k in also_called(f, key)] == ["income_this_year", "expenditure_this_year"]
    assert list(also_called(row(concept="total_income_expenditure"), key)) == []


def test_of_the_pairs_that_may_be_meant_the_best() -> None:
    said = row("9.00", origin="text")
    assert closest_pair([(said, row("8.00")), (said, row("9.00"))]).state == State.HOLDS
    assert closest_pair([(said, row("8.00")), (said, row("7.00"))]).expected == 8


def test_a_disagreement_names_both_places_and_both_amounts() -> None:
    said = row("9.00", origin="text", page=3)
    held = row("8.00", section="2023年度支出决算表", item_code="205", breakdown="合计", page=7)
    told = disagreement(said, held)
    assert (
        told
        == "文字说明称支出合计9.00万元（第3页），支出决算表的支出合计（合计）为8.00万元（第7页），同一数额前后不一致。"
    )
    assert disagreement(held, said).startswith("支出决算表称205支出合计（合计）8.00万元")


def test_statements_without_a_title_have_a_name() -> None:
    assert (
        section_in_words(row(section=None)) == "支出表" and section_in_words(row(statement="other")) == "表"
    )
    assert len(set(NAMES.values())) == len(NAMES) and ACCOUNTS & NAMES.keys()
