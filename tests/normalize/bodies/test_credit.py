"""The unified social credit code: its check character sees every changed sign."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from normalize.bodies.credit import SIGNS, check_sign, is_credit_code

heads = st.text(alphabet=SIGNS, min_size=17, max_size=17)


def test_the_example_of_the_standard() -> None:
    """The code that GB 32100-2015 works out in its annex."""
    assert is_credit_code("91350100M000100Y43") and not is_credit_code("91350100M000100Y44")


@given(heads, st.integers(0, 17), st.sampled_from(SIGNS))
def test_every_changed_sign_is_seen(head: str, at: int, sign: str) -> None:
    code = head + (check_sign(head) or "")
    assert is_credit_code(code)
    assume(code[at] != sign)
    assert not is_credit_code(code[:at] + sign + code[at + 1 :])


@given(heads)
def test_the_weighted_sum_is_a_multiple_of_31(head: str) -> None:
    """With the check value 31 written 0."""
    code = head + (check_sign(head) or "")
    total = sum(SIGNS.index(sign) * 3**n for n, sign in enumerate(code[:17])) + SIGNS.index(code[17])
    assert total % 31 == 0


@pytest.mark.parametrize(
    "code", ["", "91350100M000100Y4", "91350100M000100Y433", "9135010OM000100Y43", "９１"]
)
def test_what_is_no_code(code: str) -> None:
    assert not is_credit_code(code)
