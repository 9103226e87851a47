"""The rules: each a small generator over the rows of one document, with what it is called and where it comes from."""

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


def rule(id: str, title: str, kind: Kind, severity: Severity, basis: str) -> Callable[[Examine], Examine]:
    """Registers a generator as a rule. Raises ValueError for an id that is taken."""

    def register(function: Examine) -> Examine:
        if id in RULES:
            raise ValueError(f"two rules are called {id}")
        RULES[id] = Rule(id, title, kind, severity, basis, function)
        return function

    return register
