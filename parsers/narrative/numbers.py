"""The amounts and percentages of folded text, each with the words around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extract import regex
from parsers.lexicon import clue_words, narrative_words, number_words
from parsers.lexicon.parts import APART
from parsers.words.numbers import PERCENT, in_full

PERCENT_IN_TEXT = regex.compile(rf"(?<![\d.×*])(?P<number>{PERCENT.pattern[:-1]})(?P<unit>%)")
DIGIT = regex.compile(r"\d")
ASIDE = regex.compile(r"[(（][^()（）]*[)）]")
CLAUSE = regex.compile(r"[，,；;。：:！？|]")


@dataclass(frozen=True)
class Number:
    """A number of money or a percentage.

    `lead`: the words of its clause before it, back to the number before. `gap`: all words back to that
    number. `clause`:
    its clause up to it. `after`: what follows.
    """

    text: str
    unit: str
    start: int
    digits: int
    end: int
    approximate: bool
    lead: str
    gap: str
    clause: str
    after: str

    @property
    def percent(self) -> bool:
        """Whether it is a percentage."""
        return self.unit == "%"


def brackets(folded: str) -> list[tuple[int, int]]:
    """Spans of the brackets that hold numbers of their own: what stands in them is said of parts, not in
    passing.
    """
    out, opened = [], []
    for found in regex.finditer(r"[()（）]", folded):
        if found.group() in "(（":
            opened.append(found.start())
        elif opened:
            start = opened.pop()
            inner = folded[start + 1 : found.start()]
            if number_words().held_in_bracket.found_in(inner) and not number_words().alone.begins(inner):
                out.append((start, found.end()))
    return sorted(out)


def numbers(folded: str, held: list[tuple[int, int]]) -> list[Number]:
    """The amounts and percentages in order; `held`: the brackets that hold numbers, at whose marks
    clauses begin and end.
    """
    words = number_words()
    patterns = (words.money, PERCENT_IN_TEXT, words.shared_unit, words.shared_by_names)
    if DIGIT.search(folded) is None:
        return []
    spans = [m for pattern in patterns for m in pattern.finditer(folded)]
    kept = [m.span() for m in words.kept_part.finditer(folded)]
    spans = [m for m in spans if not any(a < m.start() < b for a, b in kept)]
    noted = words.noted_unit.search(folded)
    if noted is not None:
        spans += words.without_unit.finditer(folded)
    aside = [m.span() for m in ASIDE.finditer(folded) if m.span() not in held]
    cuts = sorted(
        {0, *(c.end() for c in CLAUSE.finditer(folded)), *(a + 1 for a, _ in held), *(b for _, b in held)}
        - {c for a, b in aside for c in range(a + 1, b)}
    )
    out: list[Number] = []
    for m in sorted(spans, key=lambda s: (s.start("number"), -s.end())):
        start, digits = m.span("number")
        before = out[-1].end if out else 0
        if start < before:
            continue
        cut = cuts[bisect_right(cuts, start) - 1]
        end = max(m.end(), digits)
        unit = m["unit"] or (noted["unit"] if noted else "")
        out.append(
            Number(
                text=m["number"].replace(APART, ","),
                unit=in_full(unit),
                start=start,
                digits=digits,
                end=end,
                approximate=any(m.groupdict().get(x) for x in ("near", "more", "more2")),
                lead=folded[max(cut, before) : start],
                gap=folded[before:start],
                clause=folded[cut:start],
                after=folded[end : end + 24],
            )
        )
    return out


def full_brackets(spans: Sequence[tuple[int, int]], all_numbers: Sequence[Number]) -> frozenset[int]:
    """Where brackets open right behind an amount that those in them make up: 债券66万元（一般债券12万元、专项
    债券54万元）.
    """
    out: set[int] = set()
    for start, end in spans:
        before = next((n for n in all_numbers if n.end == start), None)
        parts = [n for n in all_numbers if start <= n.start < end and not n.percent]
        if before is None or len(parts) < 2 or {n.unit for n in parts} != {before.unit}:
            continue
        if sum(amount_of(n.text) for n in parts) == amount_of(before.text):
            out.add(start)
    return frozenset(out)


def amount_of(text: str) -> Decimal:
    """The amount that a number's characters print."""
    return Decimal(text.replace(",", ""))


def is_threshold(n: Number) -> bool:
    """Whether a number is a limit or a standard and no quantity: 单价100万元以上, 人均标准6000元."""
    words = narrative_words()
    return bool(words.limit.match(n.after) or words.threshold.search(clue_words().priced.sub("", n.clause)))


def touches_another(n: Number) -> bool:
    """Whether an amount touches another number, as cells of a form do whose borders were lost:
    5亿元5亿元6亿元; or hyphens join it to the words before: 投入-成本目标-投入资金-5万元.
    """
    behind = (n.start > 0 and not n.gap) or n.lead.endswith("-")
    return not n.percent and (behind or number_words().money.match(n.after) is not None)
