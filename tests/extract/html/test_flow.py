"""Lines and paragraphs as a browser shows them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from extract.html.flow import broken_lines, cell_text, collapsed, paragraphs
from tests.extract.html.shown import BODY, page, words


def root(body: str) -> html.HtmlElement:
    return html.fromstring(f"<body>{body}</body>")


def test_line_breaks_end_paragraphs_where_the_next_is_set_in(tmp_path: Path) -> None:
    text = (
        "　　一、收入情况<br>　　收入总计1.00万元，<br/>\n　　二、支出情况<br>&nbsp;&nbsp;支出总计2.00万元。"
    )
    assert words(page(tmp_path, f"<p>{text}</p>" + BODY))[:4] == [
        "一、收入情况",
        "收入总计1.00万元，",
        "二、支出情况",
        "支出总计2.00万元。",
    ]


def test_soft_breaks_of_the_source_leave_no_gap_but_between_numbers(tmp_path: Path) -> None:
    said = words(page(tmp_path, "<p>一般公\n  共预算</p><p>12\n34</p>" + BODY))
    assert said[:2] == ["一般公共预算", "12 34"]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("一般\n  公共", "一般公共"),
        ("12\n34", "12 34"),
        (" 甲 ", "甲"),
        ("a\u200bb", "ab"),
        ("甲 乙", "甲 乙"),
        ('HYPERLINK \\l "_Toc1" 概况 PAGEREF _Toc1 \\h 3', " 概况  3"),
        (" \n ", ""),
    ],
)
def test_white_space_as_a_browser_shows_it(source: str, shown: str) -> None:
    assert collapsed(source) == shown


@given(
    st.lists(st.sampled_from(["甲", "乙", "丙"]), min_size=1, max_size=4), st.sampled_from(["p", "div", "li"])
)
def test_each_block_is_one_and_inline_marks_are_none(texts: list[str], tag: str) -> None:
    page = "".join(f"<{tag}>{t[:1]}<b>{t}</b><span>{t}</span></{tag}>" for t in texts)
    assert list(broken_lines(root(page))) == [[t * 3] for t in texts]


def test_elements_kept_apart_stand_between_the_words_around_them() -> None:
    page = root("<div>前<table><tr><td>1</td></tr></table>后</div>")
    (table,) = page.iter("table")
    assert list(broken_lines(page, [table])) == [["前"], table, ["后"]]
    assert cell_text(page, [table]) == "前\n后" and cell_text(page, []) == "前\n1\n后"


def test_a_line_that_is_set_in_begins_a_paragraph() -> None:
    assert list(paragraphs(["财" * 30, "政" * 30, "\u3000\u3000收" + "入" * 30])) == [
        "财" * 30 + "政" * 30,
        "收" + "入" * 30,
    ]
