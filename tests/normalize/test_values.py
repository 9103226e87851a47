"""Printed numbers are exact, and money in 元 is."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from normalize.values import decimals, exact, yuan


@given(st.decimals(-(10**12), 10**12, places=4), st.integers(0, 4))
def test_printed_numbers_are_exact(value: Decimal, places: int) -> None:
    text = f"{value:,.{places}f}"
    assert exact(text) == Decimal(text.replace(",", "")) and decimals(text) == places


@given(st.decimals(0, 10**9, places=2))
def test_money_in_yuan(value: Decimal) -> None:
    assert yuan(value, "万元") == value * 10000 == yuan(value * 10000, "元") and yuan(value, "%") is None
