"""The functions of `regex` with patterns compiled once, also for other processes: the same answers as the library's own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import regex as library
from hypothesis import given
from hypothesis import strategies as st

from extract import regex
from tests.conftest import FIXTURES, rows_of

PATTERNS = st.sampled_from([r"\d+", r"(\p{Han})(\d)?", r"", r"[,，]", r"^a|b$"])
TEXTS = st.text("ab12，,元", max_size=12)


@given(PATTERNS, TEXTS)
def test_the_same_as_the_library(pattern: str, text: str) -> None:
    for ours, theirs in (
        (regex.search, library.search),
        (regex.match, library.match),
        (regex.fullmatch, library.fullmatch),
    ):
        a, b = ours(pattern, text), theirs(pattern, text)
        assert (a and (a.span(), a.groups())) == (b and (b.span(), b.groups()))
    assert regex.sub(pattern, "<>", text) == library.sub(pattern, "<>", text)
    assert regex.findall(pattern, text) == library.findall(pattern, text)
    assert [m.span() for m in regex.finditer(pattern, text)] == [
        m.span() for m in library.finditer(pattern, text)
    ]
    assert regex.split(pattern, text, 1) == library.split(pattern, text, 1)


@given(TEXTS, st.integers(0, 12))
def test_a_search_may_begin_further_on(text: str, start: int) -> None:
    found = regex.search(r"\d", text, start)
    assert (found and found.start()) == next(
        (i for i, c in enumerate(text) if i >= start and c in "12"), None
    )


def test_a_pattern_that_is_none_is_an_error_each_time() -> None:
    for _ in range(2):
        with pytest.raises(regex.error):
            regex.search("(", "a")


def test_flags_are_numbers_where_that_is_asked_for_and_members_elsewhere() -> None:
    def both() -> object:
        return library.RegexFlag.ASCII | library.RegexFlag.IGNORECASE

    assert type(both()) is library.RegexFlag
    with regex.plain_flags():
        assert type(both()) is int and both() == library.ASCII.value + library.IGNORECASE.value
        assert type(library.RegexFlag.ASCII & library.RegexFlag.VERBOSE) is int
    assert type(both()) is library.RegexFlag


@given(st.sampled_from([0, library.I.value, library.X.value, library.S.value | library.I.value]), TEXTS)
def test_flags_mean_what_they_did(flags: int, text: str) -> None:
    said = text + "a b\n" + text
    found = library.compile("A b.", flags, cache_pattern=False).search(said)
    with regex.plain_flags():
        plain = library.compile("A b.", flags, cache_pattern=False).search(said)
    assert (found and found.span()) == (plain and plain.span())


KEPT = tuple(f"(?P<a>[甲{n}]+)|\\d{{{n}}}(?<=乙)" for n in range(regex.FEW))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that keeps the texts."""
    kept = tmp_path / "made" / "patterns"
    held = regex.Compiled(kept)
    for text in KEPT:
        held.pattern(text)
    held.keep()
    return kept


def compiling_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise AssertionError("it was kept")

    monkeypatch.setattr(library, "compile", fails)


def test_what_reading_needs_is_the_same_when_it_was_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows_of(FIXTURES / "accounts-shanghai/document.docx")
    known = regex._known
    texts = [*known._kept, *known._new]
    made = regex.Compiled(tmp_path / "patterns")
    first = [made.pattern(text) for text in texts]
    made.keep()
    assert len(texts) > 1000
    compiling_is_an_error(monkeypatch)
    again = regex.Compiled(tmp_path / "patterns")
    for text, one in zip(texts, first, strict=True):
        other = again.pattern(text)
        assert other is not one and regex._taken_apart(other) == regex._taken_apart(one)
        assert (other.pattern, other.flags, other.groupindex) == (text, one.flags, one.groupindex)


def test_it_finds_what_it_found(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiling_is_an_error(monkeypatch)
    found = regex.Compiled(path).pattern(KEPT[2]).search("丙甲2甲")
    assert found and found["a"] == "甲2甲" and found.start() == 1
    monkeypatch.undo()
    assert library.search(KEPT[2], "丙甲2甲").span() == found.span()  # type: ignore[union-attr]


def test_bytes_are_other_than_characters(path: Path) -> None:
    held = regex.Compiled(path)
    assert held.pattern(b"a").match(b"a") and held.pattern("a").match("a")


def test_what_is_damaged_keeps_nothing(path: Path) -> None:
    whole = path.read_bytes()
    for held in (b"", whole[:20], whole[: len(whole) // 2], whole[:-1], whole[:-1] + b"?", b"?" * 100):
        path.write_bytes(held)
        assert regex.Compiled(path)._kept == {} and regex.Compiled(path).pattern("甲").match("甲")


def test_nothing_is_written_where_that_is_not_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for few, forbidden in ((True, False), (False, True)):
        held = regex.Compiled(tmp_path / "patterns")
        monkeypatch.setattr(sys, "dont_write_bytecode", forbidden)
        for text in KEPT[few:]:
            held.pattern(text)
        held.keep()
        assert list(tmp_path.iterdir()) == []


def test_where_it_cannot_be_written_nothing_happens(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    held = regex.Compiled(tmp_path / "file" / "patterns")
    assert [held.pattern(text).pattern for text in KEPT] == list(KEPT)
    held.keep()
    assert held.pattern(KEPT[0]).match("甲")


def test_what_comes_is_kept_beside_what_was_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = [f"{text}丁" for text in KEPT]
    held = regex.Compiled(path)
    for text in more:
        held.pattern(text)
    held.keep()
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    assert regex.Compiled(path)._kept.keys() == {*KEPT, *more}
    monkeypatch.setattr(regex, "MOST", len(more))
    for text in KEPT:
        held.pattern(f"{text}戊")
    held.keep()
    assert regex.Compiled(path)._kept.keys() == {f"{text}戊" for text in KEPT}


def test_it_stands_beside_the_bytecode() -> None:
    path = regex.beside_bytecode(regex.__file__)
    assert path.parent == Path(regex.__file__).parent / "__pycache__" and library.__version__ in path.name
