"""The report of what cases exercise tells the truth."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from parsers import lexicon
from regress.cases import load_document
from regress.coverage import alternatives, coverage

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


def test_what_a_document_exercises_is_said() -> None:
    found = coverage([load_document(FIXTURES / "form-national/document.docx")])
    items = {i.name: i for i in found}
    kept = {i.name: i.exercised for i in found if i.kind == "kept"}
    assert items["self_evaluation"].exercised and not items["income"].exercised
    assert kept["score.weights"] and not kept["sum.three_public"]
    weight = items["self_evaluation.columns.weight"]
    assert weight.exercised and "权重" in weight.missing and "分值" not in weight.missing
    assert not items["self_evaluation.columns.sign"].exercised
    assert not items["narrative.foreign"].exercised


def test_nothing_is_exercised_by_nothing() -> None:
    assert not any(i.exercised for i in coverage([]))


def test_patterns_are_watched_only_while_observed() -> None:
    told: list[tuple[str, str, int, str]] = []
    with lexicon.observed(lambda *entry: told.append(entry)):
        assert lexicon.code_of("columns", "roles", "科目名称") == "name"
    assert [(name, section, text) for name, section, _, text in told] == [("columns", "roles", "科目名称")]
    assert lexicon.load("columns")["roles"][told[0][2]]["code"] == "name"
    assert lexicon.code_of("columns", "roles", "备注") == "remark" and len(told) == 1


@pytest.mark.parametrize(
    ("pattern", "wordings"),
    [
        ("甲|乙", ["甲", "乙"]),
        ("^(甲|乙(丙|丁))$", ["甲", "乙(丙|丁)"]),
        ("^(?:甲|乙)+[:,、]?", ["甲", "乙"]),
        ("(?P<one>甲|乙(?=丙))", ["甲", "乙(?=丙)"]),
        ("(?!甲|乙)", ["(?!甲|乙)"]),
        ("甲(乙|丙)", ["甲(乙|丙)"]),
        ("(甲|乙)?丙", ["(甲|乙)?丙"]),
        ("[|]甲|\\|乙", ["[|]甲", "\\|乙"]),
        ("^(甲|乙)(丙|丁)$", ["^(甲|乙)(丙|丁)$"]),
    ],
)
def test_wordings_of_a_pattern(pattern: str, wordings: list[str]) -> None:
    assert alternatives(pattern) == wordings


def test_every_wording_of_the_lexicon_is_a_pattern() -> None:
    wordings = [w for item in coverage([]) for w in item.missing]
    assert wordings
    assert [w for w in wordings if regex.compile(w).pattern != w] == []
