"""The parts of an indicator: names, targets, points, several in one cell."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Cell, Text
from parsers.forms.indicator_cells import (
    clean_indicator,
    join_target,
    listed,
    parse_points,
    quantified,
    split_indicators,
)
from parsers.report import IndicatorReading
from tests.written import LEFT as L
from tests.written import rows_of, table

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


@pytest.mark.parametrize(
    ("sign", "value", "unit", "target"),
    [
        ("≥", "95", "%", "≥95%"),
        ("大于等于", "95", "%", "≥95%"),
        ("≥", "≥95%", "%", "≥95%"),
        ("定性", "良好", None, "良好"),
        (None, "3", "次", "3次"),
        ("=", None, "次", None),
        (">=", "3次", "次", ">=3次"),
    ],
)
def test_a_target_of_three_columns(
    sign: str | None, value: str | None, unit: str | None, target: str | None
) -> None:
    assert join_target(sign, value, unit) == target


PARTS = st.lists(st.sampled_from(["培训人数", "印发资料", "检查次数", "维修处数"]), min_size=2, max_size=5)


@given(PARTS, st.sampled_from(["{n}.{p}", "（{n}）{p}", "{n}、{p}；", "指标{n}：{p}"]))
def test_the_parts_of_a_numbered_list(parts: list[str], form: str) -> None:
    text = "".join(form.format(n=n, p=p) for n, p in enumerate(parts, 1))
    assert (
        listed(text) == parts
        and listed("；".join(parts)) == parts
        and listed("，".join(parts), len(parts)) == parts
    )


def test_commas_part_only_where_so_many_are_wanted() -> None:
    assert (
        listed("甲，乙") == ["甲，乙"]
        and listed("甲，乙", 2) == ["甲", "乙"]
        and listed(None) == []
        and listed("", 2) == []
    )


@pytest.mark.parametrize(
    ("text", "name", "points"),
    [
        ("产出指标（50分）", "产出指标", "50"),
        ("一、产出指标50分", "产出指标", "50"),
        ("产出指标", "产出指标", None),
        ("指标2", "指标2", None),
        ("效益指标(分值:12.5)", "效益指标", "12.5"),
    ],
)
def test_points_printed_in_a_label(text: str, name: str, points: str | None) -> None:
    held = table(0, [[text]])
    told, found = parse_points(held, held.cells[0])
    assert (told, found and found.number) == (name, points) and (found is None or found.place.raw == points)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("举办讲座22次，印发资料不少于1160件", [("举办讲座", "22次"), ("印发资料", "不少于1160件")]),
        ("举办讲座", []),
        ("举办讲座22次，宣传", []),
        (None, []),
    ],
)
def test_quantities_behind_their_names(text: str | None, told: list[tuple[str, str]]) -> None:
    assert quantified(text) == told


def split(names: str, targets: str, actuals: str = "", **more: Sequence[str]) -> list[IndicatorReading]:
    place = table(0, [["x"]]).place(Cell(0, 0, Text("x")))
    reading = IndicatorReading(
        place=place,
        level3=names.replace("\n", ""),
        target=targets.replace("\n", "") or None,
        actual=actuals.replace("\n", "") or None,
        weight="10",
        score="9",
    )
    lines = {"level3": names.split("\n"), "target": targets.split("\n"), "actual": actuals.split("\n")}
    return list(split_indicators(reading, lines, **more))  # type: ignore[arg-type]


def test_a_cell_of_several_indicators_shares_its_points() -> None:
    found = split("1.培训人数\n2.印发资料", "1.≥30人\n2.≥90份", "31人\n95份", points_at="t0r0c0")
    assert [(i.level3, i.target, i.actual, i.score, i.points_at) for i in found] == [
        ("培训人数", "≥30人", "31人", "9", "t0r0c0"),
        ("印发资料", "≥90份", "95份", "9", "t0r0c0"),
    ]
    own = split("1.培训人数\n2.印发资料", "1.≥30人\n2.≥90份", weights=["6", "4"], scores=["5", "4"])
    assert [(i.weight, i.score, i.points_at) for i in own] == [("6", "5", None), ("4", "4", None)]


def test_as_many_names_as_targets_or_one_indicator() -> None:
    assert len(split("1.培训人数\n2.印发资料", "≥30人")) == 1 == len(split("培训人数", "≥30人"))
    assert clean_indicator("指标1：培训人数") == "培训人数" == clean_indicator("①培训人数")
