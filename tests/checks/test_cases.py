"""Every rule has a document that keeps it and one that breaks it."""

from __future__ import annotations

import pytest

from checks import run
from checks.registry import RULES
from checks.run import check_rows
from normalize.schema import Rows
from tests.checks.cases import bounds, equality, ratios, scores, sums, words

CASES: dict[str, tuple[Rows, Rows]] = {rule: case for module in (sums, ratios, equality, bounds, scores, words) for rule, case in module.CASES.items()}


def outcome(rows: Rows, rule: str) -> str:
    return next(c.outcome for c in check_rows(rows).checks if c.rule == rule)


def test_every_rule_has_a_case() -> None:
    assert run.CATALOGUE
    assert set(CASES) == set(RULES)


@pytest.mark.parametrize("rule", sorted(CASES))
def test_kept(rule: str) -> None:
    rows = CASES[rule][0]
    assert [f.message for f in check_rows(rows).findings if f.rule == rule] == []
    # A rule about what must not be there has nothing to compare where it is not.
    assert outcome(rows, rule) == ("not_applicable" if rule in ("template.residue", "percent.missing") else "passed")


@pytest.mark.parametrize("rule", sorted(CASES))
def test_broken(rule: str) -> None:
    rows = CASES[rule][1]
    found = [f for f in check_rows(rows).findings if f.rule == rule]
    assert len(found) == 1
    assert found[0].severity == RULES[rule].severity
    assert found[0].evidence and len(found[0].evidence) <= 8
    assert found[0].message.endswith("。") and len(found[0].message) <= 200
    assert outcome(rows, rule) == ("passed" if RULES[rule].severity == "info" else "failed")


@pytest.mark.parametrize("rule", sorted(CASES))
def test_stable(rule: str) -> None:
    first, second = (check_rows(CASES[rule][1]) for _ in range(2))
    assert first.findings == second.findings and first.checks == second.checks
    assert len({f.finding_id for f in first.findings}) == len(first.findings)
