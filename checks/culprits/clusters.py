"""One wrong number shows in many relations.

The findings that it explains are one cluster, led by the clearest.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from checks.codes import SEVERITIES, Kind
from checks.compare.interval import FAR, Interval
from checks.comparison import Repair
from normalize.schema import Finding, Fund

from .misreading import find_misreading

CLARITY = ("equality", "sum", "score", "ratio", "difference", "bound")
"""How much a kind of relation proves: two printings of one number most, a bound least."""
_GRAVITY: dict[str, int] = {severity: n for n, severity in enumerate(SEVERITIES)}
PROVEN = 3
"""Findings that one number explains: it is proven wrong, and is one error, not one for each of its rates."""
ECHOES = ("ratio.share", "ratio.growth")
ANY = Interval(-FAR, FAR)
HeldInterval = tuple[Interval, int, int]
"""The values of a number that mend a finding, the finding's number, and the repair's number in it."""


@dataclass(frozen=True)
class Suspicion:
    """A finding and, of each number in its relation, the values with which the relation would hold."""

    finding: Finding
    repairs: tuple[Repair, ...]
    kind: Kind


def named(culprit: str | None) -> tuple[Repair, ...]:
    """The repair of a finding that says which number is at fault but not what it should be."""
    return ((culprit, ANY),) if culprit else ()


def clustered(suspicions: Sequence[Suspicion], read: Mapping[str, Fund]) -> list[Finding]:
    """The findings with their clusters, leaders first within each, the gravest first.

    A cluster shows its leader only, so sharing a number is not enough: one value of that number must mend all
    its findings. Two wrong shares of one total stay two. What rounding may explain joins none. Where one
    number of `read` (fund_id → a fund read from a picture) explains a cluster by a likely misreading, its
    findings say so.
    """
    found = groups([s for s in suspicions if s.finding.severity != "info"])
    found += [[s] for s in suspicions if s.finding.severity == "info"]
    out: list[Finding] = []
    for members in found:
        leader, *rest = (s.finding for s in sorted(members, key=_rank))
        echoes = _echoes(leader, members)
        misreading = find_misreading([s.repairs for s in members], read) if read else None
        for f in (leader, *rest):
            known = misreading.noted(f) if misreading else f
            out.append(
                replace(
                    known,
                    cluster=leader.finding_id,
                    leading=f is leader,
                    follows=None if f is leader else leader.finding_id,
                    severity="info" if f.rule in echoes else known.severity,
                )
            )
    return sorted(out, key=lambda f: _GRAVITY[f.severity])


def _echoes(leader: Finding, members: Sequence[Suspicion]) -> frozenset[str]:
    """The rules whose findings add nothing to a cluster: shares and growth of an amount proven wrong."""
    proven = len(members) >= PROVEN and leader.rule not in ECHOES
    return frozenset(ECHOES) if proven else frozenset()


def groups(waiting: list[Suspicion]) -> list[list[Suspicion]]:
    """The largest set that one number explains, then the next, in the order of their first findings."""
    found: list[list[int]] = []
    grouped: set[int] = set()
    explained = _Explained(waiting)
    while len(best := explained.most()) > 1:
        found.append(best)
        grouped.update(best)
        explained.take(best)
    left = [[i] for i in range(len(waiting)) if i not in grouped]
    return [[waiting[i] for i in group] for group in sorted([*found, *left])]


class _Explained:
    """What each number explains of the findings that are left. A number is looked at again only when some of
    its findings are taken, so that the work grows with the findings, not with their pairs.
    """

    def __init__(self, waiting: Sequence[Suspicion]) -> None:
        self._waiting = waiting
        self._held: dict[str, list[HeldInterval]] = defaultdict(list)
        for i, suspicion in enumerate(waiting):
            for n, (number, values) in enumerate(suspicion.repairs):
                self._held[number].append((values, i, n))
        self._sets: dict[str, list[int]] = {}
        self._heap: list[tuple[int, int, int, str]] = []
        for number in self._held:
            self._look(number)

    def _look(self, number: str) -> None:
        held = self._held[number]
        self._sets[number] = _overlapping(held) if held else []
        if held:
            heapq.heappush(self._heap, self._rank(number))

    def _rank(self, number: str) -> tuple[int, int, int, str]:
        """The largest set first, of equals that of the first finding."""
        _, i, n = self._held[number][0]
        return -len(self._sets[number]), i, n, number

    def most(self) -> list[int]:
        """The largest set that one number explains."""
        while self._heap:
            number = self._heap[0][3]
            if self._held[number] and self._heap[0] == self._rank(number):
                return self._sets[number]
            heapq.heappop(self._heap)
        return []

    def take(self, findings: Collection[int]) -> None:
        """These findings are explained."""
        gone = set(findings)
        for number in {number for i in gone for number, _ in self._waiting[i].repairs}:
            self._held[number] = [h for h in self._held[number] if h[1] not in gone]
            self._look(number)


def _overlapping(held: Sequence[HeldInterval]) -> list[int]:
    """The most findings whose values have one in common: it can be taken as the low end of one of them."""
    lows, highs = sorted(v.low for v, *_ in held), sorted(v.high for v, *_ in held)
    best = max((v.low for v, *_ in held), key=lambda x: bisect_right(lows, x) - bisect_left(highs, x))
    return [i for values, i, _ in held if values.holds(best)]


def _rank(suspicion: Suspicion) -> tuple[int, int, int]:
    """Grave before light, proof before hint, few numbers before many."""
    finding, kind = suspicion.finding, suspicion.kind
    return (
        _GRAVITY[finding.severity],
        CLARITY.index(kind) if kind in CLARITY else len(CLARITY),
        len(finding.evidence),
    )
