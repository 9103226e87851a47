"""What makes a table hard to read, as Chromium prints it: each page gives the exact rows that it shows."""

from __future__ import annotations

import ctypes
import subprocess
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from extract.model import Table
from extract.read import read_document
from normalize.schema import Fund
from tests.quality.shown import (
    CAPTION,
    CHROMIUM,
    END,
    HEADER,
    ROWS,
    TABLE,
    WANTED,
    facts,
    funds,
    html_page,
    html_table,
)

SHOWN = CAPTION + TABLE
BOX = "<table border=1 cellpadding=12><tr><td>{}</td></tr><tr><td>{}</td></tr></table>"
PALE = "position:absolute;color:rgb(200,200,200)"
BLANK = html_table((HEADER, [*ROWS[0][:4], ""], *ROWS[1:]))
"""The table without its first 项目支出: a remark says it."""
FIELDS = html_table(
    (HEADER, *([*row[:2], *(f"<input size=8 value='{c}'>" for c in row[2:])] for row in ROWS))
)
MORE = [ROWS[1], ["212", "城乡社区和住房支出", "0.00", "0.00", "0.00"]]
"""The rows of the second two of four pages."""
PAGES = {
    "slanted watermark": SHOWN + f"<div style='{PALE};top:200px;left:60px;font-size:52px;transform:rotate(-25deg)'>内部资料 2023</div>",
    "level watermark": SHOWN + "".join(
        f"<div style='{PALE};top:{y}px;left:90px'>仅供公开使用 2023</div>" for y in (150, 190, 230)
    ),
    "turned text": f"<div style='transform:rotate(90deg);transform-origin:300px 300px;width:600px'>{SHOWN}</div>",
    "hidden text": "<p style='color:white'>支出预算为99.00万元。</p>" + SHOWN + "<p style='opacity:0'>99.00</p>",
    "layout box": BOX.format(CAPTION, TABLE),
    "fields": CAPTION + FIELDS,
    "remark": CAPTION + BLANK,
    "remark with an appearance": CAPTION + BLANK,
    "left half": CAPTION + html_table(row[:4] for row in (HEADER, *ROWS)),
    "right half": html_table(row[4:] for row in (HEADER, *ROWS)),
    "left half, heads again": CAPTION + html_table(row[:4] for row in (HEADER, *ROWS)),
    "right half with its heads": html_table([*row[:2], *row[4:]] for row in (HEADER, *ROWS)),
    "left half, across": CAPTION + html_table(row[:4] for row in (HEADER, ROWS[0], ROWS[2])),
    "right half, across": html_table(row[4:] for row in (HEADER, ROWS[0], ROWS[2])),
    "left half, down": html_table(row[:4] for row in (HEADER, *MORE)),
    "right half, down": html_table(row[4:] for row in (HEADER, *MORE)),
}  # fmt: skip
WHOLE = [name for name in PAGES if "half" not in name]
HALVES = [name for name in PAGES if name.startswith("left half")]
OPEN = [*HALVES, "right half, across"]
"""Pages that the next one goes on with."""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[Fund]:
    """The rows of the pages as Chromium prints them, all in one file."""
    if CHROMIUM is None:
        pytest.skip("chromium is not there")
    folder = tmp_path_factory.mktemp("chromium")
    source, target = folder / "pages.html", folder / "pages.pdf"
    sheet = "<div style='position:relative;height:850px;break-after:page'>{}<p style='position:absolute;bottom:0'>{}</p></div>"
    source.write_text(
        html_page("".join(sheet.format(body, "" if name in OPEN else END) for name, body in PAGES.items()))
    )
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-first-run",
    ]
    subprocess.run(
        [CHROMIUM, *options, "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    remark(target, folder / "remarked.pdf")
    return funds(folder / "remarked.pdf")


def remark(source: Path, target: Path) -> None:
    """Has PDFium write the amount that is blank as a remark, in two ways."""
    document = pypdfium2.PdfDocument(source)
    for table in read_document(source).tables:
        name = list(PAGES)[table.pages[0] - 1]
        if name.startswith("remark"):
            write_remark(document, table.pages[0], table, drawn="appearance" in name)
    document.save(target)


def write_remark(document: pypdfium2.PdfDocument, number: int, table: Table, drawn: bool) -> None:
    """The remark over the table's blank cell; `drawn`: with an appearance of its own."""
    box = table.grid[1, 4].bbox
    assert box is not None
    page = pdfium.FPDF_LoadPage(document, number - 1)
    height = pdfium.FPDF_GetPageHeightF(page)
    annotation = pdfium.FPDFPage_CreateAnnot(page, pdfium.FPDF_ANNOT_FREETEXT)
    x0, top, x1, bottom = box
    pdfium.FPDFAnnot_SetRect(
        annotation, pdfium.FS_RECTF(x0 + 2, height - top - 2, x1 - 2, height - bottom + 2)
    )
    if drawn:
        shown = f"BT /Helv 9 Tf {x0 + 4} {height - bottom + 6} Td ({ROWS[0][4]}) Tj ET"
        assert pdfium.FPDFAnnot_SetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, wide(shown))
    else:
        pdfium.FPDFAnnot_SetStringValue(annotation, b"DA", wide("/Helv 9 Tf"))
        pdfium.FPDFAnnot_SetStringValue(annotation, b"Contents", wide(ROWS[0][4]))
    pdfium.FPDFPage_CloseAnnot(annotation)
    pdfium.FPDF_ClosePage(page)


def wide(text: str) -> object:
    """A string as PDFium takes it: UTF-16 with a zero behind."""
    held = ctypes.create_string_buffer(text.encode("utf-16-le") + b"\0\0")
    return ctypes.cast(held, ctypes.POINTER(pdfium.FPDF_WCHAR))


@pytest.mark.parametrize("name", WHOLE)
def test_pages_printed_by_chromium(name: str, printed: list[Fund]) -> None:
    found = [f for f in printed if f.page == 1 + list(PAGES).index(name)]
    assert facts(found) == WANTED and len(found) == len(WANTED)


def test_parts_across_then_down_printed_by_chromium(printed: list[Fund]) -> None:
    first = 1 + list(PAGES).index("left half, across")
    found = [f for f in printed if f.page in range(first, first + 4)]
    more = {(MORE[-1][1], label, Decimal(0), "万元", "general_expenditure") for label in HEADER[2:]}
    assert facts(found) == WANTED | more and len(found) == len(WANTED) + 3


@pytest.mark.parametrize("name", HALVES[:2])
def test_halves_printed_by_chromium(name: str, printed: list[Fund]) -> None:
    first = 1 + list(PAGES).index(name)
    found = [f for f in printed if f.page in (first, first + 1)]
    assert facts(found) == WANTED and len(found) == len(WANTED)
