"""Scans of the fixture documents give the rows that the documents give, each at its place on the page as scanned."""

from __future__ import annotations

import io
from math import cos, radians, sin
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.model import Box
from extract.ocr.engine import ReadLine
from extract.ocr.scan import Scan, read_scan
from extract.page.arrays import RawPage, no_glyphs
from extract.read import read_document
from extract.settings import Ocr, OcrMode
from ingest.worker import Settings, read_rows
from normalize.schema import Rows
from regress.cases import Case, compare
from regress.rows import table_facts
from regress.stored.document_json import dump, load
from tests.conftest import rows_of
from tests.rasterise import Scanner, rasterised, with_a_page_as_picture

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
DIRT = {"grain": 8.0, "specks": 0.0002}


def scanned(folder: Path, case: str, scanner: Scanner) -> Rows:
    path = folder / f"{case}.pdf"
    path.write_bytes(rasterised(FIXTURES / case / "document.pdf", scanner))
    return read_rows(path, path.name)


def assert_as_expected(case: str, rows: Rows) -> None:
    for table in ("funds", "indicators", "scores"):
        # How sure each row is, the expectation of what is printed does not say.
        found = [{k: v for k, v in facts.items() if k != "confidence"} for facts in table_facts(rows, table)]
        assert not compare(Case(FIXTURES / case), table, found), table


def test_a_skewed_and_dirty_scan_reads_like_its_text(tmp_path: Path) -> None:
    rows = scanned(tmp_path, "form-national", Scanner(200, 1.0, **DIRT))
    assert_as_expected("form-national", rows)
    assert (rows.document.status, rows.document.ocr_pages, rows.document.warnings) == ("ok", 1, ())
    assert all(f.confidence is not None and 0 < f.confidence <= 1 for f in (*rows.funds, *rows.indicators))
    assert rows.findings == ()
    # Every number is where it was printed, once the sheet is turned as it was laid.
    printed = {(f.item, f.measure): f for f in rows_of(FIXTURES / "form-national/document.pdf").funds}
    for fund in rows.funds:
        x, y = (sum(fund.bbox[i::2]) / 2 for i in (0, 1))
        own = printed[fund.item, fund.measure].bbox
        dx, dy = (own[0] + own[2]) / 2 - 297.64, (own[1] + own[3]) / 2 - 420.94
        c, s = cos(radians(1.0)), sin(radians(1.0))
        assert (x, y) == pytest.approx((297.64 + c * dx + s * dy, 420.94 - s * dx + c * dy), abs=3), fund.raw


def test_a_sheet_laid_the_wrong_way_is_read(tmp_path: Path) -> None:
    """A quarter turn, which shows in its lines, and a half turn, which shows only once they are read."""
    assert_as_expected("form-sichuan", scanned(tmp_path, "form-sichuan", Scanner(200, turn=270)))


def test_a_table_as_a_picture_is_read_within_its_page_and_stored(tmp_path: Path) -> None:
    path = tmp_path / "mixed.pdf"
    path.write_bytes(with_a_page_as_picture(FIXTURES / "form-national/document.pdf"))
    document = read_document(path)
    assert [(p.readable, p.ocr) for p in document.pages] == [(True, True)] and not document.warnings
    said = document.paragraphs[0]
    assert "某县2024年度部门决算说明" in said.text.chars and said.place(0, 5).confidence is None
    cell = next(c for t in document.tables for c in t.cells if "抽查合格率" in c.text.chars)
    place = document.tables[0].place(cell)
    assert place.confidence is not None and place.bbox is not None
    assert cell.bbox[0] - 2 <= place.bbox[0] and place.bbox[2] <= cell.bbox[2] + 2
    again = load(dump(document))
    assert again.blocks == document.blocks and [p.ocr for p in again.pages] == [True]
    assert again.tables[0].place(cell).confidence == pytest.approx(place.confidence, abs=0.01)


def test_forced_reading_says_what_the_text_layer_says() -> None:
    path = FIXTURES / "form-sichuan/document.pdf"
    rows = read_rows(path, path.name, Settings(Ocr(OcrMode.FORCE)))
    assert_as_expected("form-sichuan", rows)
    assert rows.document.ocr_pages == 1


class Recogniser:
    """Sees one line where it was told, and reads some characters in it."""

    def __init__(self, sure: float, text: str = "1.5") -> None:
        self.sure, self.text = sure, text

    def find(
        self, grey: np.ndarray, share: float, part: tuple[int, int, int, int]
    ) -> list[tuple[int, int, int, int]]:
        rows, cols = np.nonzero(grey < 128)
        return (
            [(int(cols.min()), int(rows.min()), int(cols.max()) + 1, int(rows.max()) + 1)]
            if len(rows)
            else []
        )

    def read(self, pieces: list[np.ndarray]) -> list[ReadLine]:
        room = len(self.text) + 1
        middles = tuple((n + 1) / room for n in range(len(self.text)))
        return [ReadLine(self.text, (self.sure,) * len(self.text), middles) for _ in pieces]


def read_of_a_bar(reader: Recogniser, region: Box = (0.0, 0.0, 300.0, 400.0)) -> Scan:
    """What a recogniser makes of a black bar 60 pt long and 10 pt high, drawn at (100, 200) on a page of 300 × 400."""
    out = io.BytesIO()
    pen = Canvas(out, pagesize=(300, 400))
    pen.rect(100, 190, 60, 10, stroke=0, fill=1)
    pen.save()
    document = pypdfium2.PdfDocument(out.getvalue())
    raw = RawPage(1, 300, 400, no_glyphs(), np.zeros((0, 4)), 1.0)
    return read_scan(document[0], raw, (region,), reader)  # type: ignore[arg-type]


@pytest.mark.parametrize("region", [(0.0, 0.0, 300.0, 400.0), (50.0, 150.0, 250.0, 250.0)])
def test_letters_that_damaged_fonts_draw_are_not_what_the_page_says(region: Box) -> None:
    assert len(read_of_a_bar(Recogniser(0.9, "收入支出决算总表" * 4), region).raw.glyphs) == 32
    found = read_of_a_bar(Recogniser(0.9, "ÀÃÊÔÑÒèéîö总计" * 4 + "1884.21" * 20), region)
    assert not found.legible and not len(found.raw.glyphs)


@pytest.mark.parametrize("sure", [0.9, 0.3])
def test_what_is_read_stands_where_its_ink_is(sure: float) -> None:
    found = read_of_a_bar(Recogniser(sure))
    assert found.legible == (sure >= 0.5) and len(found.regions) == 1
    glyphs = found.raw.glyphs
    assert len(glyphs) == (3 if sure >= 0.5 else 0)
    if len(glyphs):
        assert "".join(map(chr, glyphs.codes.tolist())) == "1.5" and (glyphs.confidence == sure).all()  # type: ignore[union-attr]
        assert glyphs.tight[0, 0] == pytest.approx(100, abs=12) and glyphs.tight[-1, 2] == pytest.approx(
            160, abs=12
        )
        assert (glyphs.tight[:, 1].min(), glyphs.tight[:, 3].max()) == pytest.approx((200, 210), abs=2)
