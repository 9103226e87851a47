"""Which functions of the project run: each tells so at its first call, and at no later one.

Until it is called, a function has another body, which notes it, gives it its own back and calls it. So
reading costs hardly more than it does unnoted, where a profiler would double it.
"""

from __future__ import annotations

import gc
import sys
from functools import partial
from types import CodeType, FunctionType
from typing import Any

from .fingerprints import READING, ROOT

TELLER = "the one who is told"


class Ran:
    """Notes what runs between `begin` and `end`; after `close` every function has its own body again."""

    def __init__(self) -> None:
        self._own: dict[FunctionType, CodeType] = {}
        self._names: dict[FunctionType, str] = {}
        self._telling: dict[FunctionType, CodeType] = {}
        self._called: list[FunctionType] = []
        self._modules = 0
        self._find()

    def begin(self) -> None:
        """Nothing has run yet."""
        self._find()
        for function in self._called:
            function.__code__ = self._telling[function]
        self._called.clear()

    def end(self) -> set[str]:
        """The functions that ran since, and all of a module that was loaded since, which may have."""
        return {self._names[function] for function in (*self._called, *self._find())}

    def close(self) -> None:
        """Every function runs as it did."""
        for function, code in self._own.items():
            function.__code__ = code

    def _find(self) -> list[FunctionType]:
        """Functions of modules that were not loaded when this was asked last; from now on they tell."""
        if self._modules == len(sys.modules):
            return []
        self._modules = len(sys.modules)
        held = (o for o in living() if type(o) is FunctionType and o not in self._own)
        new = {function: name for function in held if (name := name_of(function.__code__))}
        self._names |= new
        for function in new:
            self._own[function] = function.__code__
            function.__code__ = self._telling[function] = _telling(function, partial(self._note, function))
        return list(new)

    def _note(self, function: FunctionType, /, *args: Any, **kwargs: Any) -> Any:
        function.__code__ = self._own[function]
        self._called.append(function)
        return function(*args, **kwargs)


def _body(*args: Any, **kwargs: Any) -> Any:
    told: Any = "the one who is told"  # no name of this module: the body runs among another one's
    return told(*args, **kwargs)


def _telling(function: FunctionType, note: Any) -> CodeType:
    """A body for a function that hands its arguments on to `note`."""
    own, body = function.__code__, _body.__code__
    consts = tuple(note if const == TELLER else const for const in body.co_consts)
    return body.replace(co_consts=consts, co_freevars=own.co_freevars, co_name=own.co_name)


def name_of(code: CodeType) -> str | None:
    """path:function of code of the packages that rows come out of; what is defined within a function is a
    part of it.
    """
    if not code.co_filename.startswith(f"{ROOT}/"):
        return None
    path = code.co_filename[len(str(ROOT)) + 1 :]
    return f"{path}:{code.co_qualname.partition('.<locals>')[0]}" if path.startswith(READING) else None


def living() -> list[Any]:
    """All objects that Python's search for cycles knows, those included that it was told to leave out."""
    frozen = gc.get_freeze_count()
    gc.unfreeze()
    found = gc.get_objects()
    if frozen:
        gc.freeze()
    return found
