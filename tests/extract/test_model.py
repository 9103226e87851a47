"""Texts, paragraphs and tables keep the place of every character."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import juesuan
from extract.errors import ReportError
from extract.model import GLYPH, Cell, Document, Paragraph, Table, Text, joined

FORM = Path(__file__).resolve().parents[1] / "fixtures/form-national/document.pdf"


def printed(chars: str, page: int, left: float = 0.0) -> Text:
    return Text(
        chars,
        np.array([[page, left + i, 5, left + i + 1, 15, 0] for i in range(len(chars))], float).reshape(
            -1, GLYPH
        ),
    )


@given(
    st.lists(
        st.tuples(st.text("预算3.5", min_size=0, max_size=5), st.integers(1, 3)), min_size=1, max_size=5
    ),
    st.data(),
)
def test_joining_and_slicing_move_no_character(pieces: list[tuple[str, int]], data: st.DataObject) -> None:
    texts = [printed(chars, page) for chars, page in pieces]
    whole = joined(texts)
    assert whole.chars == "".join(chars for chars, _ in pieces)
    assert [whole.place(i, i + 1, "").bbox for i in range(len(whole.chars))] == [
        t.place(i, i + 1, "").bbox for t in texts for i in range(len(t.chars))
    ]
    cut = data.draw(st.integers(0, len(whole.chars)))
    again = whole[:cut] + whole[cut:]
    assert again == whole and np.array_equal(again.glyphs, whole.glyphs)


def test_a_place_is_the_union_of_the_boxes_on_the_page_where_it_begins() -> None:
    text = joined((Text("约"), printed("12", 3, 100), printed("34", 4)))
    place = text.place(0, 5, "p0@0-5")
    assert (place.page, place.bbox, place.raw) == (3, (100, 5, 102, 15), "约1234")
    assert Text("12").place(0, 2, "").bbox is None


@given(st.text("预Ａ②( 1", max_size=8), st.data())
def test_every_stretch_of_what_is_compared_is_found_in_what_is_printed(
    chars: str, data: st.DataObject
) -> None:
    text = Text(chars)
    if not text.folded:
        return
    start = data.draw(st.integers(0, len(text.folded) - 1))
    end = data.draw(st.integers(start + 1, len(text.folded)))
    a, b = text.span(start, end)
    assert Text(chars[a:b]).folded == text.folded[start:end]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table whose grid is cut into cells of one to two rows and columns; some places are left out."""
    rows, cols = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    free = {(r, c) for r in range(rows) for c in range(cols)}
    cells = []
    for r, c in sorted(free):
        high, wide = draw(st.integers(1, min(2, rows - r))), draw(st.integers(1, min(2, cols - c)))
        held = {(r + i, c + k) for i in range(high) for k in range(wide)}
        if held <= free and draw(st.integers(0, 5)):
            free -= held
            cells.append(Cell(r, c, Text(f"{r},{c}"), high, wide))
    return Table(3, tuple(cells), rows, cols)


@given(tables())
def test_each_place_of_a_grid_has_the_cell_that_covers_it(table: Table) -> None:
    assert len(table.grid) == sum(c.row_span * c.col_span for c in table.cells)
    for (r, c), cell in table.grid.items():
        assert cell.row <= r < cell.row + cell.row_span and cell.col <= c < cell.col + cell.col_span
        assert table.words[r, c] == cell.text.folded
    for row in range(table.row_count):
        over = {id(cell) for (r, _), cell in table.grid.items() if r == row}
        assert {id(c) for c in table.row_cells(row)} == over and len(table.row_cells(row)) == len(over)
        assert [c.col for c in table.row_cells(row)] == sorted(c.col for c in table.row_cells(row))
    assert table.row_cells(-1) == table.row_cells(table.row_count) == ()


def test_the_place_of_an_empty_cell_is_the_cell() -> None:
    box = (0.0, 0.0, 9.0, 9.0)
    empty, said = Cell(0, 0, Text(""), page=4, bbox=box), Cell(0, 1, printed("12", 4), page=4, bbox=box)
    table = Table(2, (empty, said), 1, 2)
    assert (table.place(empty).page, table.place(empty).bbox) == (4, box)
    assert table.place(said).bbox == (0, 5, 2, 15) and table.place(said, 1).raw == "2"
    assert table.place(said).locator == "t2r0c1" and table.place(said, 0, 1, "x", "y").raw == "y"


def test_a_paragraph_on_a_sheet_is_named_by_its_cell() -> None:
    on_sheet = Paragraph(5, Text("收入12"), page=2, at="收入!B7")
    place = on_sheet.place(2, 4)
    assert (place.page, place.locator, place.raw) == (2, "收入!B7@2-4", "12")
    assert Paragraph(5, printed("12", 3)).place(0, 1).locator == "p5@0-1"


def test_how_sure_a_text_is_is_how_sure_its_least_sure_character_is() -> None:
    def sure(*values: float) -> Text:
        return Text("x" * len(values), np.array([[1, n, 0, n + 1, 1, v] for n, v in enumerate(values)]))

    assert sure(0.9, 0.4, 0.0).place(0, 3, "").confidence == 0.4
    assert sure(0.0, 0.0).place(0, 2, "").confidence is None


def test_a_document_knows_its_blocks_by_kind() -> None:
    blocks = (Paragraph(0, Text("a")), Table(0, (), 0, 0), Paragraph(1, Text("b")))
    held = Document("x", "0", "txt", (), blocks)
    assert held.paragraphs == (blocks[0], blocks[2]) and held.tables == (blocks[1],)
    assert printed("ab", 3).boxes(3) == [(0, 5, 1, 15), (1, 5, 2, 15)] and printed("a", 3).boxes(1) == []


def test_a_tables_rows_hold_each_cell_once_where_it_stands() -> None:
    table = juesuan.read(FORM).tables[0]
    rows = table.rows()
    assert len(rows) == table.row_count and {len(row) for row in rows} == {table.cols}
    assert all(rows[c.row][c.col] == c.text.chars for c in table.cells)
    written = sum(bool(c.text.chars) for c in table.cells)
    assert sum(bool(text) for row in rows for text in row) == written
    frame = table.to_pandas()
    assert frame.to_numpy().tolist() == rows and list(frame.columns) == list(range(table.cols))


def test_a_page_is_drawn_with_frames_where_its_boxes_are() -> None:
    page = juesuan.read(FORM).page(1)
    box = (100.0, 50.0, 200.0, 80.0)
    plain, framed = page.image(scale=1), page.image([box], scale=1)
    assert plain.size == framed.size == (ceil(page.width), ceil(page.height))
    changed = np.argwhere(np.any(np.asarray(plain) != np.asarray(framed), axis=2))
    (top, left), (bottom, right) = changed.min(axis=0), changed.max(axis=0)
    assert (left, top, right, bottom) == pytest.approx(box, abs=2)


def test_what_has_no_such_page_says_so() -> None:
    document = juesuan.read(FORM)
    for number in (0, len(document.pages) + 1):
        with pytest.raises(ReportError, match=f"no page {number}"):
            document.page(number)
    with pytest.raises(ReportError, match="drawn"):
        replace(document, file=None).page(1).image()
