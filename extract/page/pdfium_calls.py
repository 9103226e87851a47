"""PDFium's raw functions, called once per glyph or path and yet at little cost.

A call through ctypes costs as much as what PDFium does in it, and half of that goes into turning integers
into pointers. So each raw function is bound once without argument types, every pointer it takes is a ctypes
object already, and what it writes goes to memory whose references are made once for all: of all that ctypes
takes, a reference (`byref`) alone is handed over without another object made for each call.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable
from functools import cache
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROWS = 2048
"""How many calls fill the memory before it is copied."""
SLOTS = 4
"""The places of 8 bytes that a call writes to at most."""


class Handle(ctypes.c_void_p):
    """A pointer of PDFium's: a class of its own, which ctypes returns and takes as it is."""


def bare(function: Any, result: Any = ctypes.c_int) -> Callable[..., Any]:
    """A raw function that takes handles, pointers and C ints, and does not check them."""
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def call_each(
    function: Callable[..., Any],
    rows: int,
    outputs: int,
    kind: Any,
    *arguments: Iterable[Any],
    struct: bool = False,
) -> tuple[NDArray[Any], list[int]]:
    """What `function` writes when called once per row with `arguments` and its outputs' pointers: an array
    (rows, outputs), 0 where it writes nothing, and what it returned. `struct`: the outputs are one structure,
    handed over by one pointer.
    """
    each = 8 // np.dtype(kind).itemsize
    slots = -(-outputs // each) if struct else outputs
    pointers = [_pointers(i, slots) for i in range(1 if struct else outputs)]
    held = [np.zeros((0, outputs), kind)]
    returned: list[int] = []
    given = [iter(a) for a in arguments]
    for first in range(0, rows, ROWS):
        count = min(ROWS, rows - first)
        written = _memory()[: count * slots]
        written[:] = 0
        returned += map(function, *(islice(a, count) for a in given), *pointers)
        values = written.view(kind).reshape(count, slots * each)
        held.append((values[:, :outputs] if struct else values[:, ::each]).copy())
    return held[-1] if rows <= ROWS else np.concatenate(held), returned


@cache
def _buffer() -> ctypes.Array[ctypes.c_uint64]:
    return (ctypes.c_uint64 * (ROWS * SLOTS))()


@cache
def _memory() -> NDArray[np.uint64]:
    return np.frombuffer(memoryview(_buffer()), np.uint64)


@cache
def _pointers(first: int, slots: int) -> list[Any]:
    """The pointers to slot `first` of each row of so many slots, as ctypes hands them over."""
    return [ctypes.byref(_buffer(), 8 * slot) for slot in range(first, ROWS * slots, slots)]
