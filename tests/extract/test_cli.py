"""`inspect` prints what the reader saw: every block, its place, and where a number stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.cli import inspect
from extract.errors import UsageError
from extract.printed import places_of
from extract.read import read_document
from extract.settings import OcrMode, Reader

ROOT = Path(__file__).resolve().parents[1] / "fixtures"
PDF, DOCX = (ROOT / f"form-national/document.{form}" for form in ("pdf", "docx"))


def said(
    capsys: pytest.CaptureFixture[str],
    file: Path,
    page: int | None = None,
    image: Path | None = None,
    as_json: bool = False,
    number: str | None = None,
) -> str:
    inspect(file, page, image, OcrMode.OFF, Reader.PDFIUM, as_json, number)
    return capsys.readouterr().out


@pytest.mark.parametrize("file", [PDF, DOCX])
def test_every_cell_and_paragraph_is_said_once(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    document, shown = read_document(file), said(capsys, file)
    cells = [c for t in document.tables for c in t.cells]
    assert shown.count(" | ") == sum(
        len([c for c in t.row_cells(r) if c.row == r]) - 1
        for t in document.tables
        for r in range(t.row_count)
        if any(c.row == r for c in t.cells)
    )
    assert all(c.text.chars.replace("\n", "⏎") in shown for c in cells)
    assert all(p.text.chars in shown for p in document.paragraphs)


def test_json_says_the_same_as_the_document(capsys: pytest.CaptureFixture[str]) -> None:
    document, told = read_document(PDF), json.loads(said(capsys, PDF, as_json=True))
    assert (told["sha256"], len(told["pages"])) == (document.sha256, len(document.pages))
    tables = [b["cells"] for b in told["blocks"] if "table" in b]
    assert [[c["text"] for c in cells] for cells in tables] == [
        [c.text.chars for c in t.cells] for t in document.tables
    ]
    assert [b["text"] for b in told["blocks"] if "paragraph" in b] == [
        p.text.chars for p in document.paragraphs
    ]


def test_a_page_is_shown_alone_and_one_that_is_not_there_is_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    pdf = ROOT / "accounts-hunan/document.pdf"
    document = read_document(pdf)
    for page in (1, len(document.pages)):
        blocks = json.loads(said(capsys, pdf, page, as_json=True))["blocks"]
        assert blocks and all(page in b["pages"] if "table" in b else page == b["page"] for b in blocks)
    for page in (0, len(document.pages) + 1):
        with pytest.raises(UsageError, match=f"no page {page}"):
            said(capsys, pdf, page)


def test_a_number_is_named_with_its_place_and_drawn(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    document = read_document(PDF)
    cell = next(
        c for c in document.tables[0].cells if "." in c.text.chars and c.text.chars.replace(".", "").isdigit()
    )
    shown = said(capsys, PDF, image=tmp_path / "x.png", number=cell.text.chars)
    assert f"[{cell.page}] {document.tables[0].locator(cell)}  {cell.text.chars}" in shown.splitlines()
    assert (tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(UsageError, match="printed nowhere"):
        said(capsys, PDF, number="987654321.01")


def test_paragraphs_are_shown_with_their_pages_and_numbers_of_one_page_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    pdf = ROOT / "accounts-hunan/document.pdf"
    document, shown = read_document(pdf), said(capsys, pdf).splitlines()
    for p in document.paragraphs:
        mark = "#" if p.heading else " "
        assert f"p{p.index:<4}{mark} [{p.page}] {p.text.chars}" in shown
    assert all("[" not in line[:8] for line in said(capsys, DOCX).splitlines() if line.startswith("p"))
    number = "2023"
    everywhere = [p.page for p in places_of(document, number)]
    page = everywhere[-1]
    assert len(set(everywhere)) > 1 and page is not None
    lines = said(capsys, pdf, page=page, number=number).splitlines()
    assert len(lines) == everywhere.count(page) and all(line.startswith(f"[{page}] ") for line in lines)
