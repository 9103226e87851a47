"""One wrong number shows in many relations: findings that share it are one cluster, led by the clearest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalize.schema import Finding

SEVERITY = ("error", "warning", "info")
CLARITY = ("equality", "ratio", "bound", "score", "sum")
"""Kinds of rule by how clearly they point at a number: its own repetition first, a sum of many parts last."""


@dataclass(frozen=True)
class Suspicion:
    """A finding with the ids of all rows that its relation involves, and the one that the rule holds to be wrong."""

    finding: Finding
    involved: frozenset[str]
    culprit: str | None


def clustered(suspicions: Sequence[Suspicion]) -> list[Finding]:
    """The findings with their clusters, leaders first within each, the gravest clusters first.

    The number that most findings share is taken for the culprit of them all, then the next one among the rest.
    """
    groups = _groups([s for s in suspicions if s.finding.severity != "info"])
    groups += [[s] for s in suspicions if s.finding.severity == "info"]
    out: list[Finding] = []
    for members in groups:
        leader, *rest = sorted(members, key=lambda s: _rank(s.finding))
        out.extend(replace(s.finding, cluster=leader.finding.finding_id) for s in (leader, *rest))
    return sorted(out, key=lambda f: SEVERITY.index(f.severity))


def _groups(waiting: list[Suspicion]) -> list[list[Suspicion]]:
    groups: list[list[Suspicion]] = []
    while waiting:
        counts = Counter(i for s in waiting for i in s.involved)
        named = Counter(s.culprit for s in waiting if s.culprit)
        best = max(counts, key=lambda i: (counts[i], named[i], i), default=None)
        members = [s for s in waiting if best in s.involved] if best is not None and counts[best] > 1 else waiting[:1]
        groups.append(members)
        waiting = [s for s in waiting if s not in members]
    return groups


def _rank(finding: Finding) -> tuple[int, int, int]:
    kind = finding.rule.partition(".")[0]
    return SEVERITY.index(finding.severity), CLARITY.index(kind) if kind in CLARITY else len(CLARITY), len(finding.evidence)
