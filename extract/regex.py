"""The functions of the `regex` library with every pattern compiled once: its own cache looks flags up at each
call, which costs more than most of the matches made here.

Once for all processes, too: one that reads needs more than a thousand patterns, and to compile them takes as
long as to read three reports. So they are kept beside Python's own bytecode.
"""

from __future__ import annotations

import copyreg
import hashlib
import marshal
import os
import sys
from atexit import register
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, AnyStr

import regex
from regex import Match, Pattern, RegexFlag, error, escape

__all__ = [
    "Compiled",
    "Match",
    "Pattern",
    "compile",
    "error",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "keep",
    "match",
    "plain_flags",
    "search",
    "split",
    "sub",
]


FEW = 20
"""Patterns that are not worth writing the file anew."""
MOST = 10_000
"""Patterns that are kept; with those of lexicons of days gone by, all are forgotten."""
SEAL = hashlib.sha256().digest_size
_taken_apart = copyreg.dispatch_table[Pattern]
_put_together: Any = _taken_apart(regex.compile(""))[0]


class Compiled:
    """The patterns that a file keeps; one that is not there, or is damaged, keeps none. They are true of a
    version of `regex`, which the file's name says, and found by their text: they are never too old.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept: dict[Any, bytes] = {}
        self._new: dict[Any, Pattern[Any]] = {}
        with suppress(OSError):
            held = path.read_bytes()
            if hashlib.sha256(held[SEAL:]).digest() == held[:SEAL]:
                self._kept = marshal.loads(held[SEAL:])

    def pattern(self, text: AnyStr) -> Pattern[AnyStr]:
        """The pattern of this text. Raises error."""
        made: Pattern[AnyStr]
        if (kept := self._kept.get(text)) is not None:
            made = _put_together(*marshal.loads(kept))
        else:
            made = self._new[text] = regex.compile(text, cache_pattern=False)
        return made

    def keep(self) -> None:
        """Writes what was compiled since, where it is much and Python may keep bytecode."""
        if len(self._new) < FEW or sys.dont_write_bytecode:
            return
        whole = self._path.with_suffix(f".{os.getpid()}")
        with suppress(OSError, MemoryError):
            new = {text: marshal.dumps(_taken_apart(made)[1]) for text, made in self._new.items()}
            self._new.clear()
            self._kept = new if len(self._kept) + len(new) > MOST else self._kept | new
            said = marshal.dumps(self._kept)
            self._path.parent.mkdir(exist_ok=True)
            whole.write_bytes(hashlib.sha256(said).digest() + said)
            whole.replace(self._path)


def beside_bytecode(source: str) -> Path:
    """Where the patterns of a module's program are kept."""
    name = f"patterns.{sys.implementation.cache_tag}.regex-{regex.__version__}.kept"
    return Path(cache_from_source(source)).with_name(name)


_known = Compiled(beside_bytecode(__file__))
keep = register(_known.keep)
"""Keeps what was compiled for other processes; one that ends by itself does so at its end."""


def compile(pattern: AnyStr) -> Pattern[AnyStr]:
    """The pattern; what another process compiled is not compiled again. Raises error."""
    return _known.pattern(pattern)


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
