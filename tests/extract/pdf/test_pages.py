"""Which pages are read by OCR, and what is said of those that are not."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from extract.errors import ReportError
from extract.read import read_document
from extract.settings import Ocr, OcrMode
from ingest.worker import Settings, read_rows
from tests.rasterise import Scanner, rasterised, with_a_page_as_picture

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
OFF = Ocr(OcrMode.OFF)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "scan.pdf"
    path.write_bytes(rasterised(FIXTURES / "narrative-chained/document.pdf", Scanner(100)))
    return path


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name == "rapidocr" else found(name, *rest)
    )


def test_ocr_off_leaves_a_scan_partial_and_says_how_to_read_it(scan: Path) -> None:
    rows = read_rows(scan, scan.name, Settings(OFF))
    assert (rows.document.status, rows.document.ocr_pages, rows.funds) == ("partial", 0, ())
    (warning,) = rows.document.warnings
    assert "第1、2、3页" in warning and "--ocr auto" in warning
    assert {p.kind for p in rows.passages if p.page} >= {"unreadable_page"}


@pytest.mark.usefixtures("without_extra")
def test_without_the_extra_the_pages_and_the_command_are_named(scan: Path) -> None:
    rows = read_rows(scan, scan.name)
    assert rows.document.status == "partial"
    (warning,) = rows.document.warnings
    assert "第1、2、3页" in warning and "pip install '.[ocr]'" in warning


@pytest.mark.usefixtures("without_extra")
def test_forced_without_the_extra_is_refused_with_the_command(scan: Path) -> None:
    with pytest.raises(ReportError, match=r"pip install '\.\[ocr\]'"):
        read_document(scan, ocr=Ocr(OcrMode.FORCE))


def test_a_text_pdf_is_never_read_as_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    from extract.pdf import pages

    monkeypatch.setattr(pages, "find_pictures", None)
    document = read_document(FIXTURES / "form-targets/document.pdf")
    assert (
        not document.warnings
        and not any(p.ocr for p in document.pages)
        and all(p.readable for p in document.pages)
    )


def test_a_picture_within_a_text_page_is_told_from_a_page_that_is_one(tmp_path: Path) -> None:
    path = tmp_path / "mixed.pdf"
    path.write_bytes(with_a_page_as_picture(FIXTURES / "form-national/document.pdf"))
    document = read_document(path, ocr=OFF)
    assert [p.readable for p in document.pages] == [False]
    assert "第1页的图片可能含有文字" in document.warnings[0]
    assert "某县2024年度部门决算说明" in document.paragraphs[0].text.chars
