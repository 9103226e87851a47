"""Rates of the narrative whose terms a sentence leaves open."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.rules import ratio_text
from tests.checks.cases import ratios
from tests.checks.cases.builders import document, text
from tests.checks.held import breaks, broken, cents, keeps, rules_of, state
from tests.written import rows_of


@pytest.mark.parametrize("rule", rules_of(ratio_text))
def test_each_rule_is_kept_by_one_document_and_broken_by_another(rule: str) -> None:
    assert keeps(rule) and breaks(rule)


@given(st.decimals(0, 99, places=2))
def test_a_rate_off_by_more_than_its_last_place(rate: Decimal) -> None:
    off = abs(rate - 75)
    for rule, made in (
        ("ratio.arrival", ratios.arrival),
        ("ratio.execution_text", ratios.executed),
        ("ratio.control", ratios.control),
    ):
        found = state(rule, made(cents(rate)))
        assert off < 1 or found == "broken", rule
        assert off or found == "holds", rule


@given(st.integers(11, 10**5), st.integers(1, 10), st.booleans())
def test_right_growth_is_never_told(current: int, change: int, less: bool) -> None:
    signed = -change if less else change
    rate = Decimal(100 * signed) / (current - signed)
    columns = {"concept": "operating_cost"}
    said = [
        ("机关运行经费", f"{current}.00", "final", columns),
        ("机关运行经费", f"{signed}.00", "change", {**columns, "basis": "prior_year"}),
        ("机关运行经费", f"{rate:.2f}", "change_rate", columns),
    ]
    assert not broken("ratio.growth", document(text(3, "operating_cost", *said)))


@given(st.decimals(0, 100, places=2))
def test_wrong_growth_is(rate: Decimal) -> None:
    off, found = abs(rate - 25), state("ratio.growth", ratios.growth(cents(rate)))
    assert off < Decimal("0.2") or found == "broken"
    assert off or found == "holds"


def test_a_change_may_be_of_an_earlier_amount() -> None:
    """收入总计…，其中年初结转…，较上年减少…: the sentence leaves open which of the two."""
    amounts = [("收入总计", "1250.30", "final", {}), ("年初结转和结余", "50.30", "final", {})]
    told = ("年初结转和结余", "-100.00", "change", {"basis": "prior_year"})
    for rate, found in (("-7.41", False), ("-66.53", False), ("-9.99", True)):
        rows = document(
            text(1, "income_expenditure_summary", *amounts, told, ("年初结转和结余", rate, "change_rate", {}))
        )
        assert bool(broken("ratio.growth", rows)) == found


def test_rates_of_two_changes_may_stand_together() -> None:
    """基本支出增加…，项目支出减少…，分别增长…和下降…."""
    amounts = [("基本支出", "450.00", "final", {}), ("项目支出", "40.00", "final", {})]
    changes = [
        (n, v, "change", {"basis": "prior_year"}) for n, v in (("基本支出", "10.00"), ("项目支出", "-5.00"))
    ]
    for rate, found in (("2.27", False), ("-11.11", False), ("7.70", True)):
        rows = document(text(1, "expenditure", *amounts, *changes, ("项目支出", rate, "change_rate", {})))
        assert bool(broken("ratio.growth", rows)) == found


def test_where_two_pairs_may_be_meant_none_is_wrong() -> None:
    rows = ratios.arrival("95.00")
    more = replace(
        rows.funds[0], fund_id="more", amount_yuan=Decimal(700000), value=Decimal(70), locator="p6@1-4"
    )
    assert state("ratio.arrival", replace(rows, funds=(more, *rows.funds))) == "missing"


@pytest.mark.parametrize(
    ("head", "said", "told"),
    [
        (
            "青禾县水利局2023年度部门决算",
            "公务接待费支出5.00万元，比上年减少1.00万元，下降30%。",
            "比上年数减少1.00万元",
        ),
        (
            "青禾县水利局2025年部门预算",
            "教育支出2024年执行数10.00万元，2025年预算12.00万元，增长30%。",
            "上年执行数10.00万元、本年预算12.00万元",
        ),
    ],
)
def test_a_wrong_rate_is_told_with_direction_and_phase(head: str, said: str, told: str) -> None:
    found = [f.message for f in rows_of(f"{head}\n{said}").findings if f.rule == "ratio.growth"]
    assert len(found) == 1 and told in found[0]


PAID = (
    "2023年{}项目安排预算400.00万元，支出{}万元，预算执行率为40.95%。另列支培训费0.17万元、维修费1.76万元。"
)


@pytest.mark.parametrize(("spent", "severity"), [("163.79", []), ("153.79", ["warning"])])
def test_the_amounts_of_its_own_sentence_make_a_rate(spent: str, severity: list[str]) -> None:
    rows = rows_of(f"青禾市农业局2023年度部门评价报告\n{PAID.format('科技推广', spent)}")
    assert [f.severity for f in rows.findings if f.rule == "ratio.execution_text"] == severity


@pytest.mark.parametrize(("rate", "severity"), [("97", []), ("87", ["warning"])])
def test_what_was_paid_out_may_be_what_was_spent(rate: str, severity: list[str]) -> None:
    told = f"项目资金共2180万元，截止2023年12月8日，已完成拨付2114.60万元，执行率{rate}%。"
    rows = rows_of(f"青禾市交通局2023年项目支出绩效自评报告\n{told}")
    assert [f.severity for f in rows.findings if f.rule == "ratio.execution_text"] == severity
