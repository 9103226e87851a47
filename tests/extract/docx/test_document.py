"""DOCX tables with random spans come back with the same grid."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.docx.document import read_docx
from extract.docx.numbering import han
from extract.model import Paragraph

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def document(body: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("word/document.xml", f"<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>")
    return out.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


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


def as_xml(rows: list[list[tuple[int, int, str]]]) -> str:
    out = ""
    for row in rows:
        out += "<w:tr>"
        for span, height, text in row:
            merge = '<w:vMerge w:val="restart"/>' if height > 1 else "<w:vMerge/>" if height == 0 else ""
            out += f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merge}</w:tcPr>{paragraph(text if height else "")}</w:tc>'
        out += "</w:tr>"
    return f"<w:tbl>{out}</w:tbl>"


@settings(deadline=None, max_examples=60)
@given(grids())
def test_spans_round_trip(rows: list[list[tuple[int, int, str]]]) -> None:
    table = read_docx(document(as_xml(rows)), "x.docx", "0").tables[0]
    assert len(table.grid) == table.rows * table.cols
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


def test_han_numbers() -> None:
    assert [han(n) for n in (1, 10, 12, 20, 35)] == ["一", "十", "十二", "二十", "三十五"]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def cell(*content: str) -> str:
    return f"<w:tc>{''.join(content)}</w:tc>"


def texts(body: str, **parts: str) -> list[str]:
    data = io.BytesIO(document(body))
    with zipfile.ZipFile(data, "a") as z:
        for name, content in parts.items():
            z.writestr(f"word/{name}.xml", content)
    blocks = read_docx(data.getvalue(), "x.docx", "0").blocks
    return [
        b.text.chars if isinstance(b, Paragraph) else "|".join(c.text.chars for c in b.cells) for b in blocks
    ]


def test_what_is_hidden_struck_out_or_deleted_is_not_said() -> None:
    hidden = (
        run("预算为", "")
        + run("1", "<w:vanish/>")
        + run("2", "<w:strike/>")
        + run("3", '<w:dstrike w:val="true"/>')
    )
    shown = run("4", '<w:vanish w:val="0"/>') + run("万元", '<w:rStyle w:val="Secret"/>') + run("元")
    styles = (
        f'<w:styles {NAMESPACE}><w:style w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    )
    assert texts(f"<w:p>{hidden}{shown}</w:p>", styles=styles) == ["预算为4元"]
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(paragraph('删去'))}</w:tr>"
    assert texts(f"<w:tbl><w:tr>{cell(paragraph('保留'))}</w:tr>{gone}</w:tbl>") == ["保留"]


def test_line_breaks_behind_headings_and_sentences() -> None:
    said = "一、收入情况<w:br/>本年收入合计<w:br/>100万元。<w:br/>二、支出情况<w:br/>支出90万元。".replace(
        "<w:br/>", "</w:t><w:br/><w:t>"
    )
    assert texts(paragraph(said)) == ["一、收入情况", "本年收入合计100万元。", "二、支出情况", "支出90万元。"]


def test_rows_parted_by_tabs() -> None:
    rows = [["项目", "预算数", "决算数"], ["办公费", "1.00", "2.00"], ["差旅费", "", "3.00"]]
    body = "".join(paragraph("</w:t><w:tab/><w:t>".join(row)) for row in rows)
    table = read_docx(document(paragraph("单位：万元") + body), "x.docx", "0").tables[0]
    assert [[c.text.chars for c in table.row_cells(r)] for r in range(3)] == rows
    assert table.unit_line == "单位：万元"


def test_entries_of_contents_are_no_rows() -> None:
    entries = [
        paragraph(f"{n}、概况</w:t><w:tab/><w:t>{page}") for n, page in (("一", 1), ("二", 3), ("三", 7))
    ]
    assert texts("".join(entries)) == ["一、概况 1", "二、概况 3", "三、概况 7"]


def test_a_table_in_a_layout_cell_has_what_stands_above_it() -> None:
    inner = as_xml([[(1, 1, "项目"), (1, 1, "决算数")], [(1, 1, "办公费"), (1, 1, "2.00")]])
    outer = f"<w:tbl><w:tr>{cell(paragraph('2023年度支出决算表'), paragraph('单位：万元'), inner, paragraph(''))}</w:tr></w:tbl>"
    (table,) = read_docx(document(outer), "x.docx", "0").tables
    assert (table.title, table.unit_line, table.rows, table.cols) == (
        "2023年度支出决算表",
        "单位：万元",
        2,
        2,
    )


def packed(chunk: str, content: bytes) -> bytes:
    r = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    data = io.BytesIO(document(f'{paragraph("正文")}<w:altChunk {r} r:id="x1"/>'))
    with zipfile.ZipFile(data, "a") as z:
        z.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships><Relationship Id="x1" Target="{chunk}"/></Relationships>',
        )
        z.writestr(f"word/{chunk}", content)
    return data.getvalue()


def test_a_page_in_a_document() -> None:
    page = """<html><body><p>支出决算表</p><div>单位：<b>万元</b></div><table><tr><th rowspan="2">项目</th><th colspan="2">决算数</th></tr>
    <tr><td>基本</td><td>项目</td></tr><tr><td>教育</td><td>1.00</td><td>2.00</td></tr></table>尾<script>x</script></body></html>"""
    found = read_docx(packed("a.html", page.encode()), "x.docx", "0")
    assert [p.text.chars for p in found.paragraphs] == ["正文", "支出决算表", "单位：万元", "尾"]
    (table,) = found.tables
    assert [(c.row, c.col, c.row_span, c.col_span, c.text.chars) for c in table.cells][:4] == [
        (0, 0, 2, 1, "项目"), (0, 1, 1, 2, "决算数"), (1, 1, 1, 1, "基本"), (1, 2, 1, 1, "项目"),
    ]  # fmt: skip
    assert not found.warnings
    (warning,) = read_docx(packed("a.rtf", b"{\\rtf1 x}"), "x.docx", "0").warnings
    assert "altChunk" in warning


def test_strict_office_open_xml() -> None:
    data = io.BytesIO()
    strict = document(paragraph("正文"))
    with zipfile.ZipFile(io.BytesIO(strict)) as old, zipfile.ZipFile(data, "w") as new:
        content = old.read("word/document.xml").replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        new.writestr("word/document.xml", content)
    assert [p.text.chars for p in read_docx(data.getvalue(), "x.docx", "0").paragraphs] == ["正文"]
