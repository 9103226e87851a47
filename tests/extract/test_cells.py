"""Text of documents is no formula in a spreadsheet file; numbers stay numbers; nothing else changes."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from extract.cells import csv_cell, csv_text, is_formula


def test_text_is_no_formula_and_a_number_stays_one() -> None:
    row = ("=1+1", "+86", "-说明", "@a", "\tb", "甲", Decimal("-12.34"), None)
    assert csv_text(["a"] * len(row), [row]).splitlines()[1] == "'=1+1,'+86,'-说明,'@a,'\tb,甲,-12.34,"


@pytest.mark.parametrize(
    "text", ["=A1", "+1", "-", "-1+cmd|x", "-1=2", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＠a"]
)
def test_what_a_spreadsheet_runs_is_told(text: str) -> None:
    told = "'" + text.replace("\r", "\n")
    assert is_formula(text) and csv_cell(text) == told and csv_cell([text, "a"]) == f"{told}；a"
    assert csv_text([text], []).startswith(("'", "\"'"))


@pytest.mark.parametrize(
    "value", [Decimal("-0.10"), -3, -1.5, "-12.34", "-1,234.50", "-3.5%", "", "a=1", "甲-1", True]
)
def test_numbers_and_plain_text_stay(value: object) -> None:
    assert not is_formula(value) and not csv_cell(value).startswith("'")


@given(st.text(max_size=20), st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_every_cell_comes_back(text: str, number: Decimal) -> None:
    (_, (cell, value)) = csv.reader(io.StringIO(csv_text(["a", "b"], [(text, number)]), newline=""))
    assert cell.removeprefix("'" if is_formula(text) else "") == text.replace("\r\n", "\n").replace(
        "\r", "\n"
    )
    assert Decimal(value) == number and not is_formula(cell)


def test_a_quoted_cell_of_a_workbook_keeps_its_text(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        sheet, quoted = book.add_worksheet(), book.add_format()
        quoted.set_quote_prefix()
        sheet.write_string(0, 0, "=1+1", quoted)
    cell = openpyxl.load_workbook(tmp_path / "x.xlsx").active["A1"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)
