"""Cells that stand one to a line: rows of labels and numbers, forms, and what is neither."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.txt.loose_cells import (
    LEAST_WORDS,
    LONGEST,
    apart,
    is_label,
    is_number,
    loose_cells,
    loose_form,
    unspaced,
)

NUMBERS = st.decimals(-9999, 9999, places=2).map("{:,}".format) | st.sampled_from(["", "-", "3.2%", "0"])
ROWS = st.integers(2, 5).flatmap(
    lambda cols: st.lists(
        st.tuples(st.sampled_from(["办公费", "差旅费", "会议费"]), *[NUMBERS] * (cols - 2), st.just("1.00")),
        min_size=2,
        max_size=5,
    )
)
LABELS = ("项目", "预算数", "决算数", "上年数", "增减额")


@given(ROWS, st.integers(1, 2), st.sampled_from([[], ["以上是各项支出的情况。"]]))
def test_rows_of_labels_and_numbers(rows: list[tuple[str, ...]], step: int, after: list[str]) -> None:
    held = [LABELS[: len(rows[0])], *rows]
    lines = [x for cell in chain(*held) for x in (cell, "")[:step]]
    found = loose_cells(["前文。", *lines, *after], 1)
    assert found is not None and found.rows == tuple(held)
    assert (found.start, found.end) == (1, 1 + len(lines))


def test_a_table_ends_where_its_shape_does() -> None:
    lines = ["项目", "决算数", "办公费", "1.00", "差旅费", "2.00", "支出情况说明", "支出共3.00万元，其中"]
    found = loose_cells(lines, 0)
    assert found is not None and found.end == 6 and len(found.rows) == 3


@pytest.mark.parametrize(
    "lines",
    [
        ["1.00", "项目", "2.00", "办公费"],
        ["项目", "决算数", "办公费", "1.00"],
        ["项目", "决算数", "办公费", "—", "差旅费", "—", "会议费", "—"],
        ["支出情况。", "决算数", "办公费", "1.00", "差旅费", "2.00"],
    ],
)
def test_too_few_rows_and_no_numbers_make_no_table(lines: list[str]) -> None:
    assert loose_cells(lines, 0) is None


def test_a_form_goes_to_the_heading_behind_its_indicators() -> None:
    lines = ["项目名称", "校舍维修", "一级指标", "三级指标", "一、数量", "12", "二、其他", "后文"]
    assert loose_form(lines, 0) is not None
    found = loose_form([*lines[:4], "数量", "12", *lines[6:]], 0)
    assert found is not None and found.end == 6 and found.rows[-1] == ("12",)
    assert loose_form(lines[1:], 0) is None and loose_form(["项目名称", "校舍维修", "二、其他"], 0) is None


def test_a_whole_form_on_a_line_is_its_words() -> None:
    words = ["项目名称", "甲", "一级指标", "二级指标", "三级指标", *[str(n) for n in range(LEAST_WORDS)]]
    assert apart("  ".join(words)) == words
    assert len(apart(" ".join(words[: LEAST_WORDS - 1]))) == 1 == len(apart(" ".join([*words, "|"])))
    assert len(apart(" ".join(["x"] * LEAST_WORDS))) == 1


@given(st.lists(st.sampled_from(["甲", "1.00"]), min_size=2, max_size=8))
def test_blank_lines_between_cells_are_no_cells(cells: list[str]) -> None:
    lines = [x for c in cells for x in (c, "")]
    assert [x for _, x in unspaced(list(enumerate(lines)))] == cells
    assert [x for _, x in unspaced(list(enumerate(cells)))] == cells


def test_of_alternating_lines_every_other_one_is_a_cell_blank_or_not() -> None:
    assert [x for _, x in unspaced(list(enumerate(["甲", "", "", "", "乙", ""])))] == ["甲", "", "乙"]


def test_two_blank_lines_are_a_blank_cell_and_so_is_white_space() -> None:
    assert [x for _, x in unspaced(list(enumerate(["甲", "", "", "乙", ""])))] == ["甲", "", "乙"]
    assert [x for _, x in unspaced(list(enumerate(["甲", "", "", " ", "", "乙", ""])))] == ["甲", " ", "乙"]


@pytest.mark.parametrize("text", ["12", "1,234.50", "-3.2%", "+1", "（1.00）", "１２"])
def test_numbers_are_no_labels(text: str) -> None:
    assert is_number(text) and not is_label(text)


@pytest.mark.parametrize("text", ["", " ", "——", "支出。", "其中：", "甲" * (LONGEST + 1), "收，支", "1,23"])
def test_neither(text: str) -> None:
    assert not is_number(text) and not is_label(text)


@pytest.mark.parametrize("text", ["办公费", "2023年", "12元", "1.2.3", "甲" * LONGEST])
def test_labels(text: str) -> None:
    assert is_label(text) and not is_number(text)


def test_most_lines_have_a_blank_one_behind_them_or_none_is_dropped() -> None:
    """Of ten lines nine must; the last of all needs none."""
    spaced = [x for n in range(10) for x in (f"甲{n}", "")]
    assert len(list(unspaced(list(enumerate(spaced[:-1]))))) == 10
    assert len(list(unspaced(list(enumerate(["甲", "乙", "", "丙"]))))) == 4


def test_a_column_of_remarks_holds_words() -> None:
    lines = ["项目", "决算数", "备注", "办公费", "1.00", "厉行节约", "差旅费", "2.00", ""]
    found = loose_cells(lines, 0)
    assert found is not None and found.rows[1] == ("办公费", "1.00", "厉行节约")
    other = loose_cells([x.replace("备注", "上年数") for x in lines], 0)
    assert other is None or other.rows[1] != ("办公费", "1.00", "厉行节约")


def test_a_form_begins_with_its_unit_below_a_title_alone() -> None:
    form = ["单位名称：", "甲局", "一级指标", "三级指标", "数量", "12"]
    assert loose_form(form, 0) is None and loose_form(form, 0, titled=True) is not None
    narrative = [*form[:2], "一、部门概况", "支出480.00万元。", *form[2:]]
    assert loose_form(narrative, 0, titled=True) is None


def test_the_number_of_a_page_is_no_amount() -> None:
    rows = ["教育支出", "9.00", "4.00", "农林水支出", "7.00", "3.00", "住房保障支出", "50.00", "12"]
    found = loose_cells(["项目", "合计", "项目支出", *rows], 0)
    assert found is not None and [row[0] for row in found.rows] == ["项目", "教育支出", "农林水支出"]
