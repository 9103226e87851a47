"""Where several amounts claim one quantity, the reading is doubted first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.rules import reading
from tests.checks.cases import narrative
from tests.checks.held import breaks, broken, keeps, rules_of


@pytest.mark.parametrize("rule", rules_of(reading))
def test_each_rule_is_kept_by_one_document_and_broken_by_another(rule: str) -> None:
    assert keeps(rule) and breaks(rule)


@given(st.lists(st.integers(1, 4), max_size=6))
def test_three_values_that_are_each_said_once_are_a_doubt(values: list[int]) -> None:
    amounts = [f"{v}.00" for v in values]
    found = broken("reading.doubtful", narrative.claimed(*amounts))
    assert bool(found) == (len(values) >= 3 and len(set(values)) == len(values))
    for c in found:
        assert f"有{len(values)}个不同数额" in c.message and len(c.rows) == len(values)


def test_what_is_not_surely_of_the_quantity_claims_nothing() -> None:
    rows = narrative.claimed("3.00", "4.00", "5.00")
    carried = tuple(replace(f, subject_by="carried") if f.value == 5 else f for f in rows.funds)
    assert not broken("reading.doubtful", replace(rows, funds=carried))
