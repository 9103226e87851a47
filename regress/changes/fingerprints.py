"""The project's source → a fingerprint of every function, and of what else a module or the lexicon holds."""

from __future__ import annotations

import ast
import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
READING = ("extract", "parsers", "normalize", "checks")
"""The packages that rows come out of."""
DATA = (".toml", ".csv", ".tsv")
REST = ""
"""The name of what stands in a module outside of its functions."""
WHOLE, IMPORTS = "<whole>", "<imports>"
"""The names of a file's own fingerprint, and of the files that a module imports from, one a line."""
LEXICON = "parsers/lexicon/"
TABLES = ("normalize/places/", "parsers/classification/")
"""Where lists of divisions and codes are read once for all reports: every report may run through it."""
FunctionPrints = dict[str, str]


@dataclass(frozen=True)
class Changes:
    """What differs between two states of the source. `functions` as path:name; `modules`: those of which
    something outside of the functions differs; `wordings` of the lexicon that came or went; `all`: something
    differs that may touch every case.
    """

    functions: frozenset[str]
    modules: frozenset[str]
    wordings: frozenset[str]
    all: bool = False


def fingerprints(
    before: Mapping[str, FunctionPrints] | None = None, root: Path = ROOT
) -> dict[str, FunctionPrints]:
    """Path → name of a function → its fingerprint. A file that is as it was `before` is not taken apart."""
    out = {}
    for package in READING:
        for path in sorted(p for p in (root / package).rglob("*") if p.suffix in (".py", *DATA)):
            name, text = path.relative_to(root).as_posix(), path.read_bytes()
            whole = hashlib.sha256(text).hexdigest()
            held = (before or {}).get(name)
            out[name] = held if held and held[WHOLE] == whole else {WHOLE: whole, **_parts(name, text)}
    return out


def _parts(path: str, text: bytes) -> FunctionPrints:
    if not path.endswith(".py"):
        return {}
    tree = ast.parse(text)
    imports = "\n".join(sorted(_imported(path, tree)))
    parts = {name: _fingerprint(node) for name, node in functions_of(tree)}
    return {**parts, IMPORTS: imports, REST: _fingerprint(_Emptied().visit(tree))}


def functions_of(tree: ast.AST, above: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions of a module and the methods of its classes, each with its qualified name."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef):
            yield above + node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from functions_of(node, f"{above}{node.name}.")


class _Emptied(ast.NodeTransformer):
    """Takes functions out of a module and out of its classes."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """A function is gone."""


def _fingerprint(node: ast.AST) -> str:
    """Where a function stands and what its docstrings say is no part of it."""
    for held in ast.walk(node):
        body = getattr(held, "body", None)
        if isinstance(body, list):
            held.body = [n for n in body if not _is_text(n)]  # type: ignore[attr-defined]
    return hashlib.sha256(ast.dump(node).encode()).hexdigest()


def _is_text(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def wordings(root: Path = ROOT) -> dict[str, list[str]]:
    """File of the lexicon → its wordings, each with the place that it is said at."""
    out = {}
    for path in sorted((root / LEXICON).glob("*.toml")):
        out[path.relative_to(root).as_posix()] = list(_said(tomllib.loads(path.read_text("utf-8"))))
    return out


def _said(held: Any, place: str = "") -> Iterator[str]:
    if isinstance(held, str):
        yield f"{place}\t{held}"
    elif isinstance(held, list):
        for one in held:
            yield from _said(one, f"{place}.{one['code']}" if isinstance(one, dict) else place)
    else:
        for name, one in held.items():
            if name != "code":
                yield from _said(one, f"{place}.{name}")


def changes(
    before: Mapping[str, FunctionPrints],
    now: Mapping[str, FunctionPrints],
    said: Mapping[str, list[str]],
    says: Mapping[str, list[str]],
) -> Changes:
    """What differs between two states: their fingerprints, and the wordings of their lexicons."""
    differing = {
        p for p in before.keys() | now.keys() if before.get(p, {}).get(WHOLE) != now.get(p, {}).get(WHOLE)
    }
    functions, modules, words, everything = set(), set(), set(), False
    for path in differing:
        old, new = before.get(path, {}), now.get(path, {})
        if path.startswith(LEXICON) and path.endswith(".toml"):
            was, is_ = said.get(path, []), says.get(path, [])
            came_or_went = set(was) ^ set(is_)
            words |= {w.partition("\t")[2] for w in came_or_went}
            # Another order of the same wordings may matter to any text that holds them.
            kept = [w for w in was if w not in came_or_went]
            everything |= kept != [w for w in is_ if w not in came_or_went]
        elif not path.endswith(".py") or path.startswith(TABLES):
            everything = True
        else:
            names = {n for n in old.keys() | new.keys() if n != WHOLE and old.get(n) != new.get(n)}
            functions |= {f"{path}:{n}" for n in names if n not in (REST, IMPORTS)}
            # What came or went may be registered, or stand in the place of another.
            modules |= {path} if REST in names or old.keys() != new.keys() else set()
    return Changes(frozenset(functions), frozenset(modules), frozenset(words), everything)


def importers(modules: frozenset[str], source: Mapping[str, FunctionPrints]) -> frozenset[str]:
    """The modules given and those that import from them, directly or through others."""
    if not modules:
        return modules
    imported = {path: set(prints.get(IMPORTS, "").split("\n")) for path, prints in source.items()}
    out = set(modules)
    while more := {path for path, names in imported.items() if path not in out and names & out}:
        out |= more
    return frozenset(out)


def _imported(path: str, tree: ast.AST) -> set[str]:
    """The files of the modules that a module names in its imports."""
    out: set[str] = set()
    folder = path.split("/")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            above = folder[: len(folder) - node.level + 1] if node.level else []
            origin = "/".join([*above, *(node.module.split(".") if node.module else [])])
            names = [origin, *(f"{origin}/{a.name}" for a in node.names)]
            out |= {f for n in names for f in (f"{n}.py", f"{n}/__init__.py")}
    return out
