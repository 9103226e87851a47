"""The PDF reader: rotation, tables over page ends."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen import canvas

from extract.fold import fold
from extract.pdf.document import read_pdf

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_rotated_pages_read_as_they_are_shown(rotation: int) -> None:
    """A page whose content is turned and whose /Rotate turns it back reads like the upright one."""
    out = io.BytesIO()
    pen = canvas.Canvas(out, pagesize=(400, 300) if rotation % 180 == 0 else (300, 400))
    # The content is turned against the clock about the corner that /Rotate will make the lower left one.
    dx, dy = {0: (0, 0), 90: (300, 0), 180: (400, 300), 270: (0, 400)}[rotation]
    pen.translate(dx, dy)
    pen.rotate(rotation)
    for x in (50, 150, 250):
        pen.line(x, 100, x, 200)
    for y in (100, 150, 200):
        pen.line(50, y, 250, y)
    for text, x, y in (("a", 60, 170), ("b", 160, 170), ("c", 60, 120), ("d", 160, 120)):
        pen.drawString(x, y, text)
    pen.save()
    document = pypdfium2.PdfDocument(out.getvalue())
    document[0].set_rotation(rotation)
    turned = io.BytesIO()
    document.save(turned)
    table = read_pdf(turned.getvalue(), "x", "0").tables[0]
    assert [(c.row, c.col, c.text.chars) for c in table.cells] == [
        (0, 0, "a"),
        (0, 1, "b"),
        (1, 0, "c"),
        (1, 1, "d"),
    ]
    assert table.cells[0].bbox == pytest.approx((50, 100, 150, 150), abs=1)


@pytest.mark.parametrize("case", ["accounts-yuan", "accounts-hunan"])
def test_a_table_over_pages_is_one_table(case: str) -> None:
    """Without the header repeated (accounts-yuan) and with it (accounts-hunan)."""
    document = read_pdf((FIXTURES / case / "document.pdf").read_bytes(), "x", "0")
    assert len([t for t in document.tables if len(t.pages) > 1]) >= 3
    assert len(document.tables) == 8
    for table in document.tables:
        assert len(table.grid) == table.row_count * table.cols
        assert {c.page for c in table.cells} == set(table.pages)


def test_page_numbers_are_no_paragraphs() -> None:
    document = read_pdf((FIXTURES / "accounts-hunan/document.pdf").read_bytes(), "x", "0")
    assert not [p for p in document.paragraphs if fold(p.text.chars).strip("—-").isdigit()]


def test_an_empty_page_is_readable() -> None:
    new = pypdfium2.PdfDocument.new()
    new.new_page(100, 100)
    out = io.BytesIO()
    new.save(out)
    assert read_pdf(out.getvalue(), "x", "0").blocks == ()
