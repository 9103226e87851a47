"""Rows of labels and numbers: with row heads, or without."""

from __future__ import annotations

import pytest

from extract.halves.rows import first_figures, headless, is_figure, repeats_heads

LEFT = [
    ["编码", "名称", "合计"],
    ["", "合计", "3.00"],
    ["201", "教育支出", "1.00"],
    ["208", "就业支出", "2.00"],
]
RIGHT = [
    ["编码", "名称", "项目支出"],
    ["", "合计", "1.50"],
    ["201", "教育支出", "0.50"],
    ["208", "就业支出", "1.00"],
]


@pytest.mark.parametrize(("text", "figure"), [("1,234.50", True), ("95%", True), ("-", True), ("", True), ("教育", False)])  # fmt: skip
def test_what_is_a_number_or_none(text: str, figure: bool) -> None:
    assert is_figure(text) is figure


def test_labels_and_then_numbers_alone() -> None:
    numbers = [row[2:] for row in LEFT]
    assert headless(numbers) and not headless(LEFT) and not headless(numbers[1:])
    assert not headless(numbers[:2]), "a table of one row of numbers stands for itself"
    assert first_figures(LEFT) == 1 and first_figures([["编码"]]) == 1


def test_the_same_heads_and_other_columns() -> None:
    assert repeats_heads(LEFT, RIGHT) and not repeats_heads(LEFT, LEFT)
    assert repeats_heads([*LEFT, ["210", "卫生支出", "9.00"]], RIGHT), "the page before may hold more rows"
    other = [*RIGHT[:2], ["201", "国防支出", "0.50"], RIGHT[3]]
    assert not repeats_heads(LEFT, [*RIGHT[:3], ["208", "就业支出", "按进度"]])
    assert not repeats_heads([row[1:] for row in LEFT], [row[1:] for row in other])
