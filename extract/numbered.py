"""Headings and list numbers, by the numbers before them."""

from __future__ import annotations

from . import regex
from .fold import fold

HEADING = regex.compile(
    r"^(第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\(\d{1,2}\)|\d{1,2}[、.](?!\d)|附件\d*)"
)


def is_heading(text: str) -> bool:
    """Whether a paragraph is set off as a heading: numbered, short, no sentence."""
    folded = fold(text)
    return (
        bool(HEADING.match(folded))
        and len(folded) <= 60
        and not folded.endswith(("。", ";", "；", ",", "，"))
    )


def glue(previous: str, following: str) -> str:
    """A space between two Latin words; nothing beside Han, digits or punctuation, so that torn numbers and
    units are whole again.
    """
    a, b = previous[-1:], following[:1]
    return " " if a.isascii() and b.isascii() and a.isalpha() and b.isalpha() else ""
