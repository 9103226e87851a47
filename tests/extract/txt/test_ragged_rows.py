"""Cells of which each has a line and blank ones have none: full rows are read, of others the names."""

from __future__ import annotations

import pytest

from extract.model import Table
from extract.txt.document import read_txt
from extract.txt.ragged_rows import numbered_rows, ragged_rows
from extract.txt.tables import find_tables

TITLE = ["青石县水务局2021年“三公”经费决算情况表", "(单位:万元)"]
HEADER = ["项 目", "预算数", "决算数"]
ROWS = [
    "合 计",
    "77.00",
    "68.30",
    "因公出国费",
    "0.00",
    "公务接待费",
    "35.00",
    "26.40",
    "其中：外宾接待费",
    "国内接待费",
]
READ = (
    ("项 目", "预算数", "决算数"),
    ("合 计", "77.00", "68.30"),
    ("因公出国费", "", ""),
    ("公务接待费", "35.00", "26.40"),
)


def test_full_rows_are_read_and_those_with_fewer_numbers_are_told() -> None:
    after = ["二、支出决算情况说明", "2021年度支出68.30万元。"]
    found = read_txt("\n".join([*TITLE, *HEADER, *ROWS, *after]).encode(), "x.txt", "0" * 64)
    table, rest = (b for b in found.blocks if isinstance(b, Table))
    words = table.words
    assert not rest.settled and rest.rows()[0][0] == "因公出国费" and rest.unit_line == table.unit_line
    assert [tuple(words.get((r, c), "") for c in range(3)) for r in (1, 2, 3)] == [
        (name.replace(" ", ""), *values) for name, *values in READ[1:]
    ]
    assert any("因公出国费" in w and "未读取" in w for w in found.warnings)


@pytest.mark.parametrize("gap", [[], [""]])
def test_where_it_ends(gap: list[str]) -> None:
    lines = [x for line in [*HEADER, *ROWS] for x in (line, *gap)]
    found = ragged_rows(lines, 0)
    assert found is not None and found.rows == READ and found.short == ("因公出国费",)
    assert found.end == lines.index("26.40") + 1


@pytest.mark.parametrize(
    "lines",
    [
        ["预算数", "决算数", "合计", *ROWS],
        ["项目", "行次", "决算数", *ROWS],
        ["项目", "预算数", *ROWS],
        [*HEADER, "合计", "1.00", "2.00", "接待费", "1.00"],
        [*HEADER, "公务用车购置（含", "车辆购置税）", "1.00", "2.00", *ROWS],
    ],
    ids=["no names", "a column of no amounts", "more numbers than labels", "one full row", "a cut name"],
)
def test_what_is_not_sure_is_not_read(lines: list[str]) -> None:
    assert ragged_rows(lines, 0) is None


@pytest.mark.parametrize(
    "after", [["二、机关运行经费", "支出情况", "5.00", "4.00"], ["支出决算总表", "4.00", "3.00"]]
)
def test_a_heading_or_a_title_ends_it(after: list[str]) -> None:
    found = ragged_rows([*HEADER, "合计", "7.00", "6.00", "接待费", "3.00", "2.00", *after], 0)
    assert found is not None and found.end == 9 and len(found.rows) == 3


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["公务用车购置及", "运行维护费", "9.00", "8.00"], "运行维护费"),
        (["住房保障支出", "5.00", "12"], "住房保障支出"),
    ],
    ids=["the rest of a name", "the number of a page"],
)
def test_a_full_row_that_is_not_sure_is_told(lines: list[str], name: str) -> None:
    found = ragged_rows(
        [*HEADER, "合计", "77.00", "68.30", "接待费", "35.00", "26.40", "会议费", "2.00", "1.00", *lines], 0
    )
    assert found is not None and found.short == (name,) and (name, "", "") in found.rows


LABELS = ["序号", "项目名称", "建设内容", "投资规模"]
LISTED = [["1", "护堤养护", "养护堤岸，更换涵闸。", "30"], ["2", "图书更新", "更新图书", "12"]]


@pytest.mark.parametrize("apart", [False, True])
def test_a_row_goes_from_its_number_to_the_next(apart: bool) -> None:
    cells = [c for row in [LABELS, *LISTED] for c in row]
    lines = [x for c in cells for x in (c, "")] if apart else cells
    found = numbered_rows(lines, 0)
    assert found is not None and list(map(list, found.rows)) == [LABELS, *LISTED]
    (table,) = find_tables(["资金分配如下：", *lines, "以上资金已下达。"])
    assert table.rows == found.rows


def test_a_total_behind_the_last_row() -> None:
    cells = [c for row in [LABELS, *LISTED, ["合计", "", "", "42"]] for c in row]
    found = numbered_rows(cells, 0)
    assert found is not None and found.rows[-1] == ("合计", "", "", "42") and found.end == 16


def test_the_last_row_ends_at_a_heading() -> None:
    cells = [*LABELS, "备注", *LISTED[0], "", *LISTED[1], "二、监督电话"]
    found = numbered_rows(cells, 0)
    assert found is not None and found.rows[-1] == (*LISTED[1], "")


@pytest.mark.parametrize("second", [["2", "图书更新", "12", "3", "渠道清淤", "8"], ["图书更新", "12"]])
def test_rows_of_another_length_are_not_read(second: list[str]) -> None:
    assert numbered_rows([*LABELS, *LISTED[0], *second], 0) is None
