"""How two sides are compared: exactly where numbers are exact, and what rounding explains where they are not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.codes import State
from checks.compare.interval import Interval, point
from checks.compare.relations import (
    MOST_EVIDENCE,
    compare_equal,
    compare_rate,
    compare_sum,
    evidence_rows,
    graded,
    misprinted,
)
from tests.checks.cases.builders import fund

VALUES = st.decimals(0, 9999, places=2)
UNITS = {"元": Decimal(1), "万元": Decimal(10000), "亿元": Decimal(10**8)}


@given(VALUES, st.sampled_from(list(UNITS)), st.sampled_from(list(UNITS)), st.integers(0, 4))
def test_an_amount_rounded_into_another_unit_is_the_same(value: Decimal, a: str, b: str, places: int) -> None:
    exact = value * UNITS[a]
    said = f"{exact / UNITS[b]:.{places}f}"
    found = compare_equal(fund("甲", f"{value}", unit=a), fund("甲", said, unit=b), "m")
    assert found.state != State.BROKEN
    assert (found.message == "") == (Decimal(said) * UNITS[b] == exact)


@given(VALUES, VALUES)
def test_two_amounts_either_agree_or_each_would_mend_the_other(a: Decimal, b: Decimal) -> None:
    left, right = fund("甲", f"{a}"), fund("甲", f"{b}")
    found = compare_equal(left, right, "m")
    assert (found.state == State.BROKEN) == (abs(a - b) > Decimal("0.01"))
    if found.message:
        repairs = dict(found.repairs)
        assert repairs[left.fund_id].holds(b * 10000) and repairs[right.fund_id].holds(a * 10000)
        assert (found.reported, found.expected) == (a, b)


@given(st.lists(VALUES, min_size=1, max_size=12), st.decimals(-1, 1, places=2))
def test_a_sum_and_its_parts(values: list[Decimal], wrong: Decimal) -> None:
    whole = fund("合计", f"{sum(values, wrong):.2f}")
    parts = [fund(f"项{n}", f"{v}") for n, v in enumerate(values)]
    found = compare_sum(whole, parts, lambda amount: f"合计{amount}")
    assert (found.state == State.BROKEN) == (abs(wrong) > Decimal("0.005") * (len(parts) + 1))
    assert (found.message == "") == (not wrong)
    if wrong:
        assert found.message == f"合计{sum(values):.2f}万元" and len(found.rows) <= MOST_EVIDENCE
        for part, value in zip(parts, values, strict=True):
            assert dict(found.repairs)[part.fund_id].holds((value + wrong) * 10000)


@given(st.integers(1, 9999), st.integers(1, 9999), st.integers(0, 3))
def test_a_rate_that_is_cut_or_rounded_is_no_mistake(a: int, b: int, places: int) -> None:
    exact = Decimal(100 * a) / b
    cut = exact.quantize(Decimal(1).scaleb(-places), "ROUND_DOWN")

    def state(rate: Decimal) -> State:
        row = fund("甲", f"{rate}", "share")
        return compare_rate(row, lambda _: Interval(exact, exact), "<expected>", (row,)).state

    assert State.BROKEN not in (state(cut), state(round(exact, places)))
    assert state(cut + 3 * Decimal(1).scaleb(-places)) == State.BROKEN


@given(st.integers(1, 999), st.integers(100, 999))
def test_a_rate_is_told_as_the_printed_terms_give_it(a: int, b: int) -> None:
    part, whole = fund("甲", f"{a}.0"), fund("乙", f"{b}.0")
    rate = fund("甲", f"{Decimal(100 * a) / b + 500:.2f}", "share")
    found = compare_rate(rate, lambda read: read(part) / read(whole) * point(100), "<expected>", (rate,))
    assert found.message == f"{Decimal(100 * a) / b:.2f}%"


@pytest.mark.parametrize(
    ("narrow", "wide", "state"),
    [(True, True, State.HOLDS), (False, True, State.NEAR), (False, False, State.BROKEN)],
)
def test_rounding_explains_what_the_wide_reading_holds(narrow: bool, wide: bool, state: State) -> None:
    assert graded(narrow, wide) == state


@given(st.integers(1000, 999999), st.integers(0, 5), st.integers(1, 9))
def test_slips_of_the_pen(number: int, at: int, digit: int) -> None:
    said = f"{number / 100:.2f}"
    digits = [c for c in said]
    if digits[-1 - at % len(digits)] not in (".", str(digit)):
        digits[-1 - at % len(digits)] = str(digit)
        assert misprinted(Decimal("".join(digits)), Decimal(said))
    assert misprinted(Decimal(said), Decimal(said) * 10) and not misprinted(Decimal(said), Decimal(said))


@pytest.mark.parametrize(
    ("a", "b", "slip"),
    [
        ("12.34", "12.43", True),
        ("12.34", "21.34", True),
        ("12.34", "13.44", False),
        ("1234", "4231", False),
        ("0.5", "5", True),
    ],
)
def test_digits_swapped_and_moved(a: str, b: str, slip: bool) -> None:
    assert misprinted(Decimal(a), Decimal(b)) == slip == misprinted(Decimal(b), Decimal(a))


def test_of_many_parts_those_that_explain_the_difference_come_first() -> None:
    parts = [fund(f"项{n}", f"{n}.00") for n in range(1, 12)]
    rows = evidence_rows(fund("合计", "69.00"), parts, Decimal(30000))
    assert len(rows) == MOST_EVIDENCE and rows[1] is parts[2] and rows[2].value == 11  # type: ignore[union-attr]
