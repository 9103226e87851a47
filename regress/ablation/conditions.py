"""The conditions of the project's functions: each switched off alone, and in which documents it decides.

An operand of `and` and the condition of a comprehension are off where they always hold, an operand of `or`
and a branch where they never do. What asks for the type of a value (None, isinstance) is no condition:
without it the next line would not run.
"""

from __future__ import annotations

import ast
import builtins
import importlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from regress.changes.fingerprints import ROOT, functions_of

from .bodies import function_of, module_name, rewritten, source

READING = ("parsers/narrative",)
"""Where every condition is there for some wording of a report."""
DECIDED = "__decided__"
LONGEST = 70
"""Characters of a condition that its name shows."""
Set = Callable[[ast.expr], None]


@dataclass(frozen=True)
class Condition:
    """The condition of this number in a function of a module; `off`: the value with which it is off."""

    path: Path
    function: str
    number: int
    line: int
    said: str
    off: bool

    @property
    def name(self) -> str:
        """Where it stands and what it asks."""
        return f"{self.path.relative_to(ROOT).as_posix()}:{self.line} {self.function}: {self.said}"


def conditions(packages: tuple[str, ...] = READING) -> list[Condition]:
    """All of them, in the order of their modules."""
    out = []
    for path in sorted(p for package in packages for p in (ROOT / package).rglob("*.py")):
        for name, node in functions_of(ast.parse(source(path))):
            if _can_change(path, name):
                out += [
                    Condition(path, name, n, held.lineno, ast.unparse(held)[:LONGEST], off)
                    for n, (held, off, _) in enumerate(_places(node))
                    if not _asks_for_type(held)
                ]
    return out


@contextmanager
def switched_off(condition: Condition) -> Iterator[None]:
    """While open, the condition is off."""

    def change(name: str, node: ast.FunctionDef) -> bool:
        held = list(_places(node)) if name == condition.function else []
        # Of several functions of this name those that only types describe have no body.
        if condition.number >= len(held):
            return False
        _, off, put = held[condition.number]
        put(ast.Constant(off))
        return True

    with rewritten(condition.path, change):
        yield


@contextmanager
def deciding(held: list[Condition]) -> Iterator[set[int]]:
    """While open, the numbers of conditions that decide something are gathered: those that were not as they
    are when off.
    """
    decided: set[int] = set()
    numbers: dict[tuple[Path, str], dict[int, int]] = defaultdict(dict)
    for n, c in enumerate(held):
        numbers[c.path, c.function][c.number] = n

    def told(n: int, value: object) -> object:
        if bool(value) != held[n].off:
            decided.add(n)
        return value

    setattr(builtins, DECIDED, told)
    try:
        with ExitStack() as stack:
            for path in {c.path for c in held}:
                stack.enter_context(rewritten(path, partial(_watch, path, numbers)))
            yield decided
    finally:
        delattr(builtins, DECIDED)


def _watch(
    path: Path, numbers: dict[tuple[Path, str], dict[int, int]], name: str, node: ast.FunctionDef
) -> bool:
    """Lets every condition of a function tell what it came to."""
    known = numbers.get((path, name), {})
    for n, (held, _, put) in enumerate(list(_places(node))):
        if n in known:
            put(ast.Call(ast.Name(DECIDED, ast.Load()), [ast.Constant(known[n]), held], []))
    return bool(known)


def _places(function: ast.FunctionDef) -> Iterator[tuple[ast.expr, bool, Set]]:
    """(condition, its value when off, what puts another in its place)."""
    for node in [n for statement in function.body for n in ast.walk(statement)]:
        if isinstance(node, ast.BoolOp):
            for n, value in enumerate(node.values):
                yield value, isinstance(node.op, ast.And), partial(node.values.__setitem__, n)
        elif isinstance(node, ast.If | ast.IfExp):
            yield node.test, False, partial(setattr, node, "test")
        elif isinstance(node, ast.comprehension):
            for n, test in enumerate(node.ifs):
                yield test, True, partial(node.ifs.__setitem__, n)


def _asks_for_type(test: ast.expr) -> bool:
    """`or ''`, too, gives a value where there is none."""
    if isinstance(test, ast.Constant):
        return True
    if isinstance(test, ast.UnaryOp):
        return _asks_for_type(test.operand)
    if isinstance(test, ast.Compare):
        return any(isinstance(c, ast.Constant) and c.value is None for c in test.comparators)
    return isinstance(test, ast.Call) and isinstance(test.func, ast.Name) and test.func.id == "isinstance"


def _can_change(path: Path, name: str) -> bool:
    """Whether a module holds the function under its name: not one that only types describe."""
    try:
        function_of(importlib.import_module(module_name(path)), name)
    except AttributeError:
        return False
    else:
        return True
