"""What documents say, as wordings of the lexicon are sought in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from extract import regex
from extract.fold import NOTE_MARKS
from extract.model import Document
from parsers.lexicon import spelt_out
from parsers.lexicon.wordings import pattern_of

YEAR = regex.compile(r"20\d\d年度?")
NAMED = regex.compile(r"\{[a-z_]+\.[a-z_]+\}")
ANY = r"(?:\.|\[\^(?:[^\]\\]|\\.)+\])[*+]\??"
BEGINS = regex.compile(rf"^(?:\(\?P<(?P<name>\w+)>{ANY}\)(?!.*\(\?P=(?P=name)\))|{ANY})")
"""What a pattern begins with that stands before anything else, and only takes long to seek at each place."""
LOOKS = regex.compile(r"\((?:\?<?[=!]|\?#)")
"""What opens a group that asks only what stands beside."""


def text_of(documents: Iterable[Document]) -> str:
    """What documents say, folded: line by line, again without breaks, and again as clauses say it, which
    leave the report's own year out and call the one before 上年; cells with marks that folding drops as
    they are printed, too: names of indicators are read so.
    """
    out: list[str] = []
    for document in documents:
        lines = [p.text.folded for p in document.paragraphs]
        for table in document.tables:
            lines += [c.text.folded for c in table.cells]
            lines += [c.text.chars for c in table.cells if NOTE_MARKS.search(c.text.chars)]
            lines += [table.folded_title, table.folded_unit_line]
            lines.append("|".join(c.text.folded for c in table.cells))
        out += [*lines, "".join(p.text.folded for p in document.paragraphs)]
    dated = [line for line in out if YEAR.search(line)]
    out += [YEAR.sub(other, line) for other in ("", "上年") for line in dated]
    return "\n".join(dict.fromkeys(out))


def says(text: str, wordings: Iterable[str]) -> bool:
    """Whether a text holds one of the wordings, whatever stands beside it: readers cut words out of a text
    before they ask.
    """
    return any(_sought(w).search(text) for w in wordings)


@lru_cache(maxsize=4096)
def _sought(wording: str) -> regex.Pattern[str]:
    try:
        return pattern_of(bare(spelt_out(wording)))
    except regex.error:
        # What is left of it is no pattern: it may stand anywhere.
        return pattern_of("")


def bare(wording: str) -> str:
    """A pattern without its anchors and without what it asks of what stands beside it; for another list of
    wordings that it names anything may stand.
    """
    kept = "".join(_kept(NAMED.sub(".*?", wording)))
    rest = BEGINS.sub("", kept)
    return kept if rest == kept or regex.compile(rest).fullmatch("") else rest


def _kept(wording: str) -> Iterator[str]:
    at, bracket = 0, False
    while at < len(wording):
        char = wording[at]
        if not bracket and LOOKS.match(wording, at):
            at = _end_of_group(wording, at)
            continue
        if char == "\\":
            if wording[at : at + 2] not in ("\\b", "\\B"):
                yield wording[at : at + 2]
            at += 2
            continue
        bracket = char == "[" or (bracket and char != "]")
        if bracket or char not in "^$":
            yield char
        at += 1


def _end_of_group(wording: str, at: int) -> int:
    """Where the group that opens here ends."""
    depth, bracket = 0, False
    while at < len(wording):
        char = wording[at]
        if char == "\\":
            at += 2
            continue
        bracket = char == "[" or (bracket and char != "]")
        depth += 0 if bracket else (char == "(") - (char == ")")
        at += 1
        if not depth:
            break
    return at
