"""The book of sentences: how much of it is read, file by file, and that no two sentences are alike."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path

import pytest
import regex

from tests.parsers.narrative.book import ROW, judged, sentences, unread

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))
UNREAD = {"threshold": 0.7, "foreign": 0.5, "two_subjects": 0.9, "no_subject": 0.8, "other": 0.7}
"""Of the numbers without a row for a reason, for how many the reader says so."""
FILES = sorted({s.file for s in sentences()})


@lru_cache
def result(file: str) -> dict[str, int]:
    """Of a file: its entries read exactly, its rows, those found and those right."""
    out: Counter[str] = Counter()
    for sentence in sentences():
        if sentence.file == file:
            stated, found, right = judged(sentence)
            exact = stated == found == right
            out.update(entries=1, exact=exact, stated=stated, found=found, right=right)
    return dict(out)


def test_the_book_has_sentences_of_every_kind() -> None:
    assert len(sentences()) >= 400
    assert set(FLOORS) == set(FILES)


def test_no_two_sentences_are_alike() -> None:
    seen: dict[str, list[str]] = defaultdict(list)
    for s in sentences():
        text = s.entry["text"].replace(s.entry["unit"], "U")
        seen[regex.sub(r"[\d.,]+", "N", text)].append(f"{s.file}#{s.number}")
    assert [places for places in seen.values() if len(places) > 1] == []


@pytest.mark.parametrize("file", FILES)
def test_sentences_are_read_as_the_book_says(file: str) -> None:
    read = result(file)
    assert read["exact"] >= FLOORS[file]["exact"]
    assert read["right"] / read["stated"] >= FLOORS[file]["recall"]
    assert read["right"] / read["found"] >= FLOORS[file]["precision"]


@lru_cache
def reasons() -> Counter[tuple[str, str | None]]:
    """Of the numbers that the book gives no row: why not, by the book and by the reader."""
    return Counter(told for sentence in sentences() for told in unread(sentence))


@pytest.mark.parametrize("reason", ["threshold", "foreign", "two_subjects", "no_subject", "other"])
def test_a_number_without_a_row_says_why(reason: str) -> None:
    told = {mine: n for (book, mine), n in reasons().items() if book == reason}
    assert told.get(reason, 0) / sum(told.values()) >= UNREAD[reason]


def test_most_numbers_that_state_nothing_give_no_row() -> None:
    rows = sum(n for (_, mine), n in reasons().items() if mine == ROW)
    assert rows / reasons().total() <= 0.06
