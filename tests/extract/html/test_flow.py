"""Lines and paragraphs as a browser shows them."""

from __future__ import annotations

from pathlib import Path

from tests.extract.html.shown import BODY, page, words


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
