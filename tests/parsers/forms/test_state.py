"""What the readers of a form share: its rows, and labels without what stands behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.forms.state import Form, label, said_rows
from tests.written import ABOVE, table


def test_a_cell_is_said_in_the_row_in_which_it_begins() -> None:
    held = table(0, [["项 目", "预算"], [ABOVE, "（１）"], ["其他", ""]])
    assert [[t for _, t in said] for said in said_rows(held)] == [["项目", "预算"], ["(1)"], ["其他", ""]]
    assert [c for said in said_rows(held) for c, _ in said] == list(held.cells)
    assert said_rows(held) is said_rows(held)


@given(
    st.text("项目资金名称", min_size=1, max_size=8), st.sampled_from(["", "(盖章)", "(万元)", "(盖章):", ":"])
)
def test_a_label_is_without_the_bracket_and_colon_behind_it(name: str, behind: str) -> None:
    assert label(name + behind) == name


@pytest.mark.parametrize(
    "folded", ["全年预算数(A)", "执行数(B)", "执行率(B/A)", "(盖章)", "甲(一二三四五六七八九十一二三)"]
)
def test_what_names_the_column_and_what_is_all_there_is_stays(folded: str) -> None:
    assert label(folded) == folded


def test_forms_share_nothing() -> None:
    first, second = Form(0), Form(1)
    first.funds[3], first.parents["final"] = "final", "x"
    assert (second.funds, second.parents, second.closed) == ({}, {}, False)
