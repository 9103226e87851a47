"""A sheet → its tables, and the lines around them."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Table
from extract.sheets.layout import blocks_of
from extract.sheets.sheet import Sheet, SheetCell
from tests.extract.html.shown import grid
from tests.extract.sheets.written import PRINTED, ROWS, workbook, written


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


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("gap", [0, 1])
def test_tables_beside_each_other_are_named_by_the_titles_above_them(
    tmp_path: Path, ruled: bool, gap: int
) -> None:
    titles = ["2024年收入预算表", "", *[""] * gap, "2024年支出预算表"]
    rows = [titles, *([*row, *[None] * gap, *row] for row in ROWS)]

    def fill(sheet: Any) -> None:
        written(sheet, rows[:1], 1, False)
        written(sheet, [["", "单位：元", *[""] * gap, "", "单位：万元"]], 2, False)
        written(sheet, rows[1:], 3, ruled)

    tables = workbook(tmp_path, fill).tables
    assert [grid(t) for t in tables] == [PRINTED] * 2
    assert [(t.index, t.title, t.unit_line) for t in tables] == [
        (0, titles[0], "单位：元"),
        (1, titles[-1], "单位：万元"),
    ]


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


def sheet(*rows: str, ruled: bool = True, **more: Any) -> Sheet:
    """A sheet of rows, their cells parted by a bar; a blank one is none."""
    cells = {
        (r, c): SheetCell(t, ruled and "|" in row)
        for r, row in enumerate(rows)
        for c, t in enumerate(row.split("|"))
        if t
    }
    return Sheet("表", 1, cells, **more)


def blocks(held: Sheet) -> list[list[list[str]] | str]:
    found = blocks_of(held, (count(), count()))
    return [
        [[c.text.chars for c in b.row_cells(r)] for r in range(b.row_count)]
        if isinstance(b, Table)
        else b.text.chars
        for b in found
    ]


@given(st.booleans(), st.integers(1, 3), st.integers(0, 2))
def test_lines_stand_around_the_tables(ruled: bool, tables: int, notes: int) -> None:
    rows = ["项目|决算数", "办公费|1.00", "差旅费|2.00"]
    lines = [x for n in range(tables) for x in (f"表{n}：收入支出决算表", *rows, "")] + [
        f"注：第{n}条。" for n in range(notes)
    ]
    found = blocks(sheet(*lines, ruled=ruled))
    grid = [r.split("|") for r in rows]
    assert found == [x for n in range(tables) for x in (f"表{n}：收入支出决算表", grid)] + [
        f"注：第{n}条。" for n in range(notes)
    ]


def test_hidden_rows_and_columns_are_not_there() -> None:
    held = sheet(
        "项目|内部|决算数", "办公费|9|1.00", "暂存|9|7.00", "差旅费|9|2.00", hidden_rows={2}, hidden_cols={1}
    )
    assert blocks(held) == [[["项目", "决算数"], ["办公费", "1.00"], ["差旅费", "2.00"]]]


def test_a_merged_area_is_one_cell_over_what_is_shown_of_it() -> None:
    held = sheet(
        "科目|支出||", "|基本|项目", "教育|1|2", merged=[(0, 0, 1, 0), (0, 1, 0, 2)], hidden_cols={2}
    )
    (table,) = blocks_of(held, (count(5), count(7)))
    assert isinstance(table, Table) and table.index == 7
    assert [(c.text.chars, c.row_span, c.col_span, c.at) for c in table.cells][:2] == [
        ("科目", 2, 1, "表!A1"),
        ("支出", 1, 1, "表!B1"),
    ]


def test_an_empty_sheet_has_no_blocks() -> None:
    assert blocks(Sheet("表", 1)) == []
