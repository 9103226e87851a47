"""Rows of one document → the same rows with findings, and what every rule examined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import localcontext

from checks.compare.interval import PRECISION
from checks.culprits.clusters import Suspicion, clustered
from checks.culprits.doubt import doubted
from checks.rules import RULES
from normalize.schema import Check, Rows
from normalize.values import YUAN

from .choice import AS_THEY_ARE, Choice
from .codes import UNREAD, Kind, Outcome, State
from .companions import Companions, find_companions
from .comparison import Comparison, Missing
from .facts import Facts
from .finding import as_finding, rounding_finding, with_ids

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
    that gathers the differences which rounding explains; `choice` switches rules off or makes them lighter.
    """
    if rows.document.status in UNREAD:
        return rows
    with localcontext() as context:
        context.prec = PRECISION
        return _checked(rows, companions, rounding, choice)


def _checked(rows: Rows, companions: Companions | None, rounding: bool, choice: Choice) -> Rows:
    facts = Facts(rows, companions or find_companions([rows])[rows.document.doc_id])
    suspicions: list[Suspicion] = []
    tolerated: list[Comparison] = []
    checks: list[Check] = []
    unread, unused = _unread(rows), _unused(rows)
    for rule in (r for id, r in sorted(RULES.items()) if id not in choice.off):
        examined = list(rule.examine(facts))
        compared = [e for e in examined if isinstance(e, Comparison)]
        missing = [*unread, *sorted({e.what for e in examined if isinstance(e, Missing)})]
        if not compared and not missing and rule.kind in unused:
            missing = [unused[rule.kind]]
        broken = [as_finding(facts, rule, c, choice) for c in compared if c.state != State.HOLDS]
        suspicions.extend(broken)
        tolerated += [c for c in compared if c.state == State.HOLDS and c.message]
        checks.append(
            Check(
                doc_id=rows.document.doc_id,
                fiscal_year=facts.year,
                unit_id=rows.document.unit_id,
                rule=rule.id,
                outcome=_outcome(compared, broken, missing),
                compared=len(compared),
                missing="；".join(missing)[:500] or None,
            )
        )
    read = {f.fund_id: f for f in rows.funds if f.confidence is not None}
    gathered = (rounding_finding(facts, tolerated),) if rounding and tolerated else ()
    sure = doubted(facts, with_ids(suspicions))
    return replace(rows, findings=(*clustered(sure, read), *gathered), checks=_undoubted(checks, sure))


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
