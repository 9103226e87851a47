"""The parts of an indicator: names, targets, points, several in one cell."""

from __future__ import annotations

from tests.written import LEFT as L
from tests.written import rows_of

NAMED = ["项目名称", "道路养护"]


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
