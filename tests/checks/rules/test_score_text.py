"""Points of parts, headers and grades, in the text and in forms."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.rules import score_text
from tests.checks.cases import scores, wording
from tests.checks.cases.builders import indicator
from tests.checks.held import breaks, broken, keeps, rules_of, state


@pytest.mark.parametrize("rule", rules_of(score_text))
def test_each_rule_is_kept_by_one_document_and_broken_by_another(rule: str) -> None:
    assert keeps(rule) and breaks(rule)


@given(st.integers(0, 300).map(lambda n: Decimal(n) / 10))
def test_the_scores_of_all_parts_make_the_total(first: Decimal) -> None:
    right = abs(first - Decimal("20.1")) <= Decimal("0.005")
    assert (state("score.parts", scores.parts(f"{first}")) == "holds") == right


@given(st.integers(1, 100))
def test_the_points_of_the_headers_make_the_total(output: int) -> None:
    assert (state("score.headers", scores.headers(str(output))) == "broken") == (output != 50)


@pytest.mark.parametrize(("form", "told"), [("优", "holds"), ("优秀", "holds"), ("良", "broken")])
def test_one_grade_for_one_score(form: str, told: str) -> None:
    assert state("score.grade_text", scores.grades(form)) == told


def test_two_forms_are_of_two_things() -> None:
    rows = scores.grades("良")
    again = replace(rows.scores[0], score_id="again")
    assert state("score.grade_text", replace(rows, scores=(*rows.scores, again))) is None


@pytest.mark.parametrize(
    ("target", "told"), [("≥20公里", "holds"), ("≥ 20公里。", "holds"), ("≥12公里", "broken")]
)
def test_a_target_is_what_was_applied_with(target: str, told: str) -> None:
    assert state("score.applied", wording.applied(target)) == told


def test_a_weight_is_what_was_applied_with() -> None:
    rows = wording.applied("≥20公里")
    first, second = rows.indicators
    (found,) = broken("score.applied", replace(rows, indicators=(first, replace(second, weight=Decimal(15)))))
    assert "分值为15分，申报表为10分" in found.message


@pytest.mark.parametrize(("second", "told"), [("8", "broken"), ("9", "holds")])
def test_projects_scored_alike_row_by_row(second: str, told: str) -> None:
    assert state("score.identical", wording.scored(second)) == told


def test_parts_whose_scores_come_out_have_wrong_weights() -> None:
    rows = scores.parts("20.1")
    heavier = tuple(replace(s, weight=Decimal(23)) if s.component == "decision" else s for s in rows.scores)
    (found,) = broken("score.parts", replace(rows, scores=heavier))
    assert found.message.startswith("各部分分值23＋18＋35＋25＝101分，与满分100分不符")
    (found,) = broken("score.parts", scores.parts("21.1"))
    assert found.message.startswith("各部分得分21.1＋16.5＋33.49＋25＝96.09分，与总分95.09分不符")


def test_parts_that_may_not_be_all_prove_nothing() -> None:
    rows = scores.parts("21.1")
    assert state("score.parts", replace(rows, scores=rows.scores[:-1])) is None
    unweighed = tuple(replace(s, weight=None) for s in rows.scores)
    assert state("score.parts", replace(rows, scores=unweighed[:-1])) is None
    inform = tuple(replace(s, table_id="t") for s in rows.scores)
    assert state("score.parts", replace(rows, scores=inform)) is None


def test_the_four_parts_of_an_evaluation_are_all_without_their_points() -> None:
    for first, said in (("20.1", "holds"), ("21.1", "broken")):
        rows = scores.parts(first)
        unweighed = tuple(replace(s, weight=None) for s in rows.scores)
        assert state("score.parts", replace(rows, scores=unweighed)) == said


def test_headers_of_which_one_was_not_read_prove_nothing() -> None:
    rows = scores.headers("60")
    other = indicator("甲", "10", "10", level1="满意度指标")
    assert state("score.headers", replace(rows, indicators=(other,))) is None
    known = indicator("甲", "10", "10", level1="产出指标")
    assert state("score.headers", replace(rows, indicators=(known,))) == "broken"
