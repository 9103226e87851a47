"""The pictures of a page: where they are shown, how fine they are, and what is rendered of a page."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from extract.ocr.pictures import COARSEST, FINEST, MOST_PIXELS, POINTS, find_pictures, render
from extract.page.pdfium import read_page


def with_picture(
    size: tuple[float, float] = (400, 300), rotation: int = 0, in_form: bool = False
) -> pypdfium2.PdfDocument:
    """A page with a picture of 200 × 100 pixels, its right half black, at (100, 50) from the lower left, 200 × 100 pt, in a form object or not."""
    pixels = np.full((100, 200), 255, np.uint8)
    pixels[:, 100:] = 0
    out = io.BytesIO()
    pen = canvas.Canvas(out, pagesize=size)
    if in_form:
        pen.beginForm("form")
        pen.drawImage(ImageReader(Image.fromarray(pixels)), 0, 0, 100, 50)
        pen.endForm()
        pen.translate(100, 50)
        pen.scale(2, 2)
        pen.doForm("form")
    else:
        pen.drawImage(ImageReader(Image.fromarray(pixels)), 100, 50, 200, 100)
    pen.save()
    document = pypdfium2.PdfDocument(out.getvalue())
    document[0].set_rotation(rotation)
    turned = io.BytesIO()
    document.save(turned)
    return pypdfium2.PdfDocument(turned.getvalue())


@pytest.mark.parametrize("in_form", [False, True])
@pytest.mark.parametrize(
    ("rotation", "box"),
    [
        (0, (100, 150, 300, 250)),
        (90, (50, 100, 150, 300)),
        (180, (100, 50, 300, 150)),
        (270, (150, 100, 250, 300)),
    ],
)
def test_a_picture_is_where_the_page_shows_it(in_form: bool, rotation: int, box: tuple[float, ...]) -> None:
    document = with_picture(rotation=rotation, in_form=in_form)
    page, raw = document[0], read_page(document.raw, 1)
    (picture,) = find_pictures(page, raw.width, raw.height)
    assert picture.box == pytest.approx(box, abs=0.01) and picture.dpi == pytest.approx(72, abs=0.1)
    grey, scale = render(page, raw, picture.box, [picture])
    assert scale == COARSEST / POINTS
    assert grey.shape == pytest.approx(((box[3] - box[1]) * scale, (box[2] - box[0]) * scale), abs=2)
    assert np.mean(grey < 128) == pytest.approx(0.5, abs=0.02)


def test_a_page_over_the_size_limit_is_scaled_down() -> None:
    document = with_picture((8000, 6000))
    grey, scale = render(document[0], read_page(document.raw, 1), (0, 0, 8000, 6000), [])
    assert scale < COARSEST / POINTS and MOST_PIXELS * 0.99 < grey.size <= MOST_PIXELS * 1.01


def test_no_page_is_rendered_finer_than_its_limit() -> None:
    document = with_picture()
    page, raw = document[0], read_page(document.raw, 1)
    (picture,) = find_pictures(page, raw.width, raw.height)
    assert render(page, raw, picture.box, [replace(picture, dpi=1200)])[1] == FINEST / POINTS
