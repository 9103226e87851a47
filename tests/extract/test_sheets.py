"""Workbooks: what their cells print, what is hidden, several tables a sheet, and what breaks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Border, Side

from extract.errors import ReportError, UnknownFormatError
from extract.model import Document
from extract.read import read_document
from extract.sheets.printed import printed
from tests.extract.test_html import grid, words

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (393.1, "0.00", "393.10"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (1234.5, ACCOUNTING, "1,234.50"),
        (-1234.5, ACCOUNTING, "-1,234.50"),
        (0, ACCOUNTING, "-"),
        (-5.5, "#,##0.00;[Red](#,##0.00)", "(5.50)"),
        (-5.5, "0.00_ ;[红色]\\-0.00\\ ", "-5.50"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "G/通用格式", "0.333333333"),
        (155, "General", "155"),
        (0.9419, "0.00%", "94.19%"),
        (0, "#,##0.00;-#,##0.00;", ""),
        (0.5, "#.##", ".5"),
        (2.5, "0", "3"),
        (1.005, "0.00", "1.01"),
        (12, '0.00"万元"', "12.00万元"),
        (2013950, "0000000", "2013950"),
        (5, "000", "005"),
        (12.5, "[$¥-804]#,##0.00", "¥12.50"),
        (date(2023, 8, 5), 'yyyy"年"m"月"d"日"', "2023年8月5日"),
        (datetime(2023, 8, 5, 9, 7), "yyyy-mm-dd hh:mm", "2023-08-05 09:07"),
        (time(9, 7, 3), "h:mm:ss", "9:07:03"),
        ("  文", "0.00", "  文"),
        (True, "0", "TRUE"),
    ],
)
def test_prints(value: Any, code: str, text: str) -> None:
    assert printed(value, code).text == text and printed(value, code).known


@pytest.mark.parametrize(
    "code", ["0.00,", "0.0,,", "0.00E+00", "# ?/?", "[>100]0.0;0", "0!.0000", "[DBNum1]0", "00-00"]
)
def test_a_format_that_is_not_read_gives_the_value_and_says_so(code: str) -> None:
    assert printed(1234.5, code).text == "1234.5" and not printed(1234.5, code).known


@given(st.decimals(-(10**9), 10**9, places=6, allow_nan=False), st.integers(0, 4), st.booleans())
def test_a_print_lies_within_half_a_unit_of_its_last_place(value: Decimal, places: int, parted: bool) -> None:
    code = ("#,##0" if parted else "0") + "." * bool(places) + "0" * places
    text = printed(float(value), code).text
    assert len(text.partition(".")[2]) == places
    assert abs(Decimal(text.replace(",", "")) - value) <= Decimal(5).scaleb(-places - 1) + Decimal("1e-6")


def workbook(
    folder: Path, fill: Callable[[Any], None], change: Callable[[bytes], bytes] | None = None
) -> Document:
    book = openpyxl.Workbook()
    fill(book.active)
    out = io.BytesIO()
    book.save(out)
    path = folder / "book.xlsx"
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if change and name.startswith("xl/worksheets/") else content)
    return read_document(path)


def written(sheet: Any, rows: list[list[Any]], top: int = 1, ruled: bool = True) -> None:
    line = Side(style="thin")
    for r, row in enumerate(rows, top):
        for c, value in enumerate(row, 1):
            sheet.cell(r, c, value).number_format = "0.00"
            if ruled:
                sheet.cell(r, c).border = Border(line, line, line, line)


ROWS = [["项目", "决算数"], ["基本支出", 12.3], ["项目支出", 4]]
PRINTED = [["项目", "决算数"], ["基本支出", "12.30"], ["项目支出", "4.00"]]


@pytest.mark.parametrize("ruled", [True, False])
def test_several_tables_on_a_sheet(tmp_path: Path, ruled: bool) -> None:
    def fill(sheet: Any) -> None:
        for n, top in enumerate((1, 8, 14), 1):
            sheet.cell(top, 1, f"表{n}：收入支出决算表")
            sheet.cell(top + 1, 2, "单位：万元")
            written(sheet, ROWS, top + 2, ruled)
        sheet.cell(20, 1, "注：本表反映收支情况。")

    document = workbook(tmp_path, fill)
    assert [grid(t) for t in document.tables] == [PRINTED] * 3
    assert [t.unit_line for t in document.tables] == ["单位：万元"] * 3
    assert [t.title[:2] for t in document.tables] == ["表1", "表2", "表3"]
    assert document.tables[2].notes == ("注：本表反映收支情况。",)


def test_places_are_named_as_on_the_sheet(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.title = "收入决算表"
        sheet["A1"] = "2023年度收入总计12.30万元。"
        written(sheet, ROWS, 3)

    document = workbook(tmp_path, fill)
    table = document.tables[0]
    place = table.place(table.grid[1, 1])
    assert (place.page, place.bbox, place.locator, place.raw) == (1, None, "收入决算表!B4", "12.30")
    first = document.paragraphs[0].place(0, 4)
    assert (first.page, first.locator) == (1, "收入决算表!A1@0-4") and table.title == "收入决算表"


def test_what_is_hidden_is_left_out(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        written(sheet, [[*ROWS[0], "内部"], [*ROWS[1], 9], ["暂存", 1, 9], [*ROWS[2], 9]])
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet.parent.create_sheet("底稿")["A1"] = 5
        sheet.parent["底稿"].sheet_state = "hidden"

    assert [grid(t) for t in workbook(tmp_path, fill).tables] == [PRINTED]


def test_merged_cells_and_zeros_that_are_not_shown(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        written(sheet, [["科目", "支出", None], [None, "基本", "项目"], ["合计", 0, 2]])
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")
        sheet.sheet_view.showZeros = False

    assert grid(workbook(tmp_path, fill).tables[0]) == [
        ["科目", "支出", "支出"],
        ["科目", "基本", "项目"],
        ["合计", "", "2.00"],
    ]


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


@pytest.mark.parametrize(("name", "sign"), [("a.csv", ","), ("a.xls", "\t")])
def test_separated_values_under_any_name(tmp_path: Path, name: str, sign: str) -> None:
    text = "\n".join(sign.join(row) for row in [["收入决算表", ""], *PRINTED])
    (tmp_path / name).write_bytes(text.encode("gb18030"))
    document = read_document(tmp_path / name)
    assert [grid(t) for t in document.tables] == [PRINTED] and words(document) == ["收入决算表"]
    assert document.file_format == "csv" and len(document.warnings) == (name != "a.csv")


def test_a_web_page_under_the_name_of_a_workbook(tmp_path: Path) -> None:
    rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in PRINTED)
    (tmp_path / "a.xls").write_text(
        f"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table>{rows}</table></html>"
    )
    document = read_document(tmp_path / "a.xls")
    assert [grid(t) for t in document.tables] == [PRINTED] and "网页" in document.warnings[0]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_truncated_workbooks_say_so(tmp_path: Path, share: float) -> None:
    workbook(tmp_path, lambda s: written(s, ROWS))
    data = (tmp_path / "book.xlsx").read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(data[: int(len(data) * share)])
    with pytest.raises(ReportError, match="重新获取"):
        read_document(tmp_path / "cut.xlsx")
