"""Amounts beside their labels in forms that an export printed one cell to a line."""

from __future__ import annotations

from extract.model import Text
from extract.txt.document import read_txt
from parsers.forms.lines.amounts import amount_beside, in_two_lists
from parsers.parse import parse_document


def said(*lines: str) -> list[Text]:
    return [Text(x) for x in lines]


def test_an_amount_behind_its_label() -> None:
    rows, end = amount_beside(said("年度资金总额", "86.40万元", "其他资金"), 0)
    assert ([t.chars for t in rows[0]], end) == (["年度资金总额", "86.40万元"], 2)
    several = said("财政资金", "其他资金", "60", "20")
    assert [amount_beside(several, n) for n in (0, 1)] == [([], 0), ([], 1)]
    for lines in (said("年度资金总额", "其他资金"), said("总体目标", "86.40"), said("86.40", "86.40")):
        assert amount_beside(lines, 0) == ([], 0)


def test_what_is_spent_stands_in_the_second_list() -> None:
    assert [len(in_two_lists(said(x), 0)[0][0]) for x in ("政府性基金：2.5", "其中：基本支出：3")] == [1, 2]
    assert in_two_lists(said("办成实事：3件"), 0) == ([], 0)


def test_a_whole_unit_whose_money_stands_in_two_lists_side_by_side() -> None:
    cells = [
        "预算部门、单位名称", "柳湾县石桥乡人民政府", "年度预算申请", "（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "自评得分",
        "年度资金总额", "720.40", "815.60", "815.60", "10", "100%", "10",
        "按收入性质分：815.60", "按支出性质分：790.10", "其中：一般公共预算：700.00", "其中：基本支出：390.10",
        "政府性基金拨款：115.60", "项目支出：400.00", "年度总体目标", "预期目标", "实际完成情况", "办好民生实事。", "已办成。",
        "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施",
        "产出指标", "（50分）", "数量指标", "整修水渠", "6公里", "6公里", "40", "40", "\xa0",
    ]  # fmt: skip
    text = "2023年度部门整体支出绩效自评表\n\n" + "\n\n".join(cells) + "\n"
    report = parse_document(read_txt(text.encode(), "a.txt", "0"))
    assert report.profile.title == "2023年度部门整体支出绩效自评表"
    assert report.profile.unit_name == "柳湾县石桥乡人民政府"
    assert [(q.item, q.breakdown, q.measure, q.number) for q in report.quantities[4:]] == [
        ("按收入性质分", None, "adjusted_budget", "815.60"), ("按支出性质分", None, "final", "790.10"),
        ("一般公共预算", "按收入性质分", "adjusted_budget", "700.00"), ("基本支出", "按支出性质分", "final", "390.10"),
        ("政府性基金拨款", "按收入性质分", "adjusted_budget", "115.60"), ("项目支出", "按支出性质分", "final", "400.00"),
    ]  # fmt: skip


def test_a_target_form_whose_cells_bars_close() -> None:
    cells = [
        "项目名称", "古桥加固", "主管部门及代码", "", "实施单位", "柳湾县交通局", "项目金额（万元）", "年度资金总额", "86.40万元", "其中：财政拨款", "86.40万元",
        "其他资金", "", "总体目标", "加固古桥。", "绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "产出指标", "数量指标", "加固古桥", "≧3座",
        "铺设石板", "≧120块", "培训匠人", "≧9人",
    ]  # fmt: skip
    text = "项目支出绩效目标申报表\n（2024年度）\n" + "\n|\n".join(cells) + "\n|\n"
    report = parse_document(read_txt(text.encode(), "a.txt", "0"))
    assert [(q.item, q.measure, q.number, q.unit) for q in report.quantities] == [
        ("年度资金总额", "planned", "86.40", "万元"),
        ("财政拨款", "planned", "86.40", "万元"),
    ]
    assert [(i.level1, i.level2, i.level3, i.target) for i in report.indicators] == [
        ("产出指标", "数量指标", "加固古桥", "≧3座"),
        ("产出指标", "数量指标", "铺设石板", "≧120块"),
        ("产出指标", "数量指标", "培训匠人", "≧9人"),
    ]
