"""pdfplumber as the reader: the same documents, and the pages that PDFium cannot open."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from extract.fold import fold
from extract.model import Document, Table
from extract.page.pdfium import read_page
from extract.page.pdfplumber import PlumberPages
from extract.pdf import pages
from extract.read import read_document
from extract.settings import Reader

PDFS = sorted(Path(__file__).resolve().parents[2].glob("fixtures/*/document.pdf"))
FORM = next(p for p in PDFS if p.parent.name == "accounts-hunan")


def said(document: Document) -> list[tuple[object, ...]]:
    """Paragraphs and cells with their spans, folded: the two readers spell spaces in their own ways."""
    out: list[tuple[object, ...]] = []
    for block in document.blocks:
        if isinstance(block, Table):
            out += [
                (block.index, c.row, c.col, c.row_span, c.col_span, c.page, fold(c.text.chars))
                for c in block.cells
            ]
        else:
            out.append((block.index, block.page, block.heading, fold(block.text.chars)))
    return out


@pytest.mark.parametrize("path", PDFS, ids=lambda p: p.parent.name)
def test_both_readers_see_the_same_document(path: Path) -> None:
    document = read_document(path, reader=Reader.PDFPLUMBER)
    assert said(document) == said(read_document(path))
    assert not document.warnings and all(p.readable for p in document.pages)


@pytest.fixture
def second_page_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    """PDFium opens every page but the second."""
    opened = pdfium.FPDF_LoadPage
    monkeypatch.setattr(
        pdfium, "FPDF_LoadPage", lambda document, index: None if index == 1 else opened(document, index)
    )


@pytest.mark.usefixtures("second_page_damaged")
def test_a_page_that_pdfium_cannot_open_is_read_by_pdfplumber(monkeypatch: pytest.MonkeyPatch) -> None:
    mended = said(read_document(FORM))
    monkeypatch.undo()
    assert mended == said(read_document(FORM))


@pytest.mark.usefixtures("second_page_damaged")
def test_a_page_that_neither_can_open_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages.PlumberPages, "read", lambda *_: None)
    document = read_document(FORM)
    assert [p.number for p in document.pages if not p.readable] == [2]
    assert any("第2页已损坏" in w for w in document.warnings)
    assert not [b for b in document.blocks if (2 in b.pages if isinstance(b, Table) else b.page == 2)]


def test_a_page_is_the_same_whoever_reads_it() -> None:
    """Characters, boxes and rules of one page, as arrays."""
    data = (Path(__file__).resolve().parents[2] / "fixtures/form-national/document.pdf").read_bytes()
    document = pypdfium2.PdfDocument(data)
    ours = read_page(document.raw, 1)
    pages = PlumberPages(data)
    theirs = pages.read(1)
    assert ours is not None and theirs is not None
    assert (theirs.width, theirs.height) == pytest.approx((ours.width, ours.height))
    assert sorted(theirs.glyphs.codes.tolist()) == sorted(ours.glyphs.codes.tolist())
    assert theirs.glyphs.baseline.mean() == pytest.approx(ours.glyphs.baseline.mean(), abs=0.5)
    assert np.sort(theirs.rulings, axis=0) == pytest.approx(np.sort(ours.rulings, axis=0), abs=0.1)
    assert pages.read(99) is None
    pages.close()


def test_what_is_no_pdf_has_no_pages() -> None:
    assert PlumberPages(b"nothing").read(1) is None
