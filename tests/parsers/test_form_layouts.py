"""Forms of layouts a step away from the common one."""

from __future__ import annotations

import pytest

from tests.written import ABOVE as A
from tests.written import LEFT as L
from tests.written import rows_of

NAMED = ["项目名称", "道路养护"]
INDICATED = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]
VISITS = ["产出指标", "数量指标", "巡查次数", "≥20次", "22次", "50", "50"]


def test_money_of_a_target_form_is_listed_under_its_total() -> None:
    table = [
        [*NAMED, L, L, L],
        ["项目资金（万元）", "年度资金总额", "120.00", L, L],
        [A, "其中：财政拨款", "100.00", L, L],
        [A, "其他资金", "20.00", L, L],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值"],
        [A, "产出指标", "数量指标", "养护里程", "≥120公里"],
    ]
    whole, *parts = rows_of("项目支出绩效目标申报表\n（2024年度）", table).funds
    assert (whole.item, whole.value, whole.level, whole.parent_id) == ("年度资金总额", 120, 0, None)
    assert [(f.item, f.value, f.level, f.parent_id, f.part) for f in parts] == [
        ("财政拨款", 100, 1, whole.fund_id, "exhaustive"), ("其他资金", 20, 1, whole.fund_id, "exhaustive")
    ]  # fmt: skip


def test_amounts_of_a_target_form_in_one_cell() -> None:
    table = [
        [*NAMED, L, L],
        ["资金情况", "年度资金总额：120万元；其中：财政拨款：100万元；其他资金：20万元", L, L],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "养护里程", "≥120公里"],
    ]
    funds = rows_of("项目支出绩效目标表", table).funds
    assert [(f.item, f.value, f.unit, f.level) for f in funds] == [
        ("年度资金总额", 120, "万元", 0), ("财政拨款", 100, "万元", 1), ("其他资金", 20, "万元", 1)
    ]  # fmt: skip
    assert len({f.fund_id for f in funds}) == 3 and {f.parent_id for f in funds[1:]} == {funds[0].fund_id}


@pytest.mark.parametrize("half", ["半年指标值", "上半年目标值", "1-6月完成值", "半年完成情况"])
def test_half_a_year_is_no_target_and_no_result(half: str) -> None:
    header = [*INDICATED[:3], half, "全年指标值", "全年完成值", *INDICATED[5:]]
    table = [[*NAMED, *[L] * 6], header, [*VISITS[:3], "10次", "≥20次", "22次", "50", "50"]]
    (row,) = rows_of("项目支出绩效自评表", table).indicators
    assert (row.target, row.actual) == ("≥20次", "22次")


def test_indicators_that_carry_their_quantities() -> None:
    table = [
        [*NAMED, L, L],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "举办公益讲座次数22次，活动参与率100%，演出任务完成率≥95%", ""],
        ["产出指标", "质量指标", "培训20次以上；印发资料不少于1160件", ""],
        ["产出指标", "时效指标", "指标1：", ""],
    ]
    rows = rows_of("项目支出绩效目标表", table).indicators
    assert [(i.level3, i.target, i.target_op, i.target_value, i.target_unit) for i in rows] == [
        ("举办公益讲座次数", "22次", "eq", 22, "次"), ("活动参与率", "100%", "eq", 100, "%"), ("演出任务完成率", "≥95%", "ge", 95, "%"),
        ("培训", "20次以上", "ge", 20, "次"), ("印发资料", "不少于1160件", "ge", 1160, "件"),
    ]  # fmt: skip


def test_money_below_the_indicators() -> None:
    table = [
        [*NAMED, *[L] * 5], INDICATED, VISITS,
        ["预算执行", "", "年初预算数（万元）", "全年预算数（万元）", "全年执行数（万元）", "执行率", "得分"],
        ["年度资金总额", L, "80", "80", "60", "75%", "7.5"], ["其中：财政拨款", L, "80", "80", "60", "75%", ""],
        ["总分", L, L, L, L, "100", "97.5"],
    ]  # fmt: skip
    rows = rows_of("项目支出绩效自评表（2023年度）", table)
    assert [(f.item, f.measure, f.value) for f in rows.funds][:4] == [
        ("年度资金总额", "initial_budget", 80), ("年度资金总额", "adjusted_budget", 80), ("年度资金总额", "final", 60),
        ("年度资金总额", "execution_rate", 75),
    ]  # fmt: skip
    assert len(rows.funds) == 8 and len(rows.indicators) == 1
    assert [(s.component, s.weight, s.score) for s in rows.scores] == [
        ("budget_execution", None, 7.5),
        ("total", 100, 97.5),
    ]


def test_a_unit_in_brackets() -> None:
    header = [*INDICATED[:4], "计量单位", *INDICATED[4:]]
    table = [[*NAMED, *[L] * 6], header, [*VISITS[:3], "20", "（次）", "22", "50", "50"]]
    (row,) = rows_of("项目支出绩效自评表", table).indicators
    assert (row.target, row.target_unit) == ("20次", "次")
