"""The vocabulary of the reports, in TOML: what varies from province to province is data.

One door: `code_of` and `code_of_whole` for entries with codes, and a function for each file that gives its
wordings.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, TypeVar, cast, overload

from parsers.codes import Component, DocType, FundColumn, HeadingCode, Measure, Statement, TableCode

from .contents import (
    FILES,
    ColumnWords,
    FigureWords,
    FormWords,
    NarrativeWords,
    OutlineWords,
    PersonalWords,
    StatementWords,
    UnitWords,
)
from .wordings import Codes, Entry, LexiconError, Wordings, typed

__all__ = ["Entry", "LexiconError", "Wordings"]

Observer = Callable[[str, str, int, str], None]
_observer: ContextVar[Observer | None] = ContextVar("observer", default=None)


@lru_cache
def load(name: str) -> dict[str, Any]:
    """The lexicon file `name`.toml as it is written."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))


@lru_cache
def _words(name: str) -> object:
    return typed(FILES[name], name, load(name))


def column_words() -> ColumnWords:
    """Labels of the columns of tables."""
    return cast(ColumnWords, _words("columns"))


def figure_words() -> FigureWords:
    """Words behind numbers that count something."""
    return cast(FigureWords, _words("figures"))


def narrative_words() -> NarrativeWords:
    """How sentences tell what a number is."""
    return cast(NarrativeWords, _words("narrative"))


def outline_words() -> OutlineWords:
    """How a report tells what it is and whose, and what is said of bodies."""
    return cast(OutlineWords, _words("outline"))


def personal_words() -> PersonalWords:
    """Labels of persons and their telephones."""
    return cast(PersonalWords, _words("personal"))


def form_words() -> FormWords:
    """Labels of forms."""
    return cast(FormWords, _words("self_evaluation"))


def statement_words() -> StatementWords:
    """How statements are told."""
    return cast(StatementWords, _words("statements"))


def unit_words() -> UnitWords:
    """Names of bodies and how they are introduced."""
    return cast(UnitWords, _words("units"))


@lru_cache
def entries(name: str, section: str) -> tuple[Entry, ...]:
    """The entries of a section in its order; the first that matches decides."""
    return cast(Codes, getattr(_words(name), section)).entries


@overload
def code_of(
    name: Literal["columns", "narrative"], section: Literal["measures"], text: str
) -> Measure | None: ...
@overload
def code_of(name: Literal["columns"], section: Literal["usage"], text: str) -> Measure | None: ...
@overload
def code_of(name: Literal["narrative"], section: Literal["rates"], text: str) -> Measure | None: ...
@overload
def code_of(
    name: Literal["narrative"], section: Literal["subjects", "wholes"], text: str
) -> Statement | None: ...
@overload
def code_of(name: Literal["outline"], section: Literal["kinds"], text: str) -> DocType | None: ...
@overload
def code_of(name: Literal["statements"], section: Literal["rows"], text: str) -> Statement | None: ...
@overload
def code_of(
    name: Literal["statements"], section: Literal["titles", "headers"], text: str
) -> TableCode | None: ...
@overload
def code_of(name: Literal["statements"], section: Literal["sections"], text: str) -> HeadingCode | None: ...
@overload
def code_of(
    name: Literal["self_evaluation"], section: Literal["components"], text: str
) -> Component | None: ...
@overload
def code_of(name: Literal["self_evaluation"], section: Literal["pairs"], text: str) -> Measure | None: ...
@overload
def code_of(
    name: Literal["self_evaluation"], section: Literal["funds"], text: str
) -> FundColumn | Literal["ignored"] | None: ...
@overload
def code_of(name: str, section: str, text: str) -> str | None: ...
def code_of(name: str, section: str, text: str) -> str | None:
    """The code of the first entry of a section that is found in folded text."""
    return _code_of(name, section, text)


@lru_cache(maxsize=8192)
def _code_of(name: str, section: str, text: str) -> str | None:
    for n, entry in enumerate(entries(name, section)):
        if entry.pattern.search(text):
            return _told(name, section, n, entry, text)
    return None


@lru_cache(maxsize=8192)
def code_of_whole(name: str, section: str, text: str) -> str | None:
    """The code of the first entry of a section that the whole of folded text is."""
    for n, entry in enumerate(entries(name, section)):
        if entry.pattern.fullmatch(text):
            return _told(name, section, n, entry, text)
    return None


def _told(name: str, section: str, n: int, entry: Entry, text: str) -> str:
    observer = _observer.get()
    if observer is not None:
        observer(name, section, n, text)
    return entry.code


Made = TypeVar("Made")
_built: list[Callable[[], None]] = []


def built(make: Callable[[], Made]) -> Callable[[], Made]:
    """A function that makes a pattern of wordings, once for all until they are made anew."""
    held = lru_cache(make)
    _built.append(held.cache_clear)
    return held


def forget() -> None:
    """Wordings, answers and what was built of them are made anew from what `load` gives."""
    for held in (_words, entries, _code_of, code_of_whole):
        held.cache_clear()
    for clear in _built:
        clear()


@contextmanager
def observed(observer: Observer) -> Iterator[None]:
    """While open, tells the observer of every entry that is found: file, section, number of the entry from 0,
    and the text.
    """
    token = _observer.set(observer)
    forget()
    try:
        yield
    finally:
        _observer.reset(token)
        forget()
