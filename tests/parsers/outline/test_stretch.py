"""Paragraphs that a page broke within a sentence are one; every number in them keeps its own place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fold import fold
from extract.model import Paragraph, Text
from parsers.outline.sections import Placed
from parsers.outline.stretch import stretches

OPEN = "本年支出合计1,234.50万元，比上年增"


def placed(*texts: str, **more: object) -> list[Placed]:
    return [
        Placed(Paragraph(n, Text(t)), fold(t), "narrative", None, ("三、支出",), **more)
        for n, t in enumerate(texts)
    ]  # type: ignore[arg-type]


def parts(held: list[Placed]) -> list[int]:
    return [len(s.parts) for s in stretches(held)]


@given(st.lists(st.text("支出１.5 ，。①", min_size=1, max_size=30), min_size=1, max_size=5))
def test_every_paragraph_is_in_one_stretch_and_every_character_at_its_place(texts: list[str]) -> None:
    held = placed(*texts)
    found = list(stretches(held))
    assert [p for s in found for p in s.parts] == held
    for s in found:
        assert s.folded.replace("٬", ",") == "".join(p.folded for p in s.parts)
        for at in range(len(s.folded)):
            place = s.place(at, at + 1, at + 1)
            assert fold(place.raw) and s.folded[at] in fold(place.raw).replace(",", ",٬")


def test_a_sentence_that_goes_on() -> None:
    (found,) = stretches(placed(OPEN, "加12.00万元。"))
    at = found.folded.index("12.00")
    place = found.place(at, at + 5, at + 7)
    assert (place.locator, place.raw) == ("p1@1-6", "12.00万元") and found.placed.paragraph.index == 0
    assert found.folded.startswith("本年支出合计1٬234.50万元")


def test_a_number_that_a_page_end_cuts_keeps_what_is_on_its_page() -> None:
    (found,) = stretches(placed(OPEN + "加12.", "00万元。"))
    at = found.folded.index("12.00")
    assert found.place(at, at + 5, at + 7).raw == "12."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (OPEN + "加。", "其中"),
        ("短句", "其中"),
        (OPEN, "二、收入"),
        (OPEN, "（一）收入"),
        (OPEN, "1.收入"),
        ("青禾市水务局2023年度部门决算情况说明", "其中"),
    ],
)
def test_what_ends_and_what_begins_anew(first: str, second: str) -> None:
    assert parts(placed(first, second)) == [1, 1]


def test_headings_other_sections_and_gaps_part() -> None:
    first, second = placed(OPEN, "加12.00万元。")
    assert parts([first, second]) == [2]
    for other in (
        replace(second, heading=True),
        replace(second, path=("四、收入",)),
        replace(second, part="annex"),
        replace(second, project="绿化"),
        replace(second, paragraph=Paragraph(2, second.paragraph.text)),
    ):
        assert parts([first, other]) == [1, 1]


def test_sentences_are_counted_from_the_beginning() -> None:
    (found,) = stretches(placed("收入1.00万元。支出2.00万元。结余3.00万元。"))
    assert [found.sentence(found.folded.index(n)) for n in ("1.00", "2.00", "3.00")] == [0, 1, 2]
