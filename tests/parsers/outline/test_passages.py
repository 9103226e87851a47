"""The words of a report that are no numbers: each kind where it is printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.model import Document, Page, Paragraph, Table, Text
from extract.numbered import is_heading
from parsers.outline.passages import read_passages
from parsers.report import PassageReading
from tests.written import ABOVE, table


def passages(*blocks: str | Table, pages: tuple[Page, ...] = ()) -> list[PassageReading]:
    held = tuple(
        b if isinstance(b, Table) else Paragraph(n, Text(b), is_heading(b)) for n, b in enumerate(blocks)
    )
    return list(read_passages(Document("a", "0", "docx", pages, held)))


def of_kind(kind: str, *blocks: str | Table) -> list[tuple[str, str | None]]:
    return [(p.text, p.number) for p in passages(*blocks) if p.kind == kind]


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("template_residue", "比上年增加（减少）3.00万元。", "增加(减少)3.00万元"),
        ("template_residue", "主要原因是：XX。", "主要原因是:XX。"),
        ("template_residue", "共XX个项目。", "XX个"),
        ("template_residue", "比上年增长%，", "增长%"),
        ("number_without_unit", "比上年增长13.95。", "增长13.95"),
        ("direction", "决算数大于年初预算数的原因是", "决算数大于年初预算数"),
        ("direction", "与上年持平。", "与上年持平"),
        ("none_stated", "青禾局2024年度无政府性基金预算收入。", "2024年度无政府性基金预算收入"),
        ("introduced", "现将2024年度部门决算情况公布如下：", "2024年度部门决算情况公布如下"),
        ("introduced", "青禾市水务局2024年部门预算公开说明", "2024年部门预算公开说明"),
        ("points", "（1）数量指标：分值10分，自评得分9分。", "(1)数量指标:分值10分,自评得分9分"),
        ("points", "家长满意度（满分5分），得分超过目标。", "家长满意度(满分5分)"),
        ("form_date", "填报日期：2024/3/8", "2024-03-08"),
        ("form_date", "填表时间：2024年3月", "2024-03"),
        ("numbered", "情况如下：（一）收入", "(一)"),
    ],
)
def test_words_within_a_paragraph(kind: str, text: str, said: str) -> None:
    assert [t for t, _ in of_kind(kind, text)] == [said]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("template_residue", "比上年增加3.00万元。"),
        ("number_without_unit", "分别增长13.95、20.10%。"),
        ("number_without_unit", "减少13.95，"),
        ("direction", "决算数大于（小于）年初预算数"),
        ("form_date", "2024年3月8日"),
        ("none_stated", "2024年度政府性基金预算收入3.00万元，无结余。"),
        ("introduced", "上一篇：青禾市水务局2023年度部门决算公开"),
        ("introduced", "2024年度部门决算收入60.20万元，公布如下"),
    ],
)
def test_what_only_looks_like_them(kind: str, text: str) -> None:
    assert of_kind(kind, text) == []


def test_headings_and_their_numbers() -> None:
    assert of_kind("heading", "一、收入情况", "（二）支出情况", "1.其他", "本年收入12.00万元。") == [
        ("一、收入情况", "一"), ("(二)支出情况", "(二)"), ("1.其他", "1"),
    ]  # fmt: skip


def test_annexes_that_are_announced_and_that_are_there() -> None:
    lines = ["附件：1.基础数据表", "2.绩效自评报告", "正文。", "附件2", "附件1：基础数据表"]
    assert of_kind("annex_announced", *lines) == [("基础数据表", "1"), ("绩效自评报告", "2")]
    assert of_kind("annex", *lines) == [("附件2", "2"), ("基础数据表", "1")]
    assert of_kind("annex_announced", "2.绩效自评报告") == []


def test_entries_of_contents_are_no_headings() -> None:
    lines = ["目录", "第一部分 概况……1", "第二部分 收入……2", "第一部分 概况", "正文。"]
    assert [t for t, _ in of_kind("contents_entry", *lines)] == [
        "目录",
        "第一部分概况......1",
        "第二部分收入......2",
    ]
    assert of_kind("heading", *lines) == [("第一部分概况", "第一部分")]


def test_an_empty_table_is_told_with_its_title() -> None:
    held = replace(table(0, [["项目", "金额"]]), title="政府性基金预算支出决算表")
    note = "说明：本单位没有政府性基金收入，故本表无数据。"
    assert [t for t, _ in of_kind("empty_statement", held, note)] == [
        f"政府性基金预算支出决算表:{note.replace('：', ':').replace('，', ',')}"
    ]
    assert of_kind("empty_statement", held, "说明：如本表无数据，请注明。") == []
    between = of_kind("empty_statement", held, "四、其他情况的说明", note)
    assert not between[0][0].startswith("政府性基金预算支出决算表:")


def test_titles_notes_and_reasons_of_tables() -> None:
    header = ["一级指标", "三级指标", "指标值", "完成值", "偏差原因分析"]
    held = replace(table(0, [header]), title="绩效自评表", notes=("注：本表。",))
    assert of_kind("table_title", held) == [("绩效自评表", None)]
    assert of_kind("table_note", held) == [("注:本表。", None)]
    assert of_kind("reason_column", held) == [("偏差原因分析", None)]
    assert of_kind("reason_column", table(0, [["项目", "原因"]])) == []


def test_pages_that_were_not_read() -> None:
    found = passages(pages=(Page(1, 9, 9), Page(2, 9, 9, readable=False)))
    assert [(p.kind, p.place.page) for p in found] == [("unreadable_page", 2)]


def test_a_document_without_a_paragraph_has_none() -> None:
    assert list(read_passages(Document("x", "0", "txt"))) == []


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("“三公经费支出6.20万元。", "“"),
        ("因公出国（境费支出0.20万元。", "("),
        ("本年收入10.00万元。。其中财政拨款10.00万元。", "。。"),
    ],
)
def test_a_stray_mark_begins_what_is_told(text: str, mark: str) -> None:
    ((said, _),) = of_kind("stray_mark", text)
    assert said.startswith(mark)


@pytest.mark.parametrize(
    "blocks", [("“三公”经费支出6.20万元。",), ("附表（见后",), ("依据《部门预算；", "管理办法》执行。")]
)
def test_marks_that_are_closed_or_cut_off_are_none(blocks: tuple[str, ...]) -> None:
    assert of_kind("stray_mark", *blocks) == []


@pytest.mark.parametrize("label", ["实施周期", "项目实施期限", "起止时间"])
def test_the_years_of_a_project_stand_beside_their_label(label: str) -> None:
    years = "2022年1月-2023年12月"
    grid = table(0, [["项目名称", "渠道清淤"], [label, years]])
    assert of_kind("project_period", grid) == [(years, None)]
    assert of_kind("project_period", table(0, [["项目名称", years], [label, ABOVE]])) == []
    assert of_kind("project_period", table(0, [[f"{label}：{years}", "2024年度"]])) == [(years, None)]
