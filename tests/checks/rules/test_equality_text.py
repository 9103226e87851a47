"""One quantity has one value in the text and in the tables."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.rules import equality_text
from normalize.schema import Figure
from tests.checks.cases import equality, narrative, wording
from tests.checks.cases.builders import cells, document, text
from tests.checks.held import breaks, broken, cents, keeps, rules_of, state
from tests.written import rows_of


@pytest.mark.parametrize("rule", rules_of(equality_text))
def test_each_rule_is_kept_by_one_document_and_broken_by_another(rule: str) -> None:
    assert keeps(rule) and breaks(rule)


SLACK = Decimal("0.01")


@given(st.decimals(4800, 5000, places=2))
def test_text_and_table_that_differ_by_more_than_rounding(said: Decimal) -> None:
    assert bool(broken("equality.text", equality.told(cents(said)))) == (
        abs(said - Decimal("4884.09")) > SLACK / 2
    )


@given(st.decimals(0, 300, places=2))
def test_two_places_of_a_paragraph(again: Decimal) -> None:
    assert bool(broken("equality.paragraph", narrative.twice(cents(again)))) == (
        abs(again - Decimal("208.80")) > SLACK
    )


@given(st.decimals(60, 100, places=2))
def test_persons_of_the_summary_are_those_of_the_detail(persons: Decimal) -> None:
    assert bool(broken("equality.kinds", wording.kinds(cents(persons)))) == (abs(persons - 80) > SLACK)


@pytest.mark.parametrize(("last", "told"), [("5.00", "holds"), ("6.00", "broken")])
def test_two_versions_of_a_table(last: str, told: str) -> None:
    assert state("equality.versions", wording.versions(last)) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [("与上年95.00万元相比", False), ("支出95.00万元", True), ("较2022年的95.00万元", False)],
)
def test_last_years_amount_is_no_other_mention(words: str, told: bool) -> None:
    columns = {"concept": "expenditure_this_year", "budget_kind": "general"}
    said = text(
        1, "general_expenditure", *(("财政拨款支出", v, "final", columns) for v in ("98.00", "95.00"))
    )
    figure = Figure(figure_id="x", used_by=said[1].fund_id, context=f"财政拨款支出98.00万元，{words}")
    assert bool(broken("equality.text", replace(document(said), figures=(figure,)))) == told


def test_a_subject_that_carries_on_is_not_surely_the_quantity() -> None:
    rows = equality.told("4896.98")
    carried = tuple(replace(f, subject_by="carried") if f.origin == "text" else f for f in rows.funds)
    assert state("equality.text", replace(rows, funds=carried)) is None


def test_what_is_about_is_within_a_tenth() -> None:
    for said, told in (("4900", False), ("6000", True)):
        rows = equality.told(said)
        near = tuple(replace(f, approximate=True) if f.origin == "text" else f for f in rows.funds)
        assert bool(broken("equality.text", replace(rows, funds=near))) == told


def test_an_item_is_known_by_the_name_that_the_tables_print() -> None:
    row = (
        "社会福利事业单位",
        {"": "3.00"},
        {"item_code": "2081005", "concept": "function:社会福利事业单位", "budget_kind": "general"},
    )
    table = cells("general_expenditure", "t", row)
    for value, statement, told in (
        ("4.00", "general_expenditure", "broken"),
        ("3.00", "general_expenditure", "holds"),
        ("4.00", "expenditure", None),
    ):
        said = text(1, statement, ("社会福利事业单位", value, "final", {"budget_kind": "general"}))
        assert state("equality.text", document(table, said)) == told


@pytest.mark.parametrize("kind", ["all", "general"])
def test_other_money_than_appropriations_is_not_in_the_detail(kind: str) -> None:
    rows = wording.kinds("81.00")
    funds = tuple(
        replace(f, amount_yuan=f.amount_yuan * 2)
        if f.concept == "basic_expenditure" and f.budget_kind == kind and f.amount_yuan
        else f
        for f in rows.funds
    )
    assert state("equality.kinds", replace(rows, funds=funds)) is None
    without = tuple(f for f in rows.funds if not (f.concept == "basic_expenditure" and f.budget_kind == kind))
    assert state("equality.kinds", replace(rows, funds=without)) is None


INCOME = "{}2023年度财政拨款收入40.67万元，比上年减少0.83万元。{}2023年度财政拨款收入2.52万元，比上年减少0.30万元。"


@pytest.mark.parametrize(
    ("first", "second", "rules"),
    [
        ("青禾市农业局", "青禾市种子管理站", set()),
        ("以水利局为例，", "文化馆", set()),
        ("1.青禾市农业局", "2.桑园街道", set()),
        ("青禾市农业局", "青禾市农业局", {"equality.paragraph", "equality.text"}),
        ("我局", "全局", {"equality.paragraph", "equality.text"}),
    ],
)
def test_amounts_of_two_bodies_are_not_one(first: str, second: str, rules: set[str]) -> None:
    head = "青禾市农业局2023年度部门决算\n二、收入决算情况说明\n"
    found = rows_of(head + INCOME.format(first, second)).findings
    assert {f.rule for f in found if f.rule.startswith("equality.")} == rules
    assert all("另一处为" in f.message for f in found)


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("在21个县收支完成情况上，", "在29个区收支完成情况上，", 0),
        ("", "在29个区收支完成情况上，", 0),
        ("", "", 1),
    ],
)
def test_amounts_of_some_places_are_not_those_of_others(first: str, second: str, count: int) -> None:
    said = "{}一般公共预算收入完成{}亿元，同比增长16.2%。\n"
    text = said.format(first, "151") + said.format(second, "352.7")
    found = rows_of("青禾市2023年财政收支情况\n" + text).findings
    assert [f.rule for f in found if f.severity == "error"] == ["equality.text"] * count


@pytest.mark.parametrize(
    ("title", "count"), [("青禾区2023年“三公”经费决算情况", 0), ("青禾区区直2023年“三公”经费决算情况", 1)]
)
def test_amounts_of_the_own_level_are_not_those_of_all(title: str, count: int) -> None:
    said = "2023年“三公”经费决算数86.50万元。\n2023年区直“三公”经费决算数73.60万元。"
    found = rows_of(f"{title}\n{said}").findings
    assert [f.rule for f in found if f.severity == "error"] == ["equality.text"] * count


def test_amounts_with_and_without_a_place_are_two() -> None:
    first = "2023年，全市（含青湖区）财政总收入84.10亿元，下降2.3%；一般公共预算收入50.90亿元，增长1.1%。\n"
    second = "2023年，全市（不含青湖区）财政总收入68.70亿元，增长1%；一般公共预算收入40.80亿元，增长2%。\n"
    head = "青禾市2023年财政决算报告\n一、收入情况\n"
    assert not [f for f in rows_of(head + first + second).findings if f.rule == "equality.text"]
    plain = [s.replace("（含青湖区）", "").replace("（不含青湖区）", "") for s in (first, second)]
    assert [f for f in rows_of(head + "".join(plain)).findings if f.rule == "equality.text"]
