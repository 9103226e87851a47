"""Indicators against their targets, costs against their limits."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.rules import bound_target
from normalize.schema import Rows
from tests.checks.cases import bounds, wording
from tests.checks.held import breaks, broken, cents, keeps, rules_of, state


@pytest.mark.parametrize("rule", rules_of(bound_target))
def test_each_rule_is_kept_by_one_document_and_broken_by_another(rule: str) -> None:
    assert keeps(rule) and breaks(rule)


@given(st.decimals(0, 200, places=1), st.sampled_from(["ge", "gt", "le", "lt"]), st.booleans())
def test_a_target_that_was_missed_costs_points(actual: Decimal, op: str, full: bool) -> None:
    rows = bounds.target(f"{actual}")
    (row,) = rows.indicators
    made = replace(row, target_op=op, score=row.weight if full else Decimal(9))
    missed = actual < 95 if op in ("ge", "gt") else actual > 95
    assert (state("bound.target", replace(rows, indicators=(made,))) == "broken") == (missed and full)


@pytest.mark.parametrize(
    "changed",
    [
        {"actual": "≥90%"},
        {"actual_unit": "次"},
        {"kind": "target"},
        {"score": None},
        {"weight": Decimal(0)},
        {"target_op": "eq", "level2": "质量指标"},
        {"target_op": "eq", "level3": "公务接待批次"},
    ],
)
def test_what_cannot_be_held_against_each_other(changed: dict[str, object]) -> None:
    rows = bounds.target("90")
    held = replace(rows.indicators[0], **changed)  # type: ignore[arg-type]
    assert state("bound.target", replace(rows, indicators=(held,))) is None


@pytest.mark.parametrize(
    ("target", "actual", "told"),
    [("20", "19", "broken"), ("20", "21", "holds"), ("0", "0", "holds"), ("0", "2", "broken")],
)
def test_a_plain_count_is_the_least_and_a_plain_nothing_the_most(target: str, actual: str, told: str) -> None:
    rows = bounds.target(actual)
    made = replace(rows.indicators[0], target=f"{target}次", target_op="eq", target_value=Decimal(target))
    assert state("bound.target", replace(rows, indicators=(made,))) == told


@given(st.decimals(0, 1000, places=2))
def test_a_project_spends_no_more_than_its_cost(spent: Decimal) -> None:
    for rows in (bounds.cost(cents(spent)), bounds.own_cost("项目总成本", cents(spent))):
        assert (state("bound.cost", rows) == "broken") == (spent - Decimal("0.005") > 518)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (bounds.cost("557.65", "食品安全监管", "食品生产安全监管"), "missing"),
        (bounds.cost("557.65", "食品安全监管成本", "食品安全监管项目"), "broken"),
        (bounds.own_cost("项目总成本"), "broken"),
        (bounds.own_cost("食品抽检成本"), "broken"),
        (bounds.own_cost("抽检设备购置成本"), "missing"),
        (bounds.own_cost("项目总成本", "518.00"), "holds"),
    ],
)
def test_whose_cost_an_indicator_limits(rows: Rows, told: str) -> None:
    """The project with its name, but for words that any project's name may have; in a project's own form what names nothing but the cost."""
    assert state("bound.cost", rows) == told


@given(st.decimals(0, 20, places=2))
def test_what_stands_under_of_which_is_no_more_than_what_stands_above(inner: Decimal) -> None:
    rows = bounds.part(cents(inner))
    assert (state("bound.part", rows) == "broken") == (inner > Decimal("10.01"))
    listed = tuple(replace(f, part="exhaustive") for f in rows.funds)
    assert state("bound.part", replace(rows, funds=listed)) is None


@given(st.decimals(0, 100, places=2))
def test_two_shares_of_one_whole_are_no_more_than_all(projects: Decimal) -> None:
    too_much = Decimal("84.06") + projects > Decimal("100.01")
    found = broken("bound.shares", wording.shares(cents(projects)))
    assert bool(found) == too_much and all(c.reported == Decimal("84.06") + projects for c in found)
