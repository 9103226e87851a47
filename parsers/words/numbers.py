"""Numbers as Chinese public bodies print them: with thousands separators, money units, 约 and 余, or not at
all.
"""

from __future__ import annotations

from functools import lru_cache

from extract import regex

ABSENT = {"", "-", "--", "—", "——", "/", "…", "……", "...", "......", "无", "\\"}
"""A cell that says only this holds no value."""
APART = "٬"
"""The comma between thousands, told from the one between words (see `apart`)."""
DIGITS = rf"(?:\d{{1,3}}(?:[,{APART}]\d{{3}})+(?!\d)|\d+)(?:\.\d+)?"
AMOUNT = regex.compile(rf"[-+]?{DIGITS}")
MARKED = regex.compile(rf"\((?P<bracketed>{DIGITS}(?<=\.\d+))\)|(?P<below>[△▲])?(?P<number>{DIGITS})[*#]*")
MONEY_CELL = regex.compile(rf"(?P<number>[-+]?{DIGITS})(?P<unit>[百千万亿]*元)")
PRIOR_WITHIN = regex.compile(
    rf"(?P<own>[-+]?{DIGITS}(?:[百千万亿]*元)?)?\(?(?:上年|去年)(?:决算|预算|数)?:?"
    rf"(?P<prior>[-+]?{DIGITS}(?:[百千万亿]*元)?)\)?"
)
"""An amount of last year within a cell, behind this year's or alone: 8.00(上年:10.00万元)."""
PERCENT = regex.compile(rf"[-+]?{DIGITS}%")
MONEY_UNIT = r"(?:百万元|千万元|千元|百元|万元|亿元|元|[万亿](?=[余多]元|$|[，,。；;、）)（(]|用于))"
MONEY = regex.compile(
    rf"(?P<near>(?<!节)约|近|接近|大约)?(?<![\d.])(?P<number>(?:(?<![\d%])[-+])?{DIGITS})(?P<more>[余多])?(?P<unit>{MONEY_UNIT})(?P<more2>[余多](?:元)?)?"
)


@lru_cache(maxsize=65536)
def is_amount(text: str) -> bool:
    """Whether a folded cell is a number and nothing else."""
    return AMOUNT.fullmatch(text) is not None


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
    return text in ABSENT


@lru_cache(maxsize=8192)
def money_unit(text: str) -> str | None:
    """The money unit that a folded label names: `单位:万元`, `金额(元)`."""
    found = regex.search(r"(百万元|千元|百元|万元|亿元|(?<=[单位金额:(])元)", text)
    return found.group() if found else None
