"""Rows of labels and numbers, with row heads or without."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.halves.rows import FEWEST, first_figures, headless, is_figure, repeats_heads

FIGURES = st.sampled_from(["1.00", "1,234.50", "-3", "△3.00", "3.2%", "(5.00)", "-", "——", "", "无"])
NAMES = st.sampled_from(["合计", "教育支出", "公用经费"])


@given(st.integers(1, 3), st.integers(1, 4), st.integers(0, 4), st.data())
def test_labels_and_nothing_but_numbers_below(
    labels: int, cols: int, count: int, data: st.DataObject
) -> None:
    body = [
        ["1.00", *data.draw(st.lists(FIGURES, min_size=cols - 1, max_size=cols - 1))] for _ in range(count)
    ]
    rows = [["项目支出"] * cols] * labels + body
    assert headless(rows) == (count >= FEWEST) and first_figures(rows) == labels
    named = [*rows[:-1], ["教育支出", *rows[-1][1:]]]
    assert not headless(named) or count == 0
    assert not headless(body)


@given(st.lists(NAMES, min_size=2, max_size=4, unique=True))
def test_a_right_half_repeats_the_heads_of_its_left_one(names: list[str]) -> None:
    left = [["科目", "基本支出"], *([n, "1.00"] for n in names)]
    right = [["科目", "项目支出"], *([n, "2.00"] for n in names)]
    assert repeats_heads(left, right)
    assert not repeats_heads(left, [left[0], *right[1:]])
    assert not repeats_heads(left, [right[0], *([f"{n}款", "2.00"] for n in names)])
    assert not repeats_heads(left, [*right, ["其他", "1.00"]])
    assert not repeats_heads(left, [right[0], *([n, "说明"] for n in names)])


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("12", True),
        ("12.5%", True),
        ("……", True),
        ("无", True),
        ("无数据", False),
        ("12元", False),
        ("甲", False),
        (",", False),
        (",%", False),
        ("(.)", False),
        ("(,)", False),
    ],
)
def test_figures(text: str, figure: bool) -> None:
    assert is_figure(text) == figure


def test_rows_without_a_number_have_no_first() -> None:
    assert first_figures([["甲"], ["-"]]) == 2 and first_figures([]) == 0


def test_years_that_begin_the_rows_are_their_heads() -> None:
    assert not headless([["年份", "金额"], ["2022", "9.00"], ["2023", "2.00"]])
    assert headless([["总投资", "开工年份"], ["9.00", "1998"], ["2.00", "2001"]])
    assert headless([["预算", "决算"], ["2022", "9.00"], ["3.00", "5.00"]])


def test_a_total_over_several_heads_is_repeated_with_them() -> None:
    left = [
        ["编码", "名称", "收入", "支出"],
        ["合计", "9.00", "8.00"],
        ["201", "教育", "9.00", "8.00"],
        ["202", "水利", "", ""],
    ]
    right = [["编码", "名称", "结转"], ["合计", "1.00"], ["201", "教育", "1.00"], ["202", "水利", "0.00"]]
    assert repeats_heads(left, right)
    assert not repeats_heads(left, [*right[:2], ["201", "教育", "说明"], right[3]])
