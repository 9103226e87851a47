"""The divisions that a name begins with: 湖南省长沙市天心区财政局 names three and goes on with 财政局."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from extract import regex
from extract.fold import fold

from .divisions import Division, chain, divisions
from .lineage import PEOPLES, stem

_SHORT_STATE = regex.compile(rf"(?P<place>.{{2,}}?){PEOPLES}+自治(?P<kind>[州县旗])")
_SHORT_PROVINCE = regex.compile(r"(?P<place>.{2,}?)(?:省|市|(?:壮族|回族|维吾尔)?自治区)")
_CUT = regex.compile(r"区[域划块间]|县[级域]|市(?:场|容|政(?![府协法])|民(?:中心|服务|广场|热线))|旗舰")
"""A place's last character that is the first of another word."""


@dataclass(frozen=True)
class Chain:
    """Divisions at the head of a folded name, from above to below as the name has them.

    `start`, `end`: where the last of them stands.
    """

    divisions: tuple[Division, ...]
    start: int
    end: int


def chains(text: str, year: int) -> tuple[Chain, ...]:
    """The longest readings of a folded name's head as divisions that stood in a year, each below the one
    before it; several where the name is that of several places. Empty where it begins with none.
    """
    found = [c for c in _chains(text, 0, (), year) if not _short(text, c)]
    longest = max((c.end for c in found), default=0)
    return tuple(c for c in found if c.end == longest)


def right_before(text: str, at: int, year: int) -> frozenset[Division]:
    """The divisions of a year whose name folded words have right before a position, the longest such name."""
    for n in range(min(_longest(), at), 1, -1):
        if found := frozenset(d for d in _written().get(text[at - n : at], ()) if d.stands_in(year)):
            return found
    return frozenset()


def forms(division: Division) -> Iterator[str]:
    """How a division is written, folded: its name, and 湘西州 for 湘西土家族苗族自治州."""
    name = fold(division.name)
    yield name
    if short := _SHORT_STATE.fullmatch(name):
        yield short["place"] + short["kind"]


def short_province(division: Division) -> str | None:
    """湖南 for 湖南省; null for what is no province."""
    found = _SHORT_PROVINCE.fullmatch(fold(division.name)) if division.level == "province" else None
    return found["place"] if found else None


def namesakes(text: str, year: int) -> tuple[Division, ...]:
    """The divisions of a year whose names without 省, 市 or 县 a folded name begins with.

    长沙经济技术开发区: 长沙市 and 长沙县.
    """
    for n in range(min(_longest(), len(text)), 1, -1):
        if found := tuple(d for d in _stems().get(text[:n], ()) if d.stands_in(year)):
            return found
    return ()


def has_counties(division: Division) -> bool:
    """Whether other divisions of the table lie below one."""
    return division.code in _parents()


def _chains(text: str, start: int, above: tuple[Division, ...], year: int) -> Iterator[Chain]:
    for size in range(2, min(_longest(), len(text) - start) + 1):
        end = start + size
        for d in _written().get(text[start:end], ()):
            if d.stands_in(year) and (not above or above[-1] in chain(d, year)[:-1]):
                # 保定市容城县 goes on with a place, 保定市容局 does not.
                if not _CUT.match(text, end - 1):
                    yield Chain((*above, d), start, end)
                yield from _chains(text, end, (*above, d), year)


def _short(text: str, found: Chain) -> bool:
    """Whether a chain is a province's short name alone, which is the head of many other names (吉林大学)."""
    first = found.divisions[0]
    return len(found.divisions) == 1 and text[: found.end] == short_province(first)


@lru_cache
def _longest() -> int:
    return max(map(len, _written()))


@lru_cache
def _parents() -> frozenset[str]:
    return frozenset(d.parent for d in divisions() if d.parent)


@lru_cache
def _stems() -> Mapping[str, tuple[Division, ...]]:
    names: dict[str, list[Division]] = defaultdict(list)
    for d in divisions():
        names[short_province(d) or stem(fold(d.name))].append(d)
    return {name: tuple(found) for name, found in names.items()}


@lru_cache
def _written() -> Mapping[str, tuple[Division, ...]]:
    """Divisions by how they are written. A short form that is another's name in the same province is none."""
    names: dict[str, list[Division]] = defaultdict(list)
    for d in divisions():
        names[fold(d.name)].append(d)
    out = {name: list(found) for name, found in names.items()}
    for d in divisions():
        for form in list(forms(d))[1:]:
            if not any(other.code[:2] == d.code[:2] for other in names.get(form, ())):
                out.setdefault(form, []).append(d)
        if short := short_province(d):
            out.setdefault(short, []).append(d)
    return {form: tuple(found) for form, found in out.items()}
