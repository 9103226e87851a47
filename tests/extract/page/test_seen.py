"""What a PDF page shows is read, however it is drawn; what it does not show, or only as a watermark, is not."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.colors import Color, black, lightgrey, white
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extract.model import Document
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


def page(*drawings: Drawing, size: tuple[float, float] = (WIDTH, HEIGHT)) -> Document:
    pdfmetrics.registerFont(TTFont("Song", FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    for draw in drawings:
        canvas.saveState()
        draw(canvas)
        canvas.restoreState()
    canvas.showPage()
    canvas.save()
    return read_pdf(out.getvalue(), "x.pdf", "0")


def table(canvas: Canvas) -> None:
    """A ruled table, 100 pt a column and 30 pt a row, its upper left corner at (100, 700)."""
    canvas.setFont("Song", 10)
    canvas.grid([100, 200, 300, 400], [700 - 30 * r for r in range(len(ROWS) + 1)])
    for r, row in enumerate(ROWS):
        for c, text in enumerate(row):
            canvas.drawString(110 + 100 * c, 680 - 30 * r, text)


def across(canvas: Canvas) -> None:
    canvas.setFont("Song", 40)
    canvas.setFillColor(lightgrey)
    canvas.translate(120, 580)
    canvas.rotate(30)
    canvas.drawString(0, 0, "内部资料 2023")


def level(canvas: Canvas) -> None:
    canvas.setFont("Song", 30)
    canvas.setFillColor(Color(0.8, 0.8, 0.8))
    canvas.drawString(110, 640, "仅供公开 2023")


def clear(canvas: Canvas) -> None:
    canvas.setFont("Song", 30)
    canvas.setFillColor(Color(0, 0, 0, alpha=0.2))
    canvas.drawString(110, 640, "仅供公开 2023")


def small(canvas: Canvas) -> None:
    """As large as the text of the table, over its words and across its rules."""
    canvas.setFont("Song", 10)
    canvas.setFillColor(Color(0.75, 0.75, 0.75))
    for row in (1, 3):
        canvas.drawString(105, 678 - 30 * row, "内部资料不得外传 2023")


def again(canvas: Canvas) -> None:
    """Between the lines, again and again."""
    canvas.setFont("Song", 9)
    canvas.setFillColor(Color(0, 0, 0, alpha=0.15))
    for row in range(len(ROWS)):
        canvas.drawString(150, 672 - 30 * row, "仅供参考")


def written(mode: int, colour: Color = black) -> Drawing:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(100, 760)
        text.setFont("Song", 10)
        text.setTextRenderMode(mode)
        text.setFillColor(colour)
        text.textLine("支出预算为99.00万元。")
        canvas.drawText(text)

    return draw


def cells(document: Document) -> list[list[str]]:
    (found,) = document.tables
    return [[c.text.chars for c in found.row_cells(r)] for r in range(found.rows)]


@pytest.mark.parametrize("mark", [across, level, clear, small, again])
def test_a_watermark_does_not_touch_the_table_below(mark: Drawing) -> None:
    assert cells(page(table, mark)) == cells(page(mark, table)) == ROWS


def test_pale_words_that_cover_nothing_are_read() -> None:
    """A note in grey is no watermark."""

    def note(canvas: Canvas) -> None:
        canvas.setFont("Song", 10)
        canvas.setFillColor(Color(0.6, 0.6, 0.6))
        canvas.drawString(100, 740, "单位：万元")

    assert [p.text.chars for p in page(table, note).paragraphs] == ["单位：万元"]


@pytest.mark.parametrize("draw", [written(3), written(7), written(0, white)])
def test_text_that_is_not_shown_is_not_read(draw: Drawing) -> None:
    found = page(table, draw)
    assert found.paragraphs == () and cells(found) == ROWS


def test_white_text_on_a_dark_ground_is_shown() -> None:
    def ground(canvas: Canvas) -> None:
        canvas.setFillColor(Color(0, 0, 0.5))
        canvas.rect(90, 750, 200, 30, stroke=0, fill=1)

    (said,) = page(ground, written(0, white)).paragraphs
    assert said.text.chars == "支出预算为99.00万元。"


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_drawn_sideways(quarters: int) -> None:
    """The text matrix is turned, the page is not: it is read upright, and its places are those of the page as shown."""

    def turned(canvas: Canvas) -> None:
        width, height = (HEIGHT, WIDTH) if quarters % 2 else (WIDTH, HEIGHT)
        canvas.translate(*{1: (width, 0), 2: (width, height), 3: (0, height)}[quarters])
        canvas.rotate(90 * quarters)
        table(canvas)

    size = (HEIGHT, WIDTH) if quarters % 2 else (WIDTH, HEIGHT)
    found = page(turned, size=size)
    assert cells(found) == ROWS
    assert (found.pages[0].width, found.pages[0].height) == size
    x0, top, x1, bottom = 110.0, HEIGHT - 690, 130.0, HEIGHT - 678
    wanted = {
        1: (top, WIDTH - x1, bottom, WIDTH - x0),
        2: (WIDTH - x1, HEIGHT - bottom, WIDTH - x0, HEIGHT - top),
        3: (HEIGHT - bottom, x0, HEIGHT - top, x1),
    }[quarters]
    place = found.tables[0].place(found.tables[0].grid[0, 0])
    assert place.bbox == pytest.approx(wanted, abs=4)


def test_a_remark_without_an_appearance_is_read() -> None:
    """The file says what it says and in which box; a viewer sets it."""

    def remark(canvas: Canvas) -> None:
        canvas.freeTextAnnotation("51.20", Rect=(308, 594, 392, 612), DA="0 g /Helv 10 Tf")

    found = page(table_without_a_total, remark)
    assert cells(found) == [*ROWS[:3], ["合计", "46.00", "51.20"]]


def table_without_a_total(canvas: Canvas) -> None:
    """The table with its last cell blank."""
    held, ROWS[-1][-1] = ROWS[-1][-1], ""
    table(canvas)
    ROWS[-1][-1] = held


def test_what_stands_in_the_fields_of_a_form_is_read() -> None:
    def field(canvas: Canvas) -> None:
        canvas.acroForm.textfield(
            value="98.50", x=110, y=400, width=80, height=16, fontSize=10, borderWidth=0
        )

    found = page(table, field)
    assert any("98.50" in p.text.chars for p in found.paragraphs)
