"""Words between the two ends of a change."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.codes import State
from checks.facts import Facts
from checks.said.changes import DOWN, UP, from_to
from tests.checks.cases.builders import document, said


def broken(text: str) -> int:
    return sum(c.state == State.BROKEN for c in from_to(Facts(document(said(text)))))


@given(st.decimals(0, 99, places=2), st.decimals(0, 99, places=2), st.sampled_from(UP), st.sampled_from(DOWN))
def test_the_word_is_that_of_the_numbers(a: Decimal, b: Decimal, up: str, down: str) -> None:
    for word, right in ((up, b > a), (down, b < a)):
        assert broken(f"公务接待费由2022年的{a}万元{word}到{b}万元") == (not right)


@pytest.mark.parametrize(
    "text",
    [
        "排名由第5位上升到第3位",
        "从2022年的1.20亿元减少到9800万元",
        "由县财政安排20万元增加到位资金10万元",
        "编制由12人减少到10人，支出增加3万元",
    ],
)
def test_other_words(text: str) -> None:
    assert broken(text) == 0
