"""Document → report: every parser in its turn, and what a reader should know."""

from __future__ import annotations

import pytest

from extract.captions import with_context
from extract.model import Document, Page, Paragraph, Table, Text
from extract.numbered import is_heading
from parsers.parse import parse_document
from parsers.report import Report
from tests.written import table

COVER = [
    "青禾市水务局2023年度部门决算",
    "三、支出决算情况说明",
    "本年支出合计4.00万元，其中：办公费1.00万元。",
]
ROWS = [["项目", "决算数"], ["办公费", "1.00"], ["本年支出合计", "4.00"]]
TITLE = ["支出决算表", "单位：万元"]


def parsed(*blocks: str | list[list[str]], file_format: str = "docx", readable: bool = True) -> Report:
    held: list[Paragraph | Table] = [
        Paragraph(n, Text(b), is_heading(b)) if isinstance(b, str) else table(n, b)
        for n, b in enumerate(blocks)
    ]
    pages = () if readable else (Page(1, 100, 100, readable=False),)
    return parse_document(Document("a", "0" * 64, file_format, pages, tuple(with_context(held))))


def test_a_report_has_what_its_tables_and_its_text_state() -> None:
    report = parsed(COVER[0], *TITLE, ROWS, *COVER[1:])
    assert (report.profile.doc_type, report.profile.unit_name) == ("final_accounts", "青禾市水务局")
    assert [(q.origin, q.item, q.number) for q in report.quantities] == [
        ("table", "办公费", "1.00"), ("table", "本年支出合计", "4.00"), ("text", "本年支出合计", "4.00"), ("text", "办公费", "1.00"),
    ]  # fmt: skip
    assert [u.role for u in report.units] == ["reporting"] and not report.warnings


def test_every_number_of_the_text_is_a_figure_and_has_a_row_or_the_reason_why_not() -> None:
    report = parsed(*COVER, "全市粮食产量增加值7.00万元。")
    read = {q.key for q in report.quantities}
    assert [(f.number, f.key in read, f.unread) for f in report.figures] == [
        ("4.00", True, None), ("1.00", True, None), ("7.00", False, report.figures[2].unread),
    ]  # fmt: skip
    assert report.figures[2].unread is not None


@pytest.mark.parametrize(("unit", "warned"), [("单位：万元", False), ("", True)])
def test_a_statement_without_a_money_unit_is_told(unit: str, warned: bool) -> None:
    told = parsed(COVER[0], TITLE[0], *([unit] if unit else []), ROWS).warnings
    assert [("第4张表" in w or "第3张表" in w) and "金额单位" in w for w in told] == [True] * warned
    assert not parsed(COVER[0], TITLE[0], [ROWS[0], ["办公费", ""]]).warnings


def test_pages_that_are_not_readable_may_name_the_year() -> None:
    assert "没有年度" in parsed("说明").warnings[0]
    assert parsed("说明", readable=False).warnings == () == parsed().warnings


def test_only_exported_text_is_laid_out_anew() -> None:
    rows = [["一级指标", "三级指标", "指标值", "分值"], ["产出指标", "数量指标", "", ""]]
    lines = [
        [x]
        for x in (
            "项目名称",
            "甲",
            "一级指标",
            "二级指标",
            "三级指标",
            "指标值",
            "产出指标",
            "数量指标",
            "里程",
            "≥12公里",
        )
    ]
    assert parsed(lines, file_format="txt").indicators[0].level3 == "里程"
    assert parsed(lines).indicators == () and parsed(rows).indicators == ()


@pytest.mark.parametrize(("file_format", "told"), [("txt", True), ("docx", False)])
def test_indicators_of_exported_text_that_fit_no_header_are_told(file_format: str, told: bool) -> None:
    rows = [
        ["项目名称", "村道整治", "主管部门", "青禾县交通局", ""],
        ["一级指标", "二级指标", "三级指标", "指标值", "备注"],
        ["产出指标", "整治里程", "36公里", "", ""],
        ["效益指标", "受益村民", "8000人", "", ""],
    ]
    report = parsed("财政支出项目绩效目标申报表（2022年度）", rows, "以上。", file_format=file_format)
    assert report.indicators == ()
    assert any("指标未读取" in w for w in report.warnings) == told
