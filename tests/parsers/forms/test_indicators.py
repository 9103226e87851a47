"""The indicator rows of a form."""

from __future__ import annotations

from decimal import Decimal

from tests.written import LEFT as L
from tests.written import rows_of

NAMED = ["项目名称", "道路养护"]


INDICATED = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]


VISITS = ["产出指标", "数量指标", "巡查次数", "≥20次", "22次", "50", "50"]


def test_a_unit_in_brackets() -> None:
    header = [*INDICATED[:4], "计量单位", *INDICATED[4:]]
    table = [[*NAMED, *[L] * 6], header, [*VISITS[:3], "20", "（次）", "22", "50", "50"]]
    (row,) = rows_of("项目支出绩效自评表", table).indicators
    assert (row.target, row.target_unit) == ("20次", "次")


def test_a_unit_in_a_column_of_its_own() -> None:
    table = [
        ["项目名称", "防汛物资", L, L, L, L, L, L, L],
        ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "实际完成值", "分值", "得分"],
        ["产出指标", "质量指标", "考核合格率", "≥", "98", "%", "96.5", "50", "50"],
        ["产出指标", "数量指标", "采购批次", "≥", "10", "批", "12", "50", "50"],
        ["总分", L, L, L, L, L, L, "100", "100"],
    ]
    rows = rows_of("2023年度项目支出绩效自评表", table)
    assert [(i.actual, i.actual_value, i.actual_unit, i.achieved) for i in rows.indicators] == [
        ("96.5", Decimal("96.5"), "%", False),
        ("12", Decimal(12), "批", True),
    ]
    assert [f.rule for f in rows.findings] == ["bound.target"]
