"""What several parsers want to know of one document or table, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Holder = TypeVar("Holder")
Answer = TypeVar("Answer")


def remembered(function: Callable[[Holder], Answer]) -> Callable[[Holder], Answer]:
    """The function, its answer kept with the document or table that it is about, as `cached_property` keeps
    one. The answer is shared:
    nobody changes it.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def kept(holder: Holder) -> Answer:
        known = vars(holder)
        if name not in known:
            known[name] = function(holder)
        answer: Answer = known[name]
        return answer

    return kept
