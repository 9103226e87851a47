"""A page as a picture with what the reader saw drawn over it: paragraphs in blue, table cells in red."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import ReportError
from .model import Document
from .page.picture import SCALE, frame, page_image

if TYPE_CHECKING:
    from PIL.Image import Image

PARAGRAPH = (40, 90, 220)
COLOURS = ((220, 50, 40), (40, 90, 220), (20, 140, 60), (200, 120, 0), (130, 60, 180), (0, 140, 160))
MARGIN = 3
LABEL = 11
"""Height of a label in points."""


@dataclass(frozen=True)
class Mark:
    """A box on a page, in points from its upper left corner, with what is written beside it."""

    page: int
    bbox: Sequence[float]
    label: str


def draw_marks(file: Path, marks: Sequence[Mark], image: Path) -> None:
    """Writes the pages of a PDF that have marks to `image` side by side, each mark in a colour of its own.

    Raises ReportError for sources without pages.
    """
    if file.suffix.lower() != ".pdf" or not marks:
        raise ReportError(f"{file.name} has no pages to draw: --image is for PDF")
    import pypdfium2
    from PIL import Image

    pdf = pypdfium2.PdfDocument(file)
    pages = list(dict.fromkeys(m.page for m in marks))
    pictures = [pdf[n - 1].render(scale=SCALE).to_pil().convert("RGB") for n in pages]
    pdf.close()
    for page, picture in zip(pages, pictures, strict=True):
        _mark(picture, [(n, m) for n, m in enumerate(marks) if m.page == page])
    sheet = Image.new("RGB", (sum(p.width for p in pictures), max(p.height for p in pictures)), "white")
    left = 0
    for picture in pictures:
        sheet.paste(picture, (left, 0))
        left += picture.width
    sheet.save(image, "PNG")


def _mark(picture: Image, marks: Sequence[tuple[int, Mark]]) -> None:
    from PIL import ImageDraw

    pen = ImageDraw.Draw(picture)
    for n, mark in marks:
        x0, top, x1, bottom = mark.bbox
        colour = COLOURS[n % len(COLOURS)]
        box = [v * SCALE for v in (x0 - MARGIN, top - MARGIN, x1 + MARGIN, bottom + MARGIN)]
        pen.rectangle(box, outline=colour, width=3)
        at, size = (box[0], box[1] - LABEL * SCALE), LABEL * SCALE * 0.9
        pen.rectangle(pen.textbbox(at, mark.label, font_size=size), fill="white")
        pen.text(at, mark.label, fill=colour, font_size=size)


def draw_page(file: Path, document: Document, page: int, image: Path) -> None:
    """Writes page `page` of a PDF to `image`. Raises ReportError for sources without pages."""
    if document.file_format != "pdf":
        raise ReportError(f"{file.name} has no pages to draw: --image is for PDF")
    cells = [c.bbox for t in document.tables for c in t.cells if c.page == page and c.bbox]
    picture = page_image(file, page, cells)
    around = [_around(boxes) for p in document.paragraphs if (boxes := p.text.boxes(page))]
    frame(picture, around, SCALE, PARAGRAPH)
    picture.save(image, "PNG")


def _around(boxes: Sequence[Sequence[float]]) -> tuple[float, float, float, float]:
    """The box round boxes, with some room."""
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0) - 2, min(top) - 2, max(x1) + 2, max(bottom) + 2
