"""One wrong number shows in many relations.

The findings that it explains are one cluster, led by the clearest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from checks.codes import SEVERITIES, Kind
from checks.compare.interval import FAR, Interval
from checks.comparison import Repair
from normalize.schema import Finding, Fund

from .misreading import find_misreading

CLARITY = ("equality", "sum", "score", "ratio", "difference", "bound")
"""How much a kind of relation proves: two printings of one number most, a bound least."""
_GRAVITY: dict[str, int] = {severity: n for n, severity in enumerate(SEVERITIES)}
ANY = Interval(-FAR, FAR)


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
    groups = _groups([s for s in suspicions if s.finding.severity != "info"])
    groups += [[s] for s in suspicions if s.finding.severity == "info"]
    out: list[Finding] = []
    for members in groups:
        leader, *rest = (s.finding for s in sorted(members, key=_rank))
        misreading = find_misreading([s.repairs for s in members], read) if read else None
        out.extend(
            replace(
                misreading.noted(f) if misreading else f,
                cluster=leader.finding_id,
                leading=f is leader,
                follows=None if f is leader else leader.finding_id,
            )
            for f in (leader, *rest)
        )
    return sorted(out, key=lambda f: _GRAVITY[f.severity])


def _groups(waiting: list[Suspicion]) -> list[list[Suspicion]]:
    """The largest set that one number explains, then the next, in the order of their first findings."""
    groups: list[list[int]] = []
    left = list(range(len(waiting)))
    while len(best := _most_explained(left, waiting)) > 1:
        groups.append(best)
        left = [i for i in left if i not in best]
    return [[waiting[i] for i in group] for group in sorted([*groups, *([i] for i in left)])]


def _most_explained(left: Sequence[int], waiting: Sequence[Suspicion]) -> list[int]:
    by_number: dict[str, list[tuple[Interval, int]]] = defaultdict(list)
    for i in left:
        for number, values in waiting[i].repairs:
            by_number[number].append((values, i))
    best: list[int] = []
    for held in by_number.values():
        if len(held) > len(best):
            best = max((best, _overlapping(held)), key=len)
    return best


def _overlapping(held: Sequence[tuple[Interval, int]]) -> list[int]:
    """The most findings whose values have one in common: it can be taken as the low end of one of them."""
    return max(([i for values, i in held if values.holds(start.low)] for start, _ in held), key=len)


def _rank(suspicion: Suspicion) -> tuple[int, int, int]:
    """Grave before light, proof before hint, few numbers before many."""
    finding, kind = suspicion.finding, suspicion.kind
    return (
        _GRAVITY[finding.severity],
        CLARITY.index(kind) if kind in CLARITY else len(CLARITY),
        len(finding.evidence),
    )
