"""Verdicts of the log → the findings that the dataset has now, by id, else by second key."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from review.verdicts.entry import Entry, Key
from review.verdicts.state import State

from .keys import keys_of

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Carried:
    """A verdict as it holds for a finding of the dataset. `by_key`: its id is another now; `changed`: the
    numbers are no longer those that the person saw, so that the finding is to be decided again.
    """

    entry: Entry
    by_key: bool
    changed: bool


def carried(connection: duckdb.DuckDBPyConnection, state: State) -> dict[str, Carried]:
    """The verdicts by the ids of the findings that they hold for."""
    own = list(state.by_finding)
    found = connection.execute(
        "select finding_id, seen from found where finding_id in (select unnest(?))", [own]
    ).fetchall()
    out = {}
    for id, seen in found:
        entry = state.by_finding[id]
        out[id] = Carried(entry, False, entry.seen != seen)
    gone = [e for id, e in state.by_finding.items() if id not in out]
    return out | _by_key(connection, gone, set(out))


def _by_key(
    connection: duckdb.DuckDBPyConnection, gone: list[Entry], decided: set[str]
) -> dict[str, Carried]:
    """The verdicts of findings that are gone, for the one finding that has their key."""
    if not gone:
        return {}
    bodies = sorted({e.key.body for e in gone})
    rules = sorted({e.key.rule for e in gone})
    rows = connection.execute(
        "select finding_id, seen from found where body in (select unnest(?)) and rule in (select unnest(?))",
        [bodies, rules],
    ).fetchall()
    seen = {id: s for id, s in rows if id not in decided}
    holders: dict[Key, list[str]] = defaultdict(list)
    for id, key in keys_of(connection, list(seen)).items():
        holders[key].append(id)
    out = {}
    for entry in sorted(gone, key=lambda e: (e.at, e.id)):
        of_key = holders.get(entry.key, [])
        same = [id for id in of_key if seen[id] == entry.seen]
        # Of several findings of one key the one with the same numbers is meant; with other numbers none is.
        chosen = same if same else of_key if len(of_key) == 1 else []
        for id in chosen[:1]:
            out[id] = Carried(entry, True, seen[id] != entry.seen)
    return out
