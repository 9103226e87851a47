"""Where a paragraph stands: what opens a section."""

from __future__ import annotations

import pytest

from extract.model import Document, Paragraph, Text
from parsers.outline.sections import outline


def placed(*paragraphs: str) -> list[tuple[str, ...]]:
    blocks = tuple(Paragraph(n, Text(words)) for n, words in enumerate(paragraphs))
    return [p.path for p in outline(Document("a.txt", "0" * 64, "txt", (), blocks))]


@pytest.mark.parametrize("number", ["1）", "（1）", "1、", "1.", "一）", "（一）", "一、"])
def test_a_number_of_any_shape_leads_a_heading(number: str) -> None:
    path = placed(f"{number}项目概述：本项目用于更新设备。")[0]
    assert path and "项目概述" in path[-1]


def test_a_line_that_says_what_did_not_change_heads_nothing() -> None:
    lines = ("（一）因公出国（境）费与上年持平。", "公务接待费2.00万元。")
    assert placed("四、“三公”经费情况", *lines)[-1] == ("四、“三公”经费情况",)
