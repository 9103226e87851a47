"""A page of a PDF as a picture, boxes framed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE = 2.0
"""Pixels a point."""
CELL = (220, 50, 40)


def page_image(file: Path, page: int, boxes: Iterable[Sequence[float]], scale: float = SCALE) -> Image:
    """Page `page` (from 1) of a PDF as a picture of `scale` pixels a point, the boxes (points) framed."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(file)
    picture: Image = pdf[page - 1].render(scale=scale).to_pil().convert("RGB")
    pdf.close()
    frame(picture, boxes, scale, CELL)
    return picture


def frame(
    picture: Image, boxes: Iterable[Sequence[float]], scale: float, colour: tuple[int, int, int]
) -> None:
    """Draws boxes (points) into a picture of `scale` pixels a point."""
    from PIL import ImageDraw

    pen = ImageDraw.Draw(picture)
    for box in boxes:
        pen.rectangle([v * scale for v in box], outline=colour, width=2)
