"""Automatic numbers of lists, as Word prints them."""

from __future__ import annotations

from extract.docx.numbering import han


def test_han_numbers() -> None:
    assert [han(n) for n in (1, 10, 12, 20, 35)] == ["一", "十", "十二", "二十", "三十五"]
