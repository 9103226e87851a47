"""One quantity has one value, in every table that prints it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.rules import equality
from tests.checks.cases import equality as made
from tests.checks.cases import wording
from tests.checks.cases.builders import fund
from tests.checks.held import breaks, broken, cents, keeps, rules_of, state
from tests.written import rows_of


@pytest.mark.parametrize("rule", rules_of(equality))
def test_each_rule_is_kept_by_one_document_and_broken_by_another(rule: str) -> None:
    assert keeps(rule) and breaks(rule)


AMOUNT = st.decimals(0, 20, places=2)
SLACK = Decimal("0.01")


@given(AMOUNT)
def test_two_tables_that_differ_by_more_than_rounding(other: Decimal) -> None:
    for rule, build, right in (
        ("equality.tables", made.tables, 9),
        ("equality.balance", made.grand, 10),
        ("equality.balance", made.grand_by_column, 12),
        ("equality.prior", made.prior, Decimal("0.30")),
        ("equality.annex", made.annex, Decimal("0.44")),
    ):
        assert bool(broken(rule, build(cents(other)))) == (abs(other - right) > SLACK), rule


def test_halves_balance_column_by_column() -> None:
    assert not broken("equality.balance", made.grand_by_column("12.00"))


@given(AMOUNT)
def test_basic_expenditure_is_that_on_persons_and_on_the_public(public: Decimal) -> None:
    assert bool(broken("equality.basic", made.basic(cents(public)))) == (abs(public - 2) > Decimal("0.015"))


def test_either_number_may_be_the_wrong_one() -> None:
    (found,) = broken("equality.tables", made.tables("8.00"))
    assert {low.low for _, low in found.repairs} == {Decimal(89950), Decimal(79950)}


def test_a_statement_that_is_printed_twice_is_of_two_units() -> None:
    rows = made.tables("8.00")
    again = tuple(
        replace(f, fund_id=f"{f.fund_id}x", table_id="other")
        for f in rows.funds
        if f.table_id == "支出决算表"
    )
    assert state("equality.tables", replace(rows, funds=(*rows.funds, *again))) is None


def test_other_money_than_appropriations_explains_another_budget() -> None:
    rows = made.form_total("329.7")
    assert state("equality.form_total", rows) == "broken"
    assert (
        state(
            "equality.form_total", replace(rows, funds=tuple(f for f in rows.funds if f.measure != "share"))
        )
        == "missing"
    )


def test_a_project_is_known_by_its_name() -> None:
    rows = made.project("0")
    assert state("equality.project", rows) == "broken"
    renamed = tuple(replace(f, project="抗旱" if f.project else None) for f in rows.funds)
    assert state("equality.project", replace(rows, funds=renamed)) is None


@given(st.decimals(0, 400, places=2))
def test_what_arrived_is_what_the_form_was_given(budget: Decimal) -> None:
    assert (state("equality.received", made.received(cents(budget))) == "broken") == (
        abs(budget - Decimal("243.03")) > SLACK
    )


def test_rows_of_two_codes_are_two_items() -> None:
    rows = made.tables("8.00")
    a, b = rows.funds
    for codes, told in ((("205", "208"), None), (("205", "205"), "broken"), (("205", None), "broken")):
        coded = tuple(replace(f, item_code=c) for f, c in zip((a, b), codes, strict=True))
        assert state("equality.tables", replace(rows, funds=coded)) == told


@pytest.mark.parametrize(
    ("spent", "told"),
    [
        ({"all": "9.00", "general": "9.00"}, "broken"),
        ({"all": "9.00", "general": "8.00"}, "missing"),
        ({"all": "9.00"}, "missing"),
        ({"general": "9.00"}, "missing"),
    ],
)
def test_two_budgets_are_of_one_scope_where_all_money_is_appropriated(
    spent: dict[str, str], told: str
) -> None:
    rows = made.form_total("329.7")
    kinds = [
        fund(
            "支出合计",
            v,
            statement="expenditure",
            table_id="t2",
            concept="expenditure_this_year",
            budget_kind=k,
        )
        for k, v in spent.items()
    ]
    funds = tuple(f for f in rows.funds if f.measure != "share")
    assert state("equality.form_total", replace(rows, funds=(*funds, *kinds))) == told


def test_the_budget_of_an_annex_is_less_grave_than_what_was_spent() -> None:
    rows = made.annex("0.54")
    planned = tuple(replace(f, measure="initial_budget") for f in rows.funds)
    assert [c.severity for c in broken("equality.annex", rows)] == [None]
    assert [c.severity for c in broken("equality.annex", replace(rows, funds=planned))] == ["warning"]


@pytest.mark.parametrize(
    ("name", "told"), [("奖金", []), ("伙食补助费", ["warning"]), ("节日慰问", []), ("基本工资", [None])]
)
def test_an_economic_item_that_the_table_does_not_print_has_no_amount(
    name: str, told: list[str | None]
) -> None:
    assert [c.severity for c in broken("equality.economic", wording.economic(name, "3.00"))] == told


BASIC_TABLE = (("30101", "基本工资", "60.00"), ("30102", "津贴补贴", "25.00"), ("30103", "奖金", "15.00"))
PUBLIC = (("30201", "办公费", "12.00"), ("30206", "电费", "8.00"))


def economic(columns: tuple[str, ...], said: str) -> list[str]:
    """What the two rules about economic items say of a sentence and a table that prints its zeros."""

    def row(amount: str, own: str) -> list[str]:
        return [amount if c in ("合计", "决算数", own) else "0.00" for c in columns]

    printed = [(c, n, *row(v, "人员经费")) for c, n, v in BASIC_TABLE]
    printed += [(c, n, *row(v, "公用经费")) for c, n, v in PUBLIC]
    head = "石河县水利局2023年度部门决算\n六、一般公共预算财政拨款基本支出决算情况说明\n"
    title = "一般公共预算财政拨款基本支出决算表\n单位：万元"
    rows = rows_of(f"{head}{said}", title, [("科目编码", "科目名称", *columns), *printed])
    return [f.rule for f in rows.findings if f.rule in ("equality.economic", "name.listed")]


LISTED = "基本支出120.00万元，其中：人员经费100.00万元，主要包括：基本工资{}、奖金{}；公用经费20.00万元。"


@pytest.mark.parametrize(
    "columns",
    [
        ("合计", "人员经费", "公用经费"),
        ("人员经费", "公用经费", "合计"),
        ("人员经费", "公用经费"),
        ("合计",),
    ],
)
def test_an_economic_item_is_what_its_row_prints_in_all(columns: tuple[str, ...]) -> None:
    assert economic(columns, LISTED.format("60.00万元", "15.00万元")) == []
    assert economic(columns, LISTED.format("", "")) == []
    wrong = economic(columns, LISTED.format("60.00万元", "51.00万元"))
    assert wrong == ["equality.economic"] * ("合计" in columns)


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ("项目支出80.00万元，主要用于：办公费30.00万元，委托业务费50.00万元。", 0),
        ("政府采购支出80.00万元，包括：办公费30.00万元，委托业务费50.00万元。", 0),
        ("此外，安排办公费30.00万元，委托业务费50.00万元。", 0),
        ("项目支出包括：办公费30.00万元，委托业务费50.00万元。", 0),
        ("项目支出：办公费30.00万元，委托业务费50.00万元。", 0),
        ("其中公用经费包括：办公费30.00万元，委托业务费50.00万元。", 2),
        ("其中会议费2.00万元，办公费30.00万元，委托业务费50.00万元。", 3),
    ],
)
def test_a_list_of_other_money_is_no_list_of_basic_expenditure(after: str, told: int) -> None:
    said = f"2023年基本支出120.00万元，包括人员经费100.00万元、公用经费20.00万元；{after}"
    assert economic(("决算数",), said) == ["equality.economic"] * told


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ("局机关办公费8.00万元、电费8.00万元", 0),
        ("局机关办公费8.00万元、电费5.00万元，下属单位办公费4.00万元、电费3.00万元", 0),
        ("办公费12.00万元（机关办公费8.00万元、下属单位办公费4.00万元）、电费8.00万元", 0),
        ("1.办公费8.00万元；2.电费5.00万元", 2),
        ("（1）本年办公费8.00万元，（2）我局电费支出5.00万元", 2),
        ("用于支付办公费8.00万元和电费5.00万元", 2),
    ],
)
def test_an_item_of_one_part_of_a_unit_is_not_all_of_it(listed: str, told: int) -> None:
    said = f"2023年基本支出120.00万元，其中公用经费20.00万元，包括：{listed}。"
    assert economic(("决算数",), said) == ["equality.economic"] * told


def test_economic_items_are_not_more_than_what_they_are_listed_under() -> None:
    head = "石河县水利局2023年度部门决算\n六、一般公共预算财政拨款基本支出决算情况说明\n"
    for bonus, told in (("2.00", []), ("3.00", ["sum.listed"])):
        rows = rows_of(f"{head}人员经费10.00万元，其中：基本工资8.00万元、奖金{bonus}万元。")
        assert [f.rule for f in rows.findings] == told
