"""Rows of one document → the same rows with findings, and what every rule examined."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from normalize.ids import row_id
from normalize.schema import Check, Finding, Rows

from . import bounds, equality, ratios, scores, sums, words
from .facts import Facts
from .registry import RULES, Comparison, Missing, Rule, evidence

CATALOGUE = (sums, ratios, equality, scores, bounds, words)
"""The modules whose rules are registered by importing them."""
SEVERITY = ("error", "warning", "info")


def check_rows(rows: Rows) -> Rows:
    """The rows with the findings and checks of all rules. A document that could not be read is not examined."""
    if rows.document.status == "failed":
        return rows
    facts = Facts(rows)
    findings: list[Finding] = []
    checks: list[Check] = []
    unread = any(p.kind == "unreadable_page" for p in rows.passages)
    for rule in RULES.values():
        examined = list(rule.examine(facts))
        compared = [e for e in examined if isinstance(e, Comparison)]
        missing = sorted({e.what for e in examined if isinstance(e, Missing)})
        broken = [_finding(facts, rule, c) for c in compared if c.state != "holds"]
        findings.extend(broken)
        failed = any(f.severity != "info" for f in broken)
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
    return replace(rows, findings=tuple(_clustered(_numbered(findings))), checks=tuple(checks))


def _finding(facts: Facts, rule: Rule, c: Comparison) -> Finding:
    severity = "info" if c.state == "near" else c.severity or rule.severity
    difference = None if c.reported is None or c.expected is None else c.reported - c.expected
    proof = tuple(evidence(r) for r in c.rows[:8])
    return Finding(
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
        cluster=c.culprit or (proof[0].id if proof else None),
        evidence=proof,
    )


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else round(value, 6)


def _numbered(findings: list[Finding]) -> list[Finding]:
    """Findings with their ids: of document, rule, evidence and a running number."""
    counts: dict[str, int] = defaultdict(int)
    out = []
    for f in findings:
        key = row_id(f.doc_id, f.rule, *(e.id for e in f.evidence))
        out.append(replace(f, finding_id=row_id(key, counts[key])))
        counts[key] += 1
    return out


def _clustered(findings: list[Finding]) -> list[Finding]:
    """Findings that share a culprit number form one cluster, the gravest first; clusters in the order of their leaders."""
    groups: dict[str | None, list[Finding]] = defaultdict(list)
    # A number that differs from its own repetition is wrong by itself; sums and rates in which it takes part follow from that.
    proven = {f.cluster for f in findings if f.rule.startswith("equality.") and f.severity == "error"}
    for f in findings:
        shared = [e.id for e in f.evidence if e.id in proven]
        groups[f.cluster if f.cluster in proven or not shared else shared[0]].append(f)
    out: list[Finding] = []
    for members in groups.values():
        leader, *rest = sorted(members, key=lambda f: (SEVERITY.index(f.severity), not f.rule.startswith("equality.")))
        out.extend(replace(f, cluster=leader.finding_id) for f in (leader, *rest))
    return sorted(out, key=lambda f: SEVERITY.index(f.severity))
