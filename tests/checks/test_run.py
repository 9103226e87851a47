"""What the table `checks` says of each rule: what was compared, what could not be, what there is no such thing of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.rules import RULES
from checks.run import check_rows
from normalize.schema import Check, Rows
from tests.checks.cases.builders import document, passage
from tests.checks.held import CASES, checked


def outcomes(rows: Rows) -> dict[str, Check]:
    return {c.rule: c for c in check_rows(rows).checks}


def test_a_document_without_rows_passes_nothing() -> None:
    assert {c.outcome for c in outcomes(document()).values()} <= {"not_applicable", "missing_input"}
    assert set(outcomes(document())) == set(RULES)


def test_a_page_that_cannot_be_read_may_hold_what_is_missing() -> None:
    found = outcomes(document(passage("unreadable_page", "no text layer", page=3)))
    assert {c.outcome for c in found.values()} == {"missing_input"}
    assert all((c.missing or "").startswith("第3页不可读") for c in found.values())


@pytest.mark.parametrize("rule", sorted(CASES))
def test_an_outcome_tells_what_was_compared(rule: str) -> None:
    for rows in CASES[rule]:
        for c in checked(rows, rule).checks:
            assert (c.compared > 0) == (c.outcome in ("passed", "failed"))
            assert (c.outcome == "missing_input") <= bool(c.missing)


@pytest.mark.parametrize("rule", ["structure.contents", "structure.annex"])
def test_what_a_page_that_cannot_be_read_may_hold_is_not_missing(rule: str) -> None:
    broken = CASES[rule][1]
    assert outcomes(broken)[rule].outcome == "failed"
    assert (
        outcomes(replace(broken, passages=(*broken.passages, passage("unreadable_page", "", page=9))))[
            rule
        ].outcome
        == "missing_input"
    )
