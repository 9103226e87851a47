"""Headings by the numbers before them, and what stands between the two halves of a torn line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.numbered import glue, is_heading

NUMBERS = ["第一部分 ", "三、", "十二、", "（一）", "(12)", "1.", "3、", "附件2"]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_short_numbered_line_is_a_heading_until_it_ends_like_a_sentence(number: str) -> None:
    assert is_heading(f"{number}收入决算情况说明")
    assert is_heading(number + "情" * (59 - len(number.replace(" ", ""))))
    assert not is_heading(number + "情" * 60)
    assert not any(is_heading(f"{number}收入决算{sign}") for sign in "。；;，,")


@pytest.mark.parametrize("text", ["收入决算情况", "1.5万元", "2023年度决算", "", "共三、四项", "一是增加"])
def test_what_bears_no_number_is_none(text: str) -> None:
    assert not is_heading(text)


@given(st.text("aZé1 万。ａ", max_size=4), st.text("aZé1 万。ａ", max_size=4))
def test_only_two_latin_words_are_kept_apart(a: str, b: str) -> None:
    def latin(c: str) -> bool:
        return ("a" <= c.lower() <= "z") and len(c) == 1 and ord(c) < 128

    assert glue(a, b) == (" " if a and b and latin(a[-1]) and latin(b[0]) else "")


def test_torn_numbers_and_units_are_whole_again() -> None:
    assert ["1,2" + glue("1,2", "34") + "34", "万" + glue("万", "元") + "元", "a" + glue("a", "b") + "b"] == [
        "1,234",
        "万元",
        "a b",
    ]
