"""What each rule says of the rows of a case, noted while all are asked: where a rule changed, it alone is
asked again, and the others with it only where it says something else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from checks.choice import Choice
from checks.codes import State
from checks.comparison import Comparison, Examined, Missing
from checks.facts import Facts
from checks.registry import Rule
from checks.rules import RULES
from checks.run import check_rows
from normalize.schema import Rows

from .fingerprints import FunctionPrints, importers

PACKAGE, FRAME = "checks/", "checks/run.py"
"""Where rules stand with what they compare by, and the module that asks them all: what it imports, directly
or through others, is every rule's. It does not import the rules, which are registered.
"""
Sayings = dict[str, str]
"""Rule → what tells what it says from anything else; a rule that says nothing is left out."""


def registered() -> str:
    """What tells the rules, as they are named and weighed, from others."""
    told = [(r.id, r.title, r.kind, r.severity, r.examine.__module__) for r in RULES.values()]
    return _digest(repr(sorted(told)))


def touched_rules(modules: Collection[str], source: Mapping[str, FunctionPrints]) -> frozenset[str] | None:
    """The rules that functions of these modules run for; null where they may run for any, or for what becomes
    of all that rules say.
    """
    reached = importers(frozenset(modules), source)
    if FRAME in reached or not all(path.startswith(PACKAGE) for path in modules):
        return None
    return frozenset(
        r.id for r in RULES.values() if f"{r.examine.__module__.replace('.', '/')}.py" in reached
    )


@contextmanager
def heard(rules: Collection[str] = RULES.keys()) -> Iterator[Sayings]:
    """While open, what these rules say is noted."""
    said: Sayings = {}
    own = {id: RULES[id] for id in rules}
    for id, rule in own.items():
        RULES[id] = replace(rule, examine=partial(_noted, rule, said))
    try:
        yield said
    finally:
        RULES.update(own)


def says_the_same(rows: Rows, rules: frozenset[str], said: Sayings) -> bool:
    """Whether these rules, asked alone, say what they said; what fails says something else."""
    with heard(rules) as now:
        try:
            check_rows(rows, choice=Choice(off=frozenset(RULES) - rules))
        except Exception:
            return False
    return all(now.get(rule) == said.get(rule) for rule in rules)


def _noted(rule: Rule, said: Sayings, facts: Facts) -> Examined:
    found = list(rule.examine(facts))
    if found:
        said[rule.id] = _told(found)
    return iter(found)


def _told(found: Iterable[Comparison | Missing]) -> str:
    """Of what holds no more is ever told than how much it is."""
    compared = [one for one in found if isinstance(one, Comparison)]
    missing = sorted({one.what for one in found if isinstance(one, Missing)})
    broken = [one for one in compared if one.state != State.HOLDS]
    counted = str(len(compared))
    return f"{counted} {_digest(repr((broken, missing)))}" if broken or missing else counted


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:20]
