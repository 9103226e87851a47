"""A PDF page → glyphs and rules, as the page is shown."""

from __future__ import annotations

import numpy as np
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.page.arrays import RawPage
from extract.page.pdfium import read_page
from tests.extract.page.drawn import page, raw, table


def test_what_stands_in_the_fields_of_a_form_is_read() -> None:
    def field(canvas: Canvas) -> None:
        canvas.acroForm.textfield(
            value="98.50", x=110, y=400, width=80, height=16, fontSize=10, borderWidth=0
        )

    found = page(table, field)
    assert any("98.50" in p.text.chars for p in found.paragraphs)


def said(found: RawPage) -> str:
    return "".join(map(chr, found.glyphs.codes.tolist()))


def text(canvas: Canvas) -> None:
    canvas.setFont("Song", 10)
    canvas.drawString(50, 150, "收 入\t12.50")


def test_a_character_is_where_it_was_drawn() -> None:
    found = raw(text)
    assert said(found) == "收入12.50" and (found.width, found.height, found.number) == (300, 200, 1)
    assert found.glyphs.size == pytest.approx(np.full(7, 10.0)) and found.glyphs.baseline == pytest.approx(
        np.full(7, 50.0)
    )
    first = found.glyphs.loose[0]
    assert first[[0, 2]] == pytest.approx([50, 60], abs=0.1) and first[1] < 50 < first[3]
    assert (found.glyphs.tight[:, :2] >= found.glyphs.loose[:, :2] - 3).all()


@pytest.mark.parametrize("scale", [0.5, 2.0])
def test_the_size_is_that_which_is_shown(scale: float) -> None:
    def scaled(canvas: Canvas) -> None:
        canvas.scale(scale, scale)
        canvas.setFont("Song", 10)
        canvas.drawString(50 / scale, 150 / scale, "收入")

    assert raw(scaled).glyphs.size == pytest.approx([10 * scale] * 2, rel=0.01)


def test_a_page_is_read_as_it_is_shown() -> None:
    """Turned by the file a quarter with the clock, its text runs down: it is turned back to be read."""
    found = raw(text, rotation=90)
    assert said(found) == "收入12.50" and found.turn == 3 and found.shown == (200, 300)
    assert found.glyphs.baseline == pytest.approx(np.full(7, 50.0))


def test_characters_beyond_sixteen_bits() -> None:
    def rare(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(50, 150, "ab")

    assert said(raw(rare)) == "ab" and len(raw().glyphs) == 0


def test_a_page_that_is_not_there() -> None:
    new = pypdfium2.PdfDocument.new()
    new.new_page(10, 10)
    assert read_page(new.raw, 2) is None
