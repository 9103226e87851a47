"""Automatic numbers of lists, as Word prints them."""

from __future__ import annotations

import pytest
from lxml import etree

from extract.docx.numbering import Numbering, han
from tests.extract.docx.written import NAMESPACE

DIGITS = dict(zip("一二三四五六七八九", range(1, 10), strict=True))


def lists(*levels: tuple[str, str, int]) -> Numbering:
    """A list of (format, text, start) by level, under the number 7."""
    held = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text, start) in enumerate(levels)
    )
    return Numbering(
        etree.fromstring(
            f'<w:numbering {NAMESPACE}><w:abstractNum w:abstractNumId="1">{held}</w:abstractNum>'
            '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
        )
    )


def labels(numbering: Numbering, *depths: int | None, number: int = 7) -> list[str]:
    """The labels of paragraphs at these depths; None is one without a number."""
    out = []
    for depth in depths:
        properties = f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        held = "" if depth is None else properties
        out.append(numbering.label(etree.fromstring(f"<w:p {NAMESPACE}>{held}</w:p>")))
    return out


CHINESE = ("chineseCounting", "%1、", 1), ("decimal", "（%1.%2）", 1)


def test_han_numbers() -> None:
    assert [han(n) for n in (1, 10, 12, 20, 35)] == ["一", "十", "十二", "二十", "三十五"]


def test_han_numbers_say_their_value() -> None:
    for n in range(1, 100):
        tens, _, ones = han(n).rpartition("十")
        assert (DIGITS.get(tens, 1) if "十" in han(n) else 0) * 10 + DIGITS.get(ones, 0) == n
    assert [han(0), han(100)] == ["0", "100"]


def test_levels_count_on_and_deeper_ones_begin_anew() -> None:
    assert labels(lists(*CHINESE), 0, 1, 1, None, 0, 1) == [
        "一、",
        "（一.1）",
        "（一.2）",
        "",
        "二、",
        "（二.1）",
    ]


def test_a_list_may_begin_anywhere() -> None:
    assert labels(lists(("decimal", "%1.", 4)), 0, 0) == ["4.", "5."]


@pytest.mark.parametrize("form", ["bullet", "none"])
def test_points_are_no_numbers(form: str) -> None:
    assert labels(lists((form, "●", 1)), 0) == [""]


def test_what_belongs_to_no_list_has_none() -> None:
    assert labels(lists(*CHINESE), 0, number=9) == [""] == labels(Numbering(None), 0)
    assert labels(lists(*CHINESE), 5) == [""]


def test_lists_count_for_themselves() -> None:
    root = (
        f"<w:numbering {NAMESPACE}>"
        + "".join(
            f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
            f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
            for n in (1, 2)
        )
        + "</w:numbering>"
    )
    both = Numbering(etree.fromstring(root))
    assert labels(both, 0, 0, number=1) + labels(both, 0, number=2) == ["1", "2", "1"]
