"""Pages as tests draw them, and the cells that are read of their table."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extract.model import Document
from extract.page.arrays import RawPage
from extract.page.pdfium import read_page
from extract.pdf.document import read_pdf

FONT = Path(__file__).resolve().parents[2] / "fixtures/fonts/song.ttf"


WIDTH, HEIGHT = 595.0, 842.0


ROWS = [
    ["项目", "预算数", "决算数"],
    ["办公费", "12.00", "11.50"],
    ["差旅费", "34.00", "33.25"],
    ["合计", "46.00", "44.75"],
]


Drawing = Callable[[Canvas], None]


def pdf(*drawings: Drawing, size: tuple[float, float] = (WIDTH, HEIGHT)) -> bytes:
    """A PDF of one page with these drawings."""
    pdfmetrics.registerFont(TTFont("Song", FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    for draw in drawings:
        canvas.saveState()
        draw(canvas)
        canvas.restoreState()
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def page(*drawings: Drawing, size: tuple[float, float] = (WIDTH, HEIGHT)) -> Document:
    return read_pdf(pdf(*drawings, size=size), "x.pdf", "0")


def raw(*drawings: Drawing, rotation: int = 0) -> RawPage:
    """The page of these drawings, 300 pt wide and 200 pt high, as it is read."""
    document = pypdfium2.PdfDocument(pdf(*drawings, size=(300, 200)))
    document[0].set_rotation(rotation)
    found = read_page(document.raw, 1)
    assert found is not None
    return found


def table(canvas: Canvas) -> None:
    """A ruled table, 100 pt a column and 30 pt a row, its upper left corner at (100, 700)."""
    canvas.setFont("Song", 10)
    canvas.grid([100, 200, 300, 400], [700 - 30 * r for r in range(len(ROWS) + 1)])
    for r, row in enumerate(ROWS):
        for c, text in enumerate(row):
            canvas.drawString(110 + 100 * c, 680 - 30 * r, text)


def cells(document: Document) -> list[list[str]]:
    (found,) = document.tables
    return [[c.text.chars for c in found.row_cells(r)] for r in range(found.row_count)]
