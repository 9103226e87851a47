"""What a paragraph shows: its runs, lines and rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from extract.docx.document import read_docx
from extract.docx.runs import FEWEST_ROWS, hides, lines, shown, tab_rows
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


def element(inner: str) -> etree._Element:
    return etree.fromstring(f"<w:p {NAMESPACE}>{inner}</w:p>")


@pytest.mark.parametrize(
    ("value", "hidden"),
    [
        ("", True),
        ('w:val="1"', True),
        ('w:val="0"', False),
        ('w:val="false"', False),
        ('w:val="none"', False),
    ],
)
@pytest.mark.parametrize("tag", ["vanish", "strike", "dstrike"])
def test_a_property_may_be_switched_off(tag: str, value: str, hidden: bool) -> None:
    (properties,) = element(f"<w:rPr><w:{tag} {value}/></w:rPr>")
    assert hides(properties) == hidden and not hides(None)


def test_tabs_breaks_and_hyphens_are_shown_and_fields_are_not() -> None:
    p = element(
        "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:noBreakHyphen/><w:instrText>PAGE</w:instrText></w:r>"
    )
    assert shown(p) == "甲\t乙\n-"
    styled = element('<w:pPr><w:pStyle w:val="Secret"/></w:pPr><w:r><w:t>甲</w:t></w:r>')
    assert shown(styled) == "甲" and shown(styled, frozenset({"Secret"})) == ""


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("收入\n合计", ["收入合计"]),
        ("收入。\n合计", ["收入。", "合计"]),
        ("一、收入\n合计", ["一、收入", "合计"]),
        ("收入\n（一）合计", ["收入", "（一）合计"]),
        ("收入决算表\n单位：万元", ["收入决算表", "单位：万元"]),
        ("收入\n\n 合计 ", ["收入合计"]),
        ("of\naccounts", ["of accounts"]),
        ("", []),
    ],
)
def test_what_line_breaks_part(text: str, parts: list[str]) -> None:
    assert list(lines(text)) == parts


@given(st.integers(2, 5), st.integers(1, 5))
def test_as_many_cells_in_each_row_make_a_table(cols: int, count: int) -> None:
    rows = [["项目"] * cols, *([["甲", *["1.00"] * (cols - 1)]] * count)]
    found = tab_rows(["\t".join(row) for row in rows])
    assert found == (rows if len(rows) >= FEWEST_ROWS else None)
    assert (
        tab_rows(["\t".join(["1.00"] * cols)] * 4) is None
        and tab_rows(["\t".join(["甲"] * cols)] * 4) is None
    )


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
