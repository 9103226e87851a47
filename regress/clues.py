"""The clues of the parsers, wherever they are listed: watched while documents are read, or switched off.

A clue is a function in a list of functions that a module of the parsers tries in order (`CLUES`, `RATES`).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from types import FunctionType, ModuleType
from typing import Any

import parsers


@dataclass(frozen=True)
class Told:
    """A clue that explained a number: the paragraph and the number, where it says them."""

    clue: str
    paragraph: int | None
    number: str | None


@dataclass(frozen=True)
class ListedClue:
    """A list of clues in a module."""

    module: ModuleType
    name: str
    clues: tuple[FunctionType, ...]


def lists() -> list[ListedClue]:
    """Every list of clues that the parsers hold."""
    out = []
    for found in pkgutil.walk_packages(parsers.__path__, f"{parsers.__name__}."):
        module = importlib.import_module(found.name)
        for name, held in vars(module).items():
            functions = isinstance(held, tuple) and held and all(isinstance(c, FunctionType) for c in held)
            if name.isupper() and functions:
                out.append(ListedClue(module, name, held))
    return out


def clue_id(clue: FunctionType) -> str:
    """How a clue is called: its module below the parsers, and its name."""
    return f"{clue.__module__.removeprefix('parsers.')}.{clue.__name__}"


def clue_ids() -> list[str]:
    """All of them, each once."""
    return list(dict.fromkeys(clue_id(c) for held in lists() for c in held.clues))


@contextmanager
def watched(note: Callable[[Told], None]) -> Iterator[None]:
    """While open, tells of every clue that explains something."""
    with _replaced(lambda clues: tuple(_telling(c, note) for c in clues)):
        yield


@contextmanager
def without(clue: str) -> Iterator[None]:
    """While open, the clue explains nothing."""
    with _replaced(lambda clues: tuple(c for c in clues if clue_id(c) != clue)):
        yield


@contextmanager
def _replaced(change: Callable[[tuple[FunctionType, ...]], tuple[Any, ...]]) -> Iterator[None]:
    held = lists()
    for one in held:
        setattr(one.module, one.name, change(one.clues))
    try:
        yield
    finally:
        for one in held:
            setattr(one.module, one.name, one.clues)


def _telling(clue: FunctionType, note: Callable[[Told], None]) -> Callable[..., Any]:
    @wraps(clue)
    def told(*args: Any) -> Any:
        found = clue(*args)
        if found is not None:
            point = args[0] if args else None
            paragraph = getattr(getattr(getattr(point, "placed", None), "paragraph", None), "index", None)
            note(Told(clue_id(clue), paragraph, getattr(getattr(point, "n", None), "text", None)))
        return found

    return told
