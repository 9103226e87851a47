"""A form, row by row."""

from __future__ import annotations

from tests.written import LEFT as L
from tests.written import rows_of

NAMED = ["项目名称", "道路养护"]


INDICATED = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]


VISITS = ["产出指标", "数量指标", "巡查次数", "≥20次", "22次", "50", "50"]


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
