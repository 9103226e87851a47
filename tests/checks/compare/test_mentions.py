"""Which quantity each mention of the text claims, and how sure that is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.compare.mentions import (
    contested,
    is_split_twice,
    is_sure,
    mentions,
    of_last_year,
    of_one_whole,
    of_other_year,
    says_phase,
)
from checks.facts import Facts
from normalize.schema import Fund, Rows
from tests.checks.cases.builders import document, fund, passage, said, text

COLUMNS = {"concept": "expenditure_this_year", "budget_kind": "general", "subject_by": "named"}


def told(sentence: str, value: str = "95.00", **columns: object) -> tuple[Facts, Fund]:
    """An amount in a sentence of the text."""
    (row,) = text(1, "general_expenditure", ("财政拨款支出", value, "final", {**COLUMNS, **columns}))
    rows = document([row], said(sentence, row.fund_id, row.locator or ""))
    return Facts(rows), row


@pytest.mark.parametrize(
    ("changed", "counts"),
    [
        ({}, True),
        ({"subject_by": "carried"}, False),
        ({"approximate": True}, False),
        ({"level": 3}, False),
        ({"concept": None}, False),
        ({"project": "甲"}, False),
    ],
)
def test_only_exact_amounts_of_a_sure_subject_are_mentions(changed: dict[str, object], counts: bool) -> None:
    facts, _ = told("财政拨款支出95.00万元", **changed)
    assert bool(mentions(facts)) == counts


@pytest.mark.parametrize(
    ("paragraph", "item", "sure"),
    [(6, "会议费", True), (7, "会议费", True), (9, "会议费", False), (6, "培训费", False)],
)
def test_a_heading_names_what_stands_close_below_it(paragraph: int, item: str, sure: bool) -> None:
    (row,) = text(
        paragraph,
        "general_expenditure",
        (item, "1.00", "final", {"subject_by": "heading", "section": "五、会议费情况"}),
    )
    rows = document([row], passage("heading", "五、会议费情况", locator="p5@0-8"))
    assert is_sure(Facts(rows), row) == sure


@pytest.mark.parametrize(
    ("values", "many"),
    [
        (["3.00", "4.00", "5.00"], True),
        (["3.00", "4.00"], False),
        (["3.00", "4.00", "3.00", "5.00"], False),
        ([], False),
    ],
)
def test_three_values_of_one_quantity_are_more_than_a_slip(values: list[str], many: bool) -> None:
    rows = document([fund("甲", v) for v in values])
    assert contested(Facts(rows).money) == many


@pytest.mark.parametrize(
    ("sentence", "last"),
    [
        ("与2022年95.00万元相比", True),
        ("较上年的95.00万元增加", True),
        ("2022年支出95.00万元", True),
        ("2023年支出95.00万元", False),
        ("支出95.00万元，比上年", False),
    ],
)
def test_amounts_of_the_year_before(sentence: str, last: bool) -> None:
    facts, row = told(sentence)
    assert of_last_year(facts, row) == last


@pytest.mark.parametrize(
    ("sentence", "other"),
    [
        ("2021年度支出95.00万元", True),
        ("2023年度支出95.00万元", False),
        ("2021年至2022年支出95.00万元", False),
        ("2021年支出95.00万元，2022年", False),
        ("支出95.00万元", False),
    ],
)
def test_amounts_of_another_year(sentence: str, other: bool) -> None:
    facts, row = told(sentence)
    assert of_other_year(facts, row) == other


@pytest.mark.parametrize(
    ("measure", "sentence", "says"),
    [
        ("final", "支出95.00万元", True),
        ("final", "安排95.00万元", False),
        ("initial_budget", "安排95.00万元", True),
        ("initial_budget", "用于95.00万元", False),
        ("share", "95.00", True),
    ],
)
def test_words_that_say_budgeted_or_spent(measure: str, sentence: str, says: bool) -> None:
    facts, row = told(sentence)
    assert says_phase(facts, replace(row, measure=measure)) == says  # type: ignore[arg-type]


def test_parts_of_two_wholes_are_two_quantities() -> None:
    def rows(*wholes: str) -> Rows:
        made = []
        for n, whole in enumerate(wholes):
            made += [
                fund("合计", whole, statement="expenditure", table_id=f"t{n}", row_no=0, breakdown="合计"),
                fund(
                    "基本支出",
                    "1.00",
                    statement="expenditure",
                    table_id=f"t{n}",
                    row_no=0,
                    breakdown="基本支出",
                ),
            ]
        return document(made)

    for second, one in (("9.00", True), ("9.01", True), ("8.00", False)):
        facts = Facts(rows("9.00", second))
        parts = [f for f in facts.money if f.breakdown == "基本支出"]
        assert of_one_whole(facts, *parts) == one
    assert of_one_whole(Facts(document()), fund("a", "1"), fund("b", "2"))


@pytest.mark.parametrize(
    ("concept", "twice"),
    [
        ("economic:30201", True),
        ("function:办公费", True),
        ("function:教育", False),
        ("reception", False),
        (None, False),
    ],
)
def test_economic_classes_split_both_kinds_of_expenditure(concept: str | None, twice: bool) -> None:
    assert is_split_twice(fund("甲", "1", concept=concept)) == twice
