"""What can be switched off, one at a time: clues, rules, the lexicon's entries and wordings, conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from checks.rules import RULES
from parsers import lexicon
from regress.behind import lexicon_files
from regress.changes.forgetting import forget, of_reports
from regress.clues import clue_ids, without

from .conditions import conditions, switched_off

KINDS = ("clue", "rule", "entry", "wording", "condition")
NOTHING = "无此词"
"""A wording that no report holds."""
Key = tuple[Any, ...]


def of_narrative(module: str) -> bool:
    """Modules that remember what the reader of sentences answered."""
    return module.startswith("parsers.narrative")


def of_rules(module: str) -> bool:
    """Modules that remember what rules asked."""
    return module.startswith("checks")


@dataclass(frozen=True)
class Switch:
    """Something that can be off. `key` is what reading a document tells of it where it was of use there, or
    the patterns of which its text must hold one; `off`: what it is off in; `remembers`: the modules that may
    answer otherwise then.
    """

    kind: str
    name: str
    off: Callable[[], AbstractContextManager[None]]
    key: Key = ()
    patterns: tuple[str, ...] = ()
    remembers: Callable[[str], bool] = of_reports

    @property
    def parses(self) -> bool:
        """Whether it is a part of the parsers alone: what is parsed as before gives the rows of before."""
        return self.kind in ("clue", "condition")

    @contextmanager
    def open(self) -> Iterator[None]:
        """While open, it is off, and nothing is remembered of what was answered before."""
        try:
            with self.off():
                forget(self.remembers)
                yield
        finally:
            forget(self.remembers)


def switches(kinds: tuple[str, ...] = KINDS) -> list[Switch]:
    """All of these kinds."""
    made = {"clue": _clues, "rule": _rules, "entry": _entries, "wording": _wordings, "condition": _conditions}
    return [s for kind in KINDS if kind in kinds for s in made[kind]()]


def _clues() -> Iterator[Switch]:
    for clue in clue_ids():
        yield Switch("clue", clue, partial(without, clue), ("clue", clue), (), of_narrative)


def _rules() -> Iterator[Switch]:
    for rule in list(RULES):
        yield Switch("rule", rule, partial(_silent, rule), ("rule", rule), (), of_rules)


def _entries() -> Iterator[Switch]:
    """Entries with a code, and lists of plain wordings as a whole."""
    for name, section, held in _sections():
        if isinstance(held[0], str):
            off = partial(_put, name, section, None, [NOTHING])
            yield Switch("entry", f"{name}.{section}", off, patterns=tuple(held))
            continue
        for n, entry in enumerate(held):
            off = partial(
                _put, name, section, n, {k: v if k == "code" else [NOTHING] for k, v in entry.items()}
            )
            said = tuple(w for v in entry.values() if isinstance(v, list) for w in v)
            yield Switch("entry", f"{name}.{section}.{entry['code']}", off, ("entry", name, section, n), said)


def _wordings() -> Iterator[Switch]:
    """The single wordings of lists that hold several."""
    for name, section, held in _sections():
        if isinstance(held[0], str):
            for w in range(len(held)) if len(held) > 1 else ():
                off = partial(_put, name, section, None, [x for i, x in enumerate(held) if i != w])
                yield Switch("wording", f"{name}.{section}: {held[w]}", off, patterns=(held[w],))
            continue
        for n, entry in enumerate(held):
            said = [(k, w) for k, v in entry.items() if isinstance(v, list) for w in v]
            for manner, word in said if len(said) > 1 else ():
                left = {**entry, manner: [x for x in entry[manner] if x != word] or [NOTHING]}
                where = f"{name}.{section}.{entry['code']}: {word}"
                off = partial(_put, name, section, n, left)
                yield Switch("wording", where, off, ("entry", name, section, n), (word,))


def _conditions() -> Iterator[Switch]:
    for n, held in enumerate(conditions()):
        off = partial(switched_off, held)
        yield Switch("condition", held.name, off, ("condition", n), (), of_narrative)


def _sections() -> Iterator[tuple[str, str, list[Any]]]:
    for name in lexicon_files():
        for section, held in lexicon.load(name).items():
            yield name, section, held


@contextmanager
def _put(name: str, section: str, number: int | None, other: Any) -> Iterator[None]:
    """While open, a section of the lexicon, or its entry of this number, is another."""
    file = lexicon.load(name)
    held = file[section]
    file[section] = other if number is None else [other if n == number else e for n, e in enumerate(held)]
    try:
        yield
    finally:
        file[section] = held


@contextmanager
def _silent(rule: str) -> Iterator[None]:
    """While open, a rule compares nothing."""
    held = dict(RULES)
    del RULES[rule]
    try:
        yield
    finally:
        # In their order: findings are listed in it.
        RULES.clear()
        RULES.update(held)
