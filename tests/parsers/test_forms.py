"""Self-evaluation forms whose columns are divided, or give more than one cell to a value."""

from __future__ import annotations

from decimal import Decimal

from tests.written import ABOVE, LEFT, rows_of


def test_points_beside_the_name_of_each_level() -> None:
    table = [
        ["评价指标", LEFT, LEFT, LEFT, LEFT, LEFT, "指标说明", "自评得分"],
        ["一级指标", LEFT, "二级指标", LEFT, "三级指标", LEFT, ABOVE, ABOVE],
        ["名称", "权重（%）", "名称", "权重（%）", "名称", "权重（%）", ABOVE, ABOVE],
        ["履职效能", "50", "整体效能", "50", "产出指标完成情况", "25", "反映产出", "25.00"],
        [ABOVE, ABOVE, ABOVE, ABOVE, "效益指标完成情况", "25", "反映效益", "24.00"],
        ["管理效率", "50", "预算编制", "50", "事前评估", "50", "反映评估", "49.00"],
        ["合计", "100", "", "100", "", "100", "", "98.00"],
    ]
    rows = rows_of("2023年度部门整体支出绩效自评表", table)
    assert [(i.level1, i.level2, i.level3, i.weight, i.score) for i in rows.indicators] == [
        ("履职效能", "整体效能", "产出指标完成情况", 25, 25),
        ("履职效能", "整体效能", "效益指标完成情况", 25, 24),
        ("管理效率", "预算编制", "事前评估", 50, 49),
    ]
    assert rows.findings == ()


def test_a_unit_in_a_column_of_its_own() -> None:
    table = [
        ["项目名称", "防汛物资", LEFT, LEFT, LEFT, LEFT, LEFT, LEFT, LEFT],
        ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "实际完成值", "分值", "得分"],
        ["产出指标", "质量指标", "考核合格率", "≥", "98", "%", "96.5", "50", "50"],
        ["产出指标", "数量指标", "采购批次", "≥", "10", "批", "12", "50", "50"],
        ["总分", LEFT, LEFT, LEFT, LEFT, LEFT, LEFT, "100", "100"],
    ]
    rows = rows_of("2023年度项目支出绩效自评表", table)
    assert [(i.actual, i.actual_value, i.actual_unit, i.achieved) for i in rows.indicators] == [
        ("96.5", Decimal("96.5"), "%", False),
        ("12", Decimal(12), "批", True),
    ]
    assert [f.rule for f in rows.findings] == ["bound.target"]


def test_amounts_and_rate_beside_their_labels() -> None:
    table = [
        ["项目名称：", "校舍维修", "", ""],
        ["年初预算数（元）：", "850000.00", "调整后预算数（元）：", "820000.00"],
        ["预算执行数（元）：", "795000.00", "预算执行率（%）：", "96.95%"],
        ["一级指标", "三级指标", "指标目标值", "得分"],
        ["产出目标", "维修处数", "5处", "100"],
    ]
    funds = rows_of("项目绩效自评结果信息公开表（2023年度）", table).funds
    assert [(f.measure, f.value, f.unit) for f in funds] == [
        ("initial_budget", 850000, "元"), ("adjusted_budget", 820000, "元"), ("final", 795000, "元"), ("execution_rate", Decimal("96.95"), "%")
    ]  # fmt: skip
