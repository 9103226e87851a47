"""Another commit is asked in a tree of its own, and its rows are compared with those of now."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from regress.against import against, read_at
from regress.cases import Case, CaseError, Reading, readings

ROOT = Path(__file__).resolve().parents[2]
FORM = ROOT / "tests/fixtures/form-national"


@pytest.fixture(scope="module")
def form() -> Reading:
    return next(r for r in readings(Case(FORM)) if r.document.suffix == ".docx")


def trees() -> str:
    return subprocess.run(
        ["git", "worktree", "list"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout


def test_the_rows_of_another_commit_are_compared_column_by_column(form: Reading) -> None:
    before = trees()
    (found,) = against("HEAD", [form], ["funds"])
    assert [d.table for d in found.differences] == ["funds"] and found.differences[0].measure.matched
    (rows,) = read_at("HEAD", [form.document])
    assert {r["item"] for r in rows["funds"]} >= {"年度资金总额"}
    assert trees() == before


def test_no_such_commit_is_said(form: Reading) -> None:
    with pytest.raises(CaseError, match="name a commit"):
        against("no-such-commit", [form])
