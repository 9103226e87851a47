"""Sentences that a report says twice, word by word, with another number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, combinations

from checks.codes import State
from checks.compare.interval import point
from checks.compare.slips import significant
from checks.comparison import HOLDS, Comparison
from checks.facts import Facts, paragraph, where
from extract import regex
from extract.fold import fold
from normalize.schema import Figure, Fund, Passage

NUMBER = regex.compile(r"(?<![\d.])\d[\d,]*(?:\.\d+)?")
ORDINAL = regex.compile(r"(?:^|(?<=[。：:；;]))[(（]?\d{1,2}[)）、.](?=20\d\d年|\D)")
CLAUSE = regex.compile(r"(?<=[，,；;：:])(?!\d)")
HAN = regex.compile(r"\p{Han}")
MARKS = "，,；;：:。"
LONGEST = 6
"""Clauses of a sentence that are looked for elsewhere together."""
WORDS = 16
"""Characters that are not the same twice by chance."""
ALIKE = 2
"""Numbers of two such places, each another one, that are not the same by chance."""
PLACES, MOST = 2, 6
"""Places with the same words: of more, they are those of a form."""
YEARS = range(1990, 2100)
MISPRINTED = regex.compile(r"(?<!\d)\d{5}年")
"""What is told of as no year."""
LONG = 3
"""Digits of the longest of these."""


@dataclass(frozen=True)
class _Said:
    """Clauses of a sentence, the numbers in them, and the first row of the sentence."""

    row: Figure
    words: str
    numbers: tuple[str, ...]


def repeated(facts: Facts) -> Iterator[Comparison]:
    """Every two places with the same words and the same long numbers, all of them or all but one."""
    told: set[tuple[int, int]] = set()
    for first, second in _pairs(facts):
        places = paragraph(first.row), paragraph(second.row)
        other = [n for n, (a, b) in enumerate(zip(first.numbers, second.numbers, strict=True)) if a != b]
        if places in told or (len(other) <= 1 and not _are_same(first, other)):
            continue
        told.add(places)
        if len(other) <= 1:
            yield _differing(facts, first, second, other[0]) if other else HOLDS


def _pairs(facts: Facts) -> Iterator[tuple[_Said, _Said]]:
    """Every two places where clauses have the same words around their numbers, the longest first."""
    places: dict[str, list[_Said]] = defaultdict(list)
    for row, text in facts.texts:
        if isinstance(row, Passage) or MISPRINTED.search(text):
            continue
        for words in _runs(text):
            numbers = tuple(NUMBER.findall(words))
            if len(numbers) > ALIKE and len(HAN.findall(words)) >= WORDS:
                places[NUMBER.sub("#", words)].append(_Said(row, words, numbers))
    for words in sorted(places, key=len, reverse=True):
        if len(places[words]) <= MOST:
            yield from combinations(places[words], PLACES)


def _runs(text: str) -> Iterator[str]:
    """The sentence without the number of its paragraph, and clauses of it that follow each other."""
    clauses = CLAUSE.split(ORDINAL.sub("", text))
    whole = range(len(clauses), len(clauses) + 1)
    for length in {*whole, *range(PLACES, min(LONGEST, len(clauses)) + 1)}:
        for n in range(len(clauses) - length + 1):
            yield "".join(clauses[n : n + length]).strip(MARKS)


def _are_same(said: _Said, other: Sequence[int]) -> bool:
    """Whether the numbers that two places have in common cannot be so by chance."""
    common = {Decimal(x.replace(",", "")) for n, x in enumerate(said.numbers) if n not in other}
    digits = [significant(x) for x in common if x not in YEARS]
    return sum(d >= ALIKE for d in digits) >= ALIKE and max(digits, default=0) >= LONG


def _differing(facts: Facts, first: _Said, second: _Said, at: int) -> Comparison:
    """The comparison of two places that differ in one number."""
    a, b = (s.numbers[at] for s in (first, second))
    rows = [_row(facts, s, at) for s in (first, second)]
    both = [r.fund_id for r in rows if isinstance(r, Fund)]
    values = [point(Decimal(x.replace(",", ""))) for x in (b, a)]
    return Comparison(
        state=State.BROKEN,
        message=f"“{_shown(first, at)}”在另一处作“{_shown(second, at)}”，文字和其他数字相同{where(*rows)}。",
        rows=tuple(rows),
        reported=Decimal(b.replace(",", "")),
        expected=Decimal(a.replace(",", "")),
        repairs=tuple(zip(both, values, strict=True)) if len(both) == PLACES else (),
    )


def _shown(said: _Said, at: int) -> str:
    """The clause that a number stands in."""
    number = [*NUMBER.finditer(said.words)][at].start()
    ends = accumulate(map(len, CLAUSE.split(said.words)))
    return next(c for c, end in zip(CLAUSE.split(said.words), ends, strict=True) if number < end).strip(MARKS)


def _row(facts: Facts, said: _Said, at: int) -> Fund | Figure:
    """The row of a number of a sentence; the sentence's first one where it has none of its own."""
    of_sentence = [
        f for f in facts.rows.figures if paragraph(f) == paragraph(said.row) and f.context == said.row.context
    ]
    printed = [f for f in of_sentence if NUMBER.findall(fold(f.raw or ""))[:1] == [said.numbers[at]]]
    found = printed[0] if printed else said.row
    funds = {f.fund_id: f for f in facts.funds}
    return funds.get(found.used_by or "", found)
