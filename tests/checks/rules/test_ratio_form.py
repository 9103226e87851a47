"""Rates and execution points of forms."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checks.comparison import Missing
from checks.rules import ratio_form
from normalize.schema import Rows
from tests.checks.cases import ratios
from tests.checks.cases.builders import document, fund
from tests.checks.held import breaks, cents, examined, keeps, rules_of, state


@pytest.mark.parametrize("rule", rules_of(ratio_form))
def test_each_rule_is_kept_by_one_document_and_broken_by_another(rule: str) -> None:
    assert keeps(rule) and breaks(rule)


@given(st.decimals(0, 200, places=2))
def test_a_rate_of_execution_off_by_more_than_its_last_place(rate: Decimal) -> None:
    """Printed without its %, it may be the fraction as well."""
    assume(abs(100 * rate - 75) > 1)
    for rule, made in (("ratio.execution", ratios.execution), ("ratio.usage", ratios.usage)):
        off = abs(rate - 75)
        found = state(rule, made(cents(rate)))
        assert (
            (found == "broken") if off > Decimal("0.5") else (found != "broken" or off > Decimal("0.01"))
        ), rule


@given(st.decimals(0, 20, places=1))
def test_points_for_execution_are_the_weight_by_the_rate(points: Decimal) -> None:
    assert (state("ratio.execution_score", ratios.execution_score(f"{points}")) == "broken") == (
        abs(points - Decimal("7.5")) > Decimal("0.5")
    )


def row(*columns: tuple[str, str]) -> Rows:
    """A row of a form: values and what they measure."""
    return document(
        [fund("年度资金总额", v, m, statement="self_evaluation", table_id="t", row_no=2) for v, m in columns]
    )


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ((("80.00", "adjusted_budget"), ("75.00", "execution_rate")), "missing"),
        ((("60.00", "final"), ("75.00", "execution_rate")), "missing"),
        ((("75.00", "execution_rate"),), "broken"),
        ((("0.00", "execution_rate"),), None),
        ((("0.00", "adjusted_budget"), ("0.00", "final"), ("0.00", "execution_rate")), None),
        ((("0.00", "adjusted_budget"), ("0.00", "final"), ("100.00", "execution_rate")), "broken"),
    ],
)
def test_what_a_rate_stands_beside(columns: tuple[tuple[str, str], ...], told: str | None) -> None:
    assert state("ratio.execution", row(*columns)) == told


@pytest.mark.parametrize(("raw", "told"), [("0.75", "holds"), ("0.75%", "broken")])
def test_a_fraction_is_a_rate_without_its_sign(raw: str, told: str) -> None:
    rows = ratios.execution("0.75")
    funds = tuple(replace(f, raw=raw) if f.measure == "execution_rate" else f for f in rows.funds)
    assert state("ratio.execution", replace(rows, funds=funds)) == told


@pytest.mark.parametrize(
    ("column", "said"), [("adjusted_budget", "年度资金总额的执行数"), ("final", "年度资金总额的全年预算数")]
)
def test_what_is_missing_beside_a_rate_is_named(column: str, said: str) -> None:
    (found,) = examined("ratio.execution", row(("80.00", column), ("75.00", "execution_rate")))
    assert isinstance(found, Missing) and found.what == said


def test_points_without_a_rate_or_a_weight() -> None:
    rows = ratios.execution_score("10")
    assert state("ratio.execution_score", replace(rows, funds=())) == "missing"
    (points,) = rows.scores
    for changed in (
        {"weight": None},
        {"weight": Decimal(0)},
        {"score": None},
        {"table_id": None},
        {"component": "output"},
    ):
        held = replace(points, **changed)  # type: ignore[arg-type]
        assert state("ratio.execution_score", replace(rows, scores=(held,))) is None


def test_no_more_points_than_there_are() -> None:
    rows = ratios.execution_score("10")
    over = tuple(replace(f, value=Decimal(120)) for f in rows.funds)
    assert state("ratio.execution_score", replace(rows, funds=over)) == "holds"


def test_a_row_of_another_form_is_no_row_of_this() -> None:
    rows = ratios.execution("75.00")
    moved = tuple(replace(f, table_id="u") if f.measure == "final" else f for f in rows.funds)
    assert state("ratio.execution", replace(rows, funds=moved)) == "missing"
