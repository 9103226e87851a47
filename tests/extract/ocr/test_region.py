"""What was read from a straightened picture is put back where it stands on the page as shown."""

from __future__ import annotations

from math import cos, radians, sin

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extract.model import GLYPH, Cell, Paragraph, Table, Text
from extract.ocr.region import Region, with_places

FRAME = (0.0, 0.0, 600.0, 800.0)


def turn(angle: float) -> tuple[float, float, float, float, float, float]:
    """About the middle of the frame, in degrees."""
    c, s = cos(radians(angle)), sin(radians(angle))
    return (c, -s, 300 - 300 * c + 400 * s, s, c, 400 - 300 * s - 400 * c)


def said(box: tuple[float, float, float, float], page: int = 2, confidence: float = 0.9) -> Text:
    glyphs = np.zeros((1, GLYPH))
    glyphs[0] = (page, *box, confidence)
    return Text("9", glyphs)


@given(st.floats(-5, 5), st.floats(20, 560), st.floats(20, 760))
def test_a_box_holds_the_turned_one(angle: float, x: float, y: float) -> None:
    box = (x, y, x + 20, y + 10)
    paragraph, table = with_places(
        [Paragraph(0, said(box)), Table(0, (Cell(0, 0, said(box), page=2, bbox=box),), 1, 1)],
        [Region(2, FRAME, turn(angle))],
    )
    assert isinstance(paragraph, Paragraph) and isinstance(table, Table)
    place = paragraph.place(0, 1)
    assert place.bbox == table.cells[0].bbox == table.cells[0].text.place(0, 1, "").bbox
    a, b, c, d, e, f = turn(angle)
    x0, top, x1, bottom = place.bbox or FRAME
    for corner_x, corner_y in ((box[0], box[1]), (box[2], box[1]), (box[0], box[3]), (box[2], box[3])):
        assert x0 - 0.01 <= a * corner_x + b * corner_y + c <= x1 + 0.01
        assert top - 0.01 <= d * corner_x + e * corner_y + f <= bottom + 0.01
    assert (x1 - x0) <= 20 + 10 * sin(radians(5)) + 0.02 and (bottom - top) <= 10 + 20 * sin(
        radians(5)
    ) + 0.02


def test_other_pages_and_text_layers_stay() -> None:
    box = (100.0, 100.0, 120.0, 110.0)
    regions = [Region(2, FRAME, turn(5))]
    assert [
        b.place(0, 1).bbox
        for b in with_places(
            [Paragraph(0, said(box, page=1)), Paragraph(1, said(box, confidence=0.0))], regions
        )
    ] == [box, box]
