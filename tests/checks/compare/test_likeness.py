"""Two names are one where enough of their characters stand in both in the same order, by whatever method."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from checks.compare.likeness import SAME, likeness

NAMES = st.text(alphabet="收入支出决算总表预", min_size=1, max_size=12)


def common(a: str, b: str) -> int:
    """The length of the longest text that both hold, perhaps with gaps, the slow way."""
    lengths = [0] * (len(b) + 1)
    for x in a:
        lengths = [
            0,
            *(max(lengths[i] + 1 if x == y else 0, lengths[i + 1]) for i, y in enumerate(b)),
        ]
        for i in range(1, len(lengths)):
            lengths[i] = max(lengths[i], lengths[i - 1])
    return lengths[-1]


@given(NAMES, NAMES)
def test_likeness_is_the_share_in_common_or_nothing(a: str, b: str) -> None:
    share = Fraction(2 * common(a, b), len(a) + len(b))
    enough = share >= Fraction(str(SAME))
    assert (likeness(a, b) > 0) == enough
    assert not enough or abs(likeness(a, b) - share) < Fraction(1, 10**9)


@given(NAMES, NAMES)
def test_likeness_knows_no_order_of_the_two(a: str, b: str) -> None:
    assert likeness(a, b) == likeness(b, a)


def test_statements_of_one_part_are_told_apart() -> None:
    assert likeness("一般公共预算财政拨款支出决算表", "一般公共预算财政拨款基本支出决算表") > SAME
    assert not likeness("财政拨款收入支出决算总表", "收入支出决算总表")
