"""Every rule holds a second, differently worded report kept and another broken: most of them read from print."""

from __future__ import annotations

import pytest

from checks.companions import find_companions
from checks.rules import RULES
from checks.run import check_rows
from normalize.schema import Rows
from tests.checks.held import ABSENT as UNSEEN
from tests.checks.printed import accounts, forms, rows, slips, tables, together
from tests.checks.printed.consistent import CONSISTENT
from tests.checks.printed.report import Printed, read

ABSENT = (*UNSEEN, "name.class")
"""Rules about what must not be there: where it is not they have nothing to compare."""
PRINTED: dict[str, Printed] = {
    **accounts.CASES,
    **tables.CASES,
    **forms.CASES,
    **slips.CASES,
    **together.CASES,
}


def checked(rule: str, broken: bool) -> Rows:
    if rule in rows.CASES:
        return check_rows(rows.CASES[rule][broken], rows.COMPANIONS.get(rule))
    case = PRINTED[rule]
    report = case.broken() if broken else case.kept()
    others = [read(lines) for lines in case.others]
    return check_rows(report, find_companions([report, *others])[report.document.doc_id])


def test_every_rule_has_a_second_case() -> None:
    assert PRINTED.keys() | rows.CASES.keys() == RULES.keys()


@pytest.mark.parametrize("rule", sorted(RULES))
def test_the_report_in_other_words_is_kept(rule: str) -> None:
    found = checked(rule, broken=False)
    assert [f.message for f in found.findings if f.rule == rule] == []
    outcome = next(c.outcome for c in found.checks if c.rule == rule)
    assert outcome == ("not_applicable" if rule in ABSENT else "passed")


@pytest.mark.parametrize("rule", sorted(RULES))
def test_what_breaks_it_is_named(rule: str) -> None:
    named = [f for f in checked(rule, broken=True).findings if f.rule == rule]
    assert [f.severity for f in named] == [RULES[rule].severity]
    assert named[0].message.endswith("。") and named[0].evidence


@pytest.mark.parametrize("kind", CONSISTENT)
def test_a_consistent_report_is_not_accused(kind: str) -> None:
    found = check_rows(read(CONSISTENT[kind])).findings
    assert [f.message for f in found if f.severity != "info"] == []
