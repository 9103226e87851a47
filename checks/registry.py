"""The rules: each a small generator over the rows of one document, with what it is called and where it comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from .comparison import Examined
from .facts import Facts


@dataclass(frozen=True)
class Rule:
    """A rule: `kind` as in the catalogue (sum, ratio, difference, equality, bound, score, structure, period, name, template)."""

    id: str
    title: str
    kind: str
    severity: str
    basis: str
    examine: Callable[[Facts], Examined] = field(compare=False)


RULES: dict[str, Rule] = {}


def rule(
    id: str, title: str, kind: str, severity: str, basis: str
) -> Callable[[Callable[[Facts], Examined]], Callable[[Facts], Examined]]:
    """Registers a generator as a rule."""

    def register(function: Callable[[Facts], Examined]) -> Callable[[Facts], Examined]:
        assert id not in RULES, id
        RULES[id] = Rule(id, title, kind, severity, basis, function)
        return function

    return register
