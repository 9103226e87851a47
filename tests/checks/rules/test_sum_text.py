"""What a sentence lists makes what it says of the whole."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.rules import sum_text
from checks.run import check_rows
from tests.checks.cases import sums
from tests.checks.cases.builders import document, said
from tests.checks.held import breaks, broken, cents, keeps, rules_of, state
from tests.checks.printed import accounts
from tests.checks.printed.report import read


@pytest.mark.parametrize("rule", rules_of(sum_text))
def test_each_rule_is_kept_by_one_document_and_broken_by_another(rule: str) -> None:
    assert keeps(rule) and breaks(rule)


@given(st.decimals(0, 10, places=2))
def test_a_list_off_by_more_than_rounding_is_told(value: Decimal) -> None:
    for rule, made, right, parts in (
        ("sum.text", sums.listed, 1, 2),
        ("sum.structure", sums.structured, 3, 2),
    ):
        found = state(rule, made(cents(value)))
        assert (found == "broken") == (abs(value - right) > Decimal("0.005") * (parts + 1)), rule


@given(st.decimals(0, 30, places=2))
def test_kinds_of_money_make_the_amount(general: Decimal) -> None:
    assert bool(broken("sum.kinds", sums.kinds(cents(general)))) == (abs(general - 10) > Decimal("0.015"))


def test_the_finding_says_what_the_parts_make() -> None:
    (found,) = broken("sum.text", sums.listed("2.00"))
    assert (found.reported, found.expected, found.unit) == (10, 11, "万元") and "11.00" in found.message


@pytest.mark.parametrize("rule", ["sum.text", "sum.structure"])
def test_a_list_without_its_whole_is_no_sum(rule: str) -> None:
    rows = {"sum.text": sums.listed("2.00"), "sum.structure": sums.structured("4.00")}[rule]
    assert state(rule, replace(rows, funds=rows.funds[1:])) in (None, "missing")


@pytest.mark.parametrize(("fund", "found"), [("30.00", []), ("36.00", ["sum.kinds"])])
def test_kinds_of_the_appropriation_within_the_income(fund: str, found: list[str]) -> None:
    rows = read(
        (
            accounts.ACCOUNTS,
            "#二、收入决算情况说明",
            "本年收入合计130.00万元，包括财政拨款收入130.00万元（其中：一般公共预算100.00万元，政府性基金预算{}万元）。",
        ),
        fund,
    )
    assert [f.rule for f in check_rows(rows).findings] == found


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("共有车辆5辆，其中：执法执勤用车2辆；单价100万元以上设备0台", 0),
        ("共有车辆1辆，其中：执法执勤用车2辆；单价100万元以上设备0台", 1),
        ("共有车辆9辆，其中：机要通信用车1辆、执法执勤用车2辆、其他用车2辆", 1),
        ("公务用车购置2辆，公务用车保有量5辆", 0),
        ("共有车辆0辆，其中：主要领导干部用车0辆、离退休干部用车0辆、其他用车0辆；单价100万元以上设备1台", 0),
        ("共有车辆0辆，其中：主要领导干部用车0辆、离退休干部用车3辆、其他用车0辆；单价100万元以上设备1台", 1),
        ("车辆7辆（一般公务用车3辆，执法执勤用车4辆，其他用车0辆）；专用设备8台", 0),
        ("车辆7辆（一般公务用车3辆，执法执勤用车4辆，特种专业技术用车5辆，其他用车0辆）", 1),
        ("共有车辆0辆，其中，副部（省）级及以上领导用车0辆、机要通信用车6辆、其他用车0辆", 1),
        ("车辆6辆（其中：一般公务用车3辆）", 0),
    ],
)
def test_kinds_of_vehicles_make_their_total(sentence: str, told: int) -> None:
    assert len(broken("sum.vehicles", document(said(sentence)))) == told
