"""Cells that stand one to a line and are closed by bars, back in rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.txt.closed_cells import closed_cells


def closed(rows: list[list[str]], width: int) -> list[str]:
    """A cell to a line, a bar behind each; bars alone fill a row up."""
    lines = []
    for row in rows:
        lines += [f"{c} |".strip() for c in row]
        lines += ["|" * (width - len(row))] * (len(row) < width)
    return lines


@given(st.integers(2, 9), st.booleans())
def test_rows_of_merged_labels_end_where_bars_fill_them_up(count: int, totalled: bool) -> None:
    header = [["项目", "本年支出合计", "基本支出", "项目支出"], ["科目编码", "科目名称"]]
    body = [[f"2{n:02}", f"第{n}类", f"{n}.50", f"{n}.00", "0.50"] for n in range(1, count + 1)]
    last = [["合计", "9.00", "8.00", "1.00"]] * totalled
    lines = closed([*header, *body, *last], 5)
    found = closed_cells(lines, 0, len(lines))
    assert found is not None and found.settled and found.short == ()
    assert [list(row) for row in found.rows[2 : 2 + count]] == body
    assert found.rows[0] == ("项目", "", "本年支出合计", "基本支出", "项目支出")
    assert not totalled or found.rows[-1] == ("合计", "", "9.00", "8.00", "1.00")


@pytest.mark.parametrize("cells", [["甲", "1.00", "2.00"], ["", "", "", "1.00"]])
def test_a_few_cells_are_no_table(cells: list[str]) -> None:
    lines = closed([cells], len(cells))
    assert closed_cells(lines, 0, len(lines)) is None


def test_rows_whose_labels_tell_nothing_are_not_settled() -> None:
    lines = closed([["甲", "乙", "丙"], ["丁", "戊"], ["己", "1.00", "2.00", "3.00"]], 5)
    found = closed_cells(lines, 0, len(lines))
    assert found is not None and not found.settled


@pytest.mark.parametrize("end", [[], ["", ""]])
def test_captions_and_sides_stand_above_lists_side_by_side_and_the_end_may_be_cut(end: list[str]) -> None:
    above = ["", "", "", "公开01表", "编制单位：石河市水利局", "2023年度", "", "金额单位：元", "收入", "支出"]
    labels = ["项目", "行次", "决算数", "项目（按功能分类）", "行次", "决算数"]
    rows = [[f"{n}、收入", str(n), f"{n}.50", f"{n}、支出", str(n + 9), f"{n}.75"] for n in range(1, 5)]
    cells = [*above, *labels, *(c for row in rows for c in row), "五、收入", "5"]
    lines = [*(x for c in cells for x in ((c, "|") if c else ("|",))), *end]
    found = closed_cells(lines, 0, len(lines) - len(end))
    assert found is not None and found.settled
    body = [list(row) for row in found.rows if row[0].endswith("收入")]
    assert body[:4] == rows and not any("5.50" in row for row in body)


def test_rows_that_are_numbered_and_a_total_that_lacks_cells() -> None:
    cells = [
        "序号",
        "乡镇",
        "项目名称",
        "金额",
        "备注",
        "1",
        "柳湾镇",
        "护堤养护",
        "20",
        "",
        "2",
        "石桥乡",
        "渠道清淤",
        "15",
        "",
    ]
    lines = [f"{c} |" if c else "|" for c in [*cells, "合计", "35"]]
    found = closed_cells(lines, 0, len(lines))
    assert found is not None and found.settled
    assert found.rows[1:] == (
        ("1", "柳湾镇", "护堤养护", "20", ""),
        ("2", "石桥乡", "渠道清淤", "15", ""),
        ("合计", "", "", "35", ""),
    )
