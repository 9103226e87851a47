"""The catalogue of rules: documented, each in the file that its id names, and each one able to fail."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from checks.cli import render_markdown
from checks.codes import SEVERITIES
from checks.registry import rule
from checks.rules import RULES
from normalize.labels import codes

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "checks/rules").glob("[a-z]*.py"))


def test_the_page_of_the_checks_is_current() -> None:
    assert (ROOT / "docs/checks.md").read_text("utf-8") == render_markdown()


def test_rules_say_what_they_are() -> None:
    for r in RULES.values():
        assert r.title and r.basis.endswith(".") and r.severity in SEVERITIES


def test_rules_have_their_titles_as_labels() -> None:
    for table in ("findings", "checks"):
        named = codes(table, "rule")
        assert {id: zh for id, (zh, _) in named.items()} == {r.id: r.title for r in RULES.values()}
        assert all(en for _, en in named.values())


def test_a_file_begins_with_the_prefix_of_its_rules() -> None:
    for r in RULES.values():
        assert r.examine.__module__.rpartition(".")[2].split("_")[0] == r.id.partition(".")[0]


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_rules_do_not_import_each_other(file: Path) -> None:
    taken = [
        n.module or "" for n in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(n, ast.ImportFrom)
    ]
    assert not [m for m in taken if m.startswith("checks.rules") or m == ""]


def test_an_id_is_taken_once() -> None:
    with pytest.raises(ValueError, match="taken"):
        rule("sum.row", "各列合计", "sum", "error")(RULES["sum.row"].examine)
