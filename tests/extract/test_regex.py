"""The functions of `regex` with patterns compiled once: the same answers as the library's own."""

from __future__ import annotations

import pytest
import regex as library
from hypothesis import given
from hypothesis import strategies as st

from extract import regex

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
