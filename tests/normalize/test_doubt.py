"""A number read from a picture is doubted where it has not the shape of an amount; what was read from text never is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.doubt import DOUBTFUL, is_odd, marked

AMOUNT = st.decimals(min_value=0, max_value=10**9, places=2)


@given(AMOUNT, st.booleans())
def test_amounts_have_their_shape(amount: object, grouped: bool) -> None:
    assert not is_odd(f"{amount:,.2f}" if grouped else f"{amount:.2f}", ())


@pytest.mark.parametrize(
    "number", ["12,34.50", "1,2345.00", "012.50", "00.5", "1,234,56", "..5", "12.", ",123"]
)
def test_what_no_amount_looks_like(number: str) -> None:
    assert is_odd(number, ())


@given(st.lists(AMOUNT, min_size=4), st.integers(1, 10**6))
def test_the_one_without_the_decimals_of_its_column_is_odd(column: list[object], lost: int) -> None:
    numbers = [*(f"{a:.2f}" for a in column), str(lost)]
    assert is_odd(str(lost), numbers)
    assert not any(is_odd(n, numbers) for n in numbers[:-1])
    assert not is_odd(str(lost), [str(lost)] * 5)


@given(st.floats(0, 1), st.sampled_from(["1,234.50", "12,34.50"]))
def test_doubt_lowers_confidence_and_text_has_none(confidence: float, number: str) -> None:
    assert marked(None, number) is None
    assert marked(confidence, number) == (min(confidence, DOUBTFUL) if number == "12,34.50" else confidence)
