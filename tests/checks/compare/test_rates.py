"""Rates against what their numbers give."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.codes import State
from checks.compare.printed import narrow
from checks.compare.rates import (
    ZERO_BASE,
    best_reading,
    grown,
    on_zero,
    printed_abs,
    quotient,
    rated,
    usual_on_zero,
)
from checks.comparison import HOLDS, Comparison, Missing
from tests.checks.cases.builders import fund

VALUES = st.integers(1, 9999).map(lambda n: f"{n}.00")
LARGE = st.integers(1000, 9999).map(lambda n: f"{n}.00")
BROKEN = Comparison(state=State.BROKEN, message="m")


@given(VALUES, VALUES)
def test_a_quotient_holds_the_exact_one(a: str, b: str) -> None:
    assert quotient(fund("甲", a), fund("乙", b))(narrow).holds(Decimal(a) / Decimal(b) * 100)


@given(st.integers(-99, 99), st.integers(100, 9999))
def test_growth_is_of_the_amount_before(change: int, current: int) -> None:
    held = grown(fund("甲", f"{change}.00", "change"), fund("甲", f"{current}.00"), narrow)
    assert held.holds(Decimal(100 * change) / (current - change))


@given(LARGE, LARGE, st.integers(-300, 300))
def test_a_wrong_rate_names_what_would_mend_it(a: str, b: str, off: int) -> None:
    rate = (Decimal(a) / Decimal(b) * 100).quantize(Decimal("0.01")) + off
    row, part, whole = fund("率", f"{rate}", "share"), fund("甲", a), fund("乙", b)
    (found,) = rated(row, part, whole, "<expected>")
    assert isinstance(found, Comparison)
    assert (found.state == State.BROKEN) == bool(off)
    if found.state == State.BROKEN:
        repairs = dict(found.repairs)
        assert repairs[row.fund_id].holds(rate - off)
        assert repairs[part.fund_id].holds(Decimal(b) * rate * 100)
        assert (
            found.message == f"{found.expected:.2f}%"
            or abs(Decimal(found.message[:-1]) - (rate - off)) < Decimal("0.1") * abs(rate - off) + 1
        )


def test_a_divisor_that_may_be_nothing_is_no_comparison() -> None:
    assert list(rated(fund("甲率", "5", "share"), fund("甲", "1"), fund("乙", "0.00"), "m")) == [
        Missing("甲率的非零基数")
    ]


def test_of_several_readings_one_that_is_right_is_enough() -> None:
    near = Comparison(state=State.NEAR, message="n")
    asked: list[int] = []

    def readings():  # noqa: ANN202
        for n, found in enumerate((Missing("x"), BROKEN, HOLDS, BROKEN)):
            asked.append(n)
            yield found

    assert list(best_reading(readings())) == [HOLDS] and asked == [0, 1, 2]
    assert list(best_reading([Missing("x"), BROKEN, near])) == [near]
    assert list(best_reading([Missing("x"), Missing("y")])) == [Missing("x")]


@pytest.mark.parametrize(
    ("rate", "a", "b", "unit", "state", "severity"),
    [
        ("100.00", "39.00", "0.00", "万元", State.BROKEN, "error"),
        ("0.00", "39.00", "0.00", "万元", State.BROKEN, "info"),
        ("150.00", "39.00", "0.00", "亿元", State.HOLDS, None),
    ],
)
def test_a_base_of_nothing(rate: str, a: str, b: str, unit: str, state: State, severity: str | None) -> None:
    found = on_zero(fund("率", rate, "change_rate"), fund("甲", a), fund("乙", b, unit=unit), "m")
    assert (found.state, found.severity) == (state, severity)


@pytest.mark.parametrize(("rate", "usual"), [("100", True), ("-100", True), ("50", False)])
def test_growth_from_nothing_is_usually_a_hundred(rate: str, usual: bool) -> None:
    found = usual_on_zero(Comparison(state=State.BROKEN, reported=Decimal(rate), severity="error"))
    assert (found.severity, found.culprit) == (("warning", ZERO_BASE) if usual else ("error", None))
    assert usual_on_zero(HOLDS) is HOLDS


def test_a_rate_is_said_without_its_sign() -> None:
    assert printed_abs(fund("率", "-3.50", "change_rate")) == "3.50%"
