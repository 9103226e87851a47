"""The header of a form's indicators → what each column holds."""

from __future__ import annotations

import pytest

from parsers.forms.indicator_header import (
    divide_columns,
    headed_rows,
    is_indicator_header,
    second_list,
    set_columns,
)
from parsers.forms.state import Form, said_rows
from tests.written import ABOVE as A
from tests.written import LEFT as L
from tests.written import rows_of, table

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


def set_by(*row: str) -> dict[int, str]:
    return set_columns(said_rows(table(0, [list(row)]))[0])


def test_each_column_holds_what_its_label_says() -> None:
    assert set_by("绩效指标", *INDICATED) == {
        n: code
        for n, code in enumerate(("level1", "level2", "level3", "target", "actual", "weight", "score"), 1)
    }


@pytest.mark.parametrize(
    ("labels", "col", "code"),
    [
        ((*INDICATED, "备注"), 7, "deviation"),
        ((*INDICATED, "偏差原因", "备注"), 8, None),
        ((*INDICATED, "评分标准"), 7, None),
        (("一级指标", "分值", "三级指标", "分值", "得分"), 1, "weight of level1"),
        (("一级指标", "三级指标", "年初指标值", "全年调整指标值", "完成值"), 2, None),
        (("一级指标", "三级指标", "年初指标值", "全年调整指标值", "完成值"), 3, "target"),
    ],
)
def test_columns_that_are_read_otherwise(labels: tuple[str, ...], col: int, code: str | None) -> None:
    assert set_by(*labels).get(col) == code


@pytest.mark.parametrize(
    ("row", "heads"),
    [
        (INDICATED, True),
        (["三级指标", "得分"], True),
        (["三级指标", "说明"], False),
        (["二级指标", "得分"], False),
        (VISITS, False),
    ],
)
def test_a_header_has_the_third_level_and_values(row: list[str], heads: bool) -> None:
    assert is_indicator_header(said_rows(table(0, [row]))[0]) == heads


def test_labels_that_go_on_from_the_row_above() -> None:
    held = table(0, [["一级指标", "三级指标", "年度指标", L, "完成值"], [A, A, "指标性质", "指标值", A]])
    assert [t for _, t in headed_rows(held)[1]] == ["一级指标", "三级指标", "指标性质", "指标值", "完成值"]
    assert [t for _, t in headed_rows(held)[0]] == ["一级指标", "三级指标", "年度指标", "完成值"]


def test_names_and_points_of_each_level() -> None:
    held = table(0, [["一级指标", L, "三级指标", L], ["名称", "权重", "名称", "权重"]])
    form = Form(0, columns=set_columns(said_rows(held)[0]))
    assert divide_columns(form, said_rows(held)[1])
    assert form.columns == {0: "level1", 1: "weight of level1", 2: "level3", 3: "weight"}
    assert not divide_columns(form, said_rows(held)[0])


def test_a_second_list_beside_the_first() -> None:
    said = said_rows(
        table(0, [["一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"]])
    )[0]
    assert second_list(said, set_columns(said)) == {0: "level1", 4: "level2", 5: "level3", 6: "target"}
    plain = said_rows(table(0, [INDICATED]))[0]
    assert second_list(plain, set_columns(plain)) == {}
