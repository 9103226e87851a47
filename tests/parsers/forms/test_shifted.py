"""Rows that lack the cell of a label merged over them are moved under their headers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.txt.document import read_txt
from parsers.forms.shifted import in_place
from parsers.parse import parse_document
from parsers.report import Report
from tests.written import table


def parsed(lines: list[str]) -> Report:
    return parse_document(read_txt("\n".join(lines).encode(), "a.txt", "0"))


def test_rows_without_the_label_that_is_merged_over_them() -> None:
    report = parsed(
        [
            "项目名称 | 校舍维修 | | | | | |",
            "项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |",
            "年度资金总额 | 80.00 | 80.00 | 60.00 | 10 | 75% | 7.5 |",
            "其中：财政拨款 | 80.00 | 80.00 | 60.00 | | | |",
            "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因 |",
            "产出指标 | 数量指标 | 维修间数 | ≥20间 | 18间 | 50 | 45 | 雨季延误 |",
            "新增课桌 | 100张 | 100张 | 10 | 10 | |",
            "质量指标 | 验收合格率 | 100% | 100% | 10 | 10 | |",
            "满意度指标 | 服务对象满意度指标 | 家长满意度 | ≥95% | 96% | 20 | 20 | |",
            "总分 | | | | | 100 | 92.5 | |",
        ]
    )
    assert [(q.item, q.measure, q.number) for q in report.quantities] == [
        ("年度资金总额", "initial_budget", "80.00"), ("年度资金总额", "adjusted_budget", "80.00"), ("年度资金总额", "final", "60.00"),
        ("年度资金总额", "execution_rate", "75"), ("财政拨款", "initial_budget", "80.00"), ("财政拨款", "adjusted_budget", "80.00"),
        ("财政拨款", "final", "60.00"),
    ]  # fmt: skip
    assert [(i.level1, i.level2, i.level3, i.target, i.actual, i.weight, i.score) for i in report.indicators] == [
        ("产出指标", "数量指标", "维修间数", "≥20间", "18间", "50", "45"), ("产出指标", "数量指标", "新增课桌", "100张", "100张", "10", "10"),
        ("产出指标", "质量指标", "验收合格率", "100%", "100%", "10", "10"),
        ("满意度指标", "服务对象满意度指标", "家长满意度", "≥95%", "96%", "20", "20"),
    ]  # fmt: skip


HEADER = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]
FULL = ["产出指标", "数量指标", "里程", "9", "9", "10", "10"]


@pytest.mark.parametrize(
    ("row", "by"), [(FULL, 0), ([*FULL[1:], ""], 1), ([*FULL[2:], "", ""], 2), (["满意度指标", *[""] * 6], 0)]
)
def test_a_row_is_moved_by_the_levels_that_it_lacks(row: list[str], by: int) -> None:
    moved = in_place(table(0, [HEADER, FULL, row]))
    assert [moved.words.get((2, c), "") for c in range(7)] == [*[""] * by, *row[: 7 - by]]
    assert [moved.words[1, c] for c in range(7)] == FULL and moved.cols == 7


def test_a_list_of_projects_lacks_what_is_merged_over_their_indicators() -> None:
    report = parsed(
        [
            "| 部门预算项目绩效目标申报表（2023年度） | ||||||||||",
            "| 金额单位：元 | ||||||||||",
            "| 单位名称 | 项目名称 | 预算数 | 年度目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 权重 |",
            "| 301001-丰阳市柳湾镇人民政府 | 护堤养护 | 50,000.00 | 养护堤岸。 | 产出指标 | 数量指标 | 养护堤岸 | ≥ | 3 | 公里 | 20 |",
            "| 产出指标 | 质量指标 | 验收合格率 | ＝ | 100 | % | 30 | ||||",
            "| 图书更新 | 8,000.00 | 更新图书。 | 产出指标 | 数量指标 | 新增图书 | ≥ | 200 | 册 | 50 | |",
            "| 满意度指标 | 服务对象满意度指标 | 读者满意度 | ≥ | 95 | % | 10 | ||||",
        ]
    )
    assert report.profile.unit_name == "丰阳市柳湾镇人民政府"
    assert [(q.project, q.measure, q.number) for q in report.quantities] == [
        ("护堤养护", "planned", "50,000.00"),
        ("图书更新", "planned", "8,000.00"),
    ]
    assert [(i.project, i.level2, i.level3, i.target, i.weight) for i in report.indicators] == [
        ("护堤养护", "数量指标", "养护堤岸", "≥3公里", "20"),
        ("护堤养护", "质量指标", "验收合格率", "＝100%", "30"),
        ("图书更新", "数量指标", "新增图书", "≥200册", "50"),
        ("图书更新", "服务对象满意度指标", "读者满意度", "≥95%", "10"),
    ]


def test_what_is_printed_on_pages_or_merged_stands_in_place() -> None:
    held = table(0, [HEADER, FULL, [*FULL[1:], ""]])
    for cells in (
        [replace(c, page=1) for c in held.cells],
        [replace(c, row_span=2) if c.row == 1 else c for c in held.cells],
    ):
        still = replace(held, cells=tuple(cells))
        assert in_place(still) is still


def test_money_one_column_to_the_left() -> None:
    header = ["项目资金", "", "年初预算数", "全年执行数", "执行率"]
    moved = in_place(table(0, [header, ["年度资金总额", "80.00", "60.00", "75%", ""]]))
    assert [moved.words.get((1, c), "") for c in range(5)] == ["", "年度资金总额", "80.00", "60.00", "75%"]


@pytest.mark.parametrize(
    ("row", "settled"),
    [
        (["产出指标", "数量指标", "养护里程", "8公里", "50"], True),
        (["数量指标", "养护里程", "8", "公里", "50"], False),
        (["产出指标", "数量指标", "养护里程", "8", "公里", "50"], False),
    ],
)
def test_rows_that_do_not_fit_their_header_are_not_settled(row: list[str], settled: bool) -> None:
    header = ["一级指标", "二级指标", "三级指标", "指标值", "分值"]
    text = "项目支出绩效目标表\n" + "\n".join(" | ".join(cells) for cells in (header, row)) + "\n"
    report = parse_document(read_txt(text.encode(), "a.txt", "0"))
    assert bool(report.indicators) is settled
    assert any("单元格有缺失" in w for w in report.warnings) is not settled


def test_a_header_that_lacks_the_cell_over_the_names_or_breaks_in_two() -> None:
    report = parsed(
        [
            "就业补助资金绩效自评表 | | | | | |",
            "转移支付（项目）名称 | 就业补助资金 | | | | |",
            "资金投入情况（万元） |",
            "全年预算数（A） | 全年执行数（B） | 预算执行率（B/A） | | | |",
            "年度资金总额： | 80.10 | 69.30 | 86.5% | | | |",
            "其中：中央财政资金 | 60.00 | 50.00 | 83.3% | | | |",
            "地方财政资金 | | | | | | |",
            "绩效指标 | 一级 指标 |",
            "二级指标 | 三级指标 | 指标值 | 全年实际完成值 | 未完成原因 |",
            "产出指标 | 数量指标 | 享受补贴人数 | ≥200人 | 268人 | | |",
            "开发岗位 | ≥15个 | 15个 | | | | |",
            "质量指标 | 发放准确率 | ≥98% | 100% | | | |",
            "满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 85% | 宣传不足 | |",
        ]
    )
    assert [(q.item, q.measure, q.number, q.unit) for q in report.quantities] == [
        ("年度资金总额", "adjusted_budget", "80.10", "万元"), ("年度资金总额", "final", "69.30", "万元"),
        ("年度资金总额", "execution_rate", "86.5", "%"), ("中央财政资金", "adjusted_budget", "60.00", "万元"),
        ("中央财政资金", "final", "50.00", "万元"), ("中央财政资金", "execution_rate", "83.3", "%"),
    ]  # fmt: skip
    assert [(i.level1, i.level2, i.level3, i.target, i.actual, i.deviation) for i in report.indicators] == [
        ("产出指标", "数量指标", "享受补贴人数", "≥200人", "268人", None), ("产出指标", "数量指标", "开发岗位", "≥15个", "15个", None),
        ("产出指标", "质量指标", "发放准确率", "≥98%", "100%", None),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "85%", "宣传不足"),
    ]  # fmt: skip


def test_a_level_alone_in_its_row_and_amounts_in_ten_thousands() -> None:
    report = parsed(
        [
            "项目名称 | 医疗救助 | | | | | |",
            "资金投入情况（万元） | 全年预算数（A） | 全年执行数（B） | 预算执行率 | | | |",
            "年度资金总额： | 335.96万 | 330.00万 | 98.2% | | | |",
            "其中：彩票公益金 | 0 | 0 | | | | |",
            "绩效指标 | 一级指标 |",
            "二级指标 | 三级指标 | 指标值 | 全年实际完成值 | 未完成原因 | |",
            "产 出 指 标 |",
            "数量指标 | 救助人次 | ≥500人次 | 510人次 | | |",
            "质量指标 | 合规率 | 100% | 100% | | |",
        ]
    )
    assert [(q.item, q.measure, q.number, q.unit) for q in report.quantities] == [
        ("年度资金总额", "adjusted_budget", "335.96", "万元"), ("年度资金总额", "final", "330.00", "万元"),
        ("年度资金总额", "execution_rate", "98.2", "%"), ("彩票公益金", "adjusted_budget", "0", "万元"),
        ("彩票公益金", "final", "0", "万元"),
    ]  # fmt: skip
    assert [(i.level1, i.level2, i.level3) for i in report.indicators] == [
        ("产出指标", "数量指标", "救助人次"),
        ("产出指标", "质量指标", "合规率"),
    ]


def test_a_target_form_with_kinds_of_targets_and_what_is_said_of_them() -> None:
    report = parsed(
        [
            "2025年项目支出绩效目标表 | | | | | | | |",
            "项目支出名称 | 护堤专项 | | | 部门预算 | 70.00 | | |",
            "一级指标 | 二级指标 | 三级指标 | 指标值类型 | 目标值 | 度量单位 | 指标值内容 | 备注 |",
            "成本指标 | 经济成本指标 | 护堤经费 | ≤ | 70 | 万元 | 反映护堤的经费。 | 无 |",
            "社会成本指标 | 不利影响 | 定性 | 减少 | 反映护堤对社会产生的不利影响。 | 无 | | |",
            "产出指标 | 数量指标 | 护堤长度 | ≥ | 2 | 公里 | 反映护堤的长度。 | 无 |",
        ]
    )
    assert [(i.level1, i.level2, i.level3, i.target) for i in report.indicators] == [
        ("成本指标", "经济成本指标", "护堤经费", "≤70万元"),
        ("成本指标", "社会成本指标", "不利影响", "减少"),
        ("产出指标", "数量指标", "护堤长度", "≥2公里"),
    ]


def test_levels_that_a_template_wants_filled_in_and_one_without_a_target() -> None:
    report = parsed(
        [
            "项目支出绩效目标申报表 | | | | |",
            "项目名称 | 护林道修建 | | | |",
            "项目资金（万元） | 年度资金总额： | 60.00 | | |",
            "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 |",
            "产出指标 | 数量指标 （必填） | 修建护林道（公里） | 12 | |",
            "质量指标 （必填硬性指标） | 验收合格率 | ≥95% | | |",
            "成本指标 （必填） | 项目总投入（万元） | 60 | | |",
            "效益指标 | 经济效益指标 （选填） | 增加护林员收入。 | | |",
            "社会效益指标 （必填） | 受益人数 | 300人 | | |",
        ]
    )
    assert [(i.level1, i.level2, i.level3, i.target) for i in report.indicators] == [
        ("产出指标", "数量指标", "修建护林道（公里）", "12"),
        ("产出指标", "质量指标", "验收合格率", "≥95%"),
        ("产出指标", "成本指标", "项目总投入（万元）", "60"),
        ("效益指标", "社会效益指标", "受益人数", "300人"),
    ]
