"""Slips of the keyboard: what is one, and what two amounts alike by chance are not."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from checks.compare.slips import SIGNIFICANT, is_misprint, of_other_unit, significant
from tests.checks.cases.builders import fund

AMOUNTS = st.decimals(Decimal("100.00"), Decimal("99999.99"), places=2)


@given(AMOUNTS, st.integers(0, 9), st.integers(1, 8))
def test_one_digit_changed_is_a_misprint(meant: Decimal, digit: int, place: int) -> None:
    assume(significant(meant) >= SIGNIFICANT)
    printed = list(str(meant))
    assume(place < len(printed) and printed[place] not in (".", str(digit)))
    printed[place] = str(digit)
    assert is_misprint(Decimal("".join(printed)), meant)


@given(AMOUNTS)
def test_an_amount_is_no_misprint_of_itself_nor_of_one_with_other_digits(amount: Decimal) -> None:
    assert not is_misprint(amount, amount)
    assert not is_misprint(amount * 10, amount)


def test_neighbours_may_be_swapped_and_round_amounts_tell_nothing() -> None:
    assert is_misprint(Decimal("4980.73"), Decimal("4980.37"))
    assert not is_misprint(Decimal("4908.73"), Decimal("4980.37"))
    assert not is_misprint(Decimal("1300"), Decimal("1200"))


def test_the_other_unit() -> None:
    assert of_other_unit(fund("甲", "7.00", unit="元")) == 70000
    assert of_other_unit(fund("甲", "7.00", unit="万元")) == 7
    assert of_other_unit(fund("甲", "7.00", unit="亿元")) is None
