"""Forms that an export printed one cell to a line are read as if they stood in rows."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.txt.document import read_txt
from parsers.forms.unrolled import in_rows, level_names
from parsers.parse import parse_document
from parsers.report import Report
from tests.written import table

HEAD = [
    "绩效自评表",
    "（2022年度）",
    "项目名称",
    "校舍维修",
    "主管部门",
    "丰阳市教育局",
    "实施单位",
    "丰阳市第一小学",
]
MONEY = [
    "项目资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分",
    "年度资金总额", "80.00", "80.00", "60.00", "10", "75%", "7.5",
    "其中：财政拨款", "80.00", "80.00", "60.00", "", "", "",
    "其他资金", "", "", "", "", "", "",
]  # fmt: skip
HEADER = [
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
]
INDICATORS = [
    "产出指标", "数量指标", "维修间数", "≥20间", "18间", "50", "45", "雨季延误",
    "", "", "新增课桌", "100张", "100张", "10", "10", "",
    "质量指标", "验收合格率", "100%", "100%", "", "", "",
    "满意度指标", "服务对象满意度指标", "家长满意度", "≥95%", "96%", "30", "30", "",
    "总分", "100", "92.5",
]  # fmt: skip


def parsed(lines: list[str]) -> Report:
    return parse_document(read_txt("\n".join(lines).encode(), "a.txt", "0"))


@pytest.mark.parametrize("goals", [[], ["年度总体目标", "维修校舍，改善条件。", "完成维修。"]])
def test_a_form_of_lines(goals: list[str]) -> None:
    report = parsed([*HEAD, *MONEY, *goals, *HEADER, *INDICATORS])
    assert [(q.item, q.measure, q.number, q.unit, q.project) for q in report.quantities] == [
        ("年度资金总额", "initial_budget", "80.00", "万元", "校舍维修"), ("年度资金总额", "adjusted_budget", "80.00", "万元", "校舍维修"),
        ("年度资金总额", "final", "60.00", "万元", "校舍维修"), ("年度资金总额", "execution_rate", "75", "%", "校舍维修"),
        ("财政拨款", "initial_budget", "80.00", "万元", "校舍维修"), ("财政拨款", "adjusted_budget", "80.00", "万元", "校舍维修"),
        ("财政拨款", "final", "60.00", "万元", "校舍维修"),
    ]  # fmt: skip
    assert [(i.level1, i.level2, i.level3, i.target, i.actual, i.weight, i.score, i.deviation) for i in report.indicators] == [
        ("产出指标", "数量指标", "维修间数", "≥20间", "18间", "50", "45", "雨季延误"),
        ("产出指标", "数量指标", "新增课桌", "100张", "100张", "10", "10", None),
        ("产出指标", "质量指标", "验收合格率", "100%", "100%", None, None, None),
        ("满意度指标", "服务对象满意度指标", "家长满意度", "≥95%", "96%", "30", "30", None),
    ]  # fmt: skip
    assert [(s.component, s.weight, s.score) for s in report.scores] == [
        ("budget_execution", "10", "7.5"),
        ("total", "100", "92.5"),
    ]
    assert {u.name for u in report.units} >= {"丰阳市教育局", "丰阳市第一小学"}


def test_the_label_of_the_whole_is_no_measure_of_a_column() -> None:
    money = ["下达资金总额" if x == "年度资金总额" else x for x in MONEY]
    report = parsed([*HEAD, *money, *HEADER, *INDICATORS])
    assert [(q.item, q.measure) for q in report.quantities[:3]] == [
        ("下达资金总额", "initial_budget"), ("下达资金总额", "adjusted_budget"), ("下达资金总额", "final")
    ]  # fmt: skip


def test_where_cells_were_lost_nothing_is_guessed() -> None:
    """Blank cells that left no line: what stands behind them would be taken for what they held."""
    lost = [
        "产出指标",
        "数量指标",
        "维修间数",
        "≥20间",
        "50",
        "45",
        "雨季延误",
        "质量指标",
        "验收合格率",
        "100%",
        "100%",
    ]
    assert parsed([*HEAD, *HEADER, *lost]).indicators == ()


def test_bars_behind_cells_of_rows_that_differ_in_length() -> None:
    lines = [*HEAD[2:], *MONEY, *HEADER, *INDICATORS]
    report = parsed([f"{x} |".strip() for x in lines])
    assert [(i.level2, i.level3, i.weight, i.score) for i in report.indicators] == [
        ("数量指标", "维修间数", "50", "45"), ("数量指标", "新增课桌", "10", "10"), ("质量指标", "验收合格率", None, None),
        ("服务对象满意度指标", "家长满意度", "30", "30"),
    ]  # fmt: skip
    assert len(report.quantities) == 7


def test_lines_set_apart_by_blank_ones() -> None:
    """Every cell is followed by a blank line; two of them are a blank cell."""
    lines = [
        x for line in [*HEAD, *MONEY, "年度目标", "一、维修校舍。", *HEADER, *INDICATORS] for x in (line, "")
    ]
    report = parsed(lines)
    assert len(report.quantities) == 7 and [i.level3 for i in report.indicators] == [
        "维修间数",
        "新增课桌",
        "验收合格率",
        "家长满意度",
    ]
    assert [(s.component, s.score) for s in report.scores] == [("budget_execution", "7.5"), ("total", "92.5")]


def test_points_below_a_label_and_costs_below_output() -> None:
    lines = [
        "产出指标",
        "（60分）",
        "数量指标",
        "维修间数",
        "≥20间",
        "20间",
        "50",
        "50",
        "",
        "成本指标",
        "每间成本",
        "≤3万元",
        "3万元",
        "10",
        "10",
        "",
    ]
    report = parsed([*HEAD, *HEADER, *lines, "总分", "100", "92.5"])
    assert [(i.level1, i.level2, i.level3) for i in report.indicators] == [
        ("产出指标", "数量指标", "维修间数"), ("产出指标", "成本指标", "每间成本")
    ]  # fmt: skip
    assert [(s.name, s.weight) for s in report.scores if s.component == "output"] == [("产出指标", "60")]


SPLIT = {
    "年初预算数": ["年初", "预算数"],
    "年度指标值": ["年度", "指标值"],
    "实际完成值": ["实际", "完成值"],
    "产出指标": ["产出", "指标"],
}
"""Labels that a page prints in two paragraphs of one cell."""


def test_labels_in_two_lines_and_blank_cells_of_white_space() -> None:
    """As a page prints a form: an empty line between all, a space for a blank cell, a merged cell at a row's end."""
    money = [*MONEY[:18], "", "其他资金", "", "", "", ""]
    cells = [*HEAD, *money, "年度总体目标", "预期目标", "实际完成情况", *HEADER, *INDICATORS]
    lines = [line for cell in cells for part in SPLIT.get(cell, [cell]) for line in (part or " ", "")]
    report = parsed(lines)
    assert [q.number for q in report.quantities] == [
        "80.00",
        "80.00",
        "60.00",
        "75",
        "80.00",
        "80.00",
        "60.00",
    ]
    assert [i.level3 for i in report.indicators] == ["维修间数", "新增课桌", "验收合格率", "家长满意度"]
    assert [i.target for i in report.indicators] == ["≥20间", "100张", "100%", "≥95%"]


def test_a_form_in_a_line() -> None:
    """Blank cells are lost: reasons are told from the next indicator by what fits behind them."""
    said = [x for x in (*HEAD, *MONEY, *HEADER, *INDICATORS[:16]) if x]
    said += [
        "质量指标",
        "验收合格率",
        "100%",
        "100%",
        "10",
        "10",
        "返工一处",
        "完工及时",
        "按时",
        "按时",
        "10",
        "9",
    ]
    report = parsed([" ".join(said)])
    assert [(i.level2, i.level3, i.score, i.deviation) for i in report.indicators] == [
        ("数量指标", "维修间数", "45", "雨季延误"),
        ("数量指标", "新增课桌", "10", None),
        ("质量指标", "验收合格率", "10", "返工一处"),
        ("质量指标", "完工及时", "9", None),
    ]
    assert len(report.quantities) == 7


def test_block_labels_beside_the_measures_and_a_total_of_the_weights() -> None:
    money = [
        "预算执行情况（10分）",
        "年度预算数（万元）",
        "年初预算",
        "调整后预算数",
        "预算执行数",
        "预算执行率",
        "权重",
        "得分",
        "原因",
    ]
    rows = [
        "总额",
        "5.00",
        "6.00",
        "6.00",
        "100%",
        "10",
        "",
        "预算调整按程序报批，依据文件另附，不再重复说明，详见有关附件。",
    ]
    rows += ["其中：财政资金", "5.00", "6.00", "6.00", "100%", "/", "/", "其他资金", "", "", "", "", "/", "/"]
    head = [
        "一级指标",
        "二级指标",
        "三级指标",
        "指标性质",
        "指标值",
        "度量单位",
        "完成值",
        "权重",
        "得分",
        "未完成原因分析",
    ]
    one = [
        "产出指标",
        "数量指标",
        "发放覆盖率",
        "＝",
        "100",
        "%",
        "",
        "90",
        "",
        "",
        "合计",
        "100",
        "",
        "",
        "评价结论",
        "良好",
    ]
    lines = [*HEAD[2:], *money, *rows, *head, *one]
    report = parsed([f"{x} |".strip() for x in lines])
    assert [(q.item, q.measure, q.number) for q in report.quantities] == [
        (item, measure, number)
        for item in ("总额", "财政资金")
        for measure, number in (
            ("initial_budget", "5.00"), ("adjusted_budget", "6.00"), ("final", "6.00"), ("execution_rate", "100"),
        )
    ]  # fmt: skip
    assert [(i.level3, i.target, i.weight, i.score) for i in report.indicators] == [
        ("发放覆盖率", "＝100%", "90", None)
    ]
    assert [(s.component, s.weight, s.score) for s in report.scores] == [
        ("budget_execution", "10", None),
        ("total", "100", None),
    ]
    shifted = parsed(
        ["项目名称 | 校舍维修 | |||||||", " | ".join(money) + " |", " | ".join(rows[:8]) + " | |", "其中：财政资金 | 5.00 | 6.00 | 6.00 | 100% | / | / | ||",
         " | ".join(head) + " |", "产出指标 | 数量指标 | 发放覆盖率 | ＝ | 100 | % | 100 | 90 | 90 | |"]
    )  # fmt: skip
    assert [(q.measure, q.number) for q in shifted.quantities][:4] == [
        ("initial_budget", "5.00"), ("adjusted_budget", "6.00"), ("final", "6.00"), ("execution_rate", "100"),
    ]  # fmt: skip


def test_a_level_without_an_indicator_and_a_label_printed_downwards() -> None:
    rows = ["产出指标", "数量指标", "维修间数", "20间", "18间", "50", "45", ""]
    rows += ["绩", "效", "指", "标", "效益指标", "经济效", "益指标", *[""] * 6]
    rows += ["社会效", "益指标", "新增学位", "100个", "100个", "30", "30", ""]
    report = parsed([*HEAD, *MONEY, *HEADER, *rows])
    assert [(i.level1, i.level2, i.level3, i.score) for i in report.indicators] == [
        ("产出指标", "数量指标", "维修间数", "45"),
        ("效益指标", "社会效益指标", "新增学位", "30"),
    ]


def test_blank_lines_part_the_rows_of_the_money() -> None:
    header, row = MONEY[:7], ["年度资金总额", "80.00", "80.00", "60.00", "10", "75%", "7.5", "", ""]
    report = parsed([*HEAD, *header, "", *row, *MONEY[14:], *HEADER, *INDICATORS])
    assert [q.number for q in report.quantities if q.item == "年度资金总额"] == [
        "80.00",
        "80.00",
        "60.00",
        "75",
    ]


NAMES = st.sampled_from(["养护里程", "新增课桌", "验收批次"])


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["数量指标", "质量指标"]),
            NAMES,
            st.sampled_from(["≥3公里", "100%"]),
            st.integers(1, 50),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_rows_come_back_from_their_lines(held: list[tuple[str, str, str, int]]) -> None:
    header = ["一级指标", "二级指标", "三级指标", "指标值", "分值", "得分"]
    rows = [
        ["产出指标" if n == 0 else "", two, name, target, str(p), str(p)]
        for n, (two, name, target, p) in enumerate(held)
    ]
    lines = [x for x in chain(header, *rows) if x]
    found = in_rows(table(0, [[x] for x in lines]))
    assert [[found.words[r, c] for c in range(found.cols)] for r in range(found.row_count)] == [header, *rows]


def test_other_tables_stay_as_they_are() -> None:
    for rows in ([["一级指标", "三级指标"], ["甲", "乙"]], [["项目"], ["甲"]], [["三级指标"]]):
        held = table(0, rows)
        assert in_rows(held) is held


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("产出指标", True, False),
        ("产出指标(50分)", True, False),
        ("数量指标", False, True),
        ("服务对象满意度指标", False, True),
        ("成本指标", True, True),
        ("里程", False, False),
    ],
)
def test_names_of_levels(name: str, first: bool, second: bool) -> None:
    assert tuple(level.fullmatch(name) is not None for level in level_names()) == (first, second)


def test_dots_of_a_template_stand_in_the_place_of_an_indicator() -> None:
    dots = ["……", "", "", "", "", ""]
    report = parsed([*HEAD, *MONEY, *HEADER, *INDICATORS[:8], *dots, *INDICATORS[8:]])
    names = [i.level3 for i in report.indicators]
    assert names == ["维修间数", "新增课桌", "验收合格率", "家长满意度"]


def test_a_form_of_a_whole_unit_whose_labels_wrap_and_whose_reasons_have_no_line() -> None:
    blank = "\xa0"
    cells = [
        "区级预算单位名称", "青禾区林业局", "年度预", "算申请", "（万元）", "年初", "预算数", "全年预算数", "全年", "执行数", "分值", "执行率", "得分",
        "年度资金总额", "475.36万元", "475.36万元", "382.42万元", "10", "80%", "8", "年度总体目标", "预期目标", "实际完成情况", "造林", "造林",
        "一级指标", "二级指标", "三级指标", "年度", "指标值", "实际", "完成值", "分值", "得分", "偏差原因", "分析及", "改进措施",
        "产出指标", "（50分）", "数量", "指标", "造林面积", "1.2万亩", "1.2万亩", "10", "10", blank, "防治面积", "3.4万亩", "3.4万亩", "7", "7",
        "质量", "指标", "造林成活率", "85%", "80%", "7", "5", "干旱", "……", blank, blank, blank, blank,
        "时效", "指标", "当期完成", "90%", "100%", "7", "7", blank,
    ]  # fmt: skip
    text = "部门整体支出绩效自评表\n\n（2021年度）\n\n" + "\n\n".join(cells) + "\n"
    report = parse_document(read_txt(text.encode(), "a.txt", "0"))
    assert [(q.item, q.measure, q.number, q.unit) for q in report.quantities] == [
        ("年度资金总额", "initial_budget", "475.36", "万元"), ("年度资金总额", "adjusted_budget", "475.36", "万元"),
        ("年度资金总额", "final", "382.42", "万元"), ("年度资金总额", "execution_rate", "80", "%"),
    ]  # fmt: skip
    assert [(i.level1, i.level2, i.level3, i.score, i.deviation) for i in report.indicators] == [
        ("产出指标", "数量指标", "造林面积", "10", None), ("产出指标", "数量指标", "防治面积", "7", None),
        ("产出指标", "质量指标", "造林成活率", "5", "干旱"), ("产出指标", "时效指标", "当期完成", "7", None),
    ]  # fmt: skip
    assert report.profile.unit_name == "青禾区林业局"


@pytest.mark.parametrize("label", ["主管部门", "实施单位"])
def test_the_label_of_a_body_in_two_lines(label: str) -> None:
    head = [x for line in HEAD for x in ([line[:2], line[2:]] if line == label else [line])]
    read = [(u.role, u.name) for u in parsed([*head, *MONEY, *HEADER, *INDICATORS]).units]
    assert read == [(u.role, u.name) for u in parsed([*HEAD, *MONEY, *HEADER, *INDICATORS]).units]
