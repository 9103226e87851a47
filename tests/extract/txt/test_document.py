"""Exported text → paragraphs and tables: lines that wrap are joined, what could not be read is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.txt.document import paragraphs_of, read_txt

SENTENCE = st.integers(20, 120).map(lambda n: "财政收入支出决算情况" * 12 + "甲" * n + "。")


def wrapped(text: str, wide: int) -> list[str]:
    return [text[i : i + wide] for i in range(0, len(text), wide)]


@given(st.lists(SENTENCE, min_size=1, max_size=4), st.integers(30, 40))
def test_wrapped_lines_come_back_as_they_were(texts: list[str], wide: int) -> None:
    assert list(paragraphs_of([line for t in texts for line in wrapped(t, wide)])) == texts


@given(st.lists(SENTENCE, min_size=1, max_size=3), st.integers(30, 40))
def test_a_blank_line_after_every_line_changes_nothing(texts: list[str], wide: int) -> None:
    assert list(paragraphs_of([x for t in texts for line in wrapped(t, wide) for x in (line, "")])) == texts


@pytest.mark.parametrize(
    "line", ["一、收入情况", "（二）支出情况", "3、其他", "第三部分 说明", "附件1", "— 3 —"]
)
def test_a_number_begins_a_paragraph_however_full_the_line_above(line: str) -> None:
    assert list(paragraphs_of(["财" * 30, "政" * 30, line])) == ["财" * 30 + "政" * 30, line]


@pytest.mark.parametrize("above", ["财" * 10, "财" * 29 + "：", "一、" + "财" * 26 + "情况"])
def test_a_line_that_has_ended_is_not_gone_on_with(above: str) -> None:
    assert next(paragraphs_of([above, "政" * 30, "收" * 30])) == above


def test_a_blank_line_parts_paragraphs() -> None:
    assert list(paragraphs_of(["财" * 30, "", "政" * 30])) == ["财" * 30, "政" * 30]
    assert list(paragraphs_of(["", "  "])) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f"])
def test_paragraphs_are_numbered_over_the_tables_between_them(end: str) -> None:
    lines = ["一、收入情况说明", "项目\t决算数", "办公费\t1.00", "差旅费\t2.00", "二、支出情况说明"]
    found = read_txt(end.join(lines).encode(), "a.txt", "0")
    assert [(p.index, p.text.chars, p.heading) for p in found.paragraphs] == [
        (0, lines[0], True),
        (1, lines[4], True),
    ]
    assert [t.index for t in found.tables] == [0] and len(found.blocks) == 3
    assert not found.warnings and not found.damaged


def test_what_was_lost_is_told() -> None:
    text = "2023年度部门决算收入支出总体情况说明，本年收入合计12.30万元，年初预算数12.00万元。" * 5
    found = read_txt(text.encode() + b"\xff", "a.txt", "0")
    assert found.damaged and len(found.warnings) == 1 and "1 处" in found.warnings[0]


def test_lines_beside_much_longer_ones_were_not_wrapped() -> None:
    lines = ["财" * 30 + "公告", "政" * 120 + "。", "甲县" + "收" * 26 + "；", "乙县" + "支" * 26 + "；"]
    assert list(paragraphs_of(lines)) == lines


def test_labels_one_to_a_line_stay_apart() -> None:
    lines = ["单位名称：" + "甲" * 20, "评价方式：" + "自评" * 10, "评价机构：" + "乙" * 20]
    assert list(paragraphs_of(lines)) == lines


def test_a_line_with_bars_is_no_line_of_prose() -> None:
    lines = ["发布时间:2020-01-20 | 发布单位:教育局", "项目支出绩效目标表", "（2020年度）"]
    assert list(paragraphs_of(lines))[:2] == lines[:2]


def test_how_wide_a_line_is_printed_tells_that_it_is_full() -> None:
    """A line of figures has more characters than one of words as wide."""
    words = ["林业" * 12 + "公园", "林业" * 12 + "苗圃。"] * 3
    figures = ["（一）支出80912.36元，同比增加10245.18元，增长14.50%，占支", "出总数80.12%，同比持平。"]
    amounts = ["收入12345678.90元、12345679.10元、12345679.20元、12345679.30元。"] * 2
    (*_, said, _, _) = paragraphs_of([*words, *figures, *amounts])
    assert said == "".join(figures)
