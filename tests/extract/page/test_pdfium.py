"""A PDF page → glyphs and rules, as the page is shown."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from tests.extract.page.drawn import page, table


def test_what_stands_in_the_fields_of_a_form_is_read() -> None:
    def field(canvas: Canvas) -> None:
        canvas.acroForm.textfield(
            value="98.50", x=110, y=400, width=80, height=16, fontSize=10, borderWidth=0
        )

    found = page(table, field)
    assert any("98.50" in p.text.chars for p in found.paragraphs)
