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
from tests.parsers.forms.test_unrolled import HEAD, HEADER, MONEY, parsed


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


STREAM = [
    ["项目名称", "校舍维修", "主管部门", "丰阳市教育局", "实施单位", "丰阳市第一小学", "项目资金（元）", ""],
    ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["年度资金总额", "", "8000.00", "6000.00", "10", "75%", "7.5"],
    ["其中：财政拨款", "", "8000.00", "6000.00", "—", "", "—"],
    ["绩效指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
    ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"],
    ["产出指标", "数量指标", "维修间数", "≥", "20", "间", "18", "50", "45", ""],
    ["质量指标", "", "", "", "", "", "", "", ""],
    ["满意度指标", "服务对象满意度指标等", "学生满意度", "≥", "95", "%", "96%", "20", "20", ""],
    ["家长满意度", "≥", "95", "%", "94%", "20", "18", ""],
    ["其他需要说明事项", "无", "总分", "100", "90.5", "良"],
]  # fmt: skip


def test_a_stream_of_bars_that_breaks_where_a_cell_is_blank() -> None:
    """Each blank cell is a line break between two bars; an indicator may be called as a level is."""
    text = "2022年度项目支出绩效自评表 | " + "".join(
        f"{c} | " if c else "\n| " for row in STREAM for c in row
    )
    report = parsed(text.split("\n"))
    assert [(q.item, q.measure, q.number) for q in report.quantities] == [
        ("年度资金总额", "adjusted_budget", "8000.00"),
        ("年度资金总额", "final", "6000.00"),
        ("年度资金总额", "execution_rate", "75"),
        ("财政拨款", "adjusted_budget", "8000.00"),
        ("财政拨款", "final", "6000.00"),
    ]
    assert [(i.level1, i.level2, i.level3, i.target, i.score) for i in report.indicators] == [
        ("产出指标", "数量指标", "维修间数", "≥20间", "45"),
        ("满意度指标", "服务对象满意度指标等", "学生满意度", "≥95%", "20"),
        ("满意度指标", "服务对象满意度指标等", "家长满意度", "≥95%", "18"),
    ]
    assert [(s.name, s.score, s.grade) for s in report.scores] == [
        ("年度资金总额", "7.5", None),
        ("总分", "90.5", "良"),
    ]


def test_a_level_without_an_indicator_where_blank_cells_are_lost() -> None:
    words = [*HEAD, "项目资金", "（万元）", *MONEY[1:21], *HEADER]
    words += [
        "产出指标（60分）",
        "数量指标",
        "维修间数",
        "≥20间",
        "18间",
        "60",
        "54",
        "效益指标（30分）",
        "社会效益指标",
        "办学条件",
        "改善",
        "改善",
        "30",
        "30",
    ]
    words += [
        "经济效益指标",
        "满意度指标（10分）",
        "服务对象满意度指标",
        "家长满意度",
        "≥95%",
        "96%",
        "10",
        "10",
        "总分",
        "100",
        "94",
    ]
    report = parsed([" ".join(words)])
    assert [(i.level1, i.level2, i.level3, i.score) for i in report.indicators] == [
        ("产出指标", "数量指标", "维修间数", "54"),
        ("效益指标", "社会效益指标", "办学条件", "30"),
        ("满意度指标", "服务对象满意度指标", "家长满意度", "10"),
    ]
    assert [s.score for s in report.scores if s.component == "total"] == ["94"]
