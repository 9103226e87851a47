"""What is compared across documents, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.companions import Companions, find_companions
from checks.rules import across as module
from checks.run import check_rows
from normalize.schema import Rows, Unit
from tests.checks.cases.across import budget, dated, opened, planned, spending, this_year, year_before
from tests.checks.held import breaks, keeps, rules_of

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def across(rows: Rows, companions: Companions) -> dict[str, str]:
    """Rule → outcome, of those that were examined or failed."""
    return {
        c.rule: c.outcome
        for c in check_rows(rows, companions).checks
        if c.rule.startswith("across.") and c.outcome not in ("not_applicable", "missing_input")
    }


def test_where_nothing_agrees_nothing_is_compared() -> None:
    """Another scope or figures stated anew shows in every number: no finding, and no check that passed."""
    rows = this_year("-7.22", "-3.00")
    assert across(rows, Companions(prior=(year_before(total="500.00"),))) == {}


def test_of_several_versions_one_that_agrees_is_enough() -> None:
    assert across(this_year("-7.22"), Companions(prior=(year_before(total="400.00"), year_before()))) == {
        "across.prior": "passed"
    }


def test_a_budget_that_the_report_does_not_call_the_initial_one_is_not_compared() -> None:
    assert across(planned("315.26", word="预算数为"), Companions(budget=(budget(),))) == {}


def test_a_finding_names_both_documents() -> None:
    before = year_before()
    found = [
        f
        for f in check_rows(opened("20.00"), Companions(prior=(before,))).findings
        if f.rule == "across.opening"
    ]
    assert found[0].related_doc_id == before.document.doc_id and "2022年度决算" in found[0].message
    assert {e.table for e in found[0].evidence} == {"funds"} and len(found[0].evidence) == 2


def department(*units: str) -> Rows:
    rows = spending("297.60")
    named = tuple(Unit(doc_id=rows.document.doc_id, unit_id=u, name=u, role="subordinate") for u in units)
    return Rows(document=rows.document, units=named, funds=rows.funds)


def test_a_department_needs_all_its_units() -> None:
    documents = [
        department("a", "b"),
        dated(spending("97.60"), 2023, unit_id="a", title="甲2023年度单位决算"),
    ]
    companions = find_companions(documents)[documents[0].document.doc_id]
    check = next(c for c in check_rows(documents[0], companions).checks if c.rule == "across.parts")
    assert (
        check.outcome == "missing_input"
        and "本级" in (check.missing or "")
        and "、b" in (check.missing or "")
    )


@pytest.mark.parametrize("rule", rules_of(module))
def test_each_rule_is_kept_by_one_document_and_broken_by_another(rule: str) -> None:
    assert keeps(rule) and breaks(rule)
