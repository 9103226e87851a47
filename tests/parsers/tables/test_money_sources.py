"""The money of a project by measure and source."""

from __future__ import annotations

from decimal import Decimal

from parsers.tables.money_sources import is_by_source
from tests.written import LEFT as L
from tests.written import rows_of, table

MEASURES = [
    "计划安排资金（万元）", "120.00", "实际到位资金（万元）", "118.00", "实际支出（万元）", "90.50", "结余（万元）", "27.50",
]  # fmt: skip
PROVINCE = ["省财政", "100.00", "省财政", "98.00", "省财政", "70.50", "省财政", "27.50"]
COUNTY = ["区财政", "20.00", "区财政", "20.00", "区财政", "20.00", "区财政", ""]


def test_each_measure_has_the_sources_below_it_as_its_parts() -> None:
    held = [["项目名称", "渠道清淤", L, L, L, L, L, L], MEASURES, PROVINCE, COUNTY, ["支出内容", *[L] * 7]]
    funds = rows_of("财政支出项目绩效评价自评报告（2023年度）", held).funds
    wholes = {f.measure if f.item != "结余" else "left": f for f in funds if f.level == 0}
    assert {k: (w.item, w.value, w.unit) for k, w in wholes.items()} == {
        "initial_budget": ("计划安排资金", Decimal("120.00"), "万元"),
        "received": ("实际到位资金", Decimal("118.00"), "万元"),
        "final": ("实际支出", Decimal("90.50"), "万元"),
        "left": ("结余", Decimal("27.50"), "万元"),
    }
    for key, whole in wholes.items():
        parts = [f for f in funds if f.parent_id == whole.fund_id]
        assert sum(f.value for f in parts) == whole.value and {f.part for f in parts} == {"exhaustive"}
        assert [f.item for f in parts] == ["省财政", "区财政"][: len(parts)]
        assert {f.breakdown for f in parts} == {"结余" if key == "left" else None}


def test_what_follows_the_sources_is_none_of_them() -> None:
    held = [
        MEASURES[:4],
        PROVINCE[:4],
        ["支出内容", "", "实际支出数", ""],
        ["省财政", "1.00", "省财政", "1.00"],
    ]
    assert [f.value for f in rows_of("财政支出项目绩效评价自评报告（2023年度）", held).funds] == [
        120,
        118,
        100,
        98,
    ]


def test_what_is_no_such_table() -> None:
    assert is_by_source(table(0, [MEASURES[:4]]))
    for row in (MEASURES[:2], ["计划安排资金", "120.00", "实际到位资金", "118.00"], MEASURES[4:6] * 2):
        assert not is_by_source(table(0, [row]))
    assert not is_by_source(table(0, [["计划安排资金（万元）", "若干", "实际到位资金（万元）", "若干"]]))


def test_what_was_spent_may_stand_alone_below_the_sources() -> None:
    held = [
        MEASURES[:4],
        ["市县财政", "120.00", "市县财政", "118.00"],
        ["实际支出（万元）", "90.50", L, L],
    ]
    funds = rows_of("财政支出项目绩效评价自评报告（2023年度）", held).funds
    assert [(f.item, f.measure, f.level) for f in funds] == [
        ("计划安排资金", "initial_budget", 0),
        ("实际到位资金", "received", 0),
        ("市县财政", "initial_budget", 1),
        ("市县财政", "received", 1),
        ("实际支出", "final", 0),
    ]
