"""What is read from a picture of a page."""

from __future__ import annotations

import numpy as np
import pytest

from extract.ocr.engine import PixelBox, ReadLine
from extract.ocr.sheet import Grey, page_rulings, read_sheet
from extract.ocr.sheet import without_dirt as _without_dirt


@pytest.mark.parametrize(
    ("read", "told"),
    [
        ("12.50.", "12.50"),
        ("28.", "28"),
        ("9.5%.", "9.5%"),
        (".财政拨款", "财政拨款"),
        ("12.50", "12.50"),
        (".10万元", ".10万元"),
        ("支出12.", "支出12."),
        ("有所改善.", "有所改善"),
        ("一、收入.", "一、收入."),
    ],
)
def test_stray_points_fall_away_and_no_digit_with_them(read: str, told: str) -> None:
    kept = _without_dirt(
        ReadLine(read, tuple(n / 10 for n in range(len(read))), tuple(n / 10 for n in range(len(read))))
    )
    assert kept.text == told and len(kept.confidences) == len(kept.middles) == len(told)
    assert kept.confidences[0] == read.index(told) / 10


class Recogniser:
    """Sees the lines that it was told of, and reads them as sure as it was told."""

    def __init__(self, boxes: list[PixelBox], sure: float = 0.9) -> None:
        self.boxes, self.sure = boxes, sure
        self.asked: list[tuple[int, int]] = []

    def find(self, grey: Grey, share: float, part: PixelBox) -> list[PixelBox]:
        assert 0 < share <= 1
        self.part = part
        return self.boxes

    def read(self, pieces: list[Grey]) -> list[ReadLine]:
        self.asked += [(p.shape[1], p.shape[0]) for p in pieces]
        return [ReadLine("9", (self.sure,), (0.5,)) for _ in pieces]


def paper(*inked: PixelBox, size: tuple[int, int] = (400, 300)) -> Grey:
    """White paper with black boxes."""
    grey = np.full(size[::-1], 255, np.uint8)
    for x0, top, x1, bottom in inked:
        grey[top:bottom, x0:x1] = 0
    return grey


WORD = (50, 100, 90, 110)
"""Ink as large as a word at two pixels a point."""


def test_a_line_is_as_wide_as_its_ink_and_what_stands_near_it() -> None:
    """The detector sees the middle of a word, and none of another far away."""
    reader = Recogniser([(60, 98, 80, 112)])
    sheet = read_sheet(paper(WORD, (300, 100, 340, 110)), 2.0, reader)
    ((box, _),) = sheet.lines
    assert box[0] <= WORD[0] and WORD[2] <= box[2] < 150


def test_lines_are_looked_for_where_there_is_ink() -> None:
    reader = Recogniser([WORD])
    read_sheet(paper(WORD, (300, 200, 340, 210)), 2.0, reader)
    assert reader.part == pytest.approx((50 - 24, 100 - 24, 340 + 24, 210 + 24), abs=1)


def test_a_line_is_cut_where_a_rule_crosses_it() -> None:
    grid = [
        (20, 60, 380, 62),
        (20, 160, 380, 162),
        (20, 60, 22, 162),
        (200, 60, 202, 162),
        (378, 60, 380, 162),
    ]
    reader = Recogniser([(45, 98, 260, 112)])
    sheet = read_sheet(paper(*grid, WORD, (220, 100, 260, 110)), 2.0, reader)
    boxes = [b for b, _ in sheet.lines]
    assert len(boxes) == 2 and boxes[0][2] <= 201 <= boxes[1][0]
    assert len(sheet.rules.across) == 2 and len(sheet.rules.down) == 3
    assert page_rulings(sheet.rules, 2.0, 5.0, 7.0)[:2] == pytest.approx(
        np.array([[15, 37.5, 195, 37.5], [15, 87.5, 195, 87.5]]), abs=1
    )


def test_lines_that_reach_into_one_another_are_parted_where_no_ink_is() -> None:
    below = (50, 116, 90, 126)
    reader = Recogniser([(50, 112, 90, 128), (50, 98, 90, 119)])
    boxes = [b for b, _ in read_sheet(paper(WORD, below), 2.0, reader).lines]
    assert len(boxes) == 2 and 110 <= boxes[0][3] == boxes[1][1] < 116


@pytest.mark.parametrize(("margin", "share"), [(6, 1.0), (3, 0.832), (1, 0.704), (0, 0.64)])
def test_a_long_line_is_narrowed_where_its_type_is_tall(margin: int, share: float) -> None:
    """It is shown as wide as if its ink filled 0.64 of its height, and its box remains as it was."""
    reader = Recogniser([(50, 100 - margin, 250, 120 + margin)])
    ((box, _),) = read_sheet(paper((54, 100, 246, 120)), 2.0, reader).lines
    assert box == (50, 100 - margin, 250, 120 + margin)
    assert reader.asked == [(pytest.approx(200 * share, abs=1), 20 + 2 * margin)]


def test_ink_in_a_cell_that_the_detector_did_not_see_is_read() -> None:
    grid = [
        (20, 60, 380, 62),
        (20, 160, 380, 162),
        (20, 60, 22, 162),
        (200, 60, 202, 162),
        (378, 60, 380, 162),
    ]
    lines = read_sheet(paper(*grid, WORD, (250, 100, 262, 116)), 2.0, Recogniser([WORD])).lines
    assert len(lines) == 2 and 245 < lines[1][0][0] < 252


def test_a_sheet_that_lies_on_its_side_is_turned() -> None:
    """What is found runs down the page: it is read after a quarter turn, and its boxes lead back."""
    tall = Recogniser([(100, 50, 110, 250)])
    sheet = read_sheet(paper((100, 50, 110, 250)), 2.0, tall)
    assert sheet.size[0] == pytest.approx(300, abs=4)
    x, y = sheet.back @ (0, 0, 1)
    assert (x, y) == pytest.approx((0, 300), abs=4)


def test_what_is_read_unsurely_is_not_given_up_for_nothing() -> None:
    """The other way up there is nothing where the lines are looked for."""
    blank = read_sheet(paper(), 2.0, Recogniser([]))
    assert blank.sureness == 1.0 and blank.lines == ()
    assert read_sheet(paper(WORD), 2.0, Recogniser([WORD], 0.4)).sureness == pytest.approx(0.4)
