"""The rules.

Each a small generator over the rows of one document, with what it is called and where it comes from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from .codes import Kind, Severity
from .comparison import Examined
from .facts import Facts

Examine = Callable[[Facts], Examined]


@dataclass(frozen=True)
class Rule:
    """A rule: its id, Chinese title, kind, severity where it is broken, and the relation with its source."""

    id: str
    title: str
    kind: Kind
    severity: Severity
    basis: str
    examine: Examine = field(compare=False)


RULES: dict[str, Rule] = {}


def rule(id: str, title: str, kind: Kind, severity: Severity) -> Callable[[Examine], Examine]:
    """Registers a generator as a rule; its docstring states the relation and where that comes from.

    Raises ValueError for an id that is taken, or without a docstring.
    """

    def register(function: Examine) -> Examine:
        if id in RULES or not function.__doc__:
            raise ValueError(f"rule {id}: its id is taken, or it does not say what it holds")
        RULES[id] = Rule(id, title, kind, severity, " ".join(function.__doc__.split()), function)
        return function

    return register
