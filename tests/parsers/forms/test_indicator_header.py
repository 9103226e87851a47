"""The header of a form's indicators → what each column holds."""

from __future__ import annotations

import pytest

from tests.written import ABOVE as A
from tests.written import LEFT as L
from tests.written import rows_of

NAMED = ["项目名称", "道路养护"]


INDICATED = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]


VISITS = ["产出指标", "数量指标", "巡查次数", "≥20次", "22次", "50", "50"]


@pytest.mark.parametrize("half", ["半年指标值", "上半年目标值", "1-6月完成值", "半年完成情况"])
def test_half_a_year_is_no_target_and_no_result(half: str) -> None:
    header = [*INDICATED[:3], half, "全年指标值", "全年完成值", *INDICATED[5:]]
    table = [[*NAMED, *[L] * 6], header, [*VISITS[:3], "10次", "≥20次", "22次", "50", "50"]]
    (row,) = rows_of("项目支出绩效自评表", table).indicators
    assert (row.target, row.actual) == ("≥20次", "22次")


def test_points_beside_the_name_of_each_level() -> None:
    table = [
        ["评价指标", L, L, L, L, L, "指标说明", "自评得分"],
        ["一级指标", L, "二级指标", L, "三级指标", L, A, A],
        ["名称", "权重（%）", "名称", "权重（%）", "名称", "权重（%）", A, A],
        ["履职效能", "50", "整体效能", "50", "产出指标完成情况", "25", "反映产出", "25.00"],
        [A, A, A, A, "效益指标完成情况", "25", "反映效益", "24.00"],
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
