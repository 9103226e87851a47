"""XLS → sheets: the print of each cell, what is merged, ruled and hidden."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
import xlwt

from extract.errors import DamagedFileError, EncryptedFileError
from extract.sheets.sheet import Sheet, SheetCell
from extract.sheets.xls import read_xls


def saved(fill: Callable[[Any, Any], None]) -> bytes:
    book, out = xlwt.Workbook(), io.BytesIO()
    fill(book, book.add_sheet("收入"))
    book.save(out)
    return out.getvalue()


def sheet(fill: Callable[[Any, Any], None]) -> Sheet:
    (found,) = read_xls(saved(fill), "a.xls")
    return found


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1234.5, "#,##0.00", "1,234.50"),
        (-3, "General", "-3"),
        (0.5, "0.00%", "50.00%"),
        ("  办公费 ", "General", "办公费"),
        (True, "General", "TRUE"),
        (45000, 'yyyy"年"m"月"d"日"', "2023年3月15日"),
    ],
)
def test_a_cell_prints_what_its_format_says(value: Any, code: str, text: str) -> None:
    style = xlwt.XFStyle()
    style.num_format_str = code
    found = sheet(lambda _, s: s.write(4, 2, value, style))
    assert found.cells == {(4, 2): SheetCell(text)} and not found.unknown


def test_a_format_that_is_not_read_is_named() -> None:
    style = xlwt.XFStyle()
    style.num_format_str = "0.00E+00"
    found = sheet(lambda _, s: s.write(0, 1, 12.5, style))
    assert found.cells[0, 1].text == "12.5" and found.unknown == ["收入!B1"]


def test_rules_are_those_at_the_sides() -> None:
    def fill(_: Any, s: Any) -> None:
        for col, side in enumerate(("left", "right", "top", "bottom")):
            s.write(0, col, "", xlwt.easyxf(f"borders: {side} thin"))

    assert set(sheet(fill).cells) == {(0, 0), (0, 1)} and all(c.ruled for c in sheet(fill).cells.values())


def test_merged_and_hidden() -> None:
    def fill(_: Any, s: Any) -> None:
        s.write_merge(1, 2, 0, 3, "科目")
        s.write(5, 5, 1)
        s.row(5).hidden = True
        s.col(4).hidden = True

    found = sheet(fill)
    assert found.merged == [(1, 0, 2, 3)] and set(found.hidden_rows) == {5} and set(found.hidden_cols) == {4}


def test_zeros_that_a_sheet_does_not_show() -> None:
    def fill(_: Any, s: Any) -> None:
        s.show_zero_values = 0
        s.write(0, 0, 0)
        s.write(0, 1, 5)

    assert {at: c.text for at, c in sheet(fill).cells.items()} == {(0, 1): "5"}


def test_hidden_sheets_are_left_out_and_the_rest_counted() -> None:
    def fill(book: Any, s: Any) -> None:
        s.write(0, 0, "a")
        other, third = book.add_sheet("底稿"), book.add_sheet("支出")
        other.visibility = 1
        third.write(0, 0, "b")

    assert [(s.name, s.number) for s in read_xls(saved(fill), "a.xls")] == [("收入", 1), ("支出", 2)]


@pytest.mark.parametrize("share", [0.1, 0.6])
def test_damage_is_told(share: float) -> None:
    data = saved(lambda _, s: s.write(0, 0, "a"))
    with pytest.raises(DamagedFileError, match="重新获取"):
        read_xls(data[: int(len(data) * share)], "a.xls")


def test_a_password_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    import xlrd

    def locked(**_: Any) -> None:
        raise xlrd.XLRDError("Workbook is encrypted")

    monkeypatch.setattr(xlrd, "open_workbook", locked)
    with pytest.raises(EncryptedFileError, match="不带密码"):
        read_xls(b"", "a.xls")
