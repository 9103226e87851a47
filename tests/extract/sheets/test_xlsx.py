"""XLSX → sheets: what is printed, and no more than that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from extract.errors import ReportError, UnknownFormatError
from extract.read import read_document
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
