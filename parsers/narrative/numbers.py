"""The numbers of a paragraph: amounts and percentages with the words before them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from extract import regex
from parsers.lexicon import load
from parsers.words.numbers import APART, MONEY, PERCENT

CLAUSE = regex.compile(r"[，,；;。：:！？]")
YEAR = regex.compile(r"(?P<year>20\d\d)年(?:度|(?![\d月]))")
PERCENT_IN_TEXT = regex.compile(rf"(?<![\d.])(?P<number>{PERCENT.pattern[:-1]})(?P<unit>%)")


@dataclass(frozen=True)
class Number:
    """A number of money or a percentage in folded text: its span, the words before it back to the last number or clause end."""

    text: str
    unit: str
    start: int
    end: int
    approximate: bool
    lead: str
    clause: str
    after: str

    @property
    def percent(self) -> bool:
        return self.unit == "%"


def numbers(folded: str) -> list[Number]:
    """Amounts and percentages of a paragraph in order."""
    spans = [(m, True) for m in MONEY.finditer(folded)] + [
        (m, False) for m in PERCENT_IN_TEXT.finditer(folded)
    ]
    clauses = [0, *(c.end() for c in CLAUSE.finditer(folded))]
    out: list[Number] = []
    for m, money in sorted(spans, key=lambda s: s[0].start("number")):
        start, end = m.start("number"), m.end()
        if out and start < out[-1].end:
            continue
        clause_start = clauses[bisect_right(clauses, start) - 1]
        lead = folded[max(clause_start, out[-1].end if out else 0) : start]
        unit = m["unit"] if not money or m["unit"].endswith("元") else m["unit"] + "元"
        near = money and bool(m["near"] or m["more"] or m["more2"])
        out.append(
            Number(
                m["number"].replace(APART, ","),
                unit,
                start,
                end,
                near,
                lead,
                folded[clause_start:start],
                folded[end : end + 12],
            )
        )
    return out


def is_threshold(n: Number) -> bool:
    return bool(regex.match(r"(\(含\))?(以上|以下|及以上|以内)", n.after)) or bool(
        regex.search(load("narrative")["words"]["threshold"], n.clause)
    )
