"""Blank cells that an export lost: put back where the total proves it, left out where it does not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extract.txt.lost_cells import TextRow, restored

AMOUNT = st.integers(1, 999).map(lambda n: Decimal(n) / 100)


def total(*rows: TextRow) -> TextRow:
    width = max(map(len, rows))
    sums = [sum((Decimal(r[i] or 0) for r in rows if len(r) > i), Decimal(0)) for i in range(1, width)]
    return ["合计", *(f"{s:.2f}" for s in sums)]


@given(st.lists(st.tuples(AMOUNT, AMOUNT, AMOUNT), min_size=2, max_size=4), st.data())
def test_the_one_row_with_a_blank_is_put_right(
    values: list[tuple[Decimal, ...]], data: st.DataObject
) -> None:
    rows: list[TextRow] = [[f"项{n}", *map(str, v)] for n, v in enumerate(values)]
    at, blank = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(1, 3))
    rows[at][blank] = ""
    said = [c for c in rows[at] if c]
    # Two ways that add up alike are no proof.
    assume(len({tuple(said[1:]), tuple(reversed(said[1:]))}) == 2)
    lost = [*rows[:at], said, *rows[at + 1 :], total(*rows)]
    assert restored(lost, 4)[at] == rows[at]


@pytest.mark.parametrize(
    "body",
    [
        [["甲", "1.00"], ["乙", "2.00", "3.00"], ["合计", "9.00", "9.00"]],  # adds up nowhere
        [["甲", "1.00"], ["乙", "2.00"], ["合计", "3.00", "0.00"]],  # two rows short
        [["甲", "1.00"], ["乙", "2.00", "3.00"]],  # no total
        [["甲", "", "1.00"], ["乙", "2.00"], ["合计", "2.00", "1.00"]],  # blank cells are kept: none is lost
    ],
)
def test_what_is_not_proven_stays(body: list[TextRow]) -> None:
    assert restored(body, 3) == body


def test_a_percentage_among_amounts_is_left_out_with_its_row() -> None:
    body: list[TextRow] = [
        ["甲", "5.00", "25%"],
        ["乙", "1.00", "1.00", "5%"],
        ["合计", "9.00", "9.00", "30%"],
    ]
    assert restored(body, 4) == [["甲", "", "", ""], *body[1:]]


def test_rows_within_others_are_no_part_of_the_sum() -> None:
    body: list[TextRow] = [
        ["甲", "2.00"],
        ["其中：乙", "1.00", "1.00"],
        ["丙", "3.00", "3.00"],
        ["合计", "3.00", "5.00"],
    ]
    assert restored(body, 3)[0] == ["甲", "", "2.00"]
