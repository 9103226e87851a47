"""Rows of one document → the same rows with findings, and what every rule examined."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from normalize.ids import row_id
from normalize.schema import Check, Finding, Fund, Rows

from . import bounds, differences, equality, flows, ratios, scores, structure, sums, targets, words
from .clusters import CLARITY, Suspicion, clustered, named
from .facts import Facts
from .registry import RULES, Comparison, Missing, Rule, evidence

CATALOGUE = (sums, flows, ratios, differences, equality, scores, bounds, targets, words, structure)
"""The modules whose rules are registered by importing them."""


def check_rows(rows: Rows) -> Rows:
    """The rows with the findings and checks of all rules. A document that could not be read is not examined."""
    if rows.document.status == "failed":
        return rows
    facts = Facts(rows)
    suspicions: list[Suspicion] = []
    checks: list[Check] = []
    unread = any(p.kind == "unreadable_page" for p in rows.passages)
    for rule in RULES.values():
        examined = list(rule.examine(facts))
        compared = [e for e in examined if isinstance(e, Comparison)]
        missing = sorted({e.what for e in examined if isinstance(e, Missing)})
        broken = [_suspicion(facts, rule, c) for c in compared if c.state != "holds"]
        suspicions.extend(broken)
        failed = any(s.finding.severity != "info" for s in broken)
        outcome = "failed" if failed else "passed" if compared else "missing_input" if missing or unread else "not_applicable"
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
    return replace(rows, findings=tuple(clustered(_numbered(suspicions))), checks=tuple(checks))


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
        evidence=proof,
    )
    # Only what compares numbers can follow from a wrong number; a missing reason or a wrong name stands for itself.
    return Suspicion(finding, c.repairs or (named(c.culprit) if rule.kind in CLARITY else ()))


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else round(value, 6)


def _numbered(suspicions: list[Suspicion]) -> list[Suspicion]:
    """Findings with their ids: of document, rule, evidence and a running number."""
    counts: dict[str, int] = defaultdict(int)
    out = []
    for s in suspicions:
        key = row_id(s.finding.doc_id, s.finding.rule, *(e.id for e in s.finding.evidence))
        out.append(replace(s, finding=replace(s.finding, finding_id=row_id(key, counts[key]))))
        counts[key] += 1
    return out
