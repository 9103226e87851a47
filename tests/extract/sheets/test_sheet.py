"""Places on a sheet as they are named."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from extract.sheets.sheet import Sheet, column_name


@given(st.integers(0, 16383))
def test_columns_are_named_as_a_spreadsheet_names_them(col: int) -> None:
    assert column_name(col) == get_column_letter(col + 1)


def test_rows_and_columns_count_from_nothing_and_names_from_one() -> None:
    assert Sheet("收入", 1).at(6, 1) == "收入!B7" and Sheet("收入", 1).at(0, 26) == "收入!AA1"


def test_sheets_share_nothing() -> None:
    first, second = Sheet("a", 1), Sheet("b", 2)
    first.merged.append((0, 0, 1, 1))
    first.errors.append("a!A1")
    assert second.merged == [] and second.errors == [] and second.cells == {}
