"""What wordings are built of: `{digits}` is a number as it is printed, `{units.ending}` any of the
wordings of another entry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from extract import regex

APART = "٬"
"""The comma between thousands, told from the one between words."""
DIGITS = rf"(?:\d{{1,3}}(?:[,{APART}]\d{{3}})+(?!\d)|\d+)(?:\.\d+)?"
PARTS: Mapping[str, str] = {"digits": DIGITS}
"""Parts that are grammar and no words, by their names."""
NAMED = regex.compile(r"\{(?P<name>[a-z][a-z_\d.]*)\}")
"""A part by its name; how often something stands in a pattern is told by digits: {2,4}."""
PartOf = Callable[[str], str | None]
"""The pattern of a part by its name; null where nobody knows it."""


def plain(name: str) -> str | None:
    """The parts that are grammar."""
    return PARTS.get(name)


def unknown(pattern: str, part: PartOf) -> str | None:
    """The first name in a pattern that stands for nothing."""
    names = (m["name"] for m in NAMED.finditer(pattern))
    return next((name for name in names if part(name) is None), None)


def filled(pattern: str, part: PartOf) -> str:
    """A pattern with the parts that it names."""
    return NAMED.sub(lambda m: part(m["name"]) or "", pattern)
