"""Which amounts a rule takes for one another, and which it leaves alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.run import check_rows
from normalize.schema import Figure, Rows
from tests.checks.cases import bounds
from tests.checks.cases.builders import document, text
from tests.checks.changed import broken_rules
from tests.written import rows_of


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        (bounds.cost("557.65", "食品安全监管", "食品生产安全监管"), "missing_input"),
        (bounds.cost("557.65", "食品安全监管成本", "食品安全监管项目"), "failed"),
        (bounds.own_cost("项目总成本"), "failed"),
        (bounds.own_cost("食品抽检成本"), "failed"),
        (bounds.own_cost("抽检设备购置成本"), "missing_input"),
        (bounds.own_cost("项目总成本", "518.00"), "passed"),
    ],
)
def test_whose_cost_an_indicator_limits(rows: Rows, outcome: str) -> None:
    """The project with its name, but for words that any project's name may have; in a project's own form what names nothing but the cost."""
    assert next(c.outcome for c in check_rows(rows).checks if c.rule == "bound.cost") == outcome


def test_a_change_may_be_of_an_earlier_amount() -> None:
    """收入总计…，其中年初结转…，较上年减少…: the sentence leaves open which of the two."""
    amounts = [("收入总计", "1250.30", "final", {}), ("年初结转和结余", "50.30", "final", {})]
    told = ("年初结转和结余", "-100.00", "change", {"basis": "prior_year"})
    for rate, found in (("-7.41", False), ("-66.53", False), ("-9.99", True)):
        rows = document(
            text(1, "income_expenditure_summary", *amounts, told, ("年初结转和结余", rate, "change_rate", {}))
        )
        assert ("ratio.growth" in broken_rules(rows)) == found


def test_rates_of_two_changes_may_stand_together() -> None:
    """基本支出增加…，项目支出减少…，分别增长…和下降…."""
    amounts = [("基本支出", "450.00", "final", {}), ("项目支出", "40.00", "final", {})]
    changes = [
        (n, v, "change", {"basis": "prior_year"}) for n, v in (("基本支出", "10.00"), ("项目支出", "-5.00"))
    ]
    for rate, found in (("2.27", False), ("-11.11", False), ("7.70", True)):
        rows = document(text(1, "expenditure", *amounts, *changes, ("项目支出", rate, "change_rate", {})))
        assert ("ratio.growth" in broken_rules(rows)) == found


def test_last_years_amount_is_no_other_mention() -> None:
    columns = {"concept": "expenditure_this_year", "budget_kind": "general"}
    said = text(
        1, "general_expenditure", *(("财政拨款支出", v, "final", columns) for v in ("98.00", "95.00"))
    )
    for words, found in (("与上年95.00万元相比", False), ("支出95.00万元", True)):
        figure = Figure(figure_id="x", used_by=said[1].fund_id, context=f"财政拨款支出98.00万元，{words}")
        assert ("equality.text" in broken_rules(replace(document(said), figures=(figure,)))) == found


def test_a_share_is_not_of_another_part() -> None:
    """构成为：财政拨款收入…，占…；其他收入…，占…: the total stands elsewhere."""
    parts = [
        ("财政拨款收入", "90.00", "90.00", "appropriation_income"),
        ("其他收入", "10.00", "10.00", "other_income"),
    ]
    said = [
        x
        for name, amount, share, c in parts
        for x in ((name, amount, "final", {"concept": c}), (name, share, "share", {"concept": c}))
    ]
    assert broken_rules(document(text(1, "income", *said))) == set()


@pytest.mark.parametrize(("total", "severity"), [("14.01", None), ("15.01", "warning"), ("13.01", "error")])
def test_a_list_without_purchase_makes_its_total(total: str, severity: str | None) -> None:
    said = [
        ("“三公”经费支出", total, "initial_budget", {"concept": "three_public"}),
        ("因公出国（境）费", "0.00", "initial_budget", {"concept": "abroad"}),
        ("公务用车运行维护费", "14.01", "initial_budget", {"concept": "vehicle_operation"}),
        ("公务接待费", "0.00", "initial_budget", {"concept": "reception"}),
    ]
    found = check_rows(document(text(1, "three_public", *said))).findings
    assert [f.severity for f in found if f.rule == "sum.three_public"] == ([severity] if severity else [])


def test_a_rate_is_that_of_the_change_beside_it() -> None:
    """0.5 ÷ (5.48 − 0.5) is 10 %, but 5.48 is another subject's, said in another sentence."""
    said = [
        ("“三公”经费支出", "5.48", "final", {"concept": "three_public"}),
        ("公务接待费支出", "1.50", "final", {"concept": "reception"}),
        ("公务接待费支出", "0.50", "change", {"concept": "reception", "basis": "prior_year"}),
        ("公务接待费支出", "10", "change_rate", {"concept": "reception", "basis": "prior_year"}),
    ]
    rows = document(text(1, "three_public", *said))
    sentences = tuple(
        Figure(figure_id=f"s{n}", used_by=f.fund_id, context="总额" if n == 0 else "接待费")
        for n, f in enumerate(rows.funds)
    )
    found = check_rows(replace(rows, figures=sentences)).findings
    assert [f.rule for f in found if f.severity == "error"] == ["ratio.growth"]


@pytest.mark.parametrize(("before", "severities"), [("90.40", []), ("99.40", ["error"])])
def test_a_budget_changed_within_the_year(before: str, severities: list[str]) -> None:
    text = (
        "石河县2023年县级预算调整方案的报告\n一、一般公共预算支出调整方案\n"
        f"县人民代表大会批准的县本级一般公共预算支出预算为{before}万元，"
        "截止12月25日，根据财力变动情况调整支出预算为98.80万元，较年初预算增加8.40万元。"
    )
    found = rows_of(text).findings
    assert [f.severity for f in found if f.rule == "difference.budget"] == severities
