"""Cases that a change can touch, read again as far as it can: until their rows are there, and if these are
others, or what is said of them may be, until they are checked and compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib import import_module
from pathlib import Path

from checks.run import check_rows
from extract.model import Document
from ingest.limits import cores
from normalize.schema import Rows
from regress.cases import (
    CHUNK,
    MANY,
    READERS,
    Case,
    Reading,
    load_document,
    processes,
    readings,
    unchecked_rows,
)

from .asked import Sayings, heard, says_the_same
from .fingerprints import TABLES
from .forgetting import SHARED, forget, of_one_report
from .ran import Ran
from .record import Record, Touched, content
from .texts import text_of
from .unchecked import digest, keep_rows, kept_rows, packed

SAID_OF_ROWS = ("findings", "checks")
"""The tables that the rules write."""


@dataclass(frozen=True)
class _Told:
    """What became of a case. `readings`: null where its rows are as they were, and so is all that follows
    from them; `ran`, `checked`: the functions that it ran through, null where it did not come to that;
    `text`: what it says; `said`: what rules say of each of its documents, null where not all were asked.
    """

    readings: list[Reading] | None
    rows: list[str]
    ran: frozenset[str] | None = None
    checked: frozenset[str] | None = None
    text: str | None = None
    said: list[Sayings] | None = None


def read_recorded(
    todo: Sequence[Touched], record: Record, jobs: int | None = None, whole: bool = False
) -> list[Reading]:
    """Reads cases anew and records what that ran through, by as many processes as there are processors where
    there are many; the readings, but of those whose rows are as they were. `whole`: all are read, and have
    their rows and what is as expected.
    """
    jobs = jobs or cores()
    known_of = [record.cases.get(one.case.name, {}) for one in todo]
    held = [
        (known.get("rows", []), known.get("said", []) if one.rules else [])
        for one, known in zip(todo, known_of, strict=True)
    ]
    todo = [Touched(one.case, rows=True, checks=True) for one in todo] if whole else todo
    if jobs == 1 or len(todo) < MANY:
        told = [_read(one, kept, whole) for one, kept in zip(todo, held, strict=True)]
        _ran().close()
        _ran.cache_clear()
    else:
        with processes(jobs) as pool:
            told = list(pool.map(partial(_read, whole=whole), todo, held, chunksize=CHUNK))
    known = {name: n for n, name in enumerate(record.functions)}
    for one, new in zip(todo, told, strict=True):
        _record(record, known, one.case, new)
    record.functions = list(known)
    return [reading for new in told for reading in new.readings or ()]


def _record(record: Record, known: dict[str, int], case: Case, told: _Told) -> None:
    before = record.cases.get(case.name, {})
    ran, checked = (
        {known.setdefault(name, len(known)) for name in names or ()} for names in (told.ran, told.checked)
    )
    # What the rules ran through that were not asked is as it was.
    checked |= set(before["checked"]) if told.said is None else set()
    record.cases[case.name] = {
        "content": content(case),
        "differs": any(map(bool, told.readings or ())),
        "rows": told.rows,
        "ran": before["ran"] if told.ran is None else sorted(ran),
        "checked": sorted(checked),
        "said": before["said"] if told.said is None else told.said,
    }
    if told.text is not None:
        record.texts[case.name] = told.text


def _read(one: Touched, held: tuple[Sequence[str], Sequence[Sayings]], whole: bool) -> _Told:
    """A case as far as it has to be read again. `held`: what tells its rows, and what rules said of them."""
    folder, name = one.case.folder.parent, one.case.name
    digests, said = held
    kept = None if one.rows else kept_rows(folder, name, digests)
    if kept is not None:
        if one.rules and not whole and (asked := _asked(kept, one.rules, said)) is not None:
            return _Told(None, list(digests), checked=asked)
        return _checked(
            one.case, dict(zip(one.case.documents, kept, strict=True)), list(digests), whole, SAID_OF_ROWS
        )
    made = _Made(one.case)
    if made.digests == list(digests) and not one.checks:
        return _Told(None, made.digests, made.ran, None, made.text)
    keep_rows(folder, name, made.packed)
    told = _checked(one.case, made.rows, made.digests, whole)
    return _Told(told.readings, told.rows, made.ran, told.checked, made.text, told.said)


def _asked(kept: Sequence[Rows], rules: frozenset[str], said: Sequence[Sayings]) -> frozenset[str] | None:
    """The functions that these rules ran through; null where one says something else than it said."""
    forget(of_one_report)
    _ran().begin()
    same = all(says_the_same(rows, rules, held) for rows, held in zip(kept, said, strict=True))
    names = _own()
    return names if same else None


class _Made:
    """The rows of a case's documents before they are checked, or why there are none."""

    def __init__(self, case: Case) -> None:
        self.rows: dict[Path, Rows | Exception] = {}
        documents: list[Document] = []
        forget(of_one_report)
        _ran().begin()
        for path in case.documents:
            try:
                documents.append(load_document(path))
                self.rows[path] = unchecked_rows(documents[-1])
            except Exception as failure:
                self.rows[path] = failure
        self.ran = _own()
        self.text = text_of(documents)
        self.packed = [packed(rows) for rows in self.rows.values() if isinstance(rows, Rows)]
        self.digests = [digest(held) for held in self.packed]


def _checked(
    case: Case,
    rows: dict[Path, Rows | Exception],
    digests: list[str],
    whole: bool,
    tables: Sequence[str] = (),
) -> _Told:
    """The rows checked, and compared with what is expected."""
    checked: dict[Path, Rows | Exception] = {}
    said: list[Sayings] = []
    forget(of_one_report)
    _ran().begin()
    for path, made in rows.items():
        with heard() as told:
            try:
                checked[path] = made if isinstance(made, Exception) else check_rows(made)
            except Exception as failure:
                checked[path] = failure
        said.append(told)
    names = _own()
    found = list(readings(case, tables, partial(_given, checked)))
    return _Told(found if whole else [r.bare() for r in found], digests, checked=names, said=said)


def _given(checked: dict[Path, Rows | Exception], path: Path) -> Rows:
    held = checked[path]
    if isinstance(held, Exception):
        raise held
    return held


def _own() -> frozenset[str]:
    """What ran of a case's own: what makes the words runs for the first alone, and is every case's."""
    return frozenset(name for name in _ran().end() if not name.startswith((*SHARED, *TABLES)))


@lru_cache(maxsize=1)
def _ran() -> Ran:
    """What runs in this process, once all is loaded that reads."""
    for module in READERS:
        import_module(module)
    return Ran()
