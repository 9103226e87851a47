"""Cells of tables that kept their blank ones are put back into rows of the one length that fits."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.txt.whole_rows import WIDEST, whole_rows

LABELS = ["项目", "预算数", "决算数", "上年数", "增减额", "备注"]


def drawn(seed: int, width: int, rows: int) -> list[list[str]]:
    """A table of names and amounts, some of them blank, the first amount of each row said."""
    rng = random.Random(seed)
    body = [
        [
            f"科目{'甲乙丙丁戊己庚辛'[n]}",
            f"{rng.randint(1, 999)}.50",
            *(f"{rng.randint(1, 99)}.00" for _ in range(width - 2)),
        ]
        for n in range(rows)
    ]
    body[rng.randrange(rows)][rng.randrange(2, width)] = ""
    return [[*LABELS[: width - 1], "合计数"], *body]


@given(st.integers(0, 10**6), st.integers(3, 6), st.integers(2, 8))
def test_the_rows_are_those_that_were_written(seed: int, width: int, rows: int) -> None:
    table = drawn(seed, width, rows)
    assert whole_rows([cell for row in table for cell in row]) == table


@given(st.integers(0, 10**6), st.integers(4, 6), st.integers(3, 8))
def test_with_a_cell_lost_nothing_is_put_under_another_label(seed: int, width: int, rows: int) -> None:
    cells = [cell for row in drawn(seed, width, rows) for cell in row]
    blank = cells.index("")
    assert whole_rows(cells[:blank] + cells[blank + 1 :]) is None


def test_a_bar_before_each_row_leaves_no_column() -> None:
    table = drawn(7, 4, 3)
    assert whole_rows([cell for row in table for cell in ("", *row)]) == table


HEADER = [["项目", "支出", ""], ["", "基本支出", "项目支出"]]


def test_labels_in_two_rows() -> None:
    table = [*HEADER, ["教育", "1.00", "2.00"], ["卫生", "3.00", ""]]
    assert whole_rows([cell for row in table for cell in row]) == table


@pytest.mark.parametrize(
    "rows",
    [
        [["项目", "金额", ""], ["教育", "1.00", "2.00"], ["卫生", "3.00", ""]],
        [["项目", "金额", "备注"], ["教育", "1.00", "无"], ["卫生", "很多", ""]],
        [["项目", "金额", "备注"], ["教育", "1.00", ""]],
        [["1", "金额", ""], ["教育", "1.00", ""], ["卫生", "2.00", ""]],
    ],
    ids=["a column without a label", "words among numbers", "a single row", "no labels"],
)
def test_what_is_not_settled(rows: list[list[str]]) -> None:
    assert whole_rows([cell for row in rows for cell in row]) is None


def test_rows_are_no_longer_than_tables_are_wide() -> None:
    wide = [[f"栏{n}号" for n in range(WIDEST + 1)], *[["甲", *["1.00"] * (WIDEST - 1), ""]] * 3]
    assert whole_rows([cell for row in wide for cell in row]) is None
