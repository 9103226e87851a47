"""Names of public bodies in running text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from extract import regex
from parsers.lexicon import unit_words

LONGEST = 40
"""No body's name has more characters."""


_TOLD = r"(?:部门|单位)?(?:决算|预算)|等?\d*[个家]?(?:下属|所属|二级)?(?:预算|事业|行政|参公)?(?:单位)?"


@lru_cache
def ending() -> str:
    """What a body's name ends in, as a pattern."""
    return unit_words().ending.any


@lru_cache
def _own() -> str:
    return unit_words().own.any


def is_body(text: str) -> bool:
    """Whether folded words are the name of a body and nothing else."""
    return (
        4 <= len(text) <= LONGEST
        and regex.fullmatch(rf"[\p{{Han}}A-Za-z\d()“”\"·、]+(?:{ending()}|{_own()}|\({_own()}\))", text)
        is not None
        and not unit_words().generic.search(text)
    )


def is_own(text: str) -> bool:
    """Whether words mean the unit itself without those below it (局本级), and name none."""
    return (
        regex.fullmatch(rf"(?:本?[局委厅部办院会队站所处]|本?(?:单位|部门)|中心|政府|镇|乡)?{_own()}", text)
        is not None
    )


def without_own(text: str) -> str:
    """A name without 本级."""
    return regex.sub(rf"\({_own()}\)$|{_own()}$", "", text)


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
    for found in regex.finditer("以及|和|及其|及|与", text[start:end]):
        left = _bare(text, start, start + found.start())[0]
        if is_body(left) or is_own(left):
            yield start, start + found.start()
            yield from _parted(text, start + found.end(), end)
            return
    yield start, end


def _bare(text: str, start: int, end: int) -> tuple[str, int, int]:
    """A part of a list without its numbering, remarks in brackets and what says that it is a body."""
    lead = regex.match(
        r"(?:\d{1,2}[.、)]|\([一二三四五六七八九十\d]{1,3}\)|[①-⑳]|[一二三四五六七八九十]{1,3}、)*(?:包括|下属|所属|其中)?",
        text[start:end],
    )
    start += lead.end() if lead else 0
    rest = regex.search(rf"(?:{_TOLD}|\((?!{_own()}\))[^()]*\))*$", text[start:end])
    end = start + (rest.start() if rest else end - start)
    return text[start:end], start, end


@lru_cache
def _label() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:项目)?(?P<label>{unit_words().labels.any})(?:[(（]盖章[)）])?[|:：]*(?:\[\d+\])?"
        rf"(?P<name>[\p{{Han}}（）()]{{2,30}}?{ending()}|\p{{Han}}{{4,20}}(?=\|))(?=[|\s]|$|项目|实施|执行|主管|资金)"
    )


def labelled_bodies(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(label, name) of the bodies that a form names beside its labels, where it is text without a grid; a
    name may stand a line below.
    """
    for n, line in enumerate(lines):
        beside = "".join(lines[n : n + 2]) if line.endswith("|") else line
        yield from ((found["label"], found["name"]) for found in _label().finditer(beside))
