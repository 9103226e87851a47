"""What columns hold: measure, year and base of comparison."""

from __future__ import annotations

from decimal import Decimal

import pytest

from normalize.schema import Fund, Rows
from parsers.tables.column_measures import StatementTable, column_content, held_by, of_year
from parsers.tables.headers import Column, blocks, columns
from tests.written import ABOVE, LEFT, rows_of, table

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


def test_a_rate_is_of_the_year_above_it() -> None:
    table = [
        ["项目", "2023年决算数", "2024年执行数", LEFT, LEFT],
        [ABOVE, ABOVE, "金额", "占预算数%", "比上年增长%"],
        ["一、税收收入", "400", "450", "90", "12.5"],
    ]
    funds = rows_of("石河市2025年预算草案\n2024年石河市一般公共预算收入执行情况表\n单位：万元", table).funds
    assert [(f.measure, f.period, f.value) for f in funds] == [
        ("prior_final", 2023, 400), ("prior_final", 2024, 450), ("completion_rate", 2024, 90), ("change_rate", 2024, Decimal("12.5")),
    ]  # fmt: skip


def test_a_part_below_a_measure_keeps_its_label() -> None:
    part = "其中:一般公共预算安排数"
    table = [
        ["项目", "2025年预算数", LEFT],
        [ABOVE, "小计", part],
        ["公务接待费", "8", "6"],
        ["公务用车购置及运行费", "20", "15"],
    ]
    funds = rows_of("石河市民政局2025年度部门预算\n“三公”经费预算表\n单位：万元", table).funds
    told = [(f.breakdown, f.measure, f.value) for f in funds if f.item == "公务接待费"]
    assert told == [("小计", "initial_budget", 8), (part, "initial_budget", 6)]


FINAL_KIND = StatementTable("expenditure", "万元", "final", 2023)
BUDGET_KIND = StatementTable("expenditure", "万元", "initial_budget", 2023)


@pytest.mark.parametrize(
    ("label", "kind", "told"),
    [
        ("2023年决算数", FINAL_KIND, ("final", 2023)),
        ("2022年决算数", FINAL_KIND, ("prior_final", 2022)),
        ("2022年决算数", BUDGET_KIND, ("prior_final", 2022)),
        ("2023年决算数", BUDGET_KIND, ("final", 2023)),
        ("决算数", BUDGET_KIND, ("prior_final", None)),
    ],
)
def test_accounts_of_an_earlier_year_are_the_prior_ones(
    label: str, kind: StatementTable, told: tuple[str, int | None]
) -> None:
    assert of_year("final", label, kind) == told


@pytest.mark.parametrize(("label", "year"), [("上年预算数", 2022), ("2021年预算数", 2021), ("预算数", None)])
def test_budgets_of_other_years_stay_budgets(label: str, year: int | None) -> None:
    assert of_year("initial_budget", label, BUDGET_KIND) == ("initial_budget", year)
    assert of_year("change", "2022年增减", BUDGET_KIND) == ("change", None)


@pytest.mark.parametrize(
    ("path", "measure", "breakdown"),
    [
        (("本年支出", "基本支出"), "final", "基本支出"),
        (("年初预算数",), "initial_budget", None),
        (("财政拨款", "年初预算数"), "initial_budget", None),
        (("年初预算数", "财政拨款"), "initial_budget", "财政拨款"),
        (("金额",), "final", None),
        ((), "final", None),
    ],
)
def test_the_lowest_label_that_measures_tells(
    path: tuple[str, ...], measure: str, breakdown: str | None
) -> None:
    held = column_content(Column(2, path, "value"), FINAL_KIND)
    assert (held.measure, held.breakdown) == (measure, breakdown)


def test_columns_of_one_label_are_told_apart_by_their_group() -> None:
    rows = [
        ["科目名称", "年初结转", LEFT, "本年收入", LEFT],
        [ABOVE, "小计", "基本", "小计", "基本"],
        ["教育", "1.00", "1.00", "2.00", "2.00"],
    ]
    (block,) = blocks(columns(table(0, rows)))
    held = held_by(block, FINAL_KIND)
    assert len({h.breakdown for h in held.values()}) == len(held) == 4


def test_a_year_over_several_measures_is_that_of_each() -> None:
    table = [
        ["项目", "2024年", LEFT, "2025年预算数"],
        [ABOVE, "年初预算数", "执行数", ABOVE],
        ["增值税", "30.00", "33.00", "36.00"],
    ]
    funds = rows_of("石河市2025年财政预算草案\n一般公共预算收入预算表\n单位：万元", table).funds
    assert [(f.measure, f.period, f.value) for f in funds] == [
        ("initial_budget", 2024, 30),
        ("prior_final", 2024, 33),
        ("initial_budget", 2025, 36),
    ]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("2024年一般公共预算收入执行情况表", [("initial_budget", 2024), ("prior_final", 2024), ("prior_final", 2023)]),
        ("2025年1-6月一般公共预算收入执行情况表", [("initial_budget", 2025), ("final", 2025), ("prior_final", 2024)]),
        ("一般公共预算收入执行情况表", [("initial_budget", 2025), ("prior_final", 2024), ("prior_final", 2024)]),
        ("2024年执行及2025年一般公共预算收入预算表", [("initial_budget", 2025), ("prior_final", 2024), ("prior_final", 2024)]),
    ],
)  # fmt: skip
def test_what_came_of_another_year_in_a_budget(title: str, told: list[tuple[str, int]]) -> None:
    table = [["项目", "预算数", "执行数", "上年决算数"], ["增值税", "3.00", "2.00", "1.00"]]
    funds = rows_of(f"石河市2025年财政预算草案\n{title}\n单位：万元", table).funds
    assert [(f.measure, f.period) for f in funds] == told


def test_the_year_before_that_of_a_title_and_the_year_over_a_rate() -> None:
    title = "松坞县2024年财政预算\n\n2023年一般公共预算收入执行情况表\n单位：万元"
    rows = rows_of(title, [["项目", "上年预算数", "预算数"], ["增值税", "30", "40"]])
    assert [(f.measure, f.period) for f in rows.funds] == [("initial_budget", 2022), ("initial_budget", 2023)]
    table = [
        ["项目", "2022年执行数", LEFT, "2023年执行数", LEFT],
        [ABOVE, "金额", "比上年增长%", "金额", "比上年增长%"],
        ["增值税", "30", "90", "40", "95"],
    ]
    rates = rows_of("松坞县2024年财政预算\n一般公共预算收入预算表\n单位：万元", table).funds
    assert [(f.period, f.value) for f in rates if f.measure == "change_rate"] == [(2022, 90), (2023, 95)]
