"""What a report is, by the titles and labels that places print."""

from __future__ import annotations

import pytest

from extract.model import Document, Paragraph, Text
from extract.numbered import is_heading
from parsers.outline.profile import read_profile
from parsers.parse import parse_document
from parsers.report import Profile
from tests.written import document_of


def profile(lines: list[str]) -> Profile:
    blocks = tuple(Paragraph(n, Text(line), is_heading(line)) for n, line in enumerate(lines))
    return read_profile(Document("report", "0" * 64, "docx", (), blocks))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["青禾县财政局2023年度部门决算公开说明", "一、部门概况"], ("final_accounts", "青禾县财政局", 2023)),
        (
            ["2024年青禾市南坪区卫生健康委员会部门预算公开", "目录"],
            ("budget", "青禾市南坪区卫生健康委员会", 2024),
        ),
        (
            ["青禾市水利局2022年度部门整体支出绩效自评报告", "一、部门基本情况"],
            ("self_evaluation", "青禾市水利局", 2022),
        ),
        (["福林镇2023年部门决算公开情况说明", "一、概况"], ("final_accounts", "福林镇", 2023)),
        (
            ["2023年度云溪省教育厅部门整体支出", "绩效评价报告", "一、基本情况"],
            ("evaluation", "云溪省教育厅", 2023),
        ),
        (
            ["关于青禾市2023年预算执行情况和", "2024年预算草案的报告", "一、2023年预算执行情况"],
            ("budget", None, 2024),
        ),
        (["沅德市2023年1-5月财政收支情况", "地方预算收入80.18亿元。"], ("final_accounts", None, 2023)),
        (["2023年5月财政收支情况", "一般公共预算收入8.20亿元。"], ("final_accounts", None, 2023)),
        (["沅德市2023年全市财政预算执行情况", "预算收入80亿元。"], ("final_accounts", None, 2023)),
        (["财政运行", "2023年上半年，全市预算支出完成21亿元。"], ("final_accounts", None, 2023)),
        (
            ["关于沅德市2023年上半年预算执行情况的报告", "全年预算收入80亿元。"],
            ("final_accounts", None, 2023),
        ),
        (
            ["沅德县2022年财政预算执行情况和2023年财政预算草案报告", "完成年度预算的99%。"],
            ("budget", None, 2023),
        ),
        (
            ["沅德市民政局关于“2023年救助补助资金”管理使用情况", "一、资金基本情况", "救助补助资金111万元。"],
            ("other", "沅德市民政局", 2023),
        ),
        (
            ["关于2022年度县级“三公”经费支出情况的公告", "2022年支出1,286万元，2023年预算1,250万元。"],
            ("final_accounts", None, 2022),
        ),
        (["杏林镇村道项目绩效运行监控报告", "2022年预算资金60万元。"], ("self_evaluation", None, 2022)),
        (
            ["三、评价结论", "该项目2022年预算资金20.00万元。", "（二）项目绩效完成情况"],
            ("self_evaluation", None, 2022),
        ),
        *(
            ([heading, "该项目2022年预算资金20.00万元。"], ("self_evaluation", None, 2022))
            for heading in ("四、评价结论及建议", "四、评价结果与建议")
        ),
        (
            ["现将2022年全县教育经费执行情况公告如下：", "2022年一般公共预算教育经费13.00亿元。"],
            ("final_accounts", None, 2022),
        ),
        (["青禾大学2023年度决算", "目录"], ("final_accounts", "青禾大学", 2023)),
        (["青禾市科学技术协会2024年单位预算", "目录"], ("budget", "青禾市科学技术协会", 2024)),
        (["国家青禾局2023年度部门决算", "2024年7月"], ("final_accounts", "国家青禾局", 2023)),
        (["国家青禾署2023年度部门决算", "2024年7月"], ("final_accounts", "国家青禾署", 2023)),
        (
            ["青禾市总工会本级2023年度决算公开说明", "一、单位基本情况"],
            ("final_accounts", "青禾市总工会本级", 2023),
        ),
        (
            ["青禾市水务局2013年“三公”经费支出决算和2014年预算情况", "一、单位范围"],
            ("final_accounts", "青禾市水务局", 2013),
        ),
        (
            [
                "一、“三公”经费财政拨款支出总体情况说明。",
                "2018年度“三公”经费支出2.10万元，年初预算为2.90万元。",
            ],
            ("final_accounts", None, 2018),
        ),
        (["2018年度培训费支出2.10万元，年初预算数为2.90万元。"], ("final_accounts", None, 2018)),
        (
            ["青禾区教育局（乡镇学校）2018年度部门决算公开", "一、部门概况"],
            ("final_accounts", "青禾区教育局(乡镇学校)", 2018),
        ),
        (["全面落实决策部署", "2023年预算安排20万元。"], ("budget", None, 2023)),
        (
            ["2021年青禾市委宣传部“三公”经费预算增减情况说明", "公务接待费3万元。"],
            ("budget", "青禾市委宣传部", 2021),
        ),
        (
            ["2020年青禾市生态环境局“三公”经费财政拨款预算安排38000元。"],
            ("budget", "青禾市生态环境局", 2020),
        ),
        (
            ["青禾市人民代表大会常务委员会办公室", "2023年度部门决算"],
            ("final_accounts", "青禾市人民代表大会常务委员会办公室", 2023),
        ),
        (
            ["中国人民政治协商会议青禾市委员会办公室", "2023年度", "部门决算"],
            ("final_accounts", "中国人民政治协商会议青禾市委员会办公室", 2023),
        ),
        (
            ["附件2", "青禾市公安局交通警察支队", "二〇二三年度部门决算"],
            ("final_accounts", "青禾市公安局交通警察支队", 2023),
        ),
        (
            ["青禾市第一人民医院（本级）2023年度单位决算", "目录"],
            ("final_accounts", "青禾市第一人民医院(本级)", 2023),
        ),
        (
            ["青禾市城市管理局关于2023年度部门预算绩效自评工作的报告", "市财政局："],
            ("self_evaluation", "青禾市城市管理局", 2023),
        ),
        (["2023年度青禾市食品安全监管专项资金绩效评价报告", "一、项目概况"], ("evaluation", None, 2023)),
        (["青禾市本级2025年部门预算", "青禾市审计局"], ("budget", "青禾市审计局", 2025)),
        (["预算01-1表", "2025年部门预算表", "部门名称：青禾市审计局"], ("budget", "青禾市审计局", 2025)),
        (["2023年度项目支出绩效自评表", "项目名称：食品抽检"], ("self_evaluation", None, 2023)),
        (["共青团青禾市委员会2023年度部门决算", "目录"], ("final_accounts", "共青团青禾市委员会", 2023)),
        (["青禾县青山乡人民政府（部门）", "2024年度部门预算"], ("budget", "青禾县青山乡人民政府", 2024)),
        (
            ["青禾市第二中学2023年财务收支情况", "一、学费收入10元。", "二、公用经费按预算的5%安排培训费。"],
            ("final_accounts", "青禾市第二中学", 2023),
        ),
        (
            ["2023年前三季度一般公共预算支出", "1至9月，一般公共预算支出80亿元，增长3%。"],
            ("final_accounts", None, 2023),
        ),
        (
            ["项目支出绩效自评表", "（2023年度）", "项目名称 防汛经费", "主管部门 实施单位 青禾市水务局"],
            ("self_evaluation", "青禾市水务局", 2023),
        ),
        (["青禾市2023年度部门决算", "单位名称：青禾市档案馆"], ("final_accounts", "青禾市档案馆", 2023)),
        (
            ["青禾经济技术开发区管理委员会2023年度部门决算", "目录"],
            ("final_accounts", "青禾经济技术开发区管理委员会", 2023),
        ),
        (
            ["青禾县水务局护堤补助资金2023年度绩效自评报告", "一、基本情况"],
            ("self_evaluation", "青禾县水务局", 2023),
        ),
        (
            ["2023年青禾县交通运输局危桥加固项目绩效自评总结报告", "一、基本情况"],
            ("self_evaluation", "青禾县交通运输局", 2023),
        ),
        (
            ["青禾县公安局业务用房改造项目2023年度绩效自评报告", "一、基本情况"],
            ("self_evaluation", None, 2023),
        ),
        (
            ["青禾县公安局交通警察大队智慧交通项目2023年度绩效自评报告", "一、基本情况"],
            ("self_evaluation", None, 2023),
        ),
        (
            ["青禾市产业布局优化专项资金2023年度绩效自评报告", "一、基本情况"],
            ("self_evaluation", None, 2023),
        ),
        (
            ["护林项目绩效自评报告", "现将我镇2023年度护林资金绩效自评情况报告如下：", "2023年获得资金5万元"],
            ("self_evaluation", None, 2023),
        ),
    ],
)
def test_profile(lines: list[str], expected: tuple[str, str | None, int]) -> None:
    found = profile(lines)
    assert (found.doc_type, found.unit_name, found.fiscal_year) == expected


def test_a_sentence_that_breaks_off_behind_an_amount_is_no_title() -> None:
    line = "2023年政府采购预算12000元，同比增加12000元。其中：政府集中采购预算"
    assert profile([line, "12000元，占100%。"]).title is None


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["竹坞县水务局“三公”经费公开", "公务接待费3.00万元。"], "没有写年份"),
        (
            ["竹坞县水务局“三公”经费公开", "公务接待费3.00万元，比2019年减少1.00万元。"],
            "2019年只用于比较或日期",
        ),
    ],
)
def test_a_document_without_a_year_says_why(lines: list[str], said: str) -> None:
    blocks = tuple(Paragraph(n, Text(line)) for n, line in enumerate(lines))
    report = parse_document(Document("a.txt", "0" * 64, "txt", (), blocks))
    assert report.profile.fiscal_year is None
    assert any(said in warning for warning in report.warnings)


def test_a_document_with_a_year_says_nothing_of_it() -> None:
    blocks = (Paragraph(0, Text("竹坞县水务局2023年度部门决算")), Paragraph(1, Text("收入总计5.00万元。")))
    assert not parse_document(Document("a.txt", "0" * 64, "txt", (), blocks)).warnings


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["二〇二三年十月", "2024年3月5日"], "2024-03-05"),
        (["2024年3月", "一、概况", "项目预算20.00万元。"], "2024-03"),
        (["一、概况", "项目预算20.00万元。", "青禾县水利局", "二〇二四年3月"], "2024-03"),
        (["一、概况", *["项目预算20.00万元。"] * 9, "2024年3月", "项目支出20.00万元。"], None),
        (["2023年12月", "一、概况", "项目预算20.00万元。"], None),
    ],
)
def test_the_date_of_a_report(lines: list[str], date: str | None) -> None:
    assert profile(["青禾县水利局2023年度清淤项目绩效自评报告", *lines]).report_date == date


def test_the_month_on_the_cover_of_a_budget_may_be_before_its_year() -> None:
    assert profile(["青禾县水利局2024年部门预算", "2023年12月", "预算20.00万元。"]).report_date == "2023-12"


def test_the_body_above_a_project_reports_where_nobody_is_said_to_carry_it_out() -> None:
    above = ["主管部门", "[155]青禾县民政局"]
    held = [["项目名称", "临时救助"], above, ["年度资金总额", "30"]]
    form = ["项目支出绩效自评表（2023年度）", held]
    assert read_profile(document_of(*form)).unit_name == "青禾县民政局"
    form = ["项目支出绩效自评表（2023年度）", [*held, ["实施单位", "青禾县救助站"]]]
    assert read_profile(document_of(*form)).unit_name == "青禾县救助站"
