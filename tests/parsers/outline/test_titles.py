"""Titles as pages and covers print them, and the units that stand in them."""

from __future__ import annotations

import pytest

from parsers.outline.titles import first_of_joint, titled_unit

from .test_profile import profile

SENTENCE = "共支出3.00万元，比上年减少1.00万元。"


@pytest.mark.parametrize(
    "title",
    [
        "福林镇2023年“三公”经费决算情况",
        "青禾县2023年1-5月财政收支情况",
        "青禾县水务局财务信息公示",
        "青禾县2022年财政预算执行情况和2023年财政预算(草案)",
        "青禾县2023年扶贫资金分配使用情况公示",
        "2023年市级彩票公益金安排使用情况公告",
        "青禾县2023年教育经费统计情况",
        "青禾县中医医院2023年财务公开",
        "青禾县水务局2023年绩效自查结果",
        "2023年青禾县转移支付安排",
        "青禾市财政局关于下达2023年水利发展资金预算的通知",
        "青禾县水务局2023年度部门决算的说明（书面）",
    ],
)
def test_the_first_line_of_a_page_is_its_title_where_it_names_money_and_year(title: str) -> None:
    assert profile([title, SENTENCE, "二、2023年“三公”经费预算情况说明", SENTENCE]).title == title


@pytest.mark.parametrize(
    "line",
    [
        "2023年福林镇“三公”经费预算安排3.00万元",
        "按照福林镇2023年预算情况",
        "根据福林镇2023年预算情况",
        "经福林镇汇总2023年预算情况",
        "2023年福林镇“三公”经费预算减少5%",
        "福林镇2023年预算如下：",
        "福林镇2023年预算；",
        "福林镇2023年预算，",
        "福林镇2023年预算。",
        "一、福林镇2023年预算情况",
        "来源：福林镇2023年预算",
        "首页>福林镇2023年预算",
        "福林镇的工作",
        "预算情况",
    ],
)
def test_a_sentence_a_heading_or_a_line_of_the_site_is_no_title(line: str) -> None:
    assert profile([line, SENTENCE]).title is None


@pytest.mark.parametrize(
    "above",
    [
        "索引号：A01", "公开目录：决算", "发布机构：财政局", "发布日期：2024-01-05", "发布时间：今天", "文号 无",
        "主题词 财政", "主题分类 财政", "时效性 有效", "浏览量 5", "来源 财政局", "作者 财务科", "您的位置 首页",
        "首页 > 公开", "财政 | 决算",
    ],
)  # fmt: skip
def test_what_a_site_prints_above_is_no_line_of_a_title(above: str) -> None:
    assert profile([above, "2023年度部门决算公开", SENTENCE]).title == "2023年度部门决算公开"


@pytest.mark.parametrize("above", ["司法公开", "财务数据", "文化兴县"])
def test_a_title_with_its_body_and_year_takes_nothing_from_above(above: str) -> None:
    for title in ("青禾县人民法院2023年度部门决算说明", "关于青禾县水务局2023年度部门决算的报告"):
        assert profile([above, title, SENTENCE]).title == title


@pytest.mark.parametrize(
    "lines",
    [
        ["政协青禾市委员会", "办公室2023年度部门决算"],
        ["青禾市南坪", "市场监督管理局2023年度部门决算"],
        ["青禾市水务局", "2023年度部门决算"],
        ["青禾市水务局2023年度", "部门决算"],
        ["青禾市水务局2023年度项目支出绩效评价自评", "报告"],
    ],
)
def test_a_title_over_several_lines_is_joined(lines: list[str]) -> None:
    assert profile([*lines, SENTENCE]).title == "".join(lines)


def test_the_name_of_a_kind_alone_gives_way_to_the_title_below_it() -> None:
    found = profile(["部门决算", "• 青禾市青山小学2023部门决算", "2024-09-15", SENTENCE])
    assert (found.title, found.unit_name, found.fiscal_year) == (
        "青禾市青山小学2023部门决算", "青禾市青山小学", 2023,
    )  # fmt: skip


@pytest.mark.parametrize(
    "posted", ["2024-09-15", "发布时间：2024-09-15 10:00", "（2024年2月8日在县人民代表大会上）"]
)
def test_when_a_page_was_posted_is_no_part_of_its_title(posted: str) -> None:
    assert (
        profile(["福林镇2023年财政预算执行情况" + posted, SENTENCE]).title == "福林镇2023年财政预算执行情况"
    )


def test_a_numbered_heading_is_a_title_only_with_the_year_of_the_whole() -> None:
    assert (
        profile(["第二部分 2023年度单位决算情况说明", SENTENCE]).title == "第二部分2023年度单位决算情况说明"
    )
    assert profile(["五、一般公共预算支出情况说明", SENTENCE]).title is None
    assert profile(["附件12：2023年度转移支付情况说明", SENTENCE]).title == "附件12：2023年度转移支付情况说明"


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("2023年青禾县人民法院省级部门决算说明", "青禾县人民法院"),
        ("2023年青禾市委宣传部“三公”经费情况说明", "青禾市委宣传部"),
        ("2023年青禾县档案馆财政拨款“三公”经费预算表", "青禾县档案馆"),
        ("2023年度青禾县档案馆机关运行经费说明", "青禾县档案馆"),
        ("2023年度青禾县档案馆政府采购说明", "青禾县档案馆"),
        ("青禾县水务局关于“2023年防汛资金”的绩效自评报告", "青禾县水务局"),
        ("青禾县青山小学2023项目资金绩效自评报告", "青禾县青山小学"),
        ("第二部分青禾县青山小学2023年度部门决算表", "青禾县青山小学"),
        ("青禾县第二人民医院公共卫生服务项目补助资金2023年度绩效自评报告", "青禾县第二人民医院"),
        ("青禾县福林卫生院公共卫生服务补助资金2023年度绩效自评报告", "青禾县福林卫生院"),
        ("青禾县第四中学专项资金绩效自评报告", "青禾县第四中学"),
        ("青禾县青山小学生均公用经费绩效自评报告", "青禾县青山小学"),
        ("青禾县职业学校实训经费绩效自评报告", "青禾县职业学校"),
        ("青禾市师范学院助学资金绩效自评报告", "青禾市师范学院"),
        ("青禾县第一幼儿园普惠经费绩效自评报告", "青禾县第一幼儿园"),
        ("青禾县残联康复补助资金绩效自评报告", "青禾县残联"),
        ("青禾县妇联维权工作经费绩效自评报告", "青禾县妇联"),
        ("青禾县科协科普工作经费绩效自评报告", "青禾县科协"),
        ("青禾县人民法院办案经费绩效自评报告", "青禾县人民法院"),
        ("青禾县人民检察院办案经费绩效自评报告", "青禾县人民检察院"),
        ("第九师农业农村局农机补贴2023年度绩效自评报告", "第九师农业农村局"),
        ("审计署2023年“三公”经费预算情况", "审计署"),
    ],
)
def test_the_unit_in_a_title(title: str, unit: str) -> None:
    assert titled_unit(title) == unit


def test_of_several_bodies_of_one_place_the_first_is_meant() -> None:
    assert first_of_joint("青禾市水务局青禾市财政局") == "青禾市水务局"
    assert first_of_joint("青禾市水务局南坪区分局") == "青禾市水务局南坪区分局"
