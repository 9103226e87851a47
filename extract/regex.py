"""The functions of the `regex` library with every pattern compiled once: its own cache looks flags up at each
call, which costs more than most of the matches made here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache

from regex import Match, Pattern, RegexFlag, compile, error, escape

__all__ = [
    "Match",
    "Pattern",
    "compile",
    "error",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "plain_flags",
    "search",
    "split",
    "sub",
]


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> Pattern[str]:
    return compile(pattern)


def search(pattern: str, text: str, pos: int = 0) -> Match[str] | None:
    """The first place where the pattern is found."""
    return _compiled(pattern).search(text, pos)


def match(pattern: str, text: str) -> Match[str] | None:
    """The pattern at the start of the text."""
    return _compiled(pattern).match(text)


def fullmatch(pattern: str, text: str) -> Match[str] | None:
    """The pattern over the whole text."""
    return _compiled(pattern).fullmatch(text)


def sub(pattern: str, replacement: str | Callable[[Match[str]], str], text: str) -> str:
    """The text with what the pattern finds replaced."""
    return _compiled(pattern).sub(replacement, text)


def split(pattern: str, text: str, maxsplit: int = 0) -> list[str]:
    """The text between what the pattern finds."""
    return _compiled(pattern).split(text, maxsplit)


def findall(pattern: str, text: str) -> list[str]:
    """What the pattern finds, or its groups."""
    return _compiled(pattern).findall(text)


def finditer(pattern: str, text: str) -> Iterator[Match[str]]:
    """The places where the pattern is found."""
    return _compiled(pattern).finditer(text)


@contextmanager
def plain_flags() -> Iterator[None]:
    """While open, the library's flags answer with numbers: it asks of them at each character of a pattern, so
    that making a member of the enum takes a quarter of compiling it. For processes of our own alone:
    other code may want members.
    """
    operations = ("__and__", "__rand__", "__or__", "__ror__")
    for operation in operations:
        setattr(RegexFlag, operation, getattr(int, operation))
    try:
        yield
    finally:
        for operation in operations:
            delattr(RegexFlag, operation)
