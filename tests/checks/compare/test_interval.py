"""Interval arithmetic against brute force: every result of members lies within, and the ends are reached."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.compare.interval import Interval, point, total

numbers = st.decimals(-1000, 1000, places=2)
intervals = st.tuples(numbers, numbers).map(lambda p: Interval(min(p), max(p)))


def members(i: Interval) -> list[Decimal]:
    return [i.low, (i.low + i.high) / 2, i.high]


@given(intervals, intervals)
def test_sums_differences_and_products_hold_all_and_no_more(a: Interval, b: Interval) -> None:
    for combined, operation in (
        (a + b, lambda x, y: x + y),
        (a - b, lambda x, y: x - y),
        (a * b, lambda x, y: x * y),
    ):
        values = [operation(x, y) for x, y in product(members(a), members(b))]
        assert all(combined.holds(v) for v in values)
        assert combined.low == min(values) and combined.high == max(values)


@given(intervals, intervals)
def test_quotients(a: Interval, b: Interval) -> None:
    if b.low <= 0 <= b.high:
        with pytest.raises(ZeroDivisionError):
            a / b
        return
    quotient = a / b
    slack = Decimal("1e-20") * (1 + max(abs(quotient.low), abs(quotient.high)))
    assert all(quotient.widened(slack).holds(x / y) for x, y in product(members(a), members(b)))


@given(intervals, intervals)
def test_meeting_is_sharing_a_value(a: Interval, b: Interval) -> None:
    assert a.meets(b) == b.meets(a) == (max(a.low, b.low) <= min(a.high, b.high))


@given(st.lists(numbers))
def test_total_of_points_is_their_sum(values: list[Decimal]) -> None:
    assert total(point(v) for v in values) == point(sum(values, Decimal(0)))
