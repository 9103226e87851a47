"""Remarks that no viewer but a willing one shows."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from tests.extract.page.drawn import ROWS, cells, page, table


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
