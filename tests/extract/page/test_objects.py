"""What is drawn on a page → its rules, and what of it is covered by pictures."""

from __future__ import annotations

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.colors import Color, white
from reportlab.pdfgen.canvas import Canvas

from extract.page.objects import is_dark, page_objects
from tests.extract.page.drawn import Drawing, pdf, raw


def test_rules_stroked_and_filled_and_none_that_is_white() -> None:
    def drawn(canvas: Canvas) -> None:
        canvas.line(10, 190, 110, 190)
        canvas.rect(10, 99, 100, 2, stroke=0, fill=1)
        canvas.setStrokeColorRGB(1, 1, 1)
        canvas.line(10, 50, 110, 50)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(10, 20, 100, 2, stroke=0, fill=1)

    assert sorted(raw(drawn).rulings.tolist()) == [[10, 10, 110, 10], [10, 100, 110, 100]]


def test_a_form_object_is_where_it_is_put() -> None:
    def form(canvas: Canvas) -> None:
        canvas.beginForm("f")
        canvas.line(0, 0, 50, 0)
        canvas.endForm()
        canvas.translate(20, 150)
        canvas.scale(2, 2)
        canvas.doForm("f")

    assert raw(form).rulings == pytest.approx(np.array([[20, 50, 120, 50]]))


def test_a_picture_covers_its_share() -> None:
    def picture(canvas: Canvas) -> None:
        canvas.drawInlineImage(Image.new("L", (4, 4)), 0, 0, 150, 100)

    assert raw(picture).image_cover == pytest.approx(0.25) and raw().image_cover == 0


def filled(colour: Color, height: float = 30) -> Drawing:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(colour)
        canvas.rect(10, 100, 100, height, stroke=0, fill=1)

    return draw


@pytest.mark.parametrize(
    ("drawn", "dark"),
    [
        (filled(Color(0, 0, 0.5)), True),
        (filled(white), False),
        (filled(Color(0, 0, 0.5, alpha=0)), False),
        (filled(Color(0, 0, 0.5), height=1), False),
        (lambda canvas: canvas.rect(10, 100, 100, 30), False),
    ],
)
def test_an_area_is_dark_that_is_filled_in_ink(drawn: Drawing, dark: bool) -> None:
    shown = pypdfium2.PdfDocument(pdf(drawn))[0]
    assert is_dark(page_objects(shown.raw).paths) == dark


def test_paths_of_one_page_may_fill_and_stroke() -> None:
    """Each is seen by its own colours: the fill of one may be white, and the stroke of another."""

    def framed(canvas: Canvas) -> None:
        canvas.setStrokeColor(white)
        canvas.setFillColor(Color(0, 0, 0.5))
        canvas.rect(10, 100, 100, 2, stroke=1, fill=1)
        canvas.setStrokeColor(Color(0, 0, 0.5))
        canvas.setFillColor(white)
        canvas.rect(10, 20, 100, 50, stroke=1, fill=1)

    shown = pypdfium2.PdfDocument(pdf(framed))[0]
    (paths,) = page_objects(shown.raw).paths
    assert (paths.filled.tolist(), paths.stroked.tolist()) == ([True, False], [False, True])
    assert len(raw(framed).rulings) == 5
