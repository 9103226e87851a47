"""What the code says on a terminal, by its syntax trees: templates with `{}` for each inserted value."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from juesuan import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("extract", "parsers", "normalize", "checks", "ingest", "regress", "review")
SPEAKERS = {
    "ingest/asking/prompt.py": {"HELP"},
    "ingest/cli.py": {"summary_text"},
    "ingest/limits.py": {"size_of", "fraction"},
    "ingest/machine/demo.py": {"demo"},
    "ingest/machine/stages.py": {"STAGES", "profile_text"},
    "ingest/machine/doctor.py": {"parts", "_in_a_line", "INSTALL"},
    "ingest/progress.py": {"_state_in_words"},
    "ingest/stopping.py": {"__init__"},
    "juesuan.py": {"main", "COMMANDS"},
    "normalize/store/given.py": {"HELP"},
    "normalize/store/lock.py": {"_named"},
    "normalize/store/shelf.py": {"lost_text"},
    "regress/show.py": {"TITLES"},
    "regress/update.py": {"refusals"},
}
"""Functions and constants whose every text is said, though they do not print it themselves."""
ERRORS = {"UsageError", "ReportError", "DatasetError", "PoolError", "CaseError"}
CALLS = {"echo", "prompt", "confirm", "said"}
NO_TEXT = re.compile(
    r"select |http://|apt-get |pip install |juesuan \w+ [{\"A-Z-]|utf-8$|\W*[\w.-]+\.(toml|json)$"
)
"""Queries and commands to type, which are the same in every language."""


def said_in_code() -> dict[str, str]:
    """Every text for people that is not Chinese, with the place that says it."""
    out: dict[str, str] = {}
    for path in _files():
        for line, text in _texts(path):
            if needs_translation(text):
                out.setdefault(text, f"{path.relative_to(ROOT)}:{line}")
    return out


def with_inserted_texts() -> Iterator[tuple[str, str]]:
    """Every template into which another text of the code is inserted, with the place that says it."""
    for path in _files():
        module = ast.parse(path.read_text("utf-8"))
        for scope in (n for n in ast.walk(module) if isinstance(n, ast.FunctionDef)):
            for call in (n for n in ast.walk(scope) if isinstance(n, ast.Call) and _is_said(n)):
                values = [p.value for p in ast.walk(call.args[0]) if isinstance(p, ast.FormattedValue)]
                if any(needs_translation(text) for value in values for text in _inserted(value, scope)):
                    place = f"{path.relative_to(ROOT)}:{call.lineno}"
                    yield from ((text.strip(), place) for text in _templates(call.args[0]))


def needs_translation(text: str) -> bool:
    """Whether a text has words of its own that are not Chinese."""
    words = re.search(r"[A-Za-z]{2}", text.replace("{}", ""))
    return bool(words) and not re.search("[\u4e00-\u9fff]", text) and not NO_TEXT.match(text.strip())


def _files() -> list[Path]:
    return [ROOT / "juesuan.py", *(p for package in PACKAGES for p in sorted((ROOT / package).rglob("*.py")))]


def _texts(path: Path) -> Iterator[tuple[int, str]]:
    module = ast.parse(path.read_text("utf-8"))
    speakers = SPEAKERS.get(str(path.relative_to(ROOT)), set())
    for scope in [module, *(n for n in ast.walk(module) if isinstance(n, ast.FunctionDef))]:
        for node in ast.walk(scope):
            for text in _said_by(node, scope):
                yield node.lineno, text.strip()
        if getattr(scope, "name", None) in speakers:
            yield from _every(scope)
    for node in module.body:
        named = node.targets[0] if isinstance(node, ast.Assign) else None
        if isinstance(named, ast.Name) and named.id in speakers:
            yield from _every(node)
    yield from _docstrings(path, module)


def _said_by(node: ast.AST, scope: ast.AST) -> Iterator[str]:
    """What a call prints, asks or raises, or tells as help."""
    if not isinstance(node, ast.Call):
        return
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if _is_said(node):
        yield from _alternatives(node.args[0], scope)
    elif called in {"Option", "Argument", "Typer"}:
        told = {k.arg: k.value for k in node.keywords}
        for name, value in ((n, told[n]) for n in ("help", "show_default") if n in told):
            if isinstance(getattr(value, "value", None), str):
                yield value.value  # type: ignore[attr-defined]
            elif name == "help" and getattr(value, "id", None) not in set().union(*SPEAKERS.values()):
                yield f"help that is no text of its own: {ast.unparse(value)}"


def _is_said(call: ast.Call) -> bool:
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    is_data = any(k.arg == "data" for k in call.keywords)
    return bool(call.args) and called in CALLS | ERRORS and not is_data


def _alternatives(node: ast.AST, scope: ast.AST) -> Iterator[str]:
    """The templates that an expression may be, then those of the texts inserted in it."""
    yield from _templates(node)
    for part in ast.walk(node):
        if isinstance(part, ast.FormattedValue):
            yield from _inserted(part.value, scope)
    if isinstance(node, ast.Name | ast.BoolOp):
        yield from _inserted(node, scope)


def _templates(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else ["{}"]
    if isinstance(node, ast.JoinedStr):
        return ["".join(p.value if isinstance(p, ast.Constant) else "{}" for p in node.values)]
    if isinstance(node, ast.IfExp):
        return [*_templates(node.body), *_templates(node.orelse)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return ["".join(pair) for pair in product(_templates(node.left), _templates(node.right))]
    return ["{}"]


def _inserted(node: ast.AST, scope: ast.AST) -> Iterator[str]:
    """The texts of the code that a value may be: alternatives, a list's members, what a name was given."""
    if isinstance(node, ast.IfExp):
        yield from (text for branch in (node.body, node.orelse) for text in _inserted(branch, scope))
    elif isinstance(node, ast.BoolOp):
        yield from (text for value in node.values for text in _inserted(value, scope))
    elif isinstance(node, ast.Constant | ast.JoinedStr):
        yield from _alternatives(node, scope)
    elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "join":
        for part in node.args:
            yield from _templates(getattr(part, "elt", part))
    elif isinstance(node, ast.Name) and not isinstance(scope, ast.Module):
        for given in ast.walk(scope):
            if isinstance(given, ast.Assign) and node.id in {getattr(t, "id", "") for t in given.targets}:
                # What that was made of is not looked for: a text stands beside the message that takes it in.
                yield from _inserted(given.value, ast.Module([], []))


def _every(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Every text within a function or a constant but its docstring, names of keys and parts of texts."""
    skipped: set[ast.AST] = set()
    if isinstance(node, ast.FunctionDef) and ast.get_docstring(node):
        skipped.add(node.body[0].value)  # type: ignore[attr-defined]
    for part in ast.walk(node):
        if isinstance(part, ast.Subscript):
            skipped.update(ast.walk(part.slice))
        elif isinstance(part, ast.JoinedStr):
            skipped.update(p for p in part.values if isinstance(p, ast.Constant))
            skipped.update(
                s
                for p in part.values
                if isinstance(p, ast.FormattedValue) and p.format_spec
                for s in ast.walk(p.format_spec)
            )
        elif isinstance(part, ast.arguments):
            skipped.update(ast.walk(part))
    for part in ast.walk(node):
        if isinstance(part, ast.Constant | ast.JoinedStr) and part not in skipped:
            for text in _templates(part):
                if " " in text.strip() or "{}" in text:
                    yield part.lineno, text.strip()


def _docstrings(path: Path, module: ast.Module) -> Iterator[tuple[int, str]]:
    """The help of commands: paragraphs of the docstrings of functions that typer calls."""
    dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    commands = {name for name, (where, _) in COMMANDS.items() if where == dotted}
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and (node.name in commands or _is_decorated(node)):
            for paragraph in (ast.get_docstring(node) or "").split("\n\n"):
                yield node.lineno, " ".join(paragraph.split())


def _is_decorated(node: ast.FunctionDef) -> bool:
    return any(
        isinstance(d, ast.Call) and getattr(d.func, "attr", "") in {"command", "callback"}
        for d in node.decorator_list
    )
