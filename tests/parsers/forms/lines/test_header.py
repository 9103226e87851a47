"""The header of the indicators, one label to a line."""

from __future__ import annotations

import pytest

from extract.model import Text
from parsers.forms.lines.header import header_at, levels_follow, projects_before

LEVELS = ["一级指标", "二级指标", "三级指标"]


def header(*lines: str) -> tuple[list[str], int]:
    labels, end = header_at([Text(x) for x in lines], lines.index("一级指标"))
    return [t.chars for t in labels], end


def test_it_ends_where_the_rows_begin() -> None:
    assert header(*LEVELS, "指标值", "分值", "产出指标", "数量指标") == ([*LEVELS, "指标值", "分值"], 5)


def test_a_label_that_nobody_knows_between_two_columns() -> None:
    lines = [*LEVELS, "指标值", "核验方式", "分值", "得分"]
    assert header(*lines, "产出指标") == (lines, 7)


@pytest.mark.parametrize("blank", [[], [""]])
def test_the_upper_row_of_a_divided_target(blank: list[str]) -> None:
    """What goes through both rows stands before the lower one, and behind the parts of the target."""
    upper, lower = ["年度指标值", *blank, "完成值", "得分"], [*LEVELS, "指标性质", "指标值", "度量单位"]
    labels, end = header("绩效指标", *upper, *lower, "产出指标")
    assert labels == [*lower, "完成值", "得分"] and end == 1 + len(upper) + len(lower)


def test_what_makes_the_columns_uncertain() -> None:
    listed = [Text(x) for x in ("项目名称", "预算金额", *LEVELS)]
    assert projects_before(listed, 2) and not projects_before([Text("其他资金"), *listed[2:]], 1)
    rest = [Text(x) for x in ("较好", "效益指标", "项目名称")]
    assert levels_follow(rest, 0) and not levels_follow(rest, 2)
