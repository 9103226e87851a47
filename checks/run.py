"""Rows of a report, in one file or several → the same rows with findings, and what every rule examined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import localcontext

from checks.compare.interval import PRECISION
from checks.culprits.clusters import Suspicion, clustered
from checks.culprits.doubt import doubted
from checks.rules import RULES
from normalize.schema import Check, Finding, Rows
from normalize.values import YUAN

from .choice import AS_THEY_ARE, Choice
from .codes import UNREAD, Kind, Outcome, State
from .companions import Companions, find_companions
from .comparison import Comparison, Missing
from .facts import Facts
from .finding import as_finding, rounding_finding, with_ids
from .joined import Joined
from .registry import Rule

AMOUNTS: tuple[Kind, ...] = ("sum", "difference", "equality")
"""Rules that compare amounts of money."""


def check_rows(
    rows: Rows,
    companions: Companions | None = None,
    rounding: bool = False,
    choice: Choice = AS_THEY_ARE,
) -> Rows:
    """The rows with the findings and checks of all rules. A document that could not be read is not examined.

    `companions` are the other documents it is held against, none where not given; `rounding` adds one `info`
    that gathers the differences which rounding explains; `choice` switches rules off or sets their severity.
    """
    if rows.document.status in UNREAD:
        return rows
    alone = companions or find_companions([rows])[rows.document.doc_id]
    return check_report((rows,), alone, rounding, choice)[0]


def check_report(
    parts: Sequence[Rows], companions: Companions, rounding: bool = False, choice: Choice = AS_THEY_ARE
) -> tuple[Rows, ...]:
    """The same for the files that are one report, its narrative first: the rules between text and tables run
    across them, and each finding and check is in the rows of the file that it belongs to.
    """
    with localcontext() as context:
        context.prec = PRECISION
        return _checked(Joined(tuple(parts)), companions, rounding, choice)


def _checked(report: Joined, companions: Companions, rounding: bool, choice: Choice) -> tuple[Rows, ...]:
    whole = Facts(report.rows, companions)
    several = len(report.parts) > 1
    files = [_File(Facts(p, companions) if several else whole) for p in report.parts]
    for rule in (r for id, r in sorted(RULES.items()) if id not in choice.off):
        examined = report.examine(rule, whole, [f.facts for f in files])
        silent = not any(isinstance(e, Comparison) for held in examined.values() for e in held)
        for file in files:
            file.take(rule, examined[file.facts.document.doc_id], silent, choice)
    read = {f.fund_id: f for p in report.parts for f in p.funds if f.confidence is not None}
    found = clustered([s for file in files for s in file.settle()], read)
    return tuple(file.checked(found, rounding) for file in files)


class _File:
    """What the rules say of one file."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.document = facts, facts.document
        self.suspicions: list[Suspicion] = []
        self.tolerated: list[Comparison] = []
        self.checks: list[Check] = []
        self.unread, self.unused = _unread(facts.rows), _unused(facts.rows)

    def take(
        self, rule: Rule, examined: Sequence[Comparison | Missing], silent: bool, choice: Choice
    ) -> None:
        """What a rule says; `silent` where it compares nothing in the whole report."""
        compared = [e for e in examined if isinstance(e, Comparison)]
        missing = [*self.unread, *sorted({e.what for e in examined if isinstance(e, Missing)})]
        if silent and not missing and rule.kind in self.unused:
            missing = [self.unused[rule.kind]]
        broken = [as_finding(self.facts, rule, c, choice) for c in compared if c.state != State.HOLDS]
        self.suspicions.extend(broken)
        self.tolerated += [c for c in compared if c.state == State.HOLDS and c.message]
        self.checks.append(
            Check(
                doc_id=self.document.doc_id,
                fiscal_year=self.facts.year,
                unit_id=self.document.unit_id,
                rule=rule.id,
                outcome=_outcome(compared, broken, missing),
                compared=len(compared),
                missing="；".join(missing)[:500] or None,
            )
        )

    def settle(self) -> list[Suspicion]:
        """Its findings, without those that are doubted as what was not read."""
        self.suspicions = doubted(self.facts, with_ids(self.suspicions))
        return self.suspicions

    def checked(self, found: Sequence[Finding], rounding: bool) -> Rows:
        """The file's rows with those of the findings that are its own."""
        own = tuple(f for f in found if f.doc_id == self.document.doc_id)
        gathered = (rounding_finding(self.facts, self.tolerated),) if rounding and self.tolerated else ()
        checks = _undoubted(self.checks, self.suspicions)
        return replace(self.facts.rows, findings=(*own, *gathered), checks=checks)


def _undoubted(checks: Sequence[Check], sure: Sequence[Suspicion]) -> tuple[Check, ...]:
    """The checks, those of which every finding was doubted as what was not read."""
    failed = {s.finding.rule for s in sure if s.finding.severity != "info"}
    return tuple(
        replace(c, outcome="missing_input", missing="表中数字读取存疑")
        if c.outcome == "failed" and c.rule not in failed
        else c
        for c in checks
    )


def _unused(rows: Rows) -> dict[Kind, str]:
    """Kind of rule → how many of the numbers that it compares are printed but were read by no row."""
    waiting = [f for f in rows.figures if f.used_by is None and f.unread not in ("threshold", "foreign")]
    rates = sum(f.unit == "%" for f in waiting)
    amounts = sum(f.unit in YUAN for f in waiting)
    out: dict[Kind, str] = {}
    if rates:
        out["ratio"] = f"{rates}个印出的百分比未能读取"
    if amounts:
        out |= dict.fromkeys(AMOUNTS, f"{amounts}个印出的金额未能读取")
    return out


def _outcome(compared: Sequence[Comparison], broken: Sequence[Suspicion], missing: Sequence[str]) -> Outcome:
    """What became of a rule. What has nothing to compare has not passed."""
    if any(s.finding.severity != "info" for s in broken):
        return "failed"
    return "passed" if compared else "missing_input" if missing else "not_applicable"


def _unread(rows: Rows) -> list[str]:
    """The pages that may hold what a rule did not find."""
    pages = sorted({p.page for p in rows.passages if p.kind == "unreadable_page" and p.page is not None})
    return [f"第{'、'.join(map(str, pages))}页不可读"] if pages else []
