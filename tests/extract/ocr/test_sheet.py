"""What is read from a picture of a page."""

from __future__ import annotations

import pytest

from extract.ocr.engine import Reading
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
    ],
)
def test_stray_points_fall_away_and_no_digit_with_them(read: str, told: str) -> None:
    kept = _without_dirt(
        Reading(read, tuple(n / 10 for n in range(len(read))), tuple(n / 10 for n in range(len(read))))
    )
    assert kept.text == told and len(kept.confidences) == len(kept.middles) == len(told)
    assert kept.confidences[0] == read.index(told) / 10
