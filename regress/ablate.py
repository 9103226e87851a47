"""What nothing needs: one clue, entry or rule switched off at a time, and whether a case reads otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial

from checks.rules import RULES
from extract.model import Document
from parsers import lexicon

from .behind import lexicon_files
from .cases import rows_of
from .changes.record import forget
from .clues import clue_ids, without
from .rows import CORE, RowFacts, table_facts

ReadFacts = dict[str, list[RowFacts]]
NOTHING = "无此词"
"""A wording that no report holds."""


def unneeded(documents: Iterable[Document], kinds: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """(kind, name) of what changes no row of any document when it is off; kinds: clue, entry, rule."""
    held = list(documents)
    before = [_read(d) for d in held]
    wanted = tuple(kinds)
    for kind, name, off in switches():
        if (not wanted or kind in wanted) and not _needed(held, before, off):
            yield kind, name


def switches() -> Iterator[tuple[str, str, Callable[[], AbstractContextManager[None]]]]:
    """Everything that can be switched off: its kind, its name, and what to enter for it."""
    for clue in clue_ids():
        yield "clue", clue, partial(without, clue)
    for name in lexicon_files():
        for section, held in lexicon.load(name).items():
            if isinstance(held, list) and held and isinstance(held[0], dict):
                for n, entry in enumerate(held):
                    yield "entry", f"{name}.{section}.{entry['code']}", partial(_blank, held, n)
    for rule in list(RULES):
        yield "rule", rule, partial(_silent, rule)


def _needed(
    documents: list[Document], before: list[ReadFacts], off: Callable[[], AbstractContextManager[None]]
) -> bool:
    with off():
        return any(_read(d) != rows for d, rows in zip(documents, before, strict=True))


def _read(document: Document) -> ReadFacts:
    rows = rows_of(document)
    return {table: table_facts(rows, table) for table in CORE}


@contextmanager
def _blank(entries: list[dict[str, object]], number: int) -> Iterator[None]:
    """While open, an entry of the lexicon fits nothing."""
    entry = entries[number]
    entries[number] = {k: v if k == "code" else [NOTHING] for k, v in entry.items()}
    forget()
    try:
        yield
    finally:
        entries[number] = entry
        forget()


@contextmanager
def _silent(rule: str) -> Iterator[None]:
    """While open, a rule compares nothing."""
    held = RULES.pop(rule)
    try:
        yield
    finally:
        RULES[rule] = held
