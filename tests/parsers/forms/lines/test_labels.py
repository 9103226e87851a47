"""What single lines of an exported form are."""

from __future__ import annotations

import pytest

from extract.model import Text
from parsers.forms.lines.labels import (
    column_of,
    is_level,
    is_third,
    is_titled_level,
    is_value,
    level_names,
    may_hold,
)
from parsers.forms.state import LONGEST_LABEL


@pytest.mark.parametrize(
    ("line", "level", "titled"),
    [
        ("产出指标", True, True),
        ("产出指标(50分)", True, True),
        ("数量指标", True, True),
        ("家长满意度", True, False),
        ("满意度指标", True, True),
        ("养护里程", False, False),
        ("", False, False),
    ],
)
def test_levels_and_what_may_be_an_indicator(line: str, level: bool, titled: bool) -> None:
    assert (is_level(Text(line)), is_titled_level(Text(line))) == (level, titled)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("三级指标", "level3"),
        ("年度指标值", "target"),
        ("得分", "score"),
        ("偏差原因分析（备注）", "deviation"),
        ("养护里程", None),
        ("", None),
        ("指标值" * LONGEST_LABEL, None),
    ],
)
def test_labels_of_columns(line: str, code: str | None) -> None:
    assert column_of(Text(line)) == code


@pytest.mark.parametrize(
    ("line", "value"),
    [("12", True), ("12.5%", True), ("—", True), ("", True), ("≥12", False), ("12次", False)],
)
def test_values(line: str, value: bool) -> None:
    assert is_value(Text(line)) == value


@pytest.mark.parametrize(
    ("line", "code", "may"),
    [
        ("12", "weight", True),
        ("优", "weight", False),
        ("", "score", True),
        ("养护里程", "level3", True),
        ("12", "level3", False),
        ("12%", "target", True),
        ("产出指标", "target", False),
        ("产出指标", "deviation", True),
        ("家长满意度", "level3", True),
    ],
)
def test_what_may_stand_in_a_column(line: str, code: str, may: bool) -> None:
    assert may_hold(Text(line), code) == may


def test_names_of_levels_are_whole_lines() -> None:
    first, second = level_names()
    assert first.whole("产出指标") and not first.whole("数量指标") and second.whole("数量指标")
    assert not first.whole("产出指标完成") and is_third("三级指标") and not is_third("二级指标")
