"""A sheet → its tables, and the lines around them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

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
