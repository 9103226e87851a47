"""A table that goes on over a page end is one; two that stand below each other are two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.pdf.page_breaks import SAME_EDGE, join, runs_on
from tests.extract.pdf.set_out import line, table, words

HEADER = ("项目", "决算数")
ABOVE = table(HEADER, ("办公费", "1.00"))


def below(*rows: tuple[str, ...], shift: float = 0.0, page: int = 2, top: float = 100.0):  # noqa: ANN201
    return table(*rows, xs=(50 + shift, 150 + shift, 250 + shift), page=page, top=top)


@given(st.floats(-12, 12))
def test_the_same_edges_on_the_next_page(shift: float) -> None:
    assert runs_on(ABOVE, below(("差旅费", "2.00"), shift=shift), [], []) == (abs(shift) <= SAME_EDGE)


@pytest.mark.parametrize(("page", "goes_on"), [(2, True), (3, False)])
def test_a_page_between_parts_them(page: int, goes_on: bool) -> None:
    assert runs_on(ABOVE, below(("差旅费", "2.00"), page=page), [], []) == goes_on


@pytest.mark.parametrize(("gap", "goes_on"), [(1.0, True), (30.0, False)])
def test_on_one_page_only_what_is_flush_goes_on(gap: float, goes_on: bool) -> None:
    low = below(("差旅费", "2.00"), page=1, top=ABOVE.bottom + gap)
    assert runs_on(ABOVE, low, [], []) == goes_on
    assert not runs_on(ABOVE, low, [line("二、其他")], [])


@pytest.mark.parametrize(
    ("said", "page", "goes_on"),
    [
        ("续表", 2, True),
        ("（续表2）", 2, True),
        ("单位：万元", 2, True),
        ("支出决算表", 2, True),
        ("收入决算表", 2, False),
        ("续表", 1, False),
    ],
)
def test_what_is_printed_between(said: str, page: int, goes_on: bool) -> None:
    low = below(("差旅费", "2.00"))
    assert runs_on(ABOVE, low, [line(said, page=page)], ["支出决算表"]) == goes_on


def test_the_header_that_is_repeated_is_left_out() -> None:
    whole = table(HEADER, ("办公费", "1.00"))
    join(whole, below(HEADER, ("差旅费", "2.00")))
    assert words(whole) == [[*HEADER], ["办公费", "1.00"], ["差旅费", "2.00"]]
    assert (whole.first_page, whole.last_page, whole.bottom) == (1, 2, 140)


@given(st.integers(1, 3), st.integers(1, 3))
def test_no_row_of_numbers_is_lost(first: int, second: int) -> None:
    over = [("办公费", f"{n}.00") for n in range(first)]
    under = [("差旅费", f"{n}.00") for n in range(second)]
    whole = table(HEADER, *over)
    join(whole, below(HEADER, *under))
    assert words(whole) == [[*HEADER], *map(list, over), *map(list, under)]


def test_a_row_cut_by_the_page_end_is_whole() -> None:
    """The last line of a cell reaches its edge, and the row below holds nothing but its rest."""
    whole = table(HEADER, ("一二三四五六七八九", "1.00"))
    join(whole, below(("十甲", ""), ("差旅费", "2.00")))
    assert words(whole)[1:] == [["一二三四五六七八九\n十甲", "1.00"], ["差旅费", "2.00"]]


@pytest.mark.parametrize("last", ["一二三", "一二三四五六七八。"])
def test_a_row_after_one_that_has_ended_is_a_row_of_its_own(last: str) -> None:
    whole = table(HEADER, (last, "1.00"))
    join(whole, below(("十甲", ""), ("差旅费", "2.00")))
    assert words(whole)[1:] == [[last, "1.00"], ["十甲", ""], ["差旅费", "2.00"]]


def test_columns_told_by_white_space_lie_elsewhere_on_each_page() -> None:
    xs = (50.0, 120.0, 190.0, 260.0, 330.0)
    row = ("甲", "1.00", "2.00", "3.00")
    over = table(row, xs=xs, inferred=True)
    under = table(row, xs=(60.0, 130.0, 185.0, 255.0, 345.0), page=2, inferred=True)
    assert runs_on(over, under, [], [])
    join(over, under)
    assert [[p.x0 for p in r] for r in over.rows] == [list(xs[:-1])] * 2
    for said in ("四", "四，五"):
        labels = table(("一", "二", "三", said), xs=(60.0, 130.0, 185.0, 255.0, 345.0), page=2, inferred=True)
        assert not runs_on(table(row, xs=xs, inferred=True), labels, [], [])
