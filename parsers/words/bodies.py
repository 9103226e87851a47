"""Names of public bodies in running text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract import regex
from parsers.lexicon import unit_words

LONGEST = 40
"""No body's name has more characters."""


def is_body(text: str) -> bool:
    """Whether folded words are the name of a body and nothing else."""
    return (
        4 <= len(text) <= LONGEST and unit_words().body.whole(text) and not unit_words().generic.search(text)
    )


def is_own(text: str) -> bool:
    """Whether words mean the unit itself without those below it (局本级), and name none."""
    return unit_words().itself.whole(text)


def without_own(text: str) -> str:
    """A name without 本级."""
    return unit_words().own_tail.sub("", text)


def bodies_in(text: str) -> Iterator[tuple[str, int, int]]:
    """(name, start, end) of the bodies that a folded list names: A、B以及C."""
    for found in regex.finditer(r"[^、,;:。]+", text):
        for start, end in _parted(text, *found.span()):
            name, start, end = _bare(text, start, end)
            if is_body(name) or is_own(name):
                yield name, start, end


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A part of a list divided at 和, 及, 以及 where the name of a body ends; 和 stands within names too
    (教育和体育局).
    """
    for found in unit_words().conjunction.finditer(text[start:end]):
        left = _bare(text, start, start + found.start())[0]
        if is_body(left) or is_own(left):
            yield start, start + found.start()
            yield from _parted(text, start + found.end(), end)
            return
    yield start, end


def _bare(text: str, start: int, end: int) -> tuple[str, int, int]:
    """A part of a list without its numbering, remarks in brackets and what says that it is a body."""
    lead = unit_words().list_lead.match(text[start:end])
    start += lead.end() if lead else 0
    rest = unit_words().list_tail.search(text[start:end])
    end = start + (rest.start() if rest else end - start)
    return text[start:end], start, end


def labelled_bodies(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(label, name) of the bodies that a form names beside its labels, where it is text without a grid; a
    name may stand a line below.
    """
    for n, line in enumerate(lines):
        beside = "".join(lines[n : n + 2]) if line.endswith("|") else line
        yield from ((found["label"], found["name"]) for found in unit_words().labelled.finditer(beside))
