"""A function runs another body while it is tried, and its own again afterwards."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from parsers.narrative import numbers
from regress.ablation.bodies import function_of, module_name, rewritten, source

PATH = Path(numbers.__file__)


def test_another_body_runs_while_it_is_tried() -> None:
    before = numbers.is_threshold.__code__

    def change(name: str, node: ast.FunctionDef) -> bool:
        if name == "is_threshold":
            node.body = [ast.Return(ast.Constant("other"))]
        return name == "is_threshold"

    with rewritten(PATH, change):
        assert function_of(numbers, "is_threshold")(None) == "other"
    assert numbers.is_threshold.__code__ is before


def test_a_function_is_found_below_its_wrappers() -> None:
    assert function_of(numbers, "is_threshold") is numbers.is_threshold
    with pytest.raises(AttributeError):
        function_of(numbers, "no_such")


def test_a_module_is_named_from_the_root() -> None:
    assert module_name(PATH) == "parsers.narrative.numbers" and "def is_threshold" in source(PATH)
