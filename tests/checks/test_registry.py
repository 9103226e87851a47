"""The catalogue of rules: documented, and each one able to fail."""

from __future__ import annotations

from pathlib import Path

from checks.cli import render_markdown
from checks.rules import RULES

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_of_the_checks_is_current() -> None:
    assert (ROOT / "docs/checks.md").read_text("utf-8") == render_markdown()


def test_rules_say_what_they_are() -> None:
    for rule in RULES.values():
        assert (
            rule.title
            and rule.basis
            and rule.severity in ("error", "warning", "info")
            and rule.id.partition(".")[0]
        )
