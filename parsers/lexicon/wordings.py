"""Wordings of the lexicon: lists of patterns that stand for one thing, compiled and validated when their file
is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, cached_property
from itertools import chain
from typing import Any, TypeVar, get_type_hints

from extract import regex

from .known import KNOWN
from .parts import PartOf, filled, plain, unknown

MANNERS = {"found": "{}", "begins": "^(?:{})", "whole": "^(?:{})$"}
"""How the wordings of an entry are sought: anywhere in the text, at its beginning, or as all of it."""
SIGNS = frozenset("\\()[]{}?*+|^$.")
"""What makes a text more than its characters to a pattern."""
Words = TypeVar("Words")


@cache
def pattern_of(pattern: str) -> regex.Pattern[str]:
    """A wording compiled, once for all: most of them stay what they are when the lexicon is made anew."""
    return regex.compile(pattern)


class LexiconError(ValueError):
    """A file of the lexicon is written wrongly; the message names the file and the entry."""


@dataclass(frozen=True)
class Wordings:
    """Patterns that stand for one thing. `where` names them: units.ending."""

    where: str
    listed: tuple[str, ...]

    @cached_property
    def any(self) -> str:
        """One pattern that matches any of them, to be built into another."""
        return f"(?:{'|'.join(self.listed)})"

    @cached_property
    def compiled(self) -> regex.Pattern[str]:
        """The pattern of `any`."""
        return pattern_of(self.any)

    @cached_property
    def longest_first(self) -> str:
        """The pattern of `any`, the longest wording tried first."""
        return f"(?:{'|'.join(sorted(self.listed, key=len, reverse=True))})"

    @cached_property
    def _last(self) -> regex.Pattern[str]:
        return pattern_of(f"{self.any}$")

    @cached_property
    def _written(self) -> str:
        return "".join({*regex.sub(r"\(\?<?[=!][^()]*\)", "", self.any), *"0123456789"})

    def without_tail(self, text: str) -> str:
        """A folded text without those that end it. The wordings end in `$`, and no wildcard stands in them
        but digits: a tail begins where characters do that they are written with, and none is sought before.
        """
        found = self.compiled.search(text, len(text.rstrip(self._written)))
        return text[: found.start()] if found else text

    def match(self, text: str) -> regex.Match[str] | None:
        """Where one of them begins a folded text."""
        return self.compiled.match(text)

    def search(self, text: str, start: int = 0, end: int | None = None) -> regex.Match[str] | None:
        """Where one of them is found in a folded text, or in what it holds from `start` to `end`."""
        return self.compiled.search(text, start, end)

    def fullmatch(self, text: str) -> regex.Match[str] | None:
        """Whether one of them is the whole of a folded text."""
        return self.compiled.fullmatch(text)

    def found_in(self, text: str) -> bool:
        """Whether one of them stands in a folded text."""
        return self.compiled.search(text) is not None

    def begins(self, text: str) -> bool:
        """Whether a folded text begins with one of them."""
        return self.compiled.match(text) is not None

    def ends(self, text: str) -> bool:
        """Whether a folded text ends in one of them."""
        return self._last.search(text) is not None

    def whole(self, text: str) -> bool:
        """Whether a folded text is one of them."""
        return self.compiled.fullmatch(text) is not None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[regex.Match[str]]:
        """The places where one of them is found."""
        return self.compiled.finditer(text, start, end)

    def findall(self, text: str, start: int = 0, end: int | None = None) -> list[str]:
        """What is found of them, or their groups."""
        return self.compiled.findall(text, start, end)

    def split(self, text: str) -> list[str]:
        """What stands between them."""
        return self.compiled.split(text)

    def sub(self, replacement: str | Callable[[regex.Match[str]], str], text: str) -> str:
        """A folded text with each of them replaced."""
        return self.compiled.sub(replacement, text)


@dataclass(frozen=True)
class Entry:
    """Wordings with the code that they stand for; `wordings` as listed, `pattern` with the manner in which
    each is sought.
    """

    code: str
    wordings: tuple[str, ...]
    pattern: regex.Pattern[str]


@dataclass(frozen=True)
class Codes:
    """Entries in the order in which they are tried. `where` names them: columns.roles."""

    where: str
    entries: tuple[Entry, ...]


def typed(kind: type[Words], name: str, held: Mapping[str, Any], part: PartOf = plain) -> Words:
    """The contents of a file as the dataclass that describes them; `part`: what patterns are built of. Raises
    LexiconError where they do not fit it.
    """
    hints = get_type_hints(kind)
    wanted = [f.name for f in fields(kind)]  # type: ignore[arg-type]
    if unknown := sorted(set(held) - set(wanted)):
        raise LexiconError(f"{name}.toml: nobody reads the entry {unknown[0]}")
    if missing := [key for key in wanted if key not in held]:
        raise LexiconError(f"{name}.toml: the entry {missing[0]} is missing")
    return kind(
        **{
            key: codes(f"{name}.{key}", held[key], part)
            if hints[key] is Codes
            else wordings(f"{name}.{key}", held[key], part)
            for key in wanted
        }
    )


def wordings(where: str, held: object, part: PartOf = plain) -> Wordings:
    """A list of wordings. Raises LexiconError."""
    made = Wordings(where, tuple(_filled(where, held, part)))
    # What has no sign of a pattern is one, and many wordings have none.
    if any(not SIGNS.isdisjoint(wording) for wording in made.listed):
        _compiled(where, made.any, {where: made.listed})
    return made


def codes(where: str, held: object, part: PartOf = plain) -> Codes:
    """A list of entries, each a code with its wordings. Raises LexiconError."""
    if not isinstance(held, Sequence) or isinstance(held, str):
        raise LexiconError(f"{where}: a list of entries is wanted")
    entries = tuple(_entry(f"{where} {n}", entry, part) for n, entry in enumerate(held, 1))
    for n, entry in enumerate(entries, 1):
        if where in KNOWN and entry.code not in KNOWN[where]:
            raise LexiconError(f"{where} {n}: {entry.code} is no code of this section")
    return Codes(where, entries)


def _entry(where: str, held: object, part: PartOf) -> Entry:
    """An entry, its wordings by the manner in which they are sought."""
    if not isinstance(held, Mapping):
        raise LexiconError(f"{where}: an entry with a code and its wordings is wanted")
    code = held.get("code")
    if not isinstance(code, str):
        raise LexiconError(f"{where}: it has no code")
    if unknown := sorted(set(held) - {"code", *MANNERS}):
        raise LexiconError(f"{where} ({code}): nobody reads {unknown[0]}")
    parts: list[str] = []
    listed: dict[str, tuple[str, ...]] = {}
    for manner, frame in MANNERS.items():
        if manner in held:
            named = f"{where} ({code}) {manner}"
            listed[named] = tuple(_filled(named, held[manner], part))
            parts.append(frame.format("|".join(listed[named])))
    if not parts:
        raise LexiconError(f"{where} ({code}): it has no wordings")
    pattern = _compiled(f"{where} ({code})", "|".join(parts), listed)
    return Entry(code, tuple(chain.from_iterable(listed.values())), pattern)


def _filled(where: str, held: object, part: PartOf) -> Iterator[str]:
    if not isinstance(held, list) or not held or not all(isinstance(w, str) and w for w in held):
        raise LexiconError(f"{where}: a list of wordings is wanted")
    for wording in held:
        if (name := unknown(wording, part)) is not None:
            raise LexiconError(f"{where}: “{wording}” is built of {name}, which nobody knows")
        yield filled(wording, part)


def _compiled(where: str, pattern: str, listed: Mapping[str, Sequence[str]]) -> regex.Pattern[str]:
    """A pattern that is built of the wordings of places in a file. They are compiled one by one only where it
    is none, to name the one to blame: to do so each time would take a tenth of a worker's start.
    """
    try:
        return pattern_of(pattern)
    except regex.error as error:
        every = ((place, wording) for place, held in listed.items() for wording in held)
        place, wrong = next((w for w in every if not is_pattern(w[1])), (where, pattern))
        raise LexiconError(f"{place}: “{wrong}” is no pattern ({error})") from error


def is_pattern(wording: str) -> bool:
    """Whether a wording is a pattern by itself; tests ask it of all."""
    try:
        regex.compile(wording)
    except regex.error:
        return False
    return True
