"""Names of one character mistyped, and names that are others'."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.said.names import is_short_for, is_slip, misspelt, misspelt_item
from tests.written import rows_of

UNIT = "石河县水利工程管理局"


@given(st.integers(3, len(UNIT) - 2), st.sampled_from("丝竹鱼"))
def test_any_character_within_a_name_may_be_mistyped(at: int, other: str) -> None:
    name = UNIT[:at] + other + UNIT[at + 1 :]
    assert list(misspelt(UNIT, f"2023年{name}支出20.00万元")) == [name]
    assert list(misspelt(UNIT, f"2023年{UNIT}支出20.00万元")) == []
    assert is_slip(name, UNIT) and not is_short_for(name, UNIT)


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("石河县政协办", "石河县政协机关共有车辆2辆"),
        ("石河县第一小学", "石河县第二小学支出20.00万元"),
        ("石河县水利局", "石河市水利局支出20.00万元"),
        ("石河县自然资源和规划局", "石河县自然资源与规划局支出20.00万元"),
        ("石河县北坪镇人民政府", "石河县南坪镇人民政府支出20.00万元"),
        ("水利局", "水务局支出20.00万元"),
        ("石河县水利局", "石河县水产局支出20.00万元"),
        ("石河县人民法院", "石河县人民医院体检费20.00万元"),
        ("石河县实验小学", "石河县实践小学支出20.00万元"),
        ("石河县湖滨社区卫生服务中心", "石河县海滨社区卫生服务中心支出20.00万元"),
        ("石河县青山街道办事处", "石河县青石街道办事处支出20.00万元"),
    ],
)
def test_names_of_others(unit: str, text: str) -> None:
    assert list(misspelt(unit, text)) == []


@pytest.mark.parametrize(
    ("name", "rank", "right"),
    [
        ("卫生健康支出", "类", None),
        ("卫生健教", "类", "卫生健康"),
        ("住房保障文出", "类", "住房保障支出"),
        ("其他社会保障和就业支出", "类", None),
        ("医疗卫生与计划生育支出", "类", None),
        ("行政事业单位医疗", "款", None),
        ("行政事业单位医聊", "款", "行政事业单位医疗"),
        ("初中教育", "项", None),
        ("石河湿地保护", "项", None),
    ],
)
def test_items_of_the_classification(name: str, rank: str, right: str | None) -> None:
    assert misspelt_item(name, rank, ()) == right
    assert misspelt_item(name, rank, (name,)) is None


def test_a_name_mistyped_is_told_once_and_another_unit_s_never() -> None:
    head = f"{UNIT}2023年度部门决算\n二、支出决算情况说明\n"
    own = f"2023年{UNIT}支出20.00万元。"
    wrong = own.replace("工程", "工种")
    for text, told in ((own, 0), (own + wrong, 1), (own * 3 + wrong * 4, 0)):
        found = [f for f in rows_of(head + text.replace("。", "。\n")).findings if f.rule == "name.unit"]
        assert len(found) == told
