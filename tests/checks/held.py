"""One rule and one document: what the rule says of it, without the other rules; and the cases of a module's rules."""

from __future__ import annotations

from decimal import Decimal, localcontext
from types import ModuleType

from checks.codes import State
from checks.companions import ALONE, Companions
from checks.compare.interval import PRECISION
from checks.comparison import Comparison, Missing
from checks.facts import Facts
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


def rules_of(module: ModuleType) -> list[str]:
    """The rules that a module defines."""
    return sorted(id for id, rule in RULES.items() if rule.examine.__module__ == module.__name__)


def examined(rule: str, rows: Rows, companions: Companions = ALONE) -> list[Comparison | Missing]:
    """All that a rule says of a document."""
    with localcontext() as context:
        context.prec = PRECISION
        return list(RULES[rule].examine(Facts(rows, companions)))


def state(rule: str, rows: Rows, companions: Companions = ALONE) -> str | None:
    """holds, near or broken (the gravest), missing, or null where there is nothing to compare."""
    found = examined(rule, rows, companions)
    compared = [e.state for e in found if isinstance(e, Comparison)]
    return max(compared).name.lower() if compared else "missing" if found else None


def broken(rule: str, rows: Rows, companions: Companions = ALONE) -> list[Comparison]:
    """The comparisons that do not hold."""
    return [
        e for e in examined(rule, rows, companions) if isinstance(e, Comparison) and e.state == State.BROKEN
    ]


def checked(rows: Rows, rule: str) -> Rows:
    return check_rows(rows, across.COMPANIONS.get(rule))


def outcome(rows: Rows, rule: str) -> str:
    return next(c.outcome for c in checked(rows, rule).checks if c.rule == rule)


def keeps(rule: str) -> bool:
    """Whether the document that keeps a rule passes it without a finding."""
    rows = CASES[rule][0]
    found = [f for f in checked(rows, rule).findings if f.rule == rule]
    # A rule about what must not be there has nothing to compare where it is not.
    return not found and outcome(rows, rule) == ("not_applicable" if rule in ABSENT else "passed")


def breaks(rule: str) -> bool:
    """Whether the document that breaks a rule has its one finding, as grave as the rule says, with proof and words."""
    rows, severity = CASES[rule][1], RULES[rule].severity
    found = [f for f in checked(rows, rule).findings if f.rule == rule]
    return (
        [f.severity for f in found] == [severity]
        and 0 < len(found[0].evidence) <= 8
        and found[0].message.endswith("。")
        and len(found[0].message) <= 200
        and outcome(rows, rule) == ("passed" if severity == "info" else "failed")
    )


def cents(value: Decimal) -> str:
    """An amount as it is printed."""
    return f"{value:.2f}"
