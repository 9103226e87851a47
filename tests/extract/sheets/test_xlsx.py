"""XLSX → sheets: what is printed, and no more than that."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import DamagedFileError, ReportError, UnknownFormatError
from extract.read import read_document
from extract.sheets.xlsx import read_xlsx
from tests.extract.html.shown import grid
from tests.extract.sheets.written import PRINTED, ROWS, workbook, written


def test_formulas_without_results_and_errors_are_told(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        written(sheet, [*ROWS, ["合计", "=B2+B3"], ["比重", "#REF!"]])

    document = workbook(tmp_path, fill)
    assert document.damaged and any("B4" in w and "公式" in w for w in document.warnings)
    assert any("B5" in w and "#REF!" in w for w in document.warnings)


@pytest.mark.parametrize(
    "row",
    [
        '<row r="{}"/>',
        '<row r="{}" ht="20" customHeight="1"></row>',
        '<row r="{0}"><c r="A{0}" s="1"/></row>',
    ],
)
def test_a_sheet_of_a_million_empty_rows(tmp_path: Path, row: str) -> None:
    empty = "".join(row.format(n) for n in range(4, 2**20 if "c r" not in row else 2**17)).encode()
    document = workbook(
        tmp_path,
        lambda sheet: written(sheet, ROWS),
        lambda xml: xml.replace(b"</sheetData>", empty + b"</sheetData>"),
    )
    assert [grid(t) for t in document.tables] == [PRINTED]


def test_hostile_workbooks_end(tmp_path: Path) -> None:
    def merged(xml: bytes) -> bytes:
        return xml.replace(
            b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A5:XFD1048576"/></mergeCells>'
        )

    assert [grid(t) for t in workbook(tmp_path, lambda s: written(s, ROWS), merged).tables] == [PRINTED]
    laughs = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet'
    with pytest.raises(ReportError, match="DTD"):
        workbook(tmp_path, lambda s: written(s, ROWS), lambda xml: xml.replace(b"<worksheet", laughs))
    with pytest.raises(UnknownFormatError, match="空"):
        workbook(tmp_path, lambda s: None)
    far = workbook(tmp_path, lambda s: (written(s, ROWS), s.cell(2**20, 2**14, "远"))[0])
    assert [grid(t) for t in far.tables] == [PRINTED]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_truncated_workbooks_say_so(tmp_path: Path, share: float) -> None:
    workbook(tmp_path, lambda s: written(s, ROWS))
    data = (tmp_path / "book.xlsx").read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(data[: int(len(data) * share)])
    with pytest.raises(ReportError, match="重新获取"):
        read_document(tmp_path / "cut.xlsx")


def saved(fill: Any) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    fill(book)
    book.save(out)
    return out.getvalue()


@settings(max_examples=30)
@given(
    st.dictionaries(
        st.tuples(st.integers(0, 30), st.integers(0, 30)),
        st.sampled_from(["甲", "1.50", 2, 3.25]),
        max_size=8,
    )
)
def test_every_cell_that_says_something_is_there(cells: dict[tuple[int, int], Any]) -> None:
    def fill(book: Any) -> None:
        for (r, c), value in cells.items():
            book.active.cell(r + 1, c + 1, value)

    (found,) = read_xlsx(saved(fill), "a.xlsx")
    assert {at: c.text for at, c in found.cells.items()} == {at: str(v) for at, v in cells.items()}


def test_visible_sheets_are_counted_and_what_is_hidden_is_named() -> None:
    def fill(book: Any) -> None:
        book.active.title = "收入"
        book.create_sheet("底稿").sheet_state = "hidden"
        last = book.create_sheet("支出")
        last["B2"] = 0
        last["C3"] = 1.5
        last["A4"] = "暂存"
        last.sheet_view.showZeros = False
        last.row_dimensions[4].hidden = True
        last.column_dimensions["D"].hidden = True
        last.merge_cells("A1:C1")

    first, last = read_xlsx(saved(fill), "a.xlsx")
    assert [(s.name, s.number) for s in (first, last)] == [("收入", 1), ("支出", 2)]
    assert {at: c.text for at, c in last.cells.items()} == {(2, 2): "1.5", (3, 0): "暂存"}
    assert (set(last.hidden_rows), set(last.hidden_cols), last.merged) == ({3}, {3}, [(0, 0, 0, 2)])


def test_what_is_no_workbook_is_told() -> None:
    with pytest.raises(DamagedFileError, match="重新获取"):
        read_xlsx(b"PK\x03\x04nothing", "a.xlsx")
