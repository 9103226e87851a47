"""Comparisons → findings: severity, numbers and words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.choice import Choice
from checks.codes import State
from checks.comparison import Comparison
from checks.facts import Facts
from checks.finding import LONGEST, ROUNDING, as_finding, rounding_finding, shortened, with_ids
from checks.rules import RULES
from normalize.values import LARGEST
from tests.checks.cases.builders import document, fund, passage

FACTS = Facts(document(unit_name="某局", unit_id="u"))
RULE = RULES["sum.text"]
BROKEN = Comparison(
    state=State.BROKEN,
    message="不符。",
    rows=(fund("甲", "9.00"),),
    reported=Decimal(9),
    expected=Decimal(8),
    unit="万元",
)


def test_a_finding_has_the_difference_in_its_unit_and_in_yuan() -> None:
    found = as_finding(FACTS, RULE, BROKEN).finding
    assert (found.difference, found.amount_yuan, found.severity, found.rule) == (
        1,
        10000,
        "error",
        "sum.text",
    )
    assert (found.doc_id, found.unit_name, found.source) == ("d", "某局", "报告.pdf")
    assert as_finding(FACTS, RULE, replace(BROKEN, unit="%")).finding.amount_yuan is None
    assert as_finding(FACTS, RULE, replace(BROKEN, expected=None)).finding.difference is None


@pytest.mark.parametrize(
    ("changed", "severity"),
    [
        ({}, "error"),
        ({"severity": "warning"}, "warning"),
        ({"state": State.NEAR}, "info"),
        ({"rows": (replace(fund("甲", "9"), approximate=True),)}, "info"),
    ],
)
def test_what_rounding_or_about_explains_is_no_mistake(changed: dict[str, object], severity: str) -> None:
    assert as_finding(FACTS, RULE, replace(BROKEN, **changed)).finding.severity == severity  # type: ignore[arg-type]


def test_a_choice_makes_a_rule_lighter() -> None:
    lighter = Choice(severities={"sum.text": "info"})
    assert as_finding(FACTS, RULE, BROKEN, lighter).finding.severity == "info"


def test_a_number_that_no_column_holds_is_not_stored() -> None:
    found = as_finding(FACTS, RULE, replace(BROKEN, expected=LARGEST * 2)).finding
    assert found.expected is None is found.difference


def test_only_what_compares_numbers_names_a_number_at_fault() -> None:
    culprit = replace(BROKEN, culprit="f1")
    assert as_finding(FACTS, RULE, culprit).repairs
    assert not as_finding(FACTS, RULES["percent.missing"], culprit).repairs


@given(st.text("支出12.，；、。", max_size=260))
def test_a_message_is_cut_where_a_clause_ends(message: str) -> None:
    short = shortened(message)
    assert len(short) <= LONGEST and (short == message) == (len(message) <= LONGEST)
    if short != message:
        assert short.endswith("……。") and message.startswith(short.removesuffix("……。"))


def test_ids_are_told_apart_and_stable() -> None:
    twice = [as_finding(FACTS, RULE, BROKEN)] * 2
    first, second = with_ids(twice)
    assert first.finding.finding_id != second.finding.finding_id
    assert with_ids(twice) == [first, second]


def test_near_misses_are_gathered_in_one() -> None:
    near = [
        Comparison(
            state=State.HOLDS,
            message="x",
            rows=(replace(fund("甲", "9.00"), page=n),),
            reported=Decimal("9.00"),
            expected=Decimal("8.99999"),
            unit="万元",
        )
        for n in range(1, 11)
    ]
    found = rounding_finding(FACTS, [*near, replace(near[0], rows=(passage("heading", "甲"),))])
    assert (found.rule, found.severity, len(found.evidence)) == (ROUNDING, "info", 8)
    assert (
        found.message.startswith("四舍五入可以解释的尾差11处：9万元与9万元（第1页）、")
        and len(found.message) <= LONGEST
    )
