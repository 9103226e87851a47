"""The book of sentences: how much of it is read, file by file, and that no two sentences are alike."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path

import pytest
import regex

from parsers.report import Report
from tests.parsers.narrative.book import ROW, judged, read, scores, sentences, unread

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))
FILES = sorted({s.file for s in sentences()})


@lru_cache
def reports() -> tuple[Report, ...]:
    """What is read of each sentence."""
    return tuple(map(read, sentences()))


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
    held = [(s, report) for s, report in zip(sentences(), reports(), strict=True) if s.file == file]
    wrong = [f"{s.number}: {s.entry['text']}" for s, report in held if len(set(judged(s, report))) > 1]
    assert 1 - len(wrong) / len(held) >= FLOORS["exact"], wrong


def test_scores_are_read_as_the_book_says() -> None:
    held = [(s, report) for s, report in zip(sentences(), reports(), strict=True) if "scores" in s.entry]
    assert held
    assert [scores(report) for _, report in held] == [s.entry["scores"] for s, _ in held]


@lru_cache
def reasons() -> Counter[tuple[str, str | None]]:
    """Of the numbers that the book gives no row: why not, by the book and by the reader."""
    return Counter(
        told for s, report in zip(sentences(), reports(), strict=True) for told in unread(s, report)
    )


@pytest.mark.parametrize("reason", FLOORS["unread"])
def test_a_number_without_a_row_says_why(reason: str) -> None:
    told = {mine: n for (book, mine), n in reasons().items() if book == reason}
    assert told.get(reason, 0) / sum(told.values()) >= FLOORS["unread"][reason]


def test_numbers_that_state_nothing_give_no_row() -> None:
    assert sum(n for (_, mine), n in reasons().items() if mine == ROW) == 0
