"""What a PDF page shows is read, however it is drawn; what it does not show, or only as a watermark, is not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.colors import Color, black, lightgrey, white
from reportlab.pdfgen.canvas import Canvas

from extract.page.seen import STRAIGHT, TextLooks, slanted
from tests.extract.page.drawn import HEIGHT, ROWS, WIDTH, Drawing, cells, page, table


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


@given(st.lists(st.tuples(st.sampled_from([0.0, 90.0, 180.0, -90.0]), st.floats(-30, 30)), max_size=12))
def test_what_leans_does_so_by_its_angle_to_either_axis(angles: list[tuple[float, float]]) -> None:
    """Where most of a page leans, it is no watermark."""
    off = [abs(lean) > STRAIGHT for _, lean in angles]
    found = slanted(np.array([axis + lean for axis, lean in angles]))
    near = any(abs(abs(lean) - STRAIGHT) < 1e-9 for _, lean in angles)
    assert near or found.tolist() == (off if sum(off) <= len(off) / 2 else [False] * len(off))


@pytest.mark.parametrize("more", [[], [across], [level], [clear], [small], [again], [written(3)]])
def test_plain_text_is_what_a_search_for_the_unseen_finds(
    more: list[Drawing], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether a page is searched follows from its looks alone, and changes nothing of what is read."""
    asked: list[bool] = []

    def are_plain(looks: TextLooks) -> bool:
        asked.append(plain(looks))
        return False

    found = page(table, *more)
    plain = TextLooks.are_plain
    monkeypatch.setattr(TextLooks, "are_plain", are_plain)
    again_read = page(table, *more)
    assert (asked, again_read) == ([not more], found)
