"""Points, weights, totals and grades of forms and of the text about them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from checks.rules import score as module
from checks.run import check_rows
from normalize.schema import Indicator, Rows, Score
from tests.checks.cases import scores
from tests.checks.cases.builders import document
from tests.checks.changed import broken_rules
from tests.checks.held import CASES, breaks, broken, keeps, rules_of

PRINTED = (Indicator, Score)


def test_form_points(form: Rows) -> None:
    first, *rest = form.indicators
    assert {"score.weights", "score.header"} <= broken_rules(
        replace(form, indicators=(replace(first, weight=Decimal(25)), *rest))
    )
    assert "score.total" in broken_rules(
        replace(form, indicators=(replace(first, score=Decimal(19), deviation="说明"), *rest))
    )
    assert "score.reason" in broken_rules(
        replace(form, indicators=(replace(first, score=Decimal(19)), *rest))
    )
    assert "score.bound" in broken_rules(replace(form, indicators=(replace(first, score=Decimal(21)), *rest)))


def narrative_score(score: str, grade: str | None) -> Score:
    return Score(
        score_id="x",
        component="total",
        name="自评得分",
        method="self",
        score=Decimal(score),
        grade=grade,
        locator="p1@0-4",
        raw=score,
    )


def test_scores_of_the_text(form: Rows) -> None:
    assert broken_rules(replace(form, scores=(*form.scores, narrative_score("97.55", "优")))) == set()
    assert broken_rules(replace(form, scores=(*form.scores, narrative_score("97.55", "良")))) == {
        "score.grade"
    }
    assert broken_rules(replace(form, scores=(*form.scores, narrative_score("98", None)))) == {"score.text"}


@pytest.mark.parametrize(
    ("score", "found"),
    [
        ({"project": "河道治理"}, True), ({"project": "河道治理项目"}, True), ({"scope": "project"}, True), ({}, True),
        ({"project": "防汛物资"}, False), ({"scope": "unit"}, False),
    ],
)  # fmt: skip
def test_the_text_may_score_something_else_than_the_form(score: dict[str, str], found: bool) -> None:
    form = scores.score("total", "100", "97.6", project="河道治理", scope="project")
    rows = document(form, replace(narrative_score("92", None), **score))
    assert ("score.text" in broken_rules(rows)) == found


@pytest.mark.parametrize(
    ("last", "total", "points", "found"),
    [
        ("预算执行率", "100", "97.5", False), ("预算执行率", "100", "99", True), ("预算执行率", "110", "107", False),
        ("验收合格率", "90", "88", True), ("验收合格率", "100", "97.5", True),
    ],
)  # fmt: skip
def test_budget_execution_that_an_indicator_repeats_counts_once(
    last: str, total: str, points: str, found: bool
) -> None:
    """Ten points on the row of the money and ten of an indicator: a form of 100 points counts them once, one of 110 both."""
    rows = [scores.indicator("长度", "90", "88"), scores.indicator(last, "10", "9.5")]
    done = scores.score("budget_execution", "10", "9.5")
    given = {f.rule for f in check_rows(document(*rows, done, scores.score("total", total, points))).findings}
    assert bool(given & {"score.total", "score.weights"}) == found


@pytest.mark.parametrize(("points", "found"), [("88", False), ("97.5", True)])
def test_a_total_of_the_indicators_alone(points: str, found: bool) -> None:
    rows = [
        scores.indicator("长度", "90", "88"),
        scores.score("budget_execution", "10", "9.5"),
        scores.score("total", "90", points),
    ]
    assert (
        bool({f.rule for f in check_rows(document(*rows)).findings} & {"score.total", "score.weights"})
        == found
    )


@pytest.mark.parametrize("rule", rules_of(module))
def test_each_rule_is_kept_by_one_document_and_broken_by_another(rule: str) -> None:
    assert keeps(rule) and breaks(rule)


@pytest.mark.parametrize("rule", [r for r in CASES if r.startswith("score.")])
def test_what_is_reported_stands_in_the_report(rule: str) -> None:
    """In all rules of scores `reported` is a number that a row prints, and `expected` what the others make it."""
    found = broken(rule, CASES[rule][1])
    printed = {
        n for c in found for row in c.rows if isinstance(row, PRINTED) for n in (row.weight, row.score)
    }
    assert found
    assert {c.reported for c in found} <= {*printed, None}
    assert not any(c.reported is not None and c.reported == c.expected for c in found)
    assert not any(c.expected is not None and c.reported is None for c in found)
