"""Points of forms: what they add up to, and which of them count."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checks.compare.points import (
    ROUNDED,
    adds_up,
    bonus,
    execution,
    management,
    of_sum,
    points,
    score_of,
    weight_of,
)
from tests.checks.cases.builders import indicator, score

WHOLE = st.lists(st.integers(0, 50).map(Decimal), min_size=1, max_size=6)


@given(WHOLE, st.integers(-5, 5))
def test_whole_points_are_exact(values: list[Decimal], off: int) -> None:
    assert adds_up([*values, None], sum(values) + off) == (off == 0) and not adds_up([*values], None)


@given(st.lists(st.integers(1, 10000), min_size=2, max_size=6))
def test_rounded_shares_of_a_total_add_up_to_it(shares: list[int]) -> None:
    whole = sum(shares)
    rounded = [(Decimal(100 * s) / whole).quantize(Decimal("0.01")) for s in shares]
    # One that is whole was perhaps given as it is.
    assume(not any(r == r.to_integral() for r in rounded))
    assert adds_up([*rounded], Decimal(100))
    assert not adds_up([*rounded, Decimal(1)], Decimal(100))


@pytest.mark.parametrize(
    ("values", "whole", "right"),
    [
        (["33.33", "33.33", "33.40"], "100.1", True),
        (["33.33", "33.33", "33.40"], "100.09", False),
        (["33.33", "33.33", "33.40"], "100", False),
        (["33.3", "33.3", "33.5"], "100.1", True),
        (["33.3", "33.3", "33.5"], "100.2", False),
    ],
)
def test_a_total_of_fewer_decimals_was_rounded_itself(values: list[str], whole: str, right: bool) -> None:
    assert adds_up([Decimal(v) for v in values], Decimal(whole)) == right


@given(WHOLE.filter(lambda v: len(v) > 1), st.integers(0, 5), st.integers(1, 20))
def test_any_one_number_mends_a_sum(values: list[Decimal], at: int, wrong: int) -> None:
    at %= len(values)
    printed = [v + wrong if n == at else v for n, v in enumerate(values)]
    repairs = dict(of_sum(("t", sum(values)), [(str(n), v) for n, v in enumerate(printed)]))
    assert repairs["t"].holds(sum(printed)) and repairs[str(at)].holds(values[at])
    assert repairs[str(at)].high - repairs[str(at)].low == 2 * ROUNDED


@pytest.mark.parametrize(
    ("value", "said"),
    [(Decimal("10.50"), "10.5"), (Decimal("100"), "100"), (Decimal("1E+2"), "100"), (None, "")],
)
def test_points_without_the_zeros_at_their_end(value: Decimal | None, said: str) -> None:
    assert points(value) == said


def test_numbers_of_a_row_are_known_apart() -> None:
    row = indicator("甲", "10", "9")
    assert (weight_of(row), score_of(row)) == (
        (f"{row.indicator_id}.weight", 10),
        (f"{row.indicator_id}.score", 9),
    )


@pytest.mark.parametrize(("name", "told"), [("加分项", True), ("附加指标", True), ("增加", False)])
def test_points_outside_the_weights(name: str, told: bool) -> None:
    assert bonus([indicator(name, "1", "1")], []) == told == bonus([], [score("other", "1", "1", name=name)])


@pytest.mark.parametrize(
    ("names", "total", "counts"),
    [
        ({"甲": "90"}, "100", True),
        ({"甲": "90", "预算执行率": "10"}, "100", False),
        ({"甲": "80", "预算执行率": "10"}, "100", True),
        ({"甲": "90"}, "90", False),
    ],
)
def test_points_for_execution_count_where_nothing_else_counts_them(
    names: dict[str, str], total: str, counts: bool
) -> None:
    rows = [indicator(n, w, w) for n, w in names.items()]
    done = score("budget_execution", "10", "10")
    assert (execution(rows, [done, score("total", total, total)]) is done) == counts
    assert execution(rows, [score("total", total, total)]) is None


def test_points_for_the_management_of_the_money() -> None:
    held = [score("process", "5", "4"), score("process", "5", None), score("output", "5", "5")]
    assert management(held) == held[:1]
