"""Verdicts of the log → the findings that the dataset has now, by id, else by second key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from review.verdicts.entry import FindingKey, VerdictEntry
from review.verdicts.state import VerdictState

from .keys import keys_of

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Carried:
    """A verdict as it holds for a finding of the dataset. `by_key`: its id is another now; `changed`: the
    numbers are no longer those that the person saw, so that the finding is to be decided again.
    """

    entry: VerdictEntry
    by_key: bool
    changed: bool


def own(connection: duckdb.DuckDBPyConnection, state: VerdictState, ids: Iterable[str]) -> dict[str, Carried]:
    """The verdicts on findings of these ids that the dataset has."""
    wanted = [id for id in ids if id in state.by_finding]
    found = connection.execute(
        "select finding_id, seen from found where finding_id in (select unnest(?))", [wanted]
    ).fetchall()
    return {id: Carried(e, False, e.seen != seen) for id, seen in found for e in [state.by_finding[id]]}


def inherited(
    connection: duckdb.DuckDBPyConnection, state: VerdictState, held: Mapping[str, Carried]
) -> dict[str, Carried]:
    """The verdicts on findings that are gone, for those that have their keys now and no verdict of their own.

    Copies of a report with the same numbers all take it; of findings with other numbers one must be meant.
    """
    gone = [e for id, e in state.by_finding.items() if id not in held]
    if not gone:
        return {}
    rows = connection.execute(
        "select finding_id, seen from found where body in (select unnest(?)) and rule in (select unnest(?))",
        [sorted({e.key.body for e in gone}), sorted({e.key.rule for e in gone})],
    ).fetchall()
    seen = {id: s for id, s in rows if id not in held}
    holders: dict[FindingKey, list[str]] = defaultdict(list)
    for id, key in keys_of(connection, list(seen)).items():
        holders[key].append(id)
    out: dict[str, Carried] = {}
    for entry in sorted(gone, key=lambda e: (e.at, e.id)):
        of_key = holders.get(entry.key, [])
        same = [id for id in of_key if seen[id] == entry.seen]
        chosen = same or (of_key if len(of_key) == 1 else [])
        out |= {id: Carried(entry, True, seen[id] != entry.seen) for id in chosen}
    return out
