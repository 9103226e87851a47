"""Codes that checks and normalize ask for are codes that somebody produces, also where several are asked for at once.

mypy sees `f.measure == "average"`, but neither `f.measure in ("average", "final")` nor a loop over such codes.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from checks import codes as of_checks
from normalize.schema import TABLES
from parsers import lexicon, report

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("normalize", "checks")
OPERATORS = {"ge", "gt", "le", "lt", "eq", "range", "by_date", "qualitative"}
"""What normalize/targets.py makes of a target's sign."""
LEAST = 300
"""Places where codes are asked for, at least."""
Bound = dict[str, ast.expr]


def produced() -> dict[str, set[str]]:
    """Name of a column or field → the codes that it may hold, in whatever table it stands."""
    out: dict[str, set[str]] = defaultdict(set)
    stages = (v for v in vars(report).values() if getattr(v, "__module__", "") == report.__name__)
    for kind in (*TABLES.values(), *(v for v in stages if hasattr(v, "__dataclass_fields__"))):
        for name, hint in get_type_hints(kind).items():
            out[name] |= literals(hint)
    out["kind"] |= literals(of_checks.Kind)
    out["outcome"] |= literals(of_checks.Outcome)
    out["concept"] = {e.code for e in lexicon.entries("concepts", "concepts")}
    out["op"] = out["target_op"] = OPERATORS
    return {name: codes for name, codes in out.items() if codes}


def literals(hint: Any) -> set[str]:
    """The codes of a Literal, or of a union of them."""
    if get_origin(hint) in (Union, UnionType):
        return {code for held in get_args(hint) for code in literals(held)}
    return {c for c in get_args(hint) if isinstance(c, str)}


def asked(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """(line, name, code) of every code that a column, or a variable of its name, is compared with, loops over or is given."""
    bound = {
        t.id: n.value
        for n in tree.body
        if isinstance(n, ast.Assign)
        for t in n.targets
        if isinstance(t, ast.Name)
    }
    bound |= {
        n.target.id: n.value
        for n in tree.body
        if isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name) and n.value
    }
    for function in (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)):
        loops = {
            n.target.id: n.iter
            for n in ast.walk(function)
            if isinstance(n, ast.For | ast.comprehension) and isinstance(n.target, ast.Name)
        }
        for node in ast.walk(function):
            for name, held in _pairs(node):
                yield from ((node_line(node, function), name, code) for code in _codes(held, bound | loops))


def node_line(node: ast.AST, function: ast.FunctionDef) -> int:
    return getattr(node, "lineno", function.lineno)


def _pairs(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """(name, what it is held against): `"/" in concept` looks into a text and asks for no code."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        left, right = node.left, node.comparators[0]
        yield from ((name, right) for name in _name(left))
        if isinstance(node.ops[0], ast.Eq | ast.NotEq):
            yield from ((name, left) for name in _name(right))
    elif isinstance(node, ast.For | ast.comprehension):
        yield from ((name, node.iter) for name in _name(node.target))
    elif isinstance(node, ast.keyword) and node.arg:
        yield from ((name, node.value) for name in _named(node.arg))


def _name(node: ast.expr) -> Iterator[str]:
    """The column that an expression is: f.measure, measure, (f.concept or "")."""
    if isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.Name):
        yield from _named(node.id)
    elif isinstance(node, ast.BoolOp):
        yield from _name(node.values[0])


def _named(variable: str) -> Iterator[str]:
    """A variable that is called as a column; what is called kind may be a kind of anything."""
    if variable != "kind":
        yield variable


def _codes(node: ast.expr, bound: Bound, depth: int = 3) -> Iterator[str]:
    """The texts that an expression is, or holds."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Tuple | ast.List | ast.Set):
        for held in node.elts:
            yield from _codes(held, bound, depth)
    elif isinstance(node, ast.Dict):
        for key in node.keys:
            yield from _codes(key, bound, depth) if key else ()
    elif isinstance(node, ast.Name) and node.id in bound and depth:
        yield from _codes(bound[node.id], bound, depth - 1)


def unknown(source: str, known: dict[str, set[str]]) -> list[str]:
    return [
        f"{line}: {name} {code!r}"
        for line, name, code in asked(ast.parse(source))
        if code and name in known and code not in known[name]
    ]


@pytest.mark.parametrize("package", PACKAGES)
def test_nobody_asks_for_a_code_that_nobody_produces(package: str) -> None:
    known = produced()
    # A kind of place is another thing.
    elsewhere = {n: codes for n, codes in known.items() if n != "kind"}
    wrong = [
        f"{p.relative_to(ROOT)}:{w}"
        for p in sorted((ROOT / package).rglob("*.py"))
        for w in unknown(p.read_text("utf-8"), elsewhere if "places" in p.parts else known)
    ]
    assert wrong == []


def test_there_is_something_asked_for() -> None:
    known = produced()
    files = (p for package in PACKAGES for p in (ROOT / package).rglob("*.py"))
    assert sum(name in known for p in files for _, name, _ in asked(ast.parse(p.read_text("utf-8")))) >= LEAST


@pytest.mark.parametrize(
    "line",
    [
        'f.measure in ("average", "final")',
        'f.statement not in {"income", "average"}',
        '[f for measure in ("final", "average") if f.measure == measure]',
        'facts.select(measure=("average",))',
        'f.component in SOME',
        'any(f.concept == c for c in ("average", "meeting"))',
    ],
)  # fmt: skip
def test_a_code_that_nobody_produces_is_told(line: str) -> None:
    source = f"SOME = ('average', 'total')\ndef f(f, facts):\n    return {line}\n"
    assert unknown(source, produced()) == [w for w in unknown(source, produced()) if "average" in w] != []
