"""Rates of growth in accounts, and in what a budget tells of the year before."""

from __future__ import annotations

import pytest

from checks.comparison import Comparison
from checks.facts import Facts
from checks.said.growth import growths
from tests.checks.said.test_accounts import EXECUTED, OUTTURN
from tests.written import rows_of


@pytest.mark.parametrize("head", [EXECUTED, OUTTURN])
@pytest.mark.parametrize(
    ("said", "rules"),
    [
        (
            "一般公共预算收入完成26000万元，为年初预算25000万元的104%，比上年增收1000万元，增长4%。",
            [],
        ),
        (
            "一般公共预算收入完成26000万元，为年初预算25000万元的114%，比上年增收1000万元，增长6.2%。",
            ["ratio.completion", "ratio.growth"],
        ),
        (
            "一般公共预算收入完成26000万元，同比增长4%，增收1000万元；其中税收收入15600万元，占一般公共预算收入的60%，增长4%，增收600万元。",
            [],
        ),
        (
            "一般公共预算收入完成26000万元，同比增长6.2%，增收1000万元；其中税收收入15600万元，占一般公共预算收入的62%，增长7.4%，增收600万元。",
            ["ratio.growth", "ratio.growth", "ratio.share"],
        ),
        ("一般公共预算收入完成26000万元，增收1000万元，同口径增长6.2%。", []),
        ("一般公共预算收入完成26000万元，同口径增长6.2%，增收1000万元。", ["ratio.growth"]),
        ("一般公共预算收入完成26000万元，同口径增收1000万元，同口径增长6.2%。", ["ratio.growth"]),
        ("一般公共预算收入完成26000万元，增长6.2%，比预算超收1000万元。", []),
        (
            "全市（含青湖区）财政总收入84.10亿元，增加2.10亿元；全市（不含青湖区）财政总收入68.70亿元，增长1%。",
            [],
        ),
        ("全市一般公共预算收入完成26000万元，增收1000万元。市本级一般公共预算收入完成9000万元，增长5%。", []),
    ],
)
def test_what_came_in_is_held_in_accounts_and_beside_a_budget(head: str, said: str, rules: list[str]) -> None:
    found = [f.rule for f in rows_of(head + said).findings if f.severity == "error"]
    assert found == rules


@pytest.mark.parametrize(("rate", "printed"), [("4", ""), ("6.2", "印为增长6.2%")])
def test_a_change_may_stand_behind_its_rate(rate: str, printed: str) -> None:
    said = f"一般公共预算收入完成26000万元，同比增长{rate}%，增收1000万元。"
    found = [e for e in growths(Facts(rows_of(OUTTURN + said))) if isinstance(e, Comparison)]
    assert len(found) == 1 and printed in found[0].message


@pytest.mark.parametrize(("rate", "told"), [("7.83", True), ("17.83", False)])
def test_a_rate_of_this_year_s_amount_is_told_as_one(rate: str, told: bool) -> None:
    said = f"“三公”经费支出9.07万元，比上年减少0.71万元，下降{rate}%。"
    found = [e for e in growths(Facts(rows_of(OUTTURN + said))) if isinstance(e, Comparison)]
    assert len(found) == 1
    assert ("；以本年数9.07万元为基数才得7.83%" in found[0].message) == told


@pytest.mark.parametrize("order", ["同比增长{}%，增收5939万元", "增收5939万元，同比增长{}%"])
@pytest.mark.parametrize(("rate", "rules"), [("10.7", []), ("12.7", ["ratio.growth"])])
def test_what_came_in_changed_and_not_its_budget(order: str, rate: str, rules: list[str]) -> None:
    said = (
        f"1-6月份全区一般公共预算收入累计完成61646万元，占年初预算数109466万元的56.3%，{order.format(rate)}。"
    )
    assert [f.rule for f in rows_of(said).findings if f.severity == "error"] == rules


def test_of_a_total_and_what_was_carried_over_the_one_changed_that_can_have() -> None:
    said = "2023年度收入总计1262.00万元，其中年初结转和结余134.00万元，较2022年增加149.00万元，增长18.06%。"
    head = "青禾市第一中学2023年度单位决算\n一、收入支出决算总体情况说明\n"
    found = [f for f in rows_of(head + said).findings if f.severity == "error"]
    assert [f.rule for f in found] == ["ratio.growth"]
    assert found[0].message.startswith("收入总计1262.00万元比上年数增加149.00万元，由此得13.39%")
