"""Comparisons that do not hold → findings: their message, severity and numbers as printed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from checks.culprits.clusters import CLARITY, Suspicion, named
from normalize.ids import row_id
from normalize.schema import DocumentRow, Finding, Fund
from normalize.values import LARGEST, YUAN

from .choice import AS_THEY_ARE, Choice
from .codes import State
from .comparison import Comparison, evidence
from .facts import Facts, where
from .registry import Rule

LONGEST = 200
"""Characters of a message."""
ROUNDING = "rounding"
"""What the finding is called that gathers the near misses which rounding explains."""


def rounding_finding(facts: Facts, tolerated: list[Comparison]) -> Finding:
    """One finding for all near misses.

    Their number, and the first of them with what was printed and computed.
    """
    listed = "、".join(
        (
            f"{_plain(c.reported)}{c.unit or ''}与{_plain(c.expected)}{c.unit or ''}"
            f"{where(*(r for r in c.rows[:1] if not isinstance(r, DocumentRow)))}"
        )
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
        message=shortened(f"四舍五入可以解释的尾差{len(tolerated)}处：{listed}。"),
        source=facts.document.source,
        evidence=tuple(evidence(c.rows[0], facts.document.doc_id) for c in tolerated[:8]),
    )


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{round(value, 4).normalize():f}"


def as_finding(facts: Facts, rule: Rule, c: Comparison, choice: Choice = AS_THEY_ARE) -> Suspicion:
    """The finding of a comparison that does not hold, with what would mend it."""
    vague = any(isinstance(r, Fund) and r.approximate for r in c.rows)
    severity = choice.severity(rule.id, rule.severity, c.severity or rule.severity)
    severity = "info" if c.state == State.NEAR or vague else severity
    difference = None if c.reported is None or c.expected is None else c.reported - c.expected
    proof = tuple(evidence(r, facts.document.doc_id) for r in c.rows[:8])
    finding = Finding(
        doc_id=facts.document.doc_id,
        fiscal_year=facts.year,
        unit_id=facts.document.unit_id,
        unit_name=facts.document.unit_name,
        rule=rule.id,
        severity=severity,
        message=shortened(c.message),
        source=facts.document.source,
        reported=_rounded(c.reported),
        expected=_rounded(c.expected),
        difference=_rounded(difference),
        tolerance=_rounded(c.tolerance),
        unit=c.unit,
        amount_yuan=_in_yuan(difference, c.unit),
        related_doc_id=c.related,
        evidence=proof,
    )
    # Only what compares numbers can follow from a wrong number, and a wrong name from that name; a missing
    # reason stands for itself.
    follows = rule.kind in CLARITY or rule.kind == "name"
    return Suspicion(finding, c.repairs or (named(c.culprit) if follows else ()), rule.kind)


def shortened(message: str) -> str:
    """A message of at most LONGEST characters, cut where a clause ends and never within a number."""
    if len(message) <= LONGEST:
        return message
    cut = max(message.rfind(mark, 0, LONGEST - 2) for mark in "，；、。")
    return message[: cut if cut > 0 else LONGEST - 2].rstrip("，；、。") + "……。"


def _in_yuan(difference: Decimal | None, unit: str | None) -> Decimal | None:
    return None if difference is None or unit not in YUAN else _rounded(difference * YUAN[unit])


def _rounded(value: Decimal | None) -> Decimal | None:
    """A computed value.

    Null for the quotient of a vast and a tiny number, which says nothing and which no column holds.
    """
    return None if value is None or abs(value) >= LARGEST else round(value, 6)


def with_ids(suspicions: list[Suspicion]) -> list[Suspicion]:
    """Findings with their ids: of document, rule, evidence and a running number."""
    counts: dict[str, int] = defaultdict(int)
    out = []
    for s in suspicions:
        key = row_id(s.finding.doc_id, s.finding.rule, *(e.id for e in s.finding.evidence))
        out.append(replace(s, finding=replace(s.finding, finding_id=row_id(key, counts[key]))))
        counts[key] += 1
    return out
