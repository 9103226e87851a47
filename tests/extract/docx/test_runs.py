"""What a paragraph shows: its runs, lines and rows."""

from __future__ import annotations

from extract.docx.document import read_docx
from tests.extract.docx.written import NAMESPACE, cell, document, paragraph, run, texts


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


def test_blank_cells_of_rows_parted_by_tabs() -> None:
    """A blank first cell is a tab before the row's words; blank last ones may have none."""
    said = ["编码\t项目\t预算数\t决算数", "\t合计\t1.00\t2.00", "201\t办公费\t1.00", "202\t差旅费\t\t2.00"]
    body = "".join(paragraph(row.replace("\t", "</w:t><w:tab/><w:t>")) for row in said)
    (table,) = read_docx(document(body), "x.docx", "0").tables
    assert [[c.text.chars for c in table.row_cells(r)] for r in range(1, 4)] == [
        ["", "合计", "1.00", "2.00"], ["201", "办公费", "1.00", ""], ["202", "差旅费", "", "2.00"],
    ]  # fmt: skip
    led = [f"\t{row}" for row in (said[0], *said[2:])]
    body = "".join(paragraph(row.replace("\t", "</w:t><w:tab/><w:t>")) for row in led)
    (table,) = read_docx(document(body), "x.docx", "0").tables
    assert table.cols == 4 and table.words[0, 0] == "编码"
