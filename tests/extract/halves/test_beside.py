"""Tables that are written beside each other in one are parted at their titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.captions import with_context
from extract.halves.beside import side_by_side
from extract.model import Table
from tests.written import table

INCOME, SPENDING = "一般公共预算收入预算表", "一般公共预算支出预算表"


def parts(rows: list[list[str]]) -> list[Table]:
    return [b for b in with_context(side_by_side(table(0, rows))) if isinstance(b, Table)]


@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 2))
def test_each_table_has_its_own_title_and_unit(left: int, right: int, gap: int) -> None:
    blank = [""] * gap
    rows = [
        [INCOME, "<", *blank, SPENDING, "<"],
        ["", "单位：元", *blank, "", "单位：万元"],
        ["项目", "预算数", *blank, "科目", "预算数"],
    ]
    for n in range(max(left, right)):
        income = ["增值税", f"{n}.10"] if n < left else ["", ""]
        rows.append([*income, *blank, *(["教育支出", f"{n}.50"] if n < right else ["", ""])])
    found = parts(rows)
    assert [(t.title, t.unit_line, t.cols) for t in found] == [
        (INCOME, "单位：元", 2),
        (SPENDING, "单位：万元", 2),
    ]
    assert [t.rows()[2] for t in found] == [["项目", "预算数"], ["科目", "预算数"]]


def test_a_title_may_stand_within_the_columns_of_its_table() -> None:
    rows = [
        ["", INCOME, "", "", SPENDING],
        ["项目", "预算数", "", "科目", "预算数"],
        ["增值税", "3.00", "", "教育支出", "4.00"],
    ]
    assert [t.rows()[2] for t in parts(rows)] == [["增值税", "3.00"], ["教育支出", "4.00"]]
    assert len(parts([[*row[:2], *row[3:]] for row in rows])) == 1


@pytest.mark.parametrize(
    "rows",
    [
        # Nothing names the rows.
        [[INCOME, SPENDING], ["预算数", "预算数"], ["3.00", "4.00"]],
        # A cell below stands in both.
        [
            [INCOME, "<", SPENDING, "<"],
            ["项目", "预算数", "<", "<"],
            ["增值税", "3.00", "教育支出", "4.00"],
        ],
        # One title twice, labels, and a list of tables.
        [[INCOME, "<", INCOME, "<"], ["增值税", "3.00", "教育支出", "4.00"]],
        [["收入", "<", "支出", "<"], ["增值税", "3.00", "教育支出", "4.00"]],
        [[INCOME, SPENDING], ["见第三页", "见第四页"]],
    ],
)
def test_what_has_no_titles_beside_each_other_is_one(rows: list[list[str]]) -> None:
    assert len(parts(rows)) == 1
