"""What was of use in reading a document: told once, so that only those documents are read again that a change
can touch.
"""

from __future__ import annotations

import pickle
import signal
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import FrameType

from extract.model import Document
from parsers import lexicon
from regress.cases import rows_of
from regress.changes.record import forget
from regress.changes.texts import text_of
from regress.clues import Told, watched
from regress.rows import CORE, RowFacts, table_facts

from .conditions import conditions, deciding
from .switches import Key

PATIENCE = 30
"""Seconds after which reading is taken to be caught in a circle."""
ReadFacts = dict[str, list[RowFacts]]


@dataclass(frozen=True)
class Trace:
    """Documents that are told of together (as bytes: what parsers remember of one stays out of them), the
    rows read of each, what was of use for them, what they say, and the seconds that reading takes.
    """

    documents: tuple[bytes, ...]
    rows: tuple[ReadFacts | None, ...]
    used: frozenset[Key]
    text: str
    seconds: float

    def reads_alike(self) -> bool:
        """Whether the documents read as they did."""
        return all(read(d) == rows for d, rows in zip(self.documents, self.rows, strict=True))


def traces(groups: Iterable[Sequence[Document]], decided: bool = True) -> list[Trace]:
    """The traces of groups of documents, those first that are read soonest; `decided`: with the conditions
    that decide something.
    """
    made = [_traced(group) for group in groups]
    if decided:
        with deciding(conditions()) as numbers:
            for n, trace in enumerate(made):
                numbers.clear()
                forget()
                trace.reads_alike()
                made[n] = replace(trace, used=trace.used | {("condition", c) for c in numbers})
    forget()
    return sorted(made, key=lambda t: t.seconds)


def read(document: bytes) -> ReadFacts | None:
    """The facts of all tables; null where reading fails, or goes round in a circle."""
    try:
        with _patient():
            rows = rows_of(pickle.loads(document))
    except Exception:
        return None
    return {table: table_facts(rows, table) for table in CORE}


def _traced(group: Sequence[Document]) -> Trace:
    documents = tuple(pickle.dumps(d) for d in group)
    used: set[Key] = set()

    def explained(told: Told) -> None:
        used.add(("clue", told.clue))

    started = time.process_time()
    with lexicon.observed(lambda *entry: used.add(("entry", *entry[:3]))), watched(explained):
        forget()
        rows = tuple(read(d) for d in documents)
    used |= {("rule", c["rule"]) for held in rows for c in (held or {}).get("checks", ())}
    return Trace(documents, rows, frozenset(used), text_of(group), time.process_time() - started)


@contextmanager
def _patient() -> Iterator[None]:
    def stop(_: int, __: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
