"""The wordings that reports are written in: data of the TOML files beside this module, and the filling of their slots.

{S}              the name of subject S, as this report prints it
{S.final}        one of its numbers, with its unit: a row (the words of `NUMBERS`)
{S.final!}       the same without its unit, which the next number of a pair prints
{A&B.final}      one number said of both: a row each
[增加|减少 S]     the word that fits the change since last year ([大于|小于 S budget]: since 年初预算)
<a|b>            either
{&compare S}     a wording of that list, X standing for the subject; lists of three kinds by how the numbers lie
{*L part}        all subjects of list L, each by a wording of `part`, one after another
{#L part}        the same, a numbered paragraph each
{Y} {why} …      words of `Filler.words`: this year, the reason, …;  a line break ends a paragraph
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tests.generated.amounts import Amount, Print, rate

FILES = ("clauses", "totals", "general", "spending", "budgets", "evaluation", "headings")
ALTERNATIVES = re.compile(r"<([^<>]*)>")
MACRO = re.compile(r"\{&(?P<name>\w+) (?P<who>[A-Z]\d*)\}")
LIST = re.compile(r"\{(?P<kind>[*#])(?P<who>[A-Z]) (?P<name>\w+)\}")
TOKEN = re.compile(
    r"\{(?P<who>[A-Z]\d*(?:&[A-Z]\d*)*)(?:\.(?P<what>\w+)(?P<bare>!)?)?\}"
    r"|\[(?P<up>[^|\]]*)\|(?P<down>[^|\] ]*) (?P<of>[A-Z]\d*)(?P<budget> budget)?\]"
    r"|\x01(?P<enter>[^\x02]*)\x02|(?P<leave>\x03)"
)
SEPARATORS = ("；", "，", "；", "、")
NUMBERING = ("{n}.", "（{n}）", "{n}、", "")
NUMBERING_ABOVE = (*NUMBERING, "（{han}）")
"""Below a heading of the first level （一） is free for the parts of a list."""
UNCHANGED = "\x04"
NO_REASON = re.compile(r"\x04(\x03*)(?:\{why\})?")
"""What has not changed has no reason to be told."""
MOST_TRIES = 200
HAN = "一二三四五六七八九十"


@cache
def wordings() -> dict[str, Any]:
    """Every list of wordings by name."""
    out: dict[str, Any] = {}
    for name in FILES:
        out |= tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))
    return out


@dataclass(frozen=True)
class Subject:
    """What a number is said of. `names`: as a report may print it; `item`: as its row calls it where that is another; `also`: other names that a reader may give it; `spread`:
    two quantities said in one word (收、支总计), so that a reader may give a row for each."""

    names: tuple[str, ...]
    amount: Amount
    item: str | None = None
    also: tuple[str, ...] = ()
    whole: Subject | None = None
    code: str | None = None
    breakdown: str | None = None
    project: str | None = None
    spread: bool = False


Numbers = Mapping[str, tuple[str, str | None, Callable[[Subject], Decimal | tuple[Decimal, Decimal]]]]
NUMBERS: Numbers = {
    "final": ("final", None, lambda s: s.amount.final),
    "prior": ("prior_final", None, lambda s: s.amount.prior),
    "budget": ("initial_budget", None, lambda s: s.amount.budget),
    "adjusted": ("adjusted_budget", None, lambda s: s.amount.adjusted),
    "received": ("received", None, lambda s: s.amount.adjusted),
    "change": ("change", "prior_year", lambda s: s.amount.final - s.amount.prior),
    "over": ("change", "initial_budget", lambda s: s.amount.final - s.amount.budget),
    "rate": ("change_rate", "prior_year", lambda s: (s.amount.final - s.amount.prior, s.amount.prior)),
    "overrate": (
        "change_rate",
        "initial_budget",
        lambda s: (s.amount.final - s.amount.budget, s.amount.budget),
    ),
    "done": ("completion_rate", "initial_budget", lambda s: (s.amount.final, s.amount.budget)),
    "executed": ("completion_rate", "adjusted_budget", lambda s: (s.amount.final, s.amount.adjusted)),
    "execution": ("execution_rate", "adjusted_budget", lambda s: (s.amount.final, s.amount.adjusted)),
    "arrival": ("arrival_rate", "adjusted_budget", lambda s: (s.amount.adjusted, s.amount.adjusted)),
    "share": ("share", "total", lambda s: (s.amount.final, whole_of(s).amount.final)),
}
"""Word of a slot → measure, basis, and the amount, or the two whose ratio it is."""


def whole_of(subject: Subject) -> Subject:
    """What a share of the subject is a share of."""
    assert subject.whole is not None, subject.names
    return subject.whole


class Unfit(Exception):
    """A wording that the drawn numbers do not suit: a rate of nothing, a change of 0 with a word of direction."""


@dataclass
class Filler:
    """Fills wordings for one report; `rows` gathers what the numbers of the text filled last are."""

    random: Random
    printed: Print
    words: Mapping[str, Callable[[], str]]
    subjects: dict[str, Subject] = field(default_factory=dict)
    lists: dict[str, Sequence[Subject]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)
    high: bool = True

    def fill(self, name: str) -> str:
        """A text of the list of wordings `name`; its rows are in `rows`. A wording that the numbers do not suit is drawn again."""
        for letter, held in self.lists.items():
            self.subjects |= {f"{letter}{n}": s for n, s in enumerate(held)}
        for _ in range(MOST_TRIES):
            self.rows, self.names = [], {}
            try:
                text = self._expanded(self._choice(name, wordings()[name]))
                return self._tokens(NO_REASON.sub(r"\1", text))
            except Unfit:
                continue
        raise AssertionError(f"no wording of {name} suits {self.subjects}")

    def _choice(self, name: str, held: Sequence[str]) -> str:
        number = self.random.randrange(len(held))
        return f"\x01{name}#{number}\x02{held[number]}\x03"

    def _expanded(self, text: str) -> str:
        """The text with all choices made and all lists written out."""
        while True:
            before = text
            text = ALTERNATIVES.sub(lambda m: self.random.choice(m[1].split("|")), text, count=1)
            if text == before:
                text = MACRO.sub(lambda m: self._macro(m["name"], m["who"]), text, count=1)
            if text == before:
                text = LIST.sub(self._list, text, count=1)
            if text == before:
                return text

    def _macro(self, name: str, who: str) -> str:
        held = wordings()[name]
        if isinstance(held, dict):
            kind = lie_of(self.subjects[who].amount, held)
            name, held = f"{name}.{kind}", held[kind]
        chosen = bound(self._choice(name, held), who)
        return chosen + UNCHANGED if name.endswith((".flat", ".same", ".nil")) else chosen

    def _list(self, match: re.Match[str]) -> str:
        """The parts of a list; all by one wording."""
        members = [f"{match['who']}{n}" for n in range(len(self.lists[match["who"]]))]
        chosen = self._choice(match["name"], wordings()[match["name"]])
        chosen = ALTERNATIVES.sub(lambda m: self.random.choice(m[1].split("|")), chosen)
        parts = [bound(chosen, m) for m in members]
        if match["kind"] == "*":
            # Where a part has a comma of its own, only a stronger mark tells the parts apart.
            marks = [s for s in SEPARATORS if s != "、" or "，" not in chosen]
            return self.random.choice(marks).join(parts)
        number = self.random.choice(NUMBERING_ABOVE if self.high else NUMBERING)
        ends = self.random.choice(("。", "；"))
        lines = [number.format(n=n, han=HAN[n - 1]) + p for n, p in enumerate(parts, 1)]
        return "\n" + f"{ends}\n".join(lines) + "。"

    def _tokens(self, text: str) -> str:
        """The text with names, words of direction and numbers in their slots."""
        stack: list[str] = []

        def put(match: re.Match[str]) -> str:
            if match["enter"]:
                stack.append(match["enter"])
                return ""
            if match["leave"]:
                stack.pop()
                return ""
            if match["of"]:
                return self._direction(match)
            if match["what"]:
                return self._number(match, "/".join(stack))
            return self._name(match["who"])

        for word, draw in self.words.items():
            while f"{{{word}}}" in text:
                text = text.replace(f"{{{word}}}", draw(), 1)
        return TOKEN.sub(put, text)

    def _direction(self, match: re.Match[str]) -> str:
        amount = self.subjects[match["of"]].amount
        base = amount.budget if match["budget"] else amount.prior
        return match["up"] if amount.final >= base else match["down"]

    def _name(self, who: str) -> str:
        """A subject keeps the name that its text has given it once."""
        return self.names.setdefault(who, self.random.choice(self.subjects[who].names))

    def _number(self, match: re.Match[str], template: str) -> str:
        measure, basis, of = NUMBERS[match["what"]]
        if len({of(self.subjects[who]) for who in match["who"].split("&")}) > 1:
            raise Unfit
        for who in match["who"].split("&"):
            subject = self.subjects[who]
            value = of(subject)
            ratio = isinstance(value, tuple)
            if (isinstance(value, tuple) and not value[1]) or (measure == "change" and not value):
                raise Unfit
            exact = (
                rate(value[0], value[1], self.printed.rate_decimals) if isinstance(value, tuple) else value
            )
            digits = self.printed.percent(exact) if ratio else self.printed.money(exact)
            unit = "%" if ratio else self.printed.unit
            value_text = ("-" if exact < 0 else "") + digits.replace(",", "")
            self.rows.append(
                {
                    "subject": subject,
                    "name": self._name(who),
                    "measure": measure,
                    "basis": basis,
                    "value": value_text,
                    "printed": digits,
                    "unit": unit,
                    "word": match["what"],
                    "template": template,
                }
            )
        return digits + ("" if match["bare"] else unit)


def bound(text: str, who: str) -> str:
    """A wording with its X standing for that subject."""
    text = text.replace("{X", "{" + who).replace(" X}", f" {who}}}")
    return text.replace(" X]", f" {who}]").replace(" X budget]", f" {who} budget]")


def lie_of(amount: Amount, held: Mapping[str, Any]) -> str:
    """Which of a list's kinds fits: moved, flat or new against last year; moved, same, none or nil (neither) against 年初预算."""
    if "nil" in held and not amount.budget and not amount.final:
        return "nil"
    base, equal, nothing = (
        (amount.budget, "same", "none") if "none" in held else (amount.prior, "flat", "new")
    )
    if amount.final == base:
        return equal
    return "moved" if base else nothing
