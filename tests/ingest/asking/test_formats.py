"""What a query gives is the same in every format, and readable on a narrow terminal."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.asking.formats import BOM, AnswerFormat, as_table, rendered, show, workbook

NAMES = ("单位", "amount", "none")
ROWS = [("青禾市水务局", Decimal("1234.5600"), None), ("=1+1", Decimal("-7"), "甲\u202e乙")]


def test_text_formats() -> None:
    sheet = list(csv.reader(io.StringIO(rendered(NAMES, ROWS, AnswerFormat.CSV).decode())))
    assert sheet == [list(NAMES), ["青禾市水务局", "1234.56", ""], ["'=1+1", "-7", "甲\u202e乙"]]
    assert rendered(NAMES, ROWS, AnswerFormat.CSV, bom=True).decode().startswith(BOM)
    told = [
        dict(zip(NAMES, row, strict=True))
        for row in [("青禾市水务局", "1234.56", None), ("=1+1", "-7", "甲\\u202e乙")]
    ]
    listed = rendered(NAMES, ROWS, AnswerFormat.JSON).decode()
    assert (
        json.loads(listed)[0] == told[0]
        and json.loads(listed)[1]["none"] == "甲\u202e乙"
        and "\u202e" not in listed
    )
    assert [
        json.loads(line) for line in rendered(NAMES, ROWS, AnswerFormat.JSONL).decode().splitlines()
    ] == json.loads(listed)


def test_wide_rows_stand_one_field_below_the_other() -> None:
    narrow, wide = (as_table(NAMES, ROWS, width) for width in (20, 100))
    assert "┃" in wide and "── 2 of 2 ──" in narrow and "┃" not in narrow
    assert "单位    青禾市水务局" in narrow and "none\n" in narrow
    assert "\u202e" not in narrow + wide


@given(st.lists(st.lists(st.text(max_size=30), min_size=2, max_size=2), max_size=4), st.integers(10, 200))
def test_a_table_fits_or_is_stacked_and_loses_nothing(rows: list[list[str]], width: int) -> None:
    from rich.cells import cell_len

    told = as_table(("a", "b"), rows, width)
    if "┃" in told:
        assert all(cell_len(line) <= width for line in told.splitlines())
    packed = "".join(told.split())
    assert all("".join(show(v).split()) in packed for row in rows for v in row if "\n" not in v)


def test_a_workbook_holds_numbers_as_numbers_and_text_as_text() -> None:
    exact = Decimal("12345678901234567890.12")
    rows = [(*ROWS[1], exact, True), ("x" * 40_000, Decimal("0.1"), "@a", 3, False)]
    data = workbook("查询结果", (*NAMES, "exact", "bool"), rows)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    held = [[c.value for c in row] for row in sheet.iter_rows()]
    assert (
        held[1] == ["=1+1", -7, "甲\\u202e乙", str(exact), True]
        and sheet["A2"].data_type == "s"
        and sheet["A2"].quotePrefix
    )
    assert held[2] == ["x" * 32_767, 0.1, "@a", 3, False]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == "A1:E3"
    assert workbook("查询结果", (*NAMES, "exact", "bool"), rows) == data


@pytest.mark.parametrize(
    "form", [f for f in AnswerFormat if f not in (AnswerFormat.PARQUET, AnswerFormat.JSONL)]
)
def test_an_empty_result_has_its_names(form: AnswerFormat) -> None:
    assert rendered(NAMES, [], form)
