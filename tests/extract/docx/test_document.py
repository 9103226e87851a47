"""DOCX tables with random spans come back with the same grid."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.docx.document import read_docx
from tests.extract.docx.written import as_xml, cell, document, paragraph, texts


@st.composite
def grids(draw: st.DrawFn) -> list[list[tuple[int, int, str]]]:
    """Rows of (columns spanned, rows spanned, text): each band of rows is cut into columns, and some cells span the band."""
    width = draw(st.integers(1, 5))
    rows: list[list[tuple[int, int, str]]] = []
    for _ in range(draw(st.integers(1, 3))):
        height = draw(st.integers(1, 3))
        cuts = sorted(draw(st.sets(st.integers(1, width), max_size=width)) | {width})
        spans = [b - a for a, b in zip([0, *cuts], cuts, strict=False)]
        tall = [draw(st.booleans()) for _ in spans]
        for r in range(height):
            rows.append(
                [
                    (s, height if t and r == 0 else 0 if t else 1, f"c{len(rows)}x{i}")
                    for i, (s, t) in enumerate(zip(spans, tall, strict=True))
                ]
            )
    return rows


@settings(deadline=None, max_examples=60)
@given(grids())
def test_spans_round_trip(rows: list[list[tuple[int, int, str]]]) -> None:
    table = read_docx(document(as_xml(rows)), "x.docx", "0").tables[0]
    assert len(table.grid) == table.row_count * table.cols
    wanted = {}
    for r, row in enumerate(rows):
        col = 0
        for span, height, text in row:
            if height:
                wanted[text] = (r, col, height, span)
            col += span
    assert {c.text.chars: (c.row, c.col, c.row_span, c.col_span) for c in table.cells} == wanted


def test_order_boxes_and_deleted_text() -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('框内')}</w:txbxContent></w:pict></w:r><w:r><w:t>段落</w:t></w:r></w:p>"
    deleted = "<w:p><w:del><w:r><w:t>删去</w:t></w:r></w:del><w:r><w:t>保留</w:t></w:r></w:p>"
    blocks = read_docx(document(box + as_xml([[(1, 1, "表")]]) + deleted), "x.docx", "0").blocks
    texts = [b.text.chars if hasattr(b, "text") else b.cells[0].text.chars for b in blocks]
    assert texts == ["段落", "框内", "表", "保留"]


def test_a_table_in_a_text_box_is_a_table() -> None:
    inner = as_xml([[(1, 1, "项目"), (1, 1, "决算数")], [(1, 1, "办公费"), (1, 1, "2.00")]])
    held = f"<w:txbxContent>{paragraph('2023年度支出决算表')}{inner}{paragraph('')}</w:txbxContent>"
    found = read_docx(document(f"<w:p><w:r><w:pict>{held}</w:pict></w:r></w:p>"), "x.docx", "0")
    assert [(t.title, t.row_count, t.cols) for t in found.tables] == [("2023年度支出决算表", 2, 2)]
    assert [p.text.chars for p in found.paragraphs] == ["2023年度支出决算表"]


def test_a_table_in_a_layout_cell_has_what_stands_above_it() -> None:
    inner = as_xml([[(1, 1, "项目"), (1, 1, "决算数")], [(1, 1, "办公费"), (1, 1, "2.00")]])
    outer = f"<w:tbl><w:tr>{cell(paragraph('2023年度支出决算表'), paragraph('单位：万元'), inner, paragraph(''))}</w:tr></w:tbl>"
    (table,) = read_docx(document(outer), "x.docx", "0").tables
    assert (table.title, table.unit_line, table.row_count, table.cols) == (
        "2023年度支出决算表",
        "单位：万元",
        2,
        2,
    )


def test_a_frame_of_cells_one_below_the_other() -> None:
    inner = as_xml([[(1, 1, "项目"), (1, 1, "决算数")], [(1, 1, "办公费"), (1, 1, "2.00")]])
    rows = [cell(paragraph("2023年度支出决算表")), cell(inner, paragraph("")), cell(paragraph("以上。"))]
    assert texts(f"<w:tbl>{''.join(f'<w:tr>{r}</w:tr>' for r in rows)}</w:tbl>") == [
        "2023年度支出决算表", "项目|决算数|办公费|2.00", "以上。",
    ]  # fmt: skip
