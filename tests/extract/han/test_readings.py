"""Readings of characters in brackets behind them, and as web pages set them."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.han.readings import without_readings
from extract.read import read_document
from tests.extract.html.shown import page, words


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("一般公共預(yù)算財(cái)政收入20萬(wàn)元", "一般公共預算財政收入20萬元"),
        ("因公出国(境)费（yù）", "因公出国(境)费"),
        ("甲公司(ab)、A(lǐ)、预算(B/A)", "甲公司(ab)、A(lǐ)、预算(B/A)"),
    ],
)
def test_only_a_syllable_with_its_tone_is_a_reading(printed: str, read: str) -> None:
    assert without_readings(printed) == read


def test_web_pages_and_text_are_read_without_them(tmp_path: Path) -> None:
    line = "2023年度部門決算情況說明，一、收入支出決算總體情況：2023年度收入總計1.00萬元"
    assert words(
        page(
            tmp_path,
            "<p>2023年度部門決算情況說明，一、收入支出決算總體情況：2023年度收入總計1.00萬(wàn)元</p>",
        )
    ) == [line]
    ruby = "<p>2023年度部門決算情況說明，一、收入支出決算總體情況：2023年度收入總計1.00<ruby>萬<rp>(</rp><rt>wan4</rt><rp>)</rp></ruby>元</p>"
    assert words(page(tmp_path, ruby)) == [line]
    path = tmp_path / "page.txt"
    path.write_text(
        "2023年度部門決算情況說明，一、收入支出決算總體情況：2023年度收入總計1.00萬(wàn)元", "utf-8"
    )
    assert [p.text.chars for p in read_document(path).paragraphs] == [line]
