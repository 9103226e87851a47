"""Other bodies for the project's functions, in place, while they are tried."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from regress.changes.fingerprints import ROOT, functions_of


@lru_cache
def source(path: Path) -> str:
    """A module as it is written."""
    return path.read_text("utf-8")


def module_name(path: Path) -> str:
    """The dotted name of a module of the project."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@contextmanager
def rewritten(path: Path, change: Callable[[str, ast.FunctionDef], bool]) -> Iterator[None]:
    """While open, functions of a module run as changed: `change` gets each with its name, and says whether it
    changed it. Whoever has imported one runs the new body.
    """
    tree = ast.parse(source(path))
    changed = [name for name, node in functions_of(tree) if change(name, node)]
    compiled = compile(ast.fix_missing_locations(tree), str(path), "exec")
    module = importlib.import_module(module_name(path))
    held: list[tuple[FunctionType, CodeType]] = []
    try:
        for name in changed:
            function, code = function_of(module, name), _code_of(compiled, name)
            held.append((function, function.__code__))
            function.__code__ = code
        yield
    finally:
        for function, code in held:
            function.__code__ = code


def function_of(module: Any, name: str) -> FunctionType:
    """The function below its wrappers. Raises AttributeError where the module has none of this name."""
    held: Any = module
    for part in name.split("."):
        held = inspect.getattr_static(held, part)
    for wrapper in ("fget", "func", "__func__"):
        held = getattr(held, wrapper, held)
    function: FunctionType = inspect.unwrap(held)
    return function


def _code_of(code: CodeType, name: str) -> CodeType:
    """The code of the last function of this name: the one that a module holds where there are several."""
    out = None
    for held in code.co_consts:
        if isinstance(held, CodeType) and held.co_qualname == name:
            out = held
        elif isinstance(held, CodeType) and name.startswith(f"{held.co_qualname}."):
            out = _code_of(held, name)
    if out is None:
        raise LookupError(name)
    return out
