"""The drawing processes: a hostile file ends one, not the server; excerpts mark the place."""

from __future__ import annotations

import io
import signal
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from PIL import Image

import juesuan
from extract.errors import ReportError
from extract.model import Cell, Document, Paragraph, Table, Text
from review.places import worker
from review.places.excerpt import excerpt
from review.places.fonts import missing_font
from review.places.worker import Drawing
from tests.review.conftest import SPOILED

PDF = SPOILED / "document.pdf"


@pytest.fixture(scope="module")
def drawing() -> Iterator[Drawing]:
    made = Drawing(1)
    yield made
    made.end()


def test_a_page_is_as_large_as_it_says(drawing: Drawing) -> None:
    sizes, _ = drawing.ask({"op": "sizes", "file": str(PDF), "pages": [1]})
    width, height = sizes["sizes"]["1"]
    _, held = drawing.ask({"op": "page", "file": str(PDF), "page": 1, "dpi": 144})
    picture = Image.open(io.BytesIO(held))
    assert abs(picture.width - 2 * width) <= 1 and abs(picture.height - 2 * height) <= 1


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"no pdf"])
def test_what_cannot_be_drawn_is_told(drawing: Drawing, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.pdf").write_bytes(content)
    with pytest.raises(ReportError, match="打不开"):
        drawing.ask({"op": "page", "file": str(tmp_path / "bad.pdf"), "page": 1, "dpi": 110})
    with pytest.raises(ReportError, match="没有第 999 页"):
        drawing.ask({"op": "page", "file": str(PDF), "page": 999, "dpi": 110})


def test_a_process_that_dies_is_replaced(drawing: Drawing) -> None:
    task = {"op": "sizes", "file": str(PDF), "pages": [1]}
    drawing.ask(task)
    process = drawing._all[0]._process
    assert process is not None
    process.send_signal(signal.SIGKILL)
    process.wait()
    with pytest.raises(ReportError, match="画不出来"):
        drawing.ask(task)
    assert drawing.ask(task)[0]["sizes"]


def test_a_process_outlives_the_thread_that_asked_first() -> None:
    made, task = Drawing(1), {"op": "sizes", "file": str(PDF), "pages": [1]}
    try:
        for _ in range(2):
            asking = Thread(target=made.ask, args=[task])
            asking.start()
            asking.join()
        process = made._all[0]._process
        assert process is not None and process.poll() is None
        assert made.ask(task)[0]["sizes"] and made._all[0]._process is process
    finally:
        made.end()


def test_a_process_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "SECONDS", 3.0)
    made = Drawing(1)
    try:
        made.ask({"op": "sizes", "file": str(PDF), "pages": [1]})
        process = made._all[0]._process
        assert process is not None
        process.send_signal(signal.SIGSTOP)
        with pytest.raises(ReportError, match="超时"):
            made.ask({"op": "sizes", "file": str(PDF), "pages": [1]})
        assert process.poll() is not None
    finally:
        made.end()


def test_a_server_without_chinese_fonts_says_so(tmp_path: Path) -> None:
    assert "fonts-wqy-zenhei" in (missing_font([str(tmp_path)]) or "")
    (tmp_path / "wqy-zenhei.ttc").touch()
    assert missing_font([str(tmp_path)]) is None


def table(rows: int, cols: int) -> Document:
    cells = [Cell(r, c, Text(f"{r},{c}")) for r in range(1, rows) for c in range(cols)]
    held = Table(3, (Cell(0, 0, Text("head"), 1, cols), *cells), rows, cols, "表", "单位：万元")
    return Document("a.docx", "0" * 64, "docx", (), (Paragraph(0, Text("共计12万元整")), held))


@pytest.mark.parametrize(
    ("rows", "cols", "at"), [(4, 3, (2, 1)), (60, 3, (50, 2)), (60, 40, (30, 20)), (5, 40, (4, 39))]
)
def test_an_excerpt_marks_one_cell_and_keeps_the_head(rows: int, cols: int, at: tuple[int, int]) -> None:
    found = excerpt(table(rows, cols), f"t3r{at[0]}c{at[1]}")
    assert found is not None
    marked = [c.text for line in found.grid for c in line if c.marked]
    assert marked == [f"{at[0]},{at[1]}"] and found.grid[0][0].text == "head"
    widths = {sum(c.cols for c in line) for line in found.grid}
    assert len(widths) == 1 and widths.pop() <= 12 and len(found.grid) <= 12


def test_a_paragraph_is_split_at_the_place() -> None:
    found = excerpt(table(3, 2), "p0@2-4")
    assert found is not None and found.text == ["共计", "12", "万元整"]
    assert excerpt(table(3, 2), "p9@2-4") is None and excerpt(table(3, 2), "t9r0c0") is None


def test_a_cell_of_a_sheet_is_known_by_its_name() -> None:
    cells = [Cell(r, c, Text(f"{r},{c}"), at=f"收入!{'AB'[c]}{r + 1}") for r in range(3) for c in range(2)]
    note = Paragraph(0, Text("注：共12万元"), at="收入!A9")
    document = Document("a.xlsx", "0" * 64, "xlsx", (), (Table(0, tuple(cells), 3, 2), note))
    for locator in ("收入!B2", "收入!B2@0-1"):
        found = excerpt(document, locator)
        assert found is not None and [c.text for line in found.grid for c in line if c.marked] == ["1,1"]
    found = excerpt(document, "收入!A9@3-5")
    assert found is not None and found.text == ["注：共", "12", "万元"]


def test_every_place_of_a_dataset_is_found_again() -> None:
    document = juesuan.read(SPOILED / "document.docx")
    rows = juesuan.parse(SPOILED / "document.docx")
    for fund in rows.funds:
        found = excerpt(document, fund.locator or "")
        assert found is not None, fund.locator
        marked = [c.text for line in found.grid for c in line if c.marked] or [found.text[1]]
        assert len(marked) == 1 and (marked[0] in (fund.raw or "") or (fund.raw or "") in marked[0])
