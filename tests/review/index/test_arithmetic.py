"""A finding in one line: said where the numbers bear it out, in the order of the sum."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.index.arithmetic import amount, apart, computation


def line(reported: str, expected: str, unit: str, *rows: tuple[str, str]) -> str:
    evidence = [
        {"number": n, "value": Decimal(v), "unit": u, "raw": v + u} for n, (v, u) in enumerate(rows, 1)
    ]
    finding: dict[str, Any] = {"reported": Decimal(reported), "expected": Decimal(expected), "unit": unit}
    return " ".join(f"[{t.number}]" if t.number else t.text for t in computation(finding, evidence))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (("10", "12", "万元", ("10", "万元"), ("12", "万元")), "[1] ≠ [2]"),
        (
            ("10", "12", "万元", ("10", "万元"), ("7", "万元"), ("5", "万元")),
            "[2] ＋ [3] ＝ 12万元 ≠ 所印 [1]",
        ),
        (
            ("10", "12", "万元", ("10", "万元"), ("70000", "元"), ("5", "万元")),
            "[2] ＋ [3] ＝ 12万元 ≠ 所印 [1]",
        ),
        (("10", "2", "万元", ("10", "万元"), ("5", "万元"), ("7", "万元")), "[3] － [2] ＝ 2万元 ≠ 所印 [1]"),
        (("88.8", "50", "%", ("88.8", "%"), ("5", "万元"), ("100000", "元")), "[2] ÷ [3] ＝ 50% ≠ 所印 [1]"),
        (("10", "11", "万元", ("10", "万元"), ("3", "万元"), ("4", "万元")), "所印 [1] ，应为 11万元"),
        (("10", "11", "万元"), "所印 10万元 ，应为 11万元"),
    ],
)
def test_the_line(told: tuple[Any, ...], said: str) -> None:
    assert line(*told) == said


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=2, max_size=6), st.decimals(1, 9, places=2))
def test_a_sum_is_said_where_it_is_one(parts: list[Decimal], more: Decimal) -> None:
    total = sum(parts, Decimal(0))
    rows = [(str(total + more), "万元"), *((str(p), "万元") for p in parts)]
    told = line(str(total + more), str(total), "万元", *rows)
    # A part that is as large as what was printed might be meant by it.
    if total + more not in parts:
        assert told.startswith("[2] ＋ [3]") or "－" in told


def test_no_exponents_and_no_idle_digits() -> None:
    assert amount(Decimal("1E+3"), "万元") == "1000万元" and amount(Decimal("12.5000"), "元") == "12.5元"
    assert (
        amount(Decimal("94.1936920000"), "%") == "94.19%"
        and apart(Decimal("-5.393692"), "%") == "5.39个百分点"
    )
    assert amount(Decimal("0.0049"), "%") == "0.0049%" and amount(None, "元") == ""
