"""Statement tables in the shapes that they have from place to place."""

from __future__ import annotations

from decimal import Decimal

import pytest

from normalize.schema import Fund, Rows
from parsers.tables.column_measures import StatementTable
from parsers.tables.statements import read_statement
from tests.written import ABOVE, LEFT, rows_of, table

BUDGET = "石河市民政局2025年度部门预算\n一般公共预算支出表\n单位：万元"
FINAL = "石河市民政局2024年度部门决算\n一般公共预算财政拨款支出决算表\n单位：万元"


def grave(rows: Rows) -> list[str]:
    return [f.message for f in rows.findings if f.severity != "info"]


def fund(rows: Rows, item: str, measure: str) -> Fund:
    (found,) = (f for f in rows.funds if (f.item, f.measure) == (item, measure))
    return found


@pytest.mark.parametrize("label", ["增减%", "比上年增减（%）", "增减比例（%）", "增幅"])
def test_a_rate_whose_header_says_so_is_no_money(label: str) -> None:
    rows = rows_of(
        FINAL,
        [
            ["科目编码", "科目名称", "上年决算数", "本年决算数", label],
            ["", "合计", "200.00", "190.00", "-5.00"],
        ],
    )
    rate = fund(rows, "合计", "change_rate")
    assert (rate.value, rate.unit, rate.amount_yuan) == (-5, "%", None)
    assert fund(rows, "合计", "prior_final").period == 2023 and grave(rows) == []


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("(20.00)", "-20.00"),
        ("△20.00", "-20.00"),
        ("1,500.00*", "1500.00"),
        ("20.00万元", "20.00"),
        ("(1)", None),
        ("—", None),
    ],
)
def test_cells_that_print_a_number_otherwise(cell: str, value: str | None) -> None:
    rows = rows_of(FINAL, [["科目编码", "科目名称", "本年支出"], ["", "合计", cell]])
    assert [f.value for f in rows.funds] == ([] if value is None else [Decimal(value)])


def test_annual_amounts_of_eleven_digits_are_no_telephones() -> None:
    amount = 15_012_345_678
    rows = rows_of(
        "石河市民政局2024年度部门决算\n支出决算表\n单位：元",
        [["科目编码", "科目名称", "本年支出合计"], ["", "合计", str(amount)]],
    )
    assert [f.value for f in rows.funds] == [amount]


FORM = [
    ["项目名称", "防汛物资", LEFT, LEFT, LEFT, LEFT],
    ["主管部门", "石河市水利局", LEFT, "实施单位", "石河市防汛中心", LEFT],
    ["资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "执行率"],
    ["", "年度资金总额", "500", "500", "500", "100%"],
    ["", "其中：财政拨款", "500", "500", "500", ""],
    ["", "一般公共预算", "300", "300", "300", ""],
    ["", "政府性基金预算", "200", "200", "200", ""],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值"],
    ["产出指标", "数量指标", "采购批次", "≥1批", "1批", "50"],
]


def test_what_makes_up_a_part_is_no_part_beside_it() -> None:
    assert grave(rows_of("2024年度项目支出绩效自评表", FORM)) == []
    wrong = [row.copy() for row in FORM]
    wrong[3][2] = "505"
    assert any("505" in message for message in grave(rows_of("2024年度项目支出绩效自评表", wrong)))


@pytest.mark.parametrize(
    "number", ["公开05表", "部门公开表5", "财决公开05表", "预算公开05表", "附表5", "表五"]
)
def test_a_number_between_title_and_table(number: str) -> None:
    rows = rows_of(
        f"石河市民政局2024年度部门决算\n一般公共预算财政拨款支出决算表\n{number}\n单位：万元",
        [["科目编码", "科目名称", "本年支出"], ["", "合计", "20.00"]],
    )
    assert [(f.statement, f.value, f.unit) for f in rows.funds] == [("general_expenditure", 20, "万元")]


def test_title_and_unit_line_within_the_table() -> None:
    table = [
        ["公开05表", LEFT, LEFT],
        ["一般公共预算财政拨款支出决算表", LEFT, LEFT],
        ["部门：石河市民政局", LEFT, "金额单位：万元"],
        ["科目编码", "科目名称", "本年支出"],
        ["", "合计", "20.00"],
    ]
    rows = rows_of("石河市民政局2024年度部门决算\n第二部分 决算报表", table)
    assert [(f.statement, f.value, f.unit, f.row_no) for f in rows.funds] == [
        ("general_expenditure", 20, "万元", 4)
    ]
    assert len([f for f in rows.figures if f.unit == "万元"]) == 1


def test_a_table_that_only_its_rows_tell() -> None:
    table = [["项目", "合计", "一般公共预算"], ["行政经费", "9.00", "8.00"], ["“三公”经费", "5.00", "5.00"]]
    funds = rows_of("单位：万元", table).funds
    assert [(f.statement, f.item, f.value) for f in funds] == [
        ("operating_cost", "行政经费", 9), ("operating_cost", "行政经费", 8),
        ("three_public", "“三公”经费", 5), ("three_public", "“三公”经费", 5),
    ]  # fmt: skip


def test_units_down_and_kinds_of_spending_across() -> None:
    table = [
        ["单位名称", "合计", "公务接待费", "公务用车购置及运行费", LEFT, LEFT],
        [ABOVE, ABOVE, ABOVE, "小计", "购置费", "运行费"],
        ["合计", "30.00", "10.00", "20.00", "5.00", "15.00"],
        ["丰阳县教育局", "10.00", "4.00", "6.00", "0.00", "6.00"],
        ["丰阳县财政局", "20.00", "6.00", "14.00", "5.00", "9.00"],
    ]
    rows = rows_of("2023年丰阳县“三公”经费决算表\n单位：万元", table)
    assert {f.statement for f in rows.funds} == {
        "three_public"
    } and rows.document.doc_type == "final_accounts"
    assert [(f.unit_name, f.item, f.value) for f in rows.funds if f.row_no in (2, 3)] == [
        (None, "合计", 30), (None, "公务接待费", 10), (None, "公务用车购置及运行费", 20), (None, "购置费", 5), (None, "运行费", 15),
        ("丰阳县教育局", "合计", 10), ("丰阳县教育局", "公务接待费", 4), ("丰阳县教育局", "公务用车购置及运行费", 6),
        ("丰阳县教育局", "购置费", 0), ("丰阳县教育局", "运行费", 6),
    ]  # fmt: skip


def test_two_years_over_the_same_kinds() -> None:
    table = [
        ["项目", "2022年", LEFT, "2023年", LEFT],
        [ABOVE, "合计", "公务接待费", "合计", "公务接待费"],
        ["三公经费", "9.00", "4.00", "8.00", "3.00"],
    ]
    funds = rows_of("2023年丰阳县“三公”经费决算表\n单位：万元", table).funds
    assert [(f.measure, f.period, f.value) for f in funds] == [
        ("prior_final", 2022, 9), ("prior_final", 2022, 4), ("final", 2023, 8), ("final", 2023, 3)
    ]  # fmt: skip


def test_a_list_of_projects_with_its_total() -> None:
    table = [
        ["序号", "项目名称", "实施单位", "预算金额", "其中：财政拨款"],
        ["1", "校舍维修", "丰阳市教育局", "80.00", "60.00"],
        ["2", "道路养护", "丰阳市交通局", "20.00", "20.00"],
        ["合计", "", "", "100.00", "80.00"],
    ]
    funds = rows_of("2024年项目支出清单\n单位：万元", table).funds
    assert [(f.project, f.item, f.breakdown, f.measure, f.value) for f in funds] == [
        ("校舍维修", "校舍维修", None, "initial_budget", 80), ("校舍维修", "校舍维修", "其中:财政拨款", "initial_budget", 60),
        ("道路养护", "道路养护", None, "initial_budget", 20), ("道路养护", "道路养护", "其中:财政拨款", "initial_budget", 20),
        (None, "合计", None, "initial_budget", 100), (None, "合计", "其中:财政拨款", "initial_budget", 80),
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["2023年省级转移支付分配表", "2023年分地区专项资金分配表"])
def test_areas_and_kinds_of_money_are_no_projects(title: str) -> None:
    table = [["序号", "名称", "金额"], ["1", "山区片", "80.00"], ["2", "城区片", "20.00"]]
    funds = rows_of(f"{title}\n单位：万元", table).funds
    assert [(f.project, f.item, f.value) for f in funds] == [(None, "山区片", 80), (None, "城区片", 20)]


def test_answers_to_questions_are_no_accounts() -> None:
    table = [["序号", "问题", "满意", "不满意", "满意率"], ["1", "您对服务是否满意", "50", "10", "90%"]]
    rows = rows_of("满意度调查问卷统计表", table)
    assert rows.funds == () and rows.indicators == () and rows.scores == ()


def test_last_year_within_a_cell() -> None:
    table = [
        ["项目", "决算数"],
        ["公务接待费", "8.00（上年:10.00万元）"],
        ["公务用车运行维护费", "上年：133.30万元"],
    ]
    funds = rows_of("2023年丰阳县“三公”经费决算表\n单位：万元", table).funds
    assert [(f.item, f.measure, f.period, f.value, f.unit) for f in funds] == [
        ("公务接待费", "final", 2023, 8, "万元"), ("公务用车运行维护费", "prior_final", 2022, Decimal("133.30"), "万元")
    ]  # fmt: skip


def test_years_down_and_kinds_of_spending_across() -> None:
    """A row that is a year, or a year's accounts, says what it measures; the columns are the items."""
    table = [
        ["年度", "合计", "公务接待费", "公车购置及运行费", LEFT, LEFT],
        [ABOVE, ABOVE, ABOVE, "合计", "车辆购置", "车辆运行"],
        ["2023年", "30.00", "10.00", "20.00", "12.00", "8.00"],
        ["2024年度决算数", "24.00", "9.00", "15.00", "6.00", "9.00"],
        ["2024年比2023年增减%", "-20.00", "-10.00", "-25.00", "-50.00", "12.50"],
    ]
    rows = rows_of("石河市民政局2024年度部门决算\n“三公”经费决算对比情况表\n单位：万元", table)
    (earlier,) = (f for f in rows.funds if f.item == "车辆运行" and f.measure == "prior_final")
    assert (earlier.value, earlier.period, earlier.statement) == (8, 2023, "three_public")
    assert fund(rows, "公车购置及运行费", "final").value == 15
    rate = fund(rows, "公务接待费", "change_rate")
    assert (rate.value, rate.unit, rate.basis) == (-10, "%", "prior_year")


def test_a_column_of_what_is_less_is_below_zero() -> None:
    table = [
        ["项目", "2024年度支出（万元）", "支出减少额（万元）", "减少率"],
        ["公务接待费", "8.00", "2.00", "20%"],
    ]
    rows = rows_of("石河市民政局2024年度部门决算\n“三公”经费决算情况表", table)
    assert {(f.measure, f.value, f.unit, f.breakdown) for f in rows.funds} == {
        ("final", 8, "万元", None), ("change", -2, "万元", None), ("change_rate", -20, "%", None),
    }  # fmt: skip


def test_counts_beside_money_are_no_money() -> None:
    table = [
        ["项目", "2024年度决算"],
        ["公务接待费", "8.00"],
        ["国内公务接待批次", "12"],
        ["公务用车保有量", "3"],
    ]
    rows = rows_of("石河市民政局2024年度部门决算\n“三公”经费使用情况表\n单位：万元", table)
    assert [f.item for f in rows.funds] == ["公务接待费"]


def test_what_assets_are_worth_is_money_whatever_counts_them() -> None:
    table = [
        ["项目", "数量", "账面价值（万元）"],
        ["房屋（平方米）", "1200", "320.50"],
        ["车辆（台）", "3", "45.60"],
        ["合计", "", "366.10"],
    ]
    rows = rows_of("石河市民政局2024年度部门决算\n国有资产占用情况表", table)
    assert [(f.item, f.value) for f in rows.funds] == [
        ("房屋（平方米）", Decimal("320.50")), ("车辆（台）", Decimal("45.60")), ("合计", Decimal("366.10")),
    ]  # fmt: skip


HEADED = [
    ["科目编码", "科目名称", "合计", "基本支出"],
    ["205", "教育支出", "3.00", "1.00"],
    ["20502", "普通教育", "2.00", "1.00"],
    ["", "合计", "3.00", "1.00"],
]


def test_a_row_stands_under_the_one_of_its_upper_code() -> None:
    found = read_statement(table(0, HEADED), StatementTable("expenditure", "万元", "final", 2023))
    keys = {(q.item_code, q.breakdown): q.key for q in found}
    parents = {(q.item_code, q.breakdown): q.parent for q in found}
    for column in {q.breakdown for q in found}:
        assert (
            parents["20502", column] == keys["205", column] and parents["205", column] == keys[None, column]
        )
        assert parents[None, column] is None
    assert {(q.number, q.unit, q.level) for q in found if q.item_code == "205"} == {
        ("3.00", "万元", 1),
        ("1.00", "万元", 1),
    }
    assert all((q.part == "exhaustive") == (q.parent is not None) for q in found)


def test_the_column_of_an_asset_says_whether_it_is_money() -> None:
    title = "石河市民政局2024年度部门决算\n国有资产占用情况表\n单位：万元"
    head = ["资产名称", "数量", "账面原值", "使用年限", "其中：本年新增"]
    rows = rows_of(title, [head, ["固定资产", "120", "600.00", "5", "8"], ["房屋", "3", "60.00", "10", "1"]])
    assert [(f.item, f.value) for f in rows.funds] == [("固定资产", 600), ("房屋", 60)]
    dated = rows_of(
        title, [["项目", "年初数", "年末数"], ["资产总额", "9.00", "8.00"], ["房屋面积", "7", "6"]]
    )
    assert [(f.item, f.value) for f in dated.funds] == [("资产总额", 9), ("资产总额", 8)]
    whose = rows_of(title, [["项目", "合计", "局本级", "下属单位"], ["资产总额", "9.00", "8.00", "1.00"]])
    assert [f.value for f in whose.funds] == [9, 8, 1]
    head = ["资产名称", "数量", "金额", "其中：本年新增", "折旧年限"]
    parts = rows_of(title, [head, ["固定资产", "120", "600.00", "8.00", "5"]])
    assert [f.value for f in parts.funds] == [600, 8]


def test_counts_and_rates_beside_the_money_of_a_list_are_none() -> None:
    title = "石河市民政局专项资金公示\n2024年救助专项资金分配表\n单位：万元"
    head = ["项目名称", "补助户数", "补助标准", "完成年限", "其中：省级", "补助金额"]
    rows = rows_of(title, [head, ["临时救助", "12", "0.50", "3", "2.00", "6.00"]])
    assert [f.value for f in rows.funds] == [2, 6]
    head = ["项目名称", "下达时间", "金额", "甲镇", "县教育局", "第一批", "受益人口"]
    rows = rows_of(title, [head, ["临时救助", "2024", "6.00", "4.00", "2.00", "1.00", "300"]])
    assert [f.value for f in rows.funds] == [6, 4, 2, 1]
    bare = rows_of(title, [["项目名称", "甲镇", "乙镇"], ["临时救助", "12", "0.50"]])
    assert [f.value for f in bare.funds] == [12, Decimal("0.50")]


def test_a_project_may_be_named_after_what_it_counts() -> None:
    title = "石河市农业局专项资金公示\n2024年农业专项资金分配表\n单位：万元"
    rows = rows_of(
        title,
        [["项目名称", "面积", "补助金额"], ["耕地面积核查", "12", "6.00"], ["农户数据采集", "3", "2.00"]],
    )
    assert [(f.item, f.value) for f in rows.funds] == [("耕地面积核查", 6), ("农户数据采集", 2)]


@pytest.mark.parametrize("label", ["按支出性质", "项目（按支出性质和经济分类）", "项目（按经济分类）"])
def test_a_third_list_has_names_of_its_own(label: str) -> None:
    rows = rows_of(
        "石河市民政局2024年度部门决算\n收入支出决算总表\n单位：万元",
        [
            ["项目", "决算数", "项目（按功能分类）", "决算数", label, "决算数"],
            ["一、财政拨款收入", "9.00", "一、一般公共服务支出", "8.00", "一、基本支出", "6.00"],
            ["二、上级补助收入", "1.00", "二、外交支出", "2.00", "二、项目支出", "4.00"],
        ],
    )
    told = {f.item: f"{f.value:.2f}" for f in rows.funds}
    assert told["基本支出"] == "6.00" and told["项目支出"] == "4.00" and len(rows.funds) == 6


@pytest.mark.parametrize(("labels", "read"), [(["项目", "", ""], 0), (["项目", "决算数", ""], 4)])
def test_several_columns_without_a_label_tell_nothing(labels: list[str], read: int) -> None:
    body = [["基本支出", "10.00", "12.50"], ["项目支出", "5.00", "4.00"]]
    assert len(rows_of(FINAL, [labels, *body]).funds) == read


def test_a_cell_over_several_columns_is_read_once() -> None:
    rows = rows_of(FINAL, [["科目编码", "科目名称", "本年支出", ""], ["", "合计", "9.00", LEFT]])
    assert [(f.item, f.breakdown, f.value) for f in rows.funds] == [("合计", "本年支出", 9)]
    side = [["科目名称", "上年决算数", "本年支出", ""], ["三公经费合计", "8.00", "9.00", LEFT]]
    items = rows_of("石河市2024年“三公”经费决算表\n单位：万元", side)
    assert [f.value for f in items.funds] == [8, 9]


@pytest.mark.parametrize("name", ["[2130301]行政运行", "2130301-行政运行", "2130301行政运行"])
def test_a_code_in_the_cell_of_the_name(name: str) -> None:
    rows = rows_of(FINAL, [["支出功能分类科目", "本年支出"], [name, "9.00"], ["合计", "9.00"]])
    assert [(f.item_code, f.item) for f in rows.funds] == [("2130301", "行政运行"), (None, "合计")]


def test_a_total_before_the_column_of_names_is_the_name_of_its_row() -> None:
    sides = [
        ["序号", "项目", "决算数", "序号", "项目", "决算数"],
        ["1", "本年收入", "9.00", "1", "本年支出", "8.00"],
        ["总计", "", "9.00", "总计", "", "7.00"],
    ]
    rows = rows_of("石河市民政局2024年度部门决算\n收入支出决算总表\n单位：万元", sides)
    assert [(f.item, f.value) for f in rows.funds] == [
        ("本年收入", 9),
        ("本年支出", 8),
        ("总计", 9),
        ("总计", 7),
    ]
