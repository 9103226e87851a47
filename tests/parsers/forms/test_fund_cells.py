"""Cells of a form's money that carry their own labels."""

from __future__ import annotations

from decimal import Decimal

from parsers.forms.fund_cells import read_labelled, read_paired, read_planned
from parsers.forms.state import Form, said_rows
from parsers.report import Quantity, TableReadings
from tests.written import ABOVE as A
from tests.written import LEFT as L
from tests.written import rows_of, table

NAMED = ["项目名称", "道路养护"]
INDICATED = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]
VISITS = ["产出指标", "数量指标", "巡查次数", "≥20次", "22次", "50", "50"]


def test_money_of_a_target_form_is_listed_under_its_total() -> None:
    table = [
        [*NAMED, L, L, L],
        ["项目资金（万元）", "年度资金总额", "120.00", L, L],
        [A, "其中：财政拨款", "100.00", L, L],
        [A, "其他资金", "20.00", L, L],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值"],
        [A, "产出指标", "数量指标", "养护里程", "≥120公里"],
    ]
    whole, *parts = rows_of("项目支出绩效目标申报表\n（2024年度）", table).funds
    assert (whole.item, whole.value, whole.level, whole.parent_id) == ("年度资金总额", 120, 0, None)
    assert [(f.item, f.value, f.level, f.parent_id, f.part) for f in parts] == [
        ("财政拨款", 100, 1, whole.fund_id, "exhaustive"), ("其他资金", 20, 1, whole.fund_id, "exhaustive")
    ]  # fmt: skip


def test_an_amount_of_a_target_form_with_its_unit_beside_its_label() -> None:
    table = [
        [*NAMED, L],
        ["项目金额（万元）", "年度资金总额", "120.50万元"],
        [A, "其中：财政拨款", "100万元"],
        ["一级指标", "三级指标", "指标值"],
        ["产出指标", "养护里程", "≥120公里"],
    ]
    whole, part = rows_of("项目支出绩效目标申报表\n（2024年度）", table).funds
    assert (whole.item, whole.value, whole.unit) == ("年度资金总额", Decimal("120.50"), "万元")
    assert (part.value, part.unit, part.parent_id) == (100, "万元", whole.fund_id)


def test_amounts_of_a_target_form_in_one_cell() -> None:
    table = [
        [*NAMED, L, L],
        ["资金情况", "年度资金总额：120万元；其中：财政拨款：100万元；其他资金：20万元", L, L],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "养护里程", "≥120公里"],
    ]
    funds = rows_of("项目支出绩效目标表", table).funds
    assert [(f.item, f.value, f.unit, f.level) for f in funds] == [
        ("年度资金总额", 120, "万元", 0), ("财政拨款", 100, "万元", 1), ("其他资金", 20, "万元", 1)
    ]  # fmt: skip
    assert len({f.fund_id for f in funds}) == 3 and {f.parent_id for f in funds[1:]} == {funds[0].fund_id}


def test_amounts_and_rate_beside_their_labels() -> None:
    table = [
        ["项目名称：", "校舍维修", "", ""],
        ["年初预算数（元）：", "850000.00", "调整后预算数（元）：", "820000.00"],
        ["预算执行数（元）：", "795000.00", "预算执行率（%）：", "96.95%"],
        ["一级指标", "三级指标", "指标目标值", "得分"],
        ["产出目标", "维修处数", "5处", "100"],
    ]
    funds = rows_of("项目绩效自评结果信息公开表（2023年度）", table).funds
    assert [(f.measure, f.value, f.unit) for f in funds] == [
        ("initial_budget", 850000, "元"), ("adjusted_budget", 820000, "元"), ("final", 795000, "元"), ("execution_rate", Decimal("96.95"), "%")
    ]  # fmt: skip


def read_by(read: object, *rows: list[str], form: Form | None = None) -> list[Quantity]:
    held, out, form = table(0, list(rows)), TableReadings(), form or Form(0, "道路养护", unit="万元")
    for n, said in enumerate(said_rows(held)):
        args = (held, said) if read is read_labelled else (held, n, said)
        read(*args, form, out)  # type: ignore[operator]
    return out.quantities


def test_label_and_number_share_a_cell() -> None:
    found = read_by(
        read_labelled,
        ["按收入性质分：12.50", "按支出性质分：11.00"],
        ["其中：财政拨款：12.00", "基本支出：10.00元"],
    )
    assert [(q.item, q.measure, q.number, q.unit, q.breakdown, q.level) for q in found] == [
        ("按收入性质分", "adjusted_budget", "12.50", "万元", None, 0), ("按支出性质分", "final", "11.00", "万元", None, 0),
        ("财政拨款", "adjusted_budget", "12.00", "万元", "按收入性质分", 1), ("基本支出", "final", "10.00", "元", "按支出性质分", 1),
    ]  # fmt: skip
    assert [q.parent for q in found[2:]] == [q.key for q in found[:2]] and found[0].place.raw == "12.50"


def test_what_follows_a_total_in_its_column_is_part_of_it() -> None:
    whole, *parts = read_by(
        read_planned, ["资金总额", "12"], ["财政拨款", "10"], ["其他资金", "2"], ["人数", "5"]
    )
    assert [(q.item, q.number, q.parent, q.part) for q in parts] == [
        ("财政拨款", "10", whole.key, "exhaustive"),
        ("其他资金", "2", whole.key, "exhaustive"),
    ]
    assert {q.measure for q in (whole, *parts)} == {"planned"}


def test_labels_and_amounts_in_turn() -> None:
    found = read_by(
        read_paired,
        ["年初预算数", "40.00", "执行数", "39.50", "执行率", "98.75%"],
        ["其中：财政拨款", "30.00", "其中：财政拨款", "29.50", "", ""],
    )
    assert [(q.measure, q.number, q.unit, q.level) for q in found] == [
        ("initial_budget", "40.00", "万元", 0), ("final", "39.50", "万元", 0), ("execution_rate", "98.75", "%", 0),
        ("initial_budget", "30.00", "万元", 1), ("final", "29.50", "万元", 1),
    ]  # fmt: skip
    assert [q.parent for q in found[3:]] == [q.key for q in found[:2]]
    assert read_by(read_paired, ["年初预算数", "执行数"], ["甲", "1.00"]) == []


def test_a_sum_is_money_beside_labels_of_money() -> None:
    table = [
        [*NAMED, L, L, L],
        ["资金来源", "财政拨款", "60.00", "合计", "75.00"],
        ["绩效指标权重", "产出", "60", "合计", "100"],
        ["人员情况", "在职20", "20", "总计", "45"],
        ["一级指标", "二级指标", "三级指标", "指标值", ""],
        ["产出指标", "数量指标", "养护里程", "≥120公里", ""],
    ]
    funds = rows_of("项目支出绩效目标表", table).funds
    assert [(f.item, f.value) for f in funds] == [("财政拨款", 60), ("合计", 75)]
    aims = [[x for x in row if x] for row in table[-2:]]
    for below in (
        [["财政拨款", "60.00"], ["自筹", "15.00"], ["合计", "75.00"]],
        [["合计", "75.00"], ["其中：财政拨款", "60.00"], ["自筹", "15.00"]],
    ):
        funds = rows_of("项目支出绩效目标表", [[*row, L, L] for row in (NAMED, *below)] + aims).funds
        assert sorted(f.value for f in funds if f.value is not None) == [15, 60, 75]


def test_all_that_a_project_costs_and_who_pays_of_it() -> None:
    table = [
        ["一级项目名称", "文物保护专项资金", "二级项目名称", "古桥加固"],
        ["项目总投资", "46万元", "中央补助安排", "0"],
        ["省级财政安排", "30万元", "其他资金", "16万元"],
        ["一级指标", "二级指标", "三级指标", "指标目标值"],
        ["产出指标", "数量指标", "加固古桥", "=2座"],
    ]
    funds = rows_of("省级部门预算项目支出绩效目标表（2023年度）", table).funds
    assert [(f.item, f.measure, f.value) for f in funds] == [
        ("项目总投资", "planned", 46),
        ("中央补助安排", "planned", 0),
        ("省级财政安排", "planned", 30),
        ("其他资金", "planned", 16),
    ]


def test_levels_that_pay_are_parts_of_the_whole_in_any_column() -> None:
    table = [
        ["专项名称", "古井修缮", L, "主管部门", "丰阳县文物局", L],
        ["资金总额（万元）", "90", L, "其中：中央", "50", L],
        ["省级", "30", L, "市县", "10", L],
        ["一级指标", "二级指标", "三级指标", "指标值", L, L],
        ["产出指标", "数量指标", "修缮古井", "7口", L, L],
    ]
    whole, *parts = rows_of("2024年度专项资金绩效目标申报表", table).funds
    assert (whole.item, whole.value) == ("资金总额", 90)
    assert [(f.item, f.value, f.parent_id) for f in parts] == [
        ("中央", 50, whole.fund_id),
        ("省级", 30, whole.fund_id),
        ("市县", 10, whole.fund_id),
    ]
