"""绩效目标表 with a row for each project: its money on the left, its indicators in cells of their kind."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Cell, Text
from parsers.tables.targets import is_target_table, read_targets, split_targets
from tests.written import ABOVE as A
from tests.written import LEFT as L
from tests.written import table

HEADER = [
    ["单位编码", "项目名称", "资金总额", "产出指标", L, "效益指标"],
    [A, A, A, "数量指标", "质量指标", "社会效益指标"],
]
ROW = ["219001", "道路养护", "8.00", "养护里程≥12公里；清扫次数≥3次", "合格率100%", "—"]


def parts(text: str) -> list[tuple[str, str | None]]:
    return list(split_targets(Cell(0, 0, Text(text))))


def test_a_row_states_its_money_and_its_indicators() -> None:
    quantities, indicators = read_targets(replace(table(0, [*HEADER, ROW]), unit_line="单位：万元"))
    assert [(q.item, q.breakdown, q.measure, q.number, q.unit, q.project) for q in quantities] == [
        ("道路养护", "资金总额", "planned", "8.00", "万元", "道路养护")
    ]
    assert [(i.level1, i.level2, i.level3, i.target) for i in indicators] == [
        ("产出指标", "数量指标", "养护里程", "≥12公里"), ("产出指标", "数量指标", "清扫次数", "≥3次"), ("产出指标", "质量指标", "合格率", "100%"),
    ]  # fmt: skip
    assert {(i.kind, i.scope, i.project) for i in indicators} == {("target", "project", "道路养护")}


def test_the_row_of_the_unit_is_of_no_project() -> None:
    whole = ["219", "青禾市交通运输局", "8.00", "养护里程≥12公里", "", ""]
    quantities, indicators = read_targets(table(0, [*HEADER, whole, ROW]))
    assert [q.project for q in quantities] == [None, "道路养护"]
    assert [i.scope for i in indicators] == ["unit", "project", "project", "project"]


def test_a_header_may_name_each_indicator_below_its_kind() -> None:
    header = [
        ["乡镇", "资金", "产出指标", L, "效益指标"],
        [A, A, "数量指标", L, "社会效益指标"],
        [A, A, "硬化渠道（公里）", "新建水池（座）", "受益群众"],
    ]
    _, indicators = read_targets(table(0, [*header, ["东河镇", "8.00", "≥2.5", "", "≥300人"]]))
    assert [(i.level1, i.level2, i.level3, i.target) for i in indicators] == [
        ("产出指标", "数量指标", "硬化渠道(公里)", "≥2.5"), ("效益指标", "社会效益指标", "受益群众", "≥300人"),
    ]  # fmt: skip


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["里程", "合格率", "清扫，保洁次数"]),
            st.sampled_from(["≥3次", "=100%", "小于5天", "不超过9万元"]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_each_name_has_the_target_behind_it(pairs: list[tuple[str, str]]) -> None:
    assert parts("；".join(f"{name}{target}" for name, target in pairs)) == pairs


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("完成时间：2023年12月底；里程≥3公里", [("完成时间", "2023年12月底"), ("里程", "≥3公里")]),
        ("道路，桥梁通行条件明显改善。", [("道路，桥梁通行条件", "明显改善")]),
        ("群众满意", [("群众满意", None)]),
        ("≥95%", [("≥95%", "≥95%")]),
    ],
)
def test_dates_and_words_are_targets_too(text: str, told: list[tuple[str, str | None]]) -> None:
    assert parts(text) == told


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (HEADER, True),
        ([["产出指标", "完成值"], ["数量指标", ""]], False),
        ([["产出指标", "三级指标"], ["数量指标", ""]], False),
        ([["数量指标"]], False),
    ],
)
def test_what_is_such_a_table(rows: list[list[str]], told: bool) -> None:
    assert is_target_table(table(0, rows)) == told
