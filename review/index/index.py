"""The index that the pages ask: kept in step with the dataset's commits and with the log of verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from normalize.dataset import Fields, steadily
from normalize.store.manifest import MANIFEST
from review.verdicts.entry import Verdict, VerdictEntry, now
from review.verdicts.log import LogRead, append, log_of, read_log
from review.verdicts.state import VerdictState, last_of, state_of

from .build import open_database
from .carried import Carried, inherited, own
from .keys import keys_of

if TYPE_CHECKING:
    import duckdb

AT_ONCE = 10_000
"""Rows that are held of a long result."""
OPEN = "verdict = 'open', who = '', changed = false"
Stamp = tuple[int, int, int]


class Index:
    """The findings of a dataset with their verdicts. Raises DatasetError where there is no dataset.

    Every request asks for `refresh` first: after a commit the database is made anew, after a change of the
    log (by this process or another) the verdicts are.
    """

    def __init__(self, data: Path, log: Path | None = None) -> None:
        self.data, self.log = data, log or log_of(data)
        self._lock = RLock()
        self._made: Stamp | None = None
        self._logged: Stamp | None = None
        self.read, self.state = LogRead(), VerdictState()
        self.carried: dict[str, Carried] = {}
        self._inherited: dict[str, Carried] = {}
        self.counted: dict[str, Any] = {}
        """Counts of lists by what was asked, until a verdict or a commit changes them."""
        self.refresh()

    def refresh(self) -> bool:
        """Brings the index in step with the dataset and the log; whether the dataset had changed."""
        with self._lock:
            changed = False
            stamp = _stamp(self.data / MANIFEST)
            if stamp is None or stamp != self._made:
                # What is asked of the one before meanwhile keeps it until it is answered.
                self._database = steadily(self.data, lambda manifest: open_database(self.data, manifest))
                self._made, self._logged, changed = stamp, None, True
            if self._logged is None or _stamp(self.log) != self._logged:
                self._apply()
        return changed

    def _apply(self) -> None:
        """Reads the log anew."""
        self._logged = _stamp(self.log)
        self.read = read_log(self.log)
        self.state = state_of(self.read.entries)
        self.counted.clear()
        connection = self._database.cursor()
        held = own(connection, self.state, self.state.by_finding)
        self._inherited = inherited(connection, self.state, held)
        self.carried = self._inherited | held
        connection.execute(f"update held.found set {OPEN} where verdict <> 'open' or changed")
        self._mark(self.carried)

    def _enter(self, entries: Sequence[VerdictEntry]) -> None:
        """Adds entries to the log, and to what is known of it."""
        before = _stamp(self.log)
        append(self.log, entries)
        ids = {e.finding_id for e in entries}
        here = self.rows("select 1 from found where finding_id in (select unnest(?))", [list(ids)])
        if before != self._logged or len(here) < len(ids):
            self._apply()
            return
        self._logged = _stamp(self.log)
        self.read = replace(self.read, entries=(*self.read.entries, *entries))
        self.state = state_of(self.read.entries)
        self.counted.clear()
        now_held = own(self.connection, self.state, ids)
        now_held |= {id: c for id, c in self._inherited.items() if id in ids and id not in now_held}
        self.carried = {id: c for id, c in self.carried.items() if id not in ids} | now_held
        self.connection.execute(
            f"update held.found set {OPEN} where finding_id in (select unnest(?))", [list(ids)]
        )
        self._mark(now_held)

    def _mark(self, held: Mapping[str, Carried]) -> None:
        """Writes verdicts to the findings that they hold for."""
        if not held:
            return
        ids, of = list(held), list(held.values())
        verdicts = ["open" if c.changed else c.entry.verdict.value for c in of]
        self.connection.execute(
            """
            update held.found set verdict = v.verdict, who = v.who, changed = v.changed from (
                select unnest(?) as id, unnest(?) as verdict, unnest(?) as who, unnest(?) as changed
            ) v where finding_id = v.id
            """,
            [ids, verdicts, [c.entry.who for c in of], [c.changed for c in of]],
        )

    def close(self) -> None:
        """Gives the memory back."""
        self._database.close()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Fields]:
        """The rows of a query as dicts."""
        cursor = self._database.cursor()
        result = cursor.execute(sql, list(values))
        names = [d[0] for d in result.description or []]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def stream(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one after the other, some at a time."""
        result = self._database.cursor().execute(sql, values or None)
        while rows := result.fetchmany(AT_ONCE):
            yield from rows

    def row(self, sql: str, values: Sequence[Any] = ()) -> Fields | None:
        """The first row of a query."""
        return next(iter(self.rows(sql, values)), None)

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """A connection of one's own to the database."""
        return self._database.cursor()

    def decide(self, ids: Sequence[str], verdict: Verdict, reason: str, who: str) -> int:
        """Enters a verdict on findings; returns on how many, those that are not there left out."""
        with self._lock:
            self.refresh()
            keys = keys_of(self.connection, ids)
            rows = self.rows(
                "select finding_id, seen from found where finding_id in (select unnest(?))", [list(ids)]
            )
            seen, at = {r["finding_id"]: r["seen"] for r in rows}, now()
            self._enter(
                [VerdictEntry(at, who, id, keys[id], verdict, reason, seen[id]) for id in ids if id in keys]
            )
        return len(keys)

    def enter(self, entries: Sequence[VerdictEntry]) -> None:
        """Adds entries that were made elsewhere."""
        with self._lock:
            if entries:
                self._enter(entries)

    def undo(self, who: str, finding_id: str | None = None) -> list[VerdictEntry]:
        """Takes back what a person decided last, or last about one finding; returns what that was."""
        with self._lock:
            self.refresh()
            last, at = last_of(self.read.entries, who, finding_id), now()
            if last:
                self._enter([replace(e, at=at, undoes=e.id) for e in last])
        return last


def _stamp(path: Path) -> Stamp | None:
    """What tells one state of a file from the next; null where it is not there."""
    try:
        held = path.stat()
    except FileNotFoundError:
        return None
    return held.st_ino, held.st_size, held.st_mtime_ns
