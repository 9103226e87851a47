"""Every rule has a document that keeps it and one that breaks it; what is said of one is said again."""

from __future__ import annotations

import pytest

from checks.rules import RULES
from tests.checks.held import CASES, checked


def test_every_rule_has_a_case() -> None:
    assert set(CASES) == set(RULES)


@pytest.mark.parametrize("rule", sorted(CASES))
def test_stable(rule: str) -> None:
    first, second = (checked(CASES[rule][1], rule) for _ in range(2))
    assert first.findings == second.findings and first.checks == second.checks
    assert len({f.finding_id for f in first.findings}) == len(first.findings)
