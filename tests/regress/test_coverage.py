"""Every kind of table and every rule has a case, and the report of the gaps tells the truth."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from checks.rules import RULES
from parsers import lexicon
from parsers.tables.kinds import kind_names
from regress.cases import find_cases, load_document
from regress.coverage import Item, alternatives, coverage
from tests.checks.held import CASES as RULE_CASES
from tests.checks.held import checked

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@pytest.fixture(scope="module")
def items() -> dict[tuple[str, str], Item]:
    """What one document of each case exercises."""
    return {
        (i.kind, i.name): i
        for i in coverage(load_document(case.documents[-1]) for case in find_cases(FIXTURES))
    }


def test_every_kind_of_table_has_a_case(items: dict[tuple[str, str], Item]) -> None:
    assert {name for kind, name in items if kind == "table"} == set(kind_names())
    assert [i.name for i in items.values() if i.kind == "table" and not i.exercised] == []


def test_every_rule_is_exercised(items: dict[tuple[str, str], Item]) -> None:
    """By a document, or by the rows that keep and break it, together with the documents that they are held against."""
    assert {name for kind, name in items if kind == "kept"} == set(RULES)
    compared = {
        rule
        for rule, pair in RULE_CASES.items()
        if any(c.rule == rule and c.compared for rows in pair for c in checked(rows, rule).checks)
    }
    assert [
        i.name for i in items.values() if i.kind == "kept" and not i.exercised and i.name not in compared
    ] == []


@pytest.mark.parametrize(
    ("kind", "least"), [("kept", 59), ("broken", 4), ("clue", 50), ("narrative", 244), ("lexicon", 413)]
)
def test_what_the_documents_exercise_grows(items: dict[tuple[str, str], Item], kind: str, least: int) -> None:
    """A floor for each kind: what falls out of the cases shows here, what comes in raises it."""
    assert sum(i.exercised for (k, _), i in items.items() if k == kind) >= least


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
