"""Numbers as Chinese public bodies print them: with thousands separators, money units, 约 and 余, or not at
all.
"""

from __future__ import annotations

from functools import lru_cache

from extract import regex
from parsers.lexicon import number_words
from parsers.lexicon.parts import APART, DIGITS

ABSENT = {"", "-", "--", "—", "——", "/", "…", "……", "...", "......", "\\"}
"""A cell that says only this holds no value, nor does one that says so in words."""
AMOUNT = regex.compile(rf"[-+]?{DIGITS}")
MARKED = regex.compile(rf"\((?P<bracketed>{DIGITS}(?<=\.\d+))\)|(?P<below>[△▲])?(?P<number>{DIGITS})[*#]*")
PERCENT = regex.compile(rf"[-+]?{DIGITS}%")
YUAN = "元"


@lru_cache(maxsize=65536)
def is_amount(text: str) -> bool:
    """Whether a folded cell is a number and nothing else."""
    return AMOUNT.fullmatch(text) is not None


@lru_cache(maxsize=65536)
def cell_number(folded: str) -> str:
    """A cell's number as it is meant: (20.00) and △20.00 are below zero, and a mark behind it (*) is none of
    it. What is no number stays.
    """
    found = MARKED.fullmatch(folded)
    return (
        folded
        if found is None
        else ("-" if found["below"] or found["bracketed"] else "") + (found["bracketed"] or found["number"])
    )


@lru_cache(maxsize=65536)
def is_percent(text: str) -> bool:
    """Whether a folded cell is a percentage and nothing else."""
    return PERCENT.fullmatch(text) is not None


def apart(folded: str) -> str:
    """Folded text with another mark between thousands, character for character: folding gives them the comma
    that parts clauses.
    """
    return regex.sub(r"(?<=(?<!\d)\d{1,3}(?:,\d{3})*),(?=\d{3}(?!\d))", APART, folded)


def is_absent(text: str) -> bool:
    """Whether a folded cell says that there is no value."""
    return text in ABSENT or number_words().nothing.whole(text)


@lru_cache(maxsize=8192)
def money_unit(text: str) -> str | None:
    """The money unit that a folded label names: `单位:万元`, `金额(元)`."""
    found = number_words().unit_in_label.search(text)
    return found.group() if found else None


def money_word(word: str) -> str | None:
    """The money unit that a folded word is."""
    return money_unit(word) or (word if number_words().yuan.whole(word) else None)


def in_full(unit: str) -> str:
    """A unit of money with 元, which a sentence may leave out; a percentage as it is."""
    return unit if unit == "%" or number_words().yuan.ends(unit) else unit + YUAN


def cell_unit(printed: str | None) -> str | None:
    """The unit that a cell prints behind its number; a bare 万 is 万元."""
    return in_full(printed) if printed and number_words().bare_unit.whole(printed) else printed
