"""Which tables hold data, and the cells of those that do."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from extract.html import tables
from extract.html.tables import MOST_SPAN, data_tables, read_table
from tests.extract.html.shown import BODY, TABLE, grid, page, words


@pytest.mark.parametrize("depth", [0, 1, 3])
def test_layout_tables_are_no_tables(tmp_path: Path, depth: int) -> None:
    body = BODY + TABLE
    for _ in range(depth):
        body = f"<table><tr><td>&nbsp;</td></tr><tr><td><div>{body}</div></td></tr></table>"
    document = page(tmp_path, body)
    assert [grid(t) for t in document.tables] == [[["项目", "决算数"], ["基本支出", "12.30"]]]
    assert words(document)[0] == "2023年度部门决算情况说明" and len(document.paragraphs) == 2


def test_spans(tmp_path: Path) -> None:
    rows = (
        "<tr><td rowspan=2>科目</td><td colspan=2>支出</td></tr><tr><td>基本</td><td>项目</td></tr>"
        "<tr><td>行政运行<td>1.00<td rowspan=0>2.00</tr><tr><td>其他</td><td>3.00</td></tr>"
    )
    found = grid(page(tmp_path, f"<table><form>{rows}</form></table>").tables[0])
    assert found == [
        ["科目", "支出", "支出"],
        ["科目", "基本", "项目"],
        ["行政运行", "1.00", "2.00"],
        ["其他", "3.00", "2.00"],
    ]


def element(text: str) -> html.HtmlElement:
    return html.fromstring(text)


@given(
    st.lists(st.lists(st.sampled_from(["甲", "1.00", ""]), min_size=2, max_size=4), min_size=2, max_size=4)
)
def test_cells_stand_in_their_rows(rows: list[list[str]]) -> None:
    text = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    found = read_table(element(f"<table>{text}</table>"), 3, ())
    if not any(c for row in rows for c in row):
        assert found is None
        return
    assert found is not None and found.index == 3 and found.row_count == len(rows)
    assert [[c.text.chars for c in found.row_cells(r)] for r in range(found.row_count)] == rows


@pytest.mark.parametrize(
    ("span", "wide"),
    [("2", 2), ("0", 1), ("x", 1), ("-3", 1), ("99999", MOST_SPAN), ("1234567", 1), ("²", 1)],
)
def test_spans_as_browsers_take_them(span: str, wide: int) -> None:
    found = read_table(element(f"<table><tr><td colspan='{span}'>甲</td></tr></table>"), 0, ())
    assert found is not None and found.cells[0].col_span == wide


def test_a_row_spans_no_further_than_its_table() -> None:
    found = read_table(
        element("<table><tr><td rowspan=9>甲</td><td>1</td></tr><tr><td>2</td></tr></table>"), 0, ()
    )
    assert found is not None and [(c.row_span, c.col) for c in found.cells] == [(2, 0), (1, 1), (1, 1)]


@pytest.mark.parametrize(
    ("table", "data"),
    [
        ("<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>", True),
        (
            "<table role=presentation><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>",
            False,
        ),
        ("<table><tr><td>甲</td><td>1</td></tr></table>", False),
        ("<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>", False),
        (f"<table><tr><td>甲</td><td>{'说' * 401}</td></tr><tr><td>乙</td><td>2</td></tr></table>", False),
        (f"<table><tr><td>甲</td><td>{'说' * 400}</td></tr><tr><td>乙</td><td>2</td></tr></table>", True),
    ],
)
def test_tables_that_hold_data(table: str, data: bool) -> None:
    root = element(f"<div>{table}</div>")
    assert len(data_tables(root)) == data


def test_the_foot_of_a_table_is_its_last_row() -> None:
    found = read_table(
        element("<table><tfoot><tr><td>合计</td></tr></tfoot><tr><td>甲</td></tr></table>"), 0, ()
    )
    assert found is not None and [c.text.chars for c in found.cells] == ["甲", "合计"]


def test_of_a_table_no_more_places_are_read_than_it_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_CELLS", 4)
    rows = "<tr><td>项目<td>决算数<tr><td>办公费<td>1.00<tr><td>差旅费<td>2.00"
    found = read_table(element(f"<table>{rows}</table>"), 0, ())
    assert found is not None
    assert [c.text.chars for c in found.cells] == ["项目", "决算数", "办公费", "1.00"]


def test_what_a_table_says_of_itself_stands_above_it(tmp_path: Path) -> None:
    rows = "<tr><th>项目</th><th>决算数</th></tr><tr><td>办公费</td><td>1.00</td></tr>"
    document = page(tmp_path, BODY + f"<table><caption>支出决算表<br>单位：万元</caption>{rows}</table>")
    (table,) = document.tables
    assert (table.title, table.unit_line) == ("支出决算表", "单位：万元")
    assert words(document)[-2:] == ["支出决算表", "单位：万元"]


def test_a_page_with_the_tables_of_a_report_in_one(tmp_path: Path) -> None:
    part = "<tr><td colspan=2>{}</td></tr><tr><td>项目</td><td>合计</td></tr><tr><td>办公费</td><td>1.00</td></tr>"
    document = page(tmp_path, BODY + f"<table>{part.format('收入决算表')}{part.format('支出决算表')}</table>")
    assert [(t.index, t.title, t.row_count) for t in document.tables] == [
        (0, "收入决算表", 3),
        (1, "支出决算表", 3),
    ]


@pytest.mark.parametrize("rows", [2, 3, 9])
def test_a_span_ends_above_a_row_that_has_all_cells_of_its_own(tmp_path: Path, rows: int) -> None:
    head = f'<tr><td rowspan="{rows}">项目</td><td colspan="2">本年</td></tr>'
    body = "<tr><td>预算数</td><td>决算数</td></tr><tr><td>基本支出</td><td>1.00</td><td>2.00</td></tr>"
    (table,) = page(tmp_path, f"<table>{head}{body}</table>").tables
    assert grid(table)[1:] == [["项目", "预算数", "决算数"], ["基本支出", "1.00", "2.00"]] and table.cols == 3
