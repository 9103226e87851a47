"""A release is made of a tagged commit alone, and of the same commit twice the same."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from normalize.version import VERSION
from scripts.release import TAG, build, wrong
from tests.conftest import ROOT


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=maintainer", "-c", "user.email=maintainer@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    git(tmp_path, "init")
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n", "utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "first")
    return tmp_path


def test_tag_version_and_changes_must_agree(checkout: Path) -> None:
    assert TAG in (wrong(checkout) or "")
    git(checkout, "tag", TAG)
    assert f"## {VERSION} - " in (wrong(checkout) or "")
    changes = checkout / "CHANGELOG.md"
    changes.write_text(f"# Changelog\n\n## {VERSION} - 2026-01-01\n", "utf-8")
    assert "not committed" in (wrong(checkout) or "")
    git(checkout, "commit", "-am", "released")
    assert TAG in (wrong(checkout) or ""), "the tag is of the commit before"
    git(checkout, "tag", "-f", TAG)
    assert wrong(checkout) is None


def test_a_build_that_fails_says_why(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(SystemExit, match=r"no release: .*\n(.*\n)*.*pyproject\.toml"):
        build(checkout, tmp_path_factory.mktemp("out"))


@pytest.mark.long
@pytest.mark.long_alone
def test_the_same_commit_gives_the_same_bytes(tmp_path: Path) -> None:
    built = []
    for turn in ("first", "second"):
        (tmp_path / turn).mkdir()
        built.append({f.name: f.read_bytes() for f in build(ROOT, tmp_path / turn)})
    assert built[0] == built[1] and len(built[0]) == 2
