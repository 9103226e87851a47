"""What columns hold: measure, year and base of comparison."""

from __future__ import annotations

import pytest

from normalize.schema import Fund, Rows
from tests.written import ABOVE, LEFT, rows_of

BUDGET = "石河市民政局2025年度部门预算\n一般公共预算支出表\n单位：万元"


FINAL = "石河市民政局2024年度部门决算\n一般公共预算财政拨款支出决算表\n单位：万元"


def grave(rows: Rows) -> list[str]:
    return [f.message for f in rows.findings if f.severity != "info"]


def fund(rows: Rows, item: str, measure: str) -> Fund:
    (found,) = (f for f in rows.funds if (f.item, f.measure) == (item, measure))
    return found


@pytest.mark.parametrize("years", [("2024年预算数", "2025年预算数"), ("上年预算数", "本年预算数")])
def test_two_years_side_by_side_are_two_lists(years: tuple[str, str]) -> None:
    table = [
        ["科目编码", "科目名称", years[0], LEFT, LEFT, years[1], LEFT, LEFT],
        [ABOVE, ABOVE, "小计", "基本支出", "项目支出", "小计", "基本支出", "项目支出"],
        ["", "合计", "2000", "1200", "800", "2200", "1300", "900"],
        ["208", "社会保障和就业支出", "2000", "1200", "800", "2200", "1300", "900"],
        ["20802", "民政管理事务", "2000", "1200", "800", "2200", "1300", "900"],
    ]
    rows = rows_of(BUDGET, table)
    assert grave(rows) == []
    assert {(f.period, f.breakdown, f.value) for f in rows.funds if f.item == "合计"} == {
        (2024, "小计", 2000), (2024, "基本支出", 1200), (2024, "项目支出", 800), (2025, "小计", 2200), (2025, "基本支出", 1300), (2025, "项目支出", 900)
    }  # fmt: skip
    table[3][5] = "2300"
    assert len(grave(rows_of(BUDGET, table))) > 0


def test_a_change_beside_the_budgets_of_two_years() -> None:
    table = [
        ["项目", "2022年预算", "2023年预算", "增长额", "增长率"],
        ["一、财政拨款", "100.00", "110.00", "10.00", "10%"],
        ["二、事业收入", "50.00", "40.00", "-10.00", "-20%"],
    ]
    funds = rows_of("甲局2023年部门预算说明\n2023年收入预算增减对比表\n单位：万元", table).funds
    assert [(f.item, f.measure, f.basis, f.period, f.value, f.unit) for f in funds] == [
        ("财政拨款", "initial_budget", None, 2022, 100, "万元"), ("财政拨款", "initial_budget", None, 2023, 110, "万元"),
        ("财政拨款", "change", "prior_budget", 2023, 10, "万元"), ("财政拨款", "change_rate", "prior_budget", 2023, 10, "%"),
        ("事业收入", "initial_budget", None, 2022, 50, "万元"), ("事业收入", "initial_budget", None, 2023, 40, "万元"),
        ("事业收入", "change", "prior_budget", 2023, -10, "万元"), ("事业收入", "change_rate", "prior_budget", 2023, -20, "%"),
    ]  # fmt: skip
