"""Tables that are written in one are parted at their titles; pieces of one are made whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.halves.stacked import parted, whole
from extract.model import Cell, Paragraph, Table, Text

HEADER = ["科目编码", "科目名称", "合计"]


def table(rows: list[list[str]], index: int = 0) -> Table:
    """A table of rows; a row of one cell spans all columns."""
    cols = max(map(len, rows))
    cells = [
        Cell(r, c, Text(t), 1, cols if len(row) == 1 else 1)
        for r, row in enumerate(rows)
        for c, t in enumerate(row)
    ]
    return Table(index, tuple(cells), len(rows), cols)


def shown(blocks: list[Paragraph | Table]) -> list[str | list[list[str]]]:
    return [
        [[t for t in row if t] for row in b.rows()] if isinstance(b, Table) else b.text.chars
        for b in whole(parted(blocks))
    ]


def body(first: int, count: int) -> list[list[str]]:
    return [[f"{200 + n}", f"第{n}类支出", f"{n}.50"] for n in range(first, first + count)]


@given(st.integers(1, 4), st.integers(1, 4))
def test_a_title_between_rows_begins_another_table(above: int, below: int) -> None:
    upper = [["表1 收入决算表"], ["单位：万元"], HEADER, *body(1, above)]
    lower = [["表2 支出决算表"], ["单位：万元"], HEADER, *body(5, below)]
    assert shown([table([*upper, *lower])]) == [upper, lower]


@pytest.mark.parametrize(
    "between",
    ["一般公共预算支出表（续）", "项目绩效指标表", "收入决算表", "一、基本支出", "支出决算表说明如下"],
)
def test_what_is_no_other_title_begins_none(between: str) -> None:
    rows = [["收入决算表"], HEADER, *body(1, 2), [between], HEADER, *body(3, 1)]
    assert shown([table(rows)]) == [rows]


@pytest.mark.parametrize("between", [[], ["— 5 —"], ["第3页"], ["续表"], ["12"], ["单位：万元"]])
@given(st.integers(0, 4), st.integers(1, 4), st.booleans())
def test_pieces_of_a_table_with_the_header_again_or_none_are_one(
    between: list[str], above: int, below: int, again: bool
) -> None:
    blocks = [
        table([HEADER, *body(1, above)]),
        *(Paragraph(n, Text(t)) for n, t in enumerate(between)),
        table([*[HEADER] * again, *body(1 + above, below)], 1),
    ]
    assert shown(blocks) == [[HEADER, *body(1, above + below)]]


@pytest.mark.parametrize(
    "title", ["国有资本经营预算财政拨款支出决算表", "二、支出决算情况", "合计9.00万元。"]
)
def test_another_table_with_the_same_header_stays_one_of_its_own(title: str) -> None:
    blocks = [table([HEADER, *body(1, 2)]), Paragraph(0, Text(title)), table([HEADER, *body(3, 2)], 1)]
    assert shown(blocks) == [[HEADER, *body(1, 2)], title, [HEADER, *body(3, 2)]]


def test_tables_of_other_columns_stay_apart() -> None:
    other = ["科目编码", "科目名称", "基本支出"]
    blocks: list[Paragraph | Table] = [table([HEADER, *body(1, 2)]), table([other, *body(3, 2)], 1)]
    assert len(shown(blocks)) == 2
