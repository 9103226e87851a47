"""Which rules are examined, and how grave their findings are: what a configuration changes.

A TOML file with a table `rules`: the id of a rule and `off`, or the severity of its findings. What a rule
itself holds to be lighter than its others (a near miss, the usual way to print growth from nothing) stays so.

    [rules]
    "score.reason" = "off"
    "sum.text" = "warning"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from extract.errors import UsageError, reason

from .codes import SEVERITIES, Severity

OFF = "off"


@dataclass(frozen=True)
class Choice:
    """`off`: rules that are not examined; `severities`: what the findings of a rule are."""

    off: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)

    def severity(self, rule: str, own: Severity, given: Severity) -> Severity:
        """The severity of a finding: what was chosen for its rule instead of the rule's `own`; where the
        finding is `given` a lighter one, that or the lighter that was chosen.
        """
        chosen = self.severities.get(rule)
        if chosen is None:
            return given
        is_lighter = SEVERITIES.index(given) > SEVERITIES.index(own)
        return max(chosen, given, key=SEVERITIES.index) if is_lighter else chosen


AS_THEY_ARE = Choice()


def read_choice(file: Path) -> Choice:
    """The choice that a file states. Raises UsageError for a file that is none, or names an unknown rule."""
    from .rules import RULES

    try:
        held = tomllib.loads(file.read_text("utf-8")).get("rules", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        told = reason(error) if isinstance(error, OSError) else error
        raise UsageError(f"{file} cannot be read as TOML: {told}") from None
    off, severities = set(), {}
    for rule, value in held.items():
        if rule not in RULES:
            raise UsageError(f"{file}: {rule!r} is no rule; `juesuan findings --rules` lists them")
        if value == OFF:
            off.add(rule)
        elif value in get_args(Severity):
            severities[rule] = value
        else:
            raise UsageError(f"{file}: {rule} is {value!r}, but may be off, error, warning or info")
    return Choice(frozenset(off), severities)
