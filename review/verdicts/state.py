"""Entries of a log → what is decided now, by whom, and where two people differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .entry import FindingKey, Verdict, VerdictEntry

FindingKind = tuple[str, str, str, str]


@dataclass(frozen=True)
class VerdictState:
    """What is decided now. `by_finding`: the last entry that stands, by finding id; `by_key`, `by_kind`:
    the entries that stand by their second key, and by that without its year; `conflicts`: the entries of
    findings of which people say different things.
    """

    by_finding: Mapping[str, VerdictEntry] = field(default_factory=dict)
    by_key: Mapping[FindingKey, tuple[VerdictEntry, ...]] = field(default_factory=dict)
    by_kind: Mapping[FindingKind, tuple[VerdictEntry, ...]] = field(default_factory=dict)
    conflicts: Mapping[str, tuple[VerdictEntry, ...]] = field(default_factory=dict)


def standing(entries: Iterable[VerdictEntry]) -> list[VerdictEntry]:
    """The entries that nobody took back, in the order of their times."""
    held = sorted(entries, key=lambda e: (e.at, e.id))
    undone = {e.undoes for e in held if e.undoes}
    return [e for e in held if e.undoes is None and e.id not in undone]


def state_of(entries: Iterable[VerdictEntry]) -> VerdictState:
    """What is decided by a log's entries. A person's later verdict takes the place of an earlier one; of
    several people's the latest counts, and the finding is a conflict until they agree.
    """
    latest: dict[str, dict[str, VerdictEntry]] = defaultdict(dict)
    for entry in standing(entries):
        mine = latest[entry.finding_id]
        # Its place among the others is that of the later one.
        mine.pop(entry.who, None)
        mine[entry.who] = entry
    by_finding = {id: list(of.values())[-1] for id, of in latest.items()}
    by_key: dict[FindingKey, list[VerdictEntry]] = defaultdict(list)
    by_kind: dict[FindingKind, list[VerdictEntry]] = defaultdict(list)
    for entry in by_finding.values():
        by_key[entry.key].append(entry)
        by_kind[entry.key.kind].append(entry)
    return VerdictState(
        by_finding,
        {k: tuple(v) for k, v in by_key.items()},
        {k: tuple(v) for k, v in by_kind.items()},
        {id: tuple(of.values()) for id, of in latest.items() if len({e.verdict for e in of.values()}) > 1},
    )


def history(entries: Iterable[VerdictEntry], finding_id: str) -> list[VerdictEntry]:
    """All entries about a finding, those taken back and those that take back included."""
    return sorted((e for e in entries if e.finding_id == finding_id), key=lambda e: (e.at, e.id))


def last_of(entries: Iterable[VerdictEntry], who: str, finding_id: str | None = None) -> list[VerdictEntry]:
    """The entries that a person's undo takes back: the last of theirs that stand, all those of one moment, or
    the last about one finding; none where nothing stands.
    """
    mine = [e for e in standing(entries) if e.who == who and finding_id in (None, e.finding_id)]
    return [e for e in mine if e.at == mine[-1].at]


@dataclass(frozen=True)
class Precision:
    """How many findings of a rule people found real, dismissed, or could not tell."""

    rule: str
    real: int = 0
    dismissed: int = 0
    unsure: int = 0

    @property
    def decided(self) -> int:
        """How many were told to be one or the other."""
        return self.real + self.dismissed

    @property
    def share(self) -> float | None:
        """Of those decided the share that is real; null where none is decided."""
        return self.real / self.decided if self.decided else None


def precision(state: VerdictState) -> list[Precision]:
    """The precision of each rule by the verdicts that stand, the most decided first."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(Verdict, 0))
    for entry in state.by_finding.values():
        counts[entry.key.rule][entry.verdict] += 1
    found = [Precision(rule, n["real"], n["dismissed"], n["unsure"]) for rule, n in counts.items()]
    return sorted(found, key=lambda p: (-p.decided, p.rule))
