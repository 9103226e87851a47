"""Divisions through their changes: one lasting id for a place that was renamed, raised or put below another.

A successor is told by code, name and year alone; what was merged or divided under a name of its own ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from extract import regex

from .divisions import Division, divisions

PEOPLES = (
    r"(?:蒙古族?|[回藏苗彝壮满侗瑶白傣黎佤畲水土羌怒]族|维吾尔族?|布依族|朝鲜族|土家族|哈尼族|哈萨克族?|傈僳族"
    r"|拉祜族|东乡族|纳西族|景颇族|柯尔克孜族?|达斡尔族|仫佬族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|塔吉克族?"
    r"|普米族|鄂温克族|保安族|裕固族|独龙族|鄂伦春族?|各族)"
)
"""The peoples that autonomous divisions (自治州, 自治县, 自治旗) bear in their names."""
_KIND = regex.compile(rf"(?<=.){PEOPLES}*自治[州县旗]$|(?<=.)(?:地区|特区|林区|新区|[市区县旗盟州])$")


def stem(name: str) -> str:
    """A folded name without what kind of division it is: 祁阳 of 祁阳县 and 祁阳市."""
    return _KIND.sub("", name)


def lasting_id(division: Division) -> str:
    """The id of a place through all its names and codes: the first of its codes, with the year where it began
    after the table does.
    """
    return _ids()[division]


def of_lasting(lasting: str, year: int) -> Division | None:
    """What a place was in a year, in a year of change what it became; null where it did not stand."""
    return next((d for d in reversed(_lines()[lasting]) if d.stands_in(year)), None)


@lru_cache
def _lines() -> Mapping[str, tuple[Division, ...]]:
    """Each place's divisions in the order of the years."""
    after = _successors()
    later = set(after.values())
    return {_first_id(d): tuple(_line(d, after)) for d in divisions() if d not in later}


@lru_cache
def _ids() -> Mapping[Division, str]:
    return {d: lasting for lasting, line in _lines().items() for d in line}


def _first_id(first: Division) -> str:
    return first.code if first.valid_from is None else f"{first.code}-{first.valid_from}"


def _line(first: Division, after: Mapping[Division, Division]) -> Iterator[Division]:
    at: Division | None = first
    while at is not None:
        yield at
        at = after.get(at)


Same = Callable[[Division, Division], bool]
_SIGNS: tuple[Same, ...] = (
    lambda a, b: a.code == b.code and stem(a.name) == stem(b.name),
    lambda a, b: a.name == b.name,
    lambda a, b: stem(a.name) == stem(b.name),
    # A district's name has two characters before 区: 任县 became 任泽区.
    lambda a, b: len(stem(a.name)) == 1 and b.name.startswith(stem(a.name)) and a.parent == b.parent,
    lambda a, b: a.code == b.code,
)
"""By what a division is known again under another name or code, the surest first."""


def _successors() -> Mapping[Division, Division]:
    """The division that went on in the year in which another of its level and province ended, where one sign
    names one, and that one no other.
    """
    begun: dict[tuple[int, str, str], list[Division]] = defaultdict(list)
    for d in divisions():
        if d.valid_from is not None:
            begun[d.valid_from, d.code[:2], d.level].append(d)
    ended = [d for d in divisions() if d.valid_to is not None]
    found: dict[Division, Division] = {}
    for same in _SIGNS:
        taken = set(found.values())
        pairs = [
            (a, b)
            for a in ended
            if a not in found
            for b in begun.get((a.valid_to or 0, a.code[:2], a.level), ())
            if b not in taken and b is not a and same(a, b)
        ]
        before, behind = _counts(pairs)
        found |= {a: b for a, b in pairs if before[a] == behind[b] == 1}
    return found


def _counts(pairs: list[tuple[Division, Division]]) -> tuple[dict[Division, int], dict[Division, int]]:
    before: dict[Division, int] = defaultdict(int)
    behind: dict[Division, int] = defaultdict(int)
    for a, b in pairs:
        before[a] += 1
        behind[b] += 1
    return before, behind
