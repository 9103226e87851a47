"""The rows of many cases that want a human's eye, put together by what they have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from regress.behind import clues_of
from regress.cases import Case
from regress.rows import RowFacts
from regress.update import confirm

from .new import doubts


@dataclass(frozen=True)
class Common:
    """What rows have in common: their table, why they are doubtful, the form or statement that they stand in,
    the clue or rule behind them.
    """

    table: str
    why: str
    form: str
    clue: str


@dataclass
class TriageGroup:
    """Rows to be confirmed or mended together: the case of each, its number there, the row."""

    common: Common
    rows: list[tuple[Case, int, RowFacts]] = field(default_factory=list)


def triage(cases: Iterable[Case]) -> list[TriageGroup]:
    """The unconfirmed doubtful rows of all cases in groups, the largest first."""
    groups: dict[Common, TriageGroup] = {}
    for case in cases:
        clues = clues_of(case.documents[0])
        for table, number, row, why in doubts(case):
            form = str(row.get("statement") or row.get("kind") or row.get("component") or "")
            common = Common(table, why, form, next(iter(clues.behind(row)), ""))
            groups.setdefault(common, TriageGroup(common)).rows.append((case, number, row))
    return sorted(groups.values(), key=lambda g: (-len(g.rows), str(g.common)))


def confirm_group(group: TriageGroup) -> int:
    """Marks all rows of a group as confirmed by a person. Returns how many were not yet."""
    numbers: dict[Case, list[int]] = defaultdict(list)
    for case, number, _ in group.rows:
        numbers[case].append(number)
    return sum(confirm(case, group.common.table, held) for case, held in numbers.items())
