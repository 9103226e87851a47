"""What was of use in reading a document: told once, so that only those documents are read again that a change
can touch.
"""

from __future__ import annotations

import pickle
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from types import FrameType

from extract.model import Document
from parsers import lexicon
from parsers.parse import parse_document
from parsers.report import Report
from regress.cases import rows_of
from regress.changes.forgetting import forget, of_reports
from regress.changes.texts import text_of
from regress.clues import Told, watched
from regress.rows import CORE, RowFacts, table_facts

from .conditions import conditions, deciding
from .switches import KINDS, Key, of_narrative

PATIENCE = 30
"""Seconds after which reading is taken to be caught in a circle."""
ReadFacts = dict[str, list[RowFacts]]


@dataclass(frozen=True)
class Trace:
    """A document (as bytes: what parsers remember of it stays out of it), what is parsed and which rows are
    read of it, what was of use for it, what it says, and the seconds that reading takes.
    """

    document: bytes
    report: Report | None
    rows: ReadFacts | None
    used: frozenset[Key]
    text: str
    seconds: float

    def reads_alike(self, parses: bool = False) -> bool:
        """Whether the document reads as it did; `parses`: nothing but parsers may read otherwise."""
        if parses and self.report is not None and self._parsed() == self.report:
            return True
        return read(self.document) == self.rows

    def _parsed(self) -> Report | None:
        try:
            with _patient():
                return parse_document(pickle.loads(self.document))
        except Exception:
            return None


def traces(documents: Iterable[Document], kinds: tuple[str, ...] = KINDS) -> list[Trace]:
    """The traces of documents, those first that are read soonest, with what of these kinds was of use."""
    lexical = not {"entry", "wording"}.isdisjoint(kinds)
    made = [_traced(document, lexical) for document in documents]
    if "condition" in kinds:
        with deciding(conditions()) as numbers:
            for n, trace in enumerate(made):
                numbers.clear()
                forget(of_narrative)
                trace.reads_alike(parses=True)
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


def _traced(document: Document, lexical: bool) -> Trace:
    held = pickle.dumps(document)
    report = parse_document(pickle.loads(held))
    used: set[Key] = set()

    def explained(told: Told) -> None:
        used.add(("clue", told.clue))

    with ExitStack() as stack:
        stack.enter_context(watched(explained))
        if lexical:
            stack.enter_context(lexicon.observed(lambda *entry: used.add(("entry", *entry[:3]))))
            forget(of_reports)
        rows = read(held)
    started = time.process_time()
    read(held)
    used |= {("rule", c["rule"]) for c in (rows or {}).get("checks", ())}
    return Trace(held, report, rows, frozenset(used), text_of([document]), time.process_time() - started)


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
