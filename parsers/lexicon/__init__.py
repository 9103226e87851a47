"""The vocabulary of the reports, in TOML: what varies from province to province is data."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Protocol

from extract import regex

Observer = Callable[[str, str, int, str], None]
_observer: ContextVar[Observer | None] = ContextVar("observer", default=None)


class Pattern(Protocol):
    """What the lexicon's patterns can do."""

    def search(self, text: str) -> regex.Match[str] | None: ...
    def fullmatch(self, text: str) -> regex.Match[str] | None: ...


@lru_cache
def load(name: str) -> dict[str, Any]:
    """The lexicon file `name`.toml."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))


@lru_cache
def patterns(name: str, section: str) -> tuple[tuple[str, Pattern], ...]:
    """(code, pattern) of a section in its order; the first that matches decides."""
    observer = _observer.get()
    compiled = [(entry["code"], regex.compile(entry["match"])) for entry in load(name)[section]]
    if observer is None:
        return tuple(compiled)
    return tuple(
        (code, _Observed(pattern, observer, (name, section, n))) for n, (code, pattern) in enumerate(compiled)
    )


@lru_cache(maxsize=8192)
def code_of(name: str, section: str, text: str) -> str | None:
    """The code of the first pattern of a section that is found in folded text."""
    return next((code for code, pattern in patterns(name, section) if pattern.search(text)), None)


@lru_cache(maxsize=8192)
def code_of_whole(name: str, section: str, text: str) -> str | None:
    """The code of the first pattern of a section that the whole of folded text is."""
    return next((code for code, pattern in patterns(name, section) if pattern.fullmatch(text)), None)


def forget() -> None:
    """Patterns and answers are made anew from what `load` gives."""
    for held in (patterns, code_of, code_of_whole):
        held.cache_clear()


@contextmanager
def observed(observer: Observer) -> Iterator[None]:
    """While open, tells the observer of every entry that is found: file, section, number of the entry from 0, and the text."""
    token = _observer.set(observer)
    forget()
    try:
        yield
    finally:
        _observer.reset(token)
        forget()


@dataclass(frozen=True)
class _Observed:
    """A pattern that tells when it is found."""

    pattern: regex.Pattern[str]
    observer: Observer
    entry: tuple[str, str, int]

    def search(self, text: str) -> regex.Match[str] | None:
        return self._told(self.pattern.search(text), text)

    def fullmatch(self, text: str) -> regex.Match[str] | None:
        return self._told(self.pattern.fullmatch(text), text)

    def _told(self, found: regex.Match[str] | None, text: str) -> regex.Match[str] | None:
        if found is not None:
            self.observer(*self.entry, text)
        return found
