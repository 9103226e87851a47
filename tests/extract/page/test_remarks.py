"""Remarks that no viewer but a willing one shows."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from extract.page.arrays import Array, no_glyphs
from extract.page.remarks import INSET, LEADING, USUAL, Remark, with_remarks
from tests.extract.page.drawn import HEIGHT, ROWS, cells, page, table


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


def upright(x: Array, y: Array) -> tuple[Array, Array]:
    """A page 800 pt high."""
    return x, 800 - y


@given(st.lists(st.text("甲1a ", max_size=6), min_size=1, max_size=3), st.floats(6, 20))
def test_a_remark_is_set_line_by_line_within_its_box(lines: list[str], size: float) -> None:
    found = with_remarks(no_glyphs(), [Remark("\n".join(lines), size, 100, 700)], upright)
    assert "".join(map(chr, found.codes.tolist())) == "".join(lines).replace(" ", "")
    if not len(found):
        return
    x0, top, x1, bottom = found.tight.T
    assert (x0 >= 100 + INSET).all() and (top >= 100 + INSET - 1e-6).all()
    wide = np.array([size if chr(c) == "甲" else size / 2 for c in found.codes.tolist()])
    assert x1 - x0 == pytest.approx(wide) and bottom - top == pytest.approx(np.full(len(found), size))
    rows = sorted(set(np.round(found.baseline, 6).tolist()))
    assert all(b - a >= LEADING * size - 1e-3 for a, b in pairwise(rows))
    assert len(rows) == sum(bool(x.strip()) for x in lines)


def test_what_is_on_the_page_comes_first_and_stays() -> None:
    one = with_remarks(no_glyphs(), [Remark("甲", 10, 0, 10)], upright)
    both = with_remarks(one, [Remark("乙", 10, 50, 10)], upright)
    assert (
        "".join(map(chr, both.codes.tolist())) == "甲乙" and both.tight[0].tolist() == one.tight[0].tolist()
    )
    assert with_remarks(one, [], upright) is one and with_remarks(one, [Remark(" ", 9, 0, 0)], upright) is one


@pytest.mark.parametrize(
    ("font", "high"), [("(0 g /Helv 14 Tf)", 14), ("(0 g)", USUAL), ("(/Helv 0 Tf)", USUAL)]
)
def test_the_size_that_a_remark_names(font: str, high: float) -> None:
    def remark(canvas: Canvas) -> None:
        canvas.freeTextAnnotation("51.20", Rect=(308, 594, 392, 630), DA=font)

    (said,) = page(remark).paragraphs
    place = said.place(0, 5)
    assert said.text.chars == "51.20" and place.bbox is not None
    assert place.bbox[3] - place.bbox[1] == pytest.approx(high, abs=0.1)
    assert (place.bbox[0], place.bbox[1]) == pytest.approx((308 + INSET, HEIGHT - 630 + INSET), abs=0.1)
