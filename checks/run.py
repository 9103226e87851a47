"""Rows of one document → the same rows with findings, and what every rule examined."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal, localcontext

from normalize.ids import row_id
from normalize.schema import Check, DocumentRow, Finding, Fund, Rows
from normalize.values import LARGEST

from . import (
    across,
    bounds,
    differences,
    directions,
    equality,
    flows,
    rates,
    ratios,
    scores,
    structure,
    sums,
    targets,
    words,
)
from .clusters import CLARITY, Suspicion, clustered, named
from .companions import Companions, find_companions
from .facts import Facts, where
from .interval import PRECISION
from .registry import RULES, Comparison, Missing, Rule, evidence

CATALOGUE = (
    sums,
    flows,
    ratios,
    rates,
    differences,
    equality,
    scores,
    bounds,
    targets,
    words,
    structure,
    directions,
    across,
)
"""The modules whose rules are registered by importing them."""


ROUNDING = "rounding"
"""What the finding is called that gathers the near misses which rounding explains."""


def check_rows(rows: Rows, companions: Companions | None = None, rounding: bool = False) -> Rows:
    """The rows with the findings and checks of all rules. A document that could not be read is not examined.

    `companions` are the other documents it is held against, none where not given; `rounding` adds one `info` that gathers the
    differences which rounding explains.
    """
    if rows.document.status == "failed":
        return rows
    with localcontext() as context:
        context.prec = PRECISION
        return _checked(rows, companions, rounding)


def _checked(rows: Rows, companions: Companions | None, rounding: bool) -> Rows:
    facts = Facts(rows, companions or find_companions([rows])[rows.document.doc_id])
    suspicions: list[Suspicion] = []
    tolerated: list[Comparison] = []
    checks: list[Check] = []
    unread = _unread(rows)
    for _, rule in sorted(RULES.items()):
        examined = list(rule.examine(facts))
        compared = [e for e in examined if isinstance(e, Comparison)]
        missing = [*unread, *sorted({e.what for e in examined if isinstance(e, Missing)})]
        broken = [_suspicion(facts, rule, c) for c in compared if c.state != "holds"]
        suspicions.extend(broken)
        tolerated += [c for c in compared if c.state == "holds" and c.message]
        failed = any(s.finding.severity != "info" for s in broken)
        outcome = (
            "failed" if failed else "passed" if compared else "missing_input" if missing else "not_applicable"
        )
        checks.append(
            Check(
                doc_id=rows.document.doc_id,
                fiscal_year=facts.year,
                unit_id=rows.document.unit_id,
                rule=rule.id,
                outcome=outcome,
                compared=len(compared),
                missing="；".join(missing)[:500] or None,
            )
        )
    read = {f.fund_id: f for f in rows.funds if f.confidence is not None}
    gathered = (_gathered(facts, tolerated),) if rounding and tolerated else ()
    return replace(rows, findings=(*clustered(_numbered(suspicions), read), *gathered), checks=tuple(checks))


def _unread(rows: Rows) -> list[str]:
    """The pages that may hold what a rule did not find."""
    pages = sorted({p.page for p in rows.passages if p.kind == "unreadable_page" and p.page is not None})
    return [f"第{'、'.join(map(str, pages))}页不可读"] if pages else []


def _gathered(facts: Facts, tolerated: list[Comparison]) -> Finding:
    """One finding for all near misses: their number, and the first of them with what was printed and computed."""
    listed = "、".join(
        f"{_plain(c.reported)}{c.unit or ''}与{_plain(c.expected)}{c.unit or ''}{where(*(r for r in c.rows[:1] if not isinstance(r, DocumentRow)))}"
        for c in tolerated
    )
    id = row_id(facts.document.doc_id, ROUNDING)
    return Finding(
        finding_id=id,
        cluster=id,
        doc_id=facts.document.doc_id,
        fiscal_year=facts.year,
        unit_id=facts.document.unit_id,
        unit_name=facts.document.unit_name,
        rule=ROUNDING,
        severity="info",
        message=f"四舍五入可以解释的尾差{len(tolerated)}处：{listed}"[:199] + "。",
        evidence=tuple(evidence(c.rows[0]) for c in tolerated[:8]),
    )


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{round(value, 4).normalize():f}"


def _suspicion(facts: Facts, rule: Rule, c: Comparison) -> Suspicion:
    vague = any(isinstance(r, Fund) and r.approximate for r in c.rows)
    severity = "info" if c.state == "near" or vague else c.severity or rule.severity
    difference = None if c.reported is None or c.expected is None else c.reported - c.expected
    proof = tuple(evidence(r) for r in c.rows[:8])
    finding = Finding(
        doc_id=facts.document.doc_id,
        fiscal_year=facts.year,
        unit_id=facts.document.unit_id,
        unit_name=facts.document.unit_name,
        rule=rule.id,
        severity=severity,
        message=c.message[:200],
        reported=_rounded(c.reported),
        expected=_rounded(c.expected),
        difference=_rounded(difference),
        tolerance=_rounded(c.tolerance),
        unit=c.unit,
        related_doc_id=c.related,
        evidence=proof,
    )
    # Only what compares numbers can follow from a wrong number; a missing reason or a wrong name stands for itself.
    return Suspicion(finding, c.repairs or (named(c.culprit) if rule.kind in CLARITY else ()))


def _rounded(value: Decimal | None) -> Decimal | None:
    """A computed value; null for the quotient of a vast and a tiny number, which says nothing and which no column holds."""
    return None if value is None or abs(value) >= LARGEST else round(value, 6)


def _numbered(suspicions: list[Suspicion]) -> list[Suspicion]:
    """Findings with their ids: of document, rule, evidence and a running number."""
    counts: dict[str, int] = defaultdict(int)
    out = []
    for s in suspicions:
        key = row_id(s.finding.doc_id, s.finding.rule, *(e.id for e in s.finding.evidence))
        out.append(replace(s, finding=replace(s.finding, finding_id=row_id(key, counts[key]))))
        counts[key] += 1
    return out
