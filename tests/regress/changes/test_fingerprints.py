"""What a change of the source changes: one function, a module, a wording; nothing where only words about it differ."""

from __future__ import annotations

from pathlib import Path

import pytest

from regress.changes.fingerprints import Changes, changes, fingerprints, importers, wordings

CODE = '''"""A module."""
LIMIT = 3


def one(x: int) -> int:
    """Says."""
    return x + LIMIT


class Held:
    size: int = 1

    def two(self) -> int:
        return self.size
'''
WORDS = 'plain = ["金额", "数额"]\n[[roles]]\ncode = "name"\nwhole = ["科目"]\n[[roles]]\ncode = "unit"\nwhole = ["单位"]\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for package in ("extract", "parsers/lexicon", "normalize", "checks"):
        (tmp_path / package).mkdir(parents=True)
    (tmp_path / "extract/a.py").write_text(CODE, "utf-8")
    (tmp_path / "parsers/b.py").write_text("from extract.a import LIMIT\nfrom .c import x\n", "utf-8")
    (tmp_path / "checks/d.py").write_text("from parsers import b\n", "utf-8")
    (tmp_path / "parsers/lexicon/words.toml").write_text(WORDS, "utf-8")
    return tmp_path


def changed(root: Path, name: str, old: str, new: str) -> Changes:
    before, said = fingerprints(root=root), wordings(root)
    path = root / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    return changes(before, fingerprints(before, root), said, wordings(root))


NOTHING: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("old", "new", "functions", "modules"),
    [
        ("x + LIMIT", "x - LIMIT", {"extract/a.py:one"}, NOTHING),
        ("self.size", "-self.size", {"extract/a.py:Held.two"}, NOTHING),
        ("LIMIT = 3", "LIMIT = 4", NOTHING, {"extract/a.py"}),
        ("size: int = 1", "size: int = 2", NOTHING, {"extract/a.py"}),
        ("def one(", "\n# A remark.\ndef one(", NOTHING, NOTHING),
        ("Says.", "Says it otherwise.", NOTHING, NOTHING),
        ("def two", "def three", {"extract/a.py:Held.two", "extract/a.py:Held.three"}, {"extract/a.py"}),
    ],
)
def test_what_changes(root: Path, old: str, new: str, functions: set[str], modules: set[str]) -> None:
    found = changed(root, "extract/a.py", old, new)
    assert (found.functions, found.modules, found.wordings, found.all) == (functions, modules, NOTHING, False)


@pytest.mark.parametrize(
    ("old", "new", "words", "everything"),
    [
        ('"金额", ', "", {"金额"}, False),
        ('["科目"]', '["科目", "项目"]', {"项目"}, False),
        ('code = "unit"', 'code = "body"', {"单位"}, False),
        ('"金额", "数额"', '"数额", "金额"', NOTHING, True),
    ],
)
def test_wordings_that_come_and_go(root: Path, old: str, new: str, words: set[str], everything: bool) -> None:
    found = changed(root, "parsers/lexicon/words.toml", old, new)
    assert (found.wordings, found.functions, found.modules, found.all) == (
        words,
        NOTHING,
        NOTHING,
        everything,
    )


def test_another_list_may_touch_everything(root: Path) -> None:
    (root / "normalize/codes.csv").write_text("1,a\n", "utf-8")
    assert changed(root, "normalize/codes.csv", "1,a", "1,b").all


def test_what_reads_lists_for_all_reports_touches_all(root: Path) -> None:
    path = root / "normalize/places/divisions.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(CODE, "utf-8")
    before, said = fingerprints(root=root), wordings(root)
    path.write_text(CODE.replace("x + LIMIT", "x - LIMIT"), "utf-8")
    assert changes(before, fingerprints(root=root), said, said).all


def test_who_imports_a_module(root: Path) -> None:
    assert importers(frozenset({"extract/a.py"}), fingerprints(root=root)) == {
        "extract/a.py",
        "parsers/b.py",
        "checks/d.py",
    }
    assert importers(frozenset(), {}) == NOTHING
