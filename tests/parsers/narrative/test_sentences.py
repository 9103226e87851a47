"""The book of sentences: how much of it is read, file by file, and that no two sentences are alike."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path

import pytest
import regex

from tests.parsers.narrative.book import ROW, judged, scores, sentences, unread

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))
FILES = sorted({s.file for s in sentences()})


def test_the_book_has_sentences_of_every_kind() -> None:
    assert len(sentences()) >= 400


def test_no_two_sentences_are_alike() -> None:
    seen: dict[str, list[str]] = defaultdict(list)
    for s in sentences():
        text = s.entry["text"].replace(s.entry["unit"], "U")
        seen[regex.sub(r"[\d.,]+", "N", text)].append(f"{s.file}#{s.number}")
    assert [places for places in seen.values() if len(places) > 1] == []


@pytest.mark.parametrize("file", FILES)
def test_sentences_are_read_as_the_book_says(file: str) -> None:
    held = [s for s in sentences() if s.file == file]
    wrong = [f"{s.number}: {s.entry['text']}" for s in held if len(set(judged(s))) > 1]
    assert 1 - len(wrong) / len(held) >= FLOORS["exact"], wrong


def test_scores_are_read_as_the_book_says() -> None:
    held = [s for s in sentences() if "scores" in s.entry]
    assert held
    assert [scores(s) for s in held] == [s.entry["scores"] for s in held]


@lru_cache
def reasons() -> Counter[tuple[str, str | None]]:
    """Of the numbers that the book gives no row: why not, by the book and by the reader."""
    return Counter(told for sentence in sentences() for told in unread(sentence))


@pytest.mark.parametrize("reason", FLOORS["unread"])
def test_a_number_without_a_row_says_why(reason: str) -> None:
    told = {mine: n for (book, mine), n in reasons().items() if book == reason}
    assert told.get(reason, 0) / sum(told.values()) >= FLOORS["unread"][reason]


def test_numbers_that_state_nothing_give_no_row() -> None:
    assert sum(n for (_, mine), n in reasons().items() if mine == ROW) == 0
