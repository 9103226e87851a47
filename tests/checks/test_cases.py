"""Every rule has a document that keeps it and one that breaks it."""

from __future__ import annotations

import pytest

from checks.rules import RULES
from checks.run import check_rows
from normalize.schema import Rows
from tests.checks.cases import across, bounds, equality, narrative, ratios, scores, sums, wording, words

MODULES = (sums, ratios, equality, bounds, scores, words, wording, narrative, across)
CASES: dict[str, tuple[Rows, Rows]] = {
    rule: case for module in MODULES for rule, case in module.CASES.items()
}


ABSENT = ("template.residue", "template.marks", "percent.missing", "reading.doubtful", "period.misprint")
"""Rules about what must not be there."""


def checked(rows: Rows, rule: str) -> Rows:
    return check_rows(rows, across.COMPANIONS.get(rule))


def outcome(rows: Rows, rule: str) -> str:
    return next(c.outcome for c in checked(rows, rule).checks if c.rule == rule)


def test_every_rule_has_a_case() -> None:
    assert set(CASES) == set(RULES)


@pytest.mark.parametrize("rule", sorted(CASES))
def test_kept(rule: str) -> None:
    rows = CASES[rule][0]
    assert [f.message for f in checked(rows, rule).findings if f.rule == rule] == []
    # A rule about what must not be there has nothing to compare where it is not.
    assert outcome(rows, rule) == ("not_applicable" if rule in ABSENT else "passed")


@pytest.mark.parametrize("rule", sorted(CASES))
def test_broken(rule: str) -> None:
    rows = CASES[rule][1]
    found = [f for f in checked(rows, rule).findings if f.rule == rule]
    assert len(found) == 1
    assert found[0].severity == RULES[rule].severity
    assert found[0].evidence and len(found[0].evidence) <= 8
    assert found[0].message.endswith("。") and len(found[0].message) <= 200
    assert outcome(rows, rule) == ("passed" if RULES[rule].severity == "info" else "failed")


@pytest.mark.parametrize("rule", sorted(CASES))
def test_stable(rule: str) -> None:
    first, second = (checked(CASES[rule][1], rule) for _ in range(2))
    assert first.findings == second.findings and first.checks == second.checks
    assert len({f.finding_id for f in first.findings}) == len(first.findings)
