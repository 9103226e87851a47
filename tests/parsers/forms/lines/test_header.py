"""The header of the indicators of an exported form, one label to a line."""

from __future__ import annotations

import pytest

from extract.model import Text
from parsers.forms.lines.header import header_at, levels_follow, projects_before

HEADER = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]


def texts(*lines: str) -> list[Text]:
    return [Text(line) for line in lines]


@pytest.mark.parametrize("before", [[], ["绩效目标完成情况"]])
@pytest.mark.parametrize("behind", [[], ["产出指标", "数量指标"]])
def test_a_header_ends_where_the_levels_begin(before: list[str], behind: list[str]) -> None:
    lines = texts(*before, *HEADER, *behind)
    found, end = header_at(lines, len(before))
    assert [t.chars for t in found] == HEADER and end == len(before) + len(HEADER)


@pytest.mark.parametrize(
    ("odd", "counts"), [("完成程度", True), ("12", False), ("产出指标", False), ("", False)]
)
def test_a_label_that_is_not_known_may_stand_between_two_that_are(odd: str, counts: bool) -> None:
    found, _ = header_at(texts(*HEADER[:4], odd, *HEADER[4:]), 0)
    assert [t.chars for t in found] == ([*HEADER[:4], odd, *HEADER[4:]] if counts else HEADER[:4])
    assert [t.chars for t in header_at(texts(*HEADER, odd, "产出指标"), 0)[0]] == HEADER


def test_a_target_that_is_divided_has_its_parts_between_the_others() -> None:
    upper, lower = (
        ["年度指标值", "完成值", "得分"],
        ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"],
    )
    found, end = header_at(texts("项目名称", *upper, *lower, "产出指标"), 4)
    assert [t.chars for t in found] == [*lower, "完成值", "得分"] and end == 10
    plain, _ = header_at(texts("项目名称", *upper, *HEADER), 4)
    assert [t.chars for t in plain] == HEADER


@pytest.mark.parametrize(
    ("lines", "before"),
    [
        (["项目名称", "预算金额"], True),
        (["甲", "项目名称", "预算数", "执行数"], True),
        (["项目名称"], False),
        (["科目名称", "预算金额"], False),
        (["项目名称", "", "预算金额"], False),
    ],
)
def test_projects_and_their_money_stand_before(lines: list[str], before: bool) -> None:
    assert projects_before(texts(*lines, *HEADER), len(lines)) == before


@pytest.mark.parametrize(
    ("lines", "follow"),
    [
        (["12", "产出指标"], True),
        (["12", "项目名称", "产出指标"], False),
        (["家长满意度"], False),
        ([], False),
    ],
)
def test_levels_before_another_form_begins(lines: list[str], follow: bool) -> None:
    assert levels_follow(texts(*lines), 0) == follow
