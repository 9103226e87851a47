"""The index that the pages ask: kept in step with the dataset's commits and with the log of verdicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from normalize.dataset import steadily
from normalize.store.manifest import MANIFEST
from review.verdicts.entry import Entry, Verdict, now
from review.verdicts.log import Read, append, log_of, read_log
from review.verdicts.state import State, last_of, state_of

from .build import open_database
from .carried import Carried, carried
from .keys import keys_of

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]
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
        self.version = 0
        """Counts what was made anew: what is kept of an earlier one no longer holds."""
        self.read, self.state = Read(), State()
        self.carried: Mapping[str, Carried] = {}
        self.refresh()

    def refresh(self) -> bool:
        """Brings the index in step with the dataset and the log; whether the dataset had changed."""
        with self._lock:
            changed = False
            if (stamp := _stamp(self.data / MANIFEST)) != self._made:
                self._database = steadily(self.data, lambda manifest: open_database(self.data, manifest))
                self._made, self._logged, changed = stamp, None, True
            if self._logged is None or _stamp(self.log) != self._logged:
                self._apply()
        return changed

    def _apply(self) -> None:
        self._logged = _stamp(self.log)
        self.read = read_log(self.log)
        self.state = state_of(self.read.entries)
        connection = self._database.cursor()
        self.carried = carried(connection, self.state)
        connection.execute(
            "update found set verdict = 'open', who = '', changed = false where verdict <> 'open' or changed"
        )
        self.version += 1
        if not self.carried:
            return
        ids, held = list(self.carried), list(self.carried.values())
        verdicts = ["open" if c.changed else c.entry.verdict.value for c in held]
        connection.execute(
            """
            update found set verdict = v.verdict, who = v.who, changed = v.changed from (
                select unnest(?) as id, unnest(?) as verdict, unnest(?) as who, unnest(?) as changed
            ) v where found.finding_id = v.id
            """,
            [ids, verdicts, [c.entry.who for c in held], [c.changed for c in held]],
        )

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """The rows of a query as dicts."""
        cursor = self._database.cursor()
        result = cursor.execute(sql, list(values))
        names = [d[0] for d in result.description or []]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def row(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
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
            seen = dict(
                self.connection.execute(
                    "select finding_id, seen from found where finding_id in (select unnest(?))", [list(ids)]
                ).fetchall()
            )
            at = now()
            append(
                self.log,
                [Entry(at, who, id, keys[id], verdict, reason, seen[id]) for id in ids if id in keys],
            )
            self._apply()
        return len(keys)

    def undo(self, who: str, finding_id: str | None = None) -> list[Entry]:
        """Takes back what a person decided last, or last about one finding; returns what that was."""
        with self._lock:
            self.refresh()
            last, at = last_of(self.read.entries, who, finding_id), now()
            append(self.log, [replace(e, at=at, undoes=e.id) for e in last])
            self._apply()
        return last


def _stamp(path: Path) -> Stamp | None:
    """What tells one state of a file from the next; null where it is not there."""
    try:
        held = path.stat()
    except FileNotFoundError:
        return None
    return held.st_ino, held.st_size, held.st_mtime_ns
