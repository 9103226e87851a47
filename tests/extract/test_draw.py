"""Boxes drawn over pages: where they are, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from extract.draw import COLOURS, MARGIN, Mark, draw_marks, draw_page
from extract.errors import ReportError
from extract.page.picture import CELL, SCALE
from extract.read import read_document

ROOT = Path(__file__).resolve().parents[1] / "fixtures"


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    """Two empty pages of 200 × 100 points."""
    new = pypdfium2.PdfDocument.new()
    for _ in range(2):
        new.new_page(200, 100)
    new.save(tmp_path / "a.pdf")
    return tmp_path / "a.pdf"


def coloured(path: Path, colour: tuple[int, int, int]) -> tuple[float, ...] | None:
    """The box in points that holds all pixels of a colour."""
    pixels = np.array(Image.open(path).convert("RGB"))
    rows, cols = np.nonzero((pixels == colour).all(axis=2))
    return (
        (cols.min() / SCALE, rows.min() / SCALE, cols.max() / SCALE, rows.max() / SCALE)
        if len(rows)
        else None
    )


def test_each_mark_is_where_it_says_in_a_colour_of_its_own(blank: Path, tmp_path: Path) -> None:
    boxes = [(50.0, 40.0, 80.0, 60.0), (100.0, 40.0, 120.0, 60.0)]
    draw_marks(blank, [Mark(1, b, "") for b in boxes], tmp_path / "x.png")
    for box, colour in zip(boxes, COLOURS, strict=False):
        wanted = (box[0] - MARGIN, box[1] - MARGIN, box[2] + MARGIN, box[3] + MARGIN)
        assert coloured(tmp_path / "x.png", colour) == pytest.approx(wanted, abs=2)


def test_the_pages_with_marks_stand_side_by_side(blank: Path, tmp_path: Path) -> None:
    marks = [Mark(2, (50, 40, 80, 60), ""), Mark(1, (50, 40, 80, 60), "")]
    draw_marks(blank, marks, tmp_path / "x.png")
    assert Image.open(tmp_path / "x.png").size == (2 * 200 * SCALE, 100 * SCALE)
    second = coloured(tmp_path / "x.png", COLOURS[1])
    assert second is not None and second[0] == pytest.approx(200 + 50 - MARGIN, abs=2)


def test_every_cell_of_a_page_is_framed(tmp_path: Path) -> None:
    pdf = ROOT / "form-national/document.pdf"
    document = read_document(pdf)
    draw_page(pdf, document, 1, tmp_path / "x.png")
    boxes = [c.bbox for c in document.tables[0].cells if c.bbox]
    found = coloured(tmp_path / "x.png", CELL)
    assert found == pytest.approx(
        (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        ),
        abs=2,
    )


def test_what_has_no_pages_is_refused(tmp_path: Path) -> None:
    docx = ROOT / "form-national/document.docx"
    with pytest.raises(ReportError, match="no pages"):
        draw_page(docx, read_document(docx), 1, tmp_path / "x.png")
    for file, marks in ((docx, [Mark(1, (0, 0, 1, 1), "")]), (ROOT / "form-national/document.pdf", [])):
        with pytest.raises(ReportError, match="no pages"):
            draw_marks(file, marks, tmp_path / "x.png")
