"""What several parsers want to know of one document or table, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Holder = TypeVar("Holder")
Remembered = TypeVar("Remembered")


def remembered(function: Callable[[Holder], Remembered]) -> Callable[[Holder], Remembered]:
    """The function, its answer kept with the document or table that it is about, as `cached_property` keeps
    one. The answer is shared:
    nobody changes it.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def kept(holder: Holder) -> Remembered:
        known = vars(holder)
        if name not in known:
            known[name] = function(holder)
        answer: Remembered = known[name]
        return answer

    return kept
