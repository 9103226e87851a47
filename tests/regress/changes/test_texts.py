"""What a text says is told whatever stands beside it and however its year is written."""

from __future__ import annotations

from dataclasses import replace

import pytest
import regex

from extract.model import Document, Paragraph, Text
from regress.changes.texts import bare, says, text_of
from tests.written import table


def document(*lines: str) -> Document:
    return Document("a.txt", "0" * 64, "txt", (), tuple(Paragraph(n, Text(x)) for n, x in enumerate(lines)))


@pytest.mark.parametrize(
    ("wording", "left"),
    [
        ("^甲(?=乙)", "甲"),
        ("(?<!稳|保)增长$", "增长"),
        ("(?<=费|用)(支出)?$", "(支出)?"),
        (r"[^甲$]\^(?!乙(丙|[)]))丁", r"[^甲$]\^丁"),
        (r"甲\b乙\d", r"甲乙\d"),
        ("(?P<a>甲)(?:乙|^丙)", "(?P<a>甲)(?:乙|丙)"),
        ("乙{units.ending}甲{2}$", "乙.*?甲{2}"),
        ("{units.ending}甲{2}$", "甲{2}"),
        ("^(?P<a>.*?)[:：]?(?P<b>≥.+)$", "[:：]?(?P<b>≥.+)"),
        ("^[^，,]*收到", "收到"),
        ("^(?P<a>.+)乙(?P=a)", "(?P<a>.+)乙(?P=a)"),
    ],
)
def test_a_pattern_alone(wording: str, left: str) -> None:
    assert bare(wording) == left
    regex.compile(left)


@pytest.mark.parametrize(
    ("wording", "said"),
    [
        ("^合计$", True),
        ("较上年增加", True),
        ("收入合计增长", True),
        ("增长(?=2|3)", True),
        ("合计{digits}万元", True),
        ("{narrative.rise}$", True),
        ("{narrative.rise}[万亿]元", False),
        ("决算数", False),
    ],
)
def test_what_is_said(wording: str, said: bool) -> None:
    text = text_of([document("本年支出合计3万元，较2022年度增加", "收入2023年合计", "增长5%")])
    assert says(text, [wording]) == said
    assert says(text, ["无此词", wording]) == said and not says(text, [])


def test_a_cell_is_told_as_it_is_printed_where_folding_drops_a_mark() -> None:
    held = document("单位：个")
    text = text_of([replace(held, blocks=(*held.blocks, table(1, [["①养护堤岸", "３公里"]])))])
    assert says(text, ["^[①-⑳]"]) and says(text, ["养护"]) and not says(text, ["３"])
