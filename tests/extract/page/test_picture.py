"""A page's picture has the size that is asked for, and its boxes are framed where they stand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from extract.page.picture import CELL, frame, page_image

BOX = (50.0, 40.0, 80.0, 60.0)


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """Two empty pages, the second one wider."""
    new = pypdfium2.PdfDocument.new()
    new.new_page(100, 100)
    new.new_page(200, 100)
    new.save(tmp_path / "a.pdf")
    return tmp_path / "a.pdf"


def framed(picture: Image.Image, colour: tuple[int, int, int]) -> tuple[int, int, int, int] | None:
    """The box in pixels that holds all of a colour."""
    rows, cols = np.nonzero((np.array(picture) == colour).all(axis=2))
    return (cols.min(), rows.min(), cols.max(), rows.max()) if len(rows) else None


@pytest.mark.parametrize("scale", [1.0, 2.0, 3.5])
def test_a_page_is_as_large_as_is_asked(pdf: Path, scale: float) -> None:
    picture = page_image(pdf, 2, [BOX], scale)
    assert picture.size == (200 * scale, 100 * scale)
    assert framed(picture, CELL) == pytest.approx([v * scale for v in BOX], abs=2)
    assert framed(page_image(pdf, 1, (), scale), CELL) is None


def test_boxes_are_framed_in_the_colour_given() -> None:
    picture = Image.new("RGB", (100, 100), "white")
    frame(picture, [BOX], 1.0, (1, 2, 3))
    assert framed(picture, (1, 2, 3)) == pytest.approx(BOX, abs=2)
    assert picture.getpixel((65, 50)) == (255, 255, 255)
