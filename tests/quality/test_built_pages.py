"""What makes a table hard to read, as our own writers draw and pack it: each document gives the exact rows that it shows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.colors import Color, white
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.extract.docx.written import cell, document, packed, paragraph, run
from tests.extract.page.drawn import FONT
from tests.quality.shown import END, HEADER, NAME, ROWS, TITLE, UNIT, WANTED, facts, funds, html_table

WIDTH, HEIGHT = 595.0, 842.0
TOP, ROW = 690.0, 30.0
LEFTS = (60.0, 140.0, 280.0, 350.0, 420.0, 490.0)
"""The upper edge of the table, the height of its rows and its columns' borders (pt)."""
PALE = Color(0.8, 0.8, 0.8)


def say(canvas: Canvas, x: float, y: float, text: str, size: float = 10) -> None:
    canvas.setFont("Song", size)
    canvas.drawString(x, y, text)


def frame(canvas: Canvas) -> None:
    """The lines around the table, and its rules."""
    say(canvas, 180, 780, NAME, 16)
    say(canvas, 200, 730, TITLE, 14)
    say(canvas, 430, 705, UNIT)
    say(canvas, 60, TOP - ROW * (len(ROWS) + 1) - 30, END)
    canvas.grid(LEFTS, [TOP - ROW * n for n in range(len(ROWS) + 2)])


def numbers(canvas: Canvas, but: str = "") -> None:
    """The texts of the cells, all but one."""
    for r, row in enumerate((HEADER, *ROWS)):
        for x, text in zip(LEFTS, row, strict=False):
            if text != but:
                say(canvas, x + 5, TOP - ROW * r - 20, text)


def table(canvas: Canvas) -> None:
    frame(canvas)
    numbers(canvas)


def slanted(canvas: Canvas) -> None:
    table(canvas)
    canvas.setFillColor(PALE)
    canvas.translate(80, 560)
    canvas.rotate(25)
    say(canvas, 0, 0, "内部资料 2023", 48)


def level(canvas: Canvas) -> None:
    table(canvas)
    canvas.setFillColor(PALE)
    for n in range(len(ROWS) + 1):
        say(canvas, 150, TOP - ROW * n - 22, "仅供公开使用 2023")


def sideways(canvas: Canvas) -> None:
    canvas.setPageSize((HEIGHT, WIDTH))
    canvas.translate(0, WIDTH)
    canvas.rotate(-90)
    table(canvas)


def fields(canvas: Canvas) -> None:
    frame(canvas)
    for r, row in enumerate((HEADER, *ROWS)):
        for c, text in enumerate(row):
            x, y = LEFTS[c] + 5, TOP - ROW * r - 22
            if r and c > 1:
                canvas.acroForm.textfield(
                    value=text, x=x, y=y, width=55, height=15, fontSize=9, borderWidth=0
                )
            else:
                say(canvas, x, y + 2, text)


def remark(canvas: Canvas) -> None:
    """The last amount is a remark over its blank cell."""
    frame(canvas)
    numbers(canvas, but=ROWS[-1][-1])
    x, y = LEFTS[-2] + 5, TOP - ROW * len(ROWS) - 24
    canvas.freeTextAnnotation(ROWS[-1][-1], DA="/Helv 9 Tf", Rect=[x, y, x + 60, y + 16])


def unseen(canvas: Canvas) -> None:
    """White, without ink, and clipped."""
    table(canvas)
    for n, mode in enumerate((0, 3, 7)):
        text = canvas.beginText(60, 400 - 30 * n)
        text.setFont("Song", 10)
        text.setFillColor(white)
        text.setTextRenderMode(mode)
        text.textLine("基本支出为99.00万元。")
        canvas.drawText(text)
    canvas.setFillColorRGB(0, 0, 0)
    path = canvas.beginPath()
    path.rect(60, 100, 30, 5)
    canvas.clipPath(path, stroke=0)
    say(canvas, 300, 300, "基本支出为99.00万元。")


def boxed(canvas: Canvas) -> None:
    """The table and its title within a box of two cells."""
    table(canvas)
    canvas.grid((50, 545), (500, 700, 750))


PAGES: list[Callable[[Canvas], None]] = [slanted, level, sideways, fields, remark, unseen, boxed]


@pytest.mark.parametrize("draw", PAGES, ids=lambda d: d.__name__)
def test_pages_drawn(draw: Callable[[Canvas], None], tmp_path: Path) -> None:
    pdfmetrics.registerFont(TTFont("Song", FONT))
    path = tmp_path / "page.pdf"
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    draw(canvas)
    canvas.showPage()
    canvas.save()
    check(path)


def check(path: Path) -> None:
    found = funds(path)
    assert facts(found) == WANTED and len(found) == len(WANTED)


BREAK, TAB = "</w:t><w:br/><w:t>", "</w:t><w:tab/><w:t>"
ABOVE = paragraph(NAME) + paragraph(TITLE) + paragraph(UNIT)
GONE = "".join(run("99.00", mark) for mark in ("<w:vanish/>", "<w:strike/>", "<w:dstrike/>"))
DELETED = '<w:trPr><w:del w:id="7" w:author="x"/></w:trPr>'


def rows(*lines: list[str], mark: str = "") -> str:
    held = ("".join(cell(t if t.startswith("<w:p>") else paragraph(t)) for t in line) for line in lines)
    return "".join(f"<w:tr>{mark}{line}</w:tr>" for line in held)


def xml_table(*more: str) -> str:
    return f"<w:tbl>{''.join(more)}</w:tbl>"


PLAIN = xml_table(rows(HEADER, *ROWS))
MARKED = rows(HEADER, *([*row[:2], f"<w:p>{GONE}{run(row[2])}</w:p>", *row[3:]] for row in ROWS))
BODIES = {
    "layout cell": xml_table(f"<w:tr>{cell(paragraph(NAME), paragraph(TITLE), paragraph(UNIT), PLAIN, paragraph(''))}</w:tr>"),
    "line breaks": paragraph(BREAK.join((NAME, TITLE, UNIT))) + PLAIN,
    "tabs": ABOVE + "".join(paragraph(TAB.join(row)) for row in (HEADER, *ROWS)),
    "hidden and struck": ABOVE + f"<w:p>{GONE}</w:p>" + xml_table(MARKED),
    "rows deleted": ABOVE + xml_table(rows(HEADER, ROWS[0]), rows(["209", "作废", "9.00", "8.00", "1.00"], mark=DELETED), rows(*ROWS[1:])),
    "chunk": "",
    "strict": ABOVE + PLAIN,
}  # fmt: skip
PAGE = f"<html><meta charset=utf-8><h1>{NAME}</h1><p>{TITLE}</p><p>{UNIT}</p>{html_table((HEADER, *ROWS))}"


@pytest.mark.parametrize("name", BODIES)
def test_documents_packed(name: str, tmp_path: Path) -> None:
    path = tmp_path / "text.docx"
    data = packed("chunk.html", PAGE.encode()) if name == "chunk" else document(BODIES[name] + paragraph(END))
    path.write_bytes(strict(data) if name == "strict" else data)
    check(path)


def strict(data: bytes) -> bytes:
    """A document under the names of the strict form."""
    out = io.BytesIO()
    names = (
        b"schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"purl.oclc.org/ooxml/wordprocessingml/main",
    )
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.namelist():
            new.writestr(member, old.read(member).replace(*names))
    return out.getvalue()
