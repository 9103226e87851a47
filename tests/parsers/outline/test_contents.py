"""The table of contents: from 目录 to where its first entry is printed again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Document, Paragraph, Text
from parsers.outline.contents import contents_entries

NAMES = ["部门概况", "收入决算表", "支出决算情况", "名词解释"]


def entries(*lines: str, headings: tuple[int, ...] = ()) -> list[int]:
    blocks = tuple(Paragraph(n, Text(t), n in headings) for n, t in enumerate(lines))
    return sorted(contents_entries(Document("a", "0", "txt", (), blocks)))


@given(
    st.lists(st.sampled_from(NAMES), min_size=2, unique=True),
    st.sampled_from(["{}", "{}……{n}", "{}{n}", "{} .....{n}"]),
    st.sampled_from(["目录", "目 次"]),
)
def test_entries_end_where_the_first_is_printed_again(names: list[str], form: str, word: str) -> None:
    listed = [
        form.format(f"第{c}部分 {n}", n=i + 3)
        for i, (c, n) in enumerate(zip("一二三四", names, strict=False))
    ]
    body = [f"第一部分 {names[0]}", "本部门负责水利工作。"]
    assert entries("决算公开", word, *listed, *body) == list(range(1, len(listed) + 2))


def test_without_a_word_for_it_dots_tell() -> None:
    assert entries("决算公开", "一、概况......3", "二、收入……………5", "三、说明", "金额...") == [1, 2]
    assert entries("决算公开", "说明") == []


def test_a_sentence_ends_it_and_a_long_heading_does_not() -> None:
    long = "第二部分 " + "收入" * 40
    assert entries("目录", "第一部分 概况", long, "正文") == [0, 1]
    assert entries("目录", "第一部分 概况", long, "第一部分 概况") == [0, 1]
    assert entries("目录", "第一部分 概况", long, "第一部分 概况", headings=(2,)) == [0, 1, 2]


def test_a_list_that_nothing_repeats_is_no_table_of_contents() -> None:
    assert entries("目录", "一、概况", "二、收入") == []


@pytest.mark.parametrize("count", [100, 130])
def test_no_table_of_contents_is_longer_than_a_few_pages(count: int) -> None:
    lines = [f"{n}、条目" for n in range(count)]
    assert len(entries("目录", *(f"甲{x}" for x in lines), "甲0、条目")) <= 121
