"""Changes: by both of their ends (由4.42万元减少到3.42万元); two that are one but for a digit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from checks.codes import State
from checks.compare.printed import wide
from checks.compare.rates import grown
from checks.compare.slips import is_slip_of
from checks.comparison import HOLDS, Comparison
from checks.facts import Facts, where
from extract import regex
from normalize.schema import Fund

UP = ("增加", "增长", "上升", "提高", "提升", "扩大")
DOWN = ("减少", "下降", "降低", "压缩", "压减", "缩减", "回落")
YEAR_OF = r"(?:20\d{2}年度?(?:末|底)?的?)?"
NUMBER = r"\d[\d,]*(?:\.\d+)?"
UNIT = "亿元|万元|元|%|人次|批次|人|个|辆|户"
FROM_TO = regex.compile(
    rf"[由从](?:原来|上年|去年)?的?{YEAR_OF}[^\d，,。；;第]{{0,10}}(?P<a>{NUMBER})(?P<unit>{UNIT})?"
    rf"(?P<word>{'|'.join((*UP, *DOWN))})(?:到|至|为)了?(?:今年|本年)?的?{YEAR_OF}"
    rf"(?P<b>{NUMBER})(?P<other>{UNIT})(?!以[内下上])"
)
SIDES = ("收入", "支出")
STATED = ("final", "initial_budget")


def from_to(facts: Facts) -> Iterator[Comparison]:
    """The word between two ends against which of them is more; equal ends are no change at all."""
    for row, text in facts.texts:
        for found in FROM_TO.finditer(text):
            if found["unit"] not in (None, found["other"]):
                continue
            before, after = (Decimal(found[end].replace(",", "")) for end in "ab")
            rose = found["word"] in UP
            if before != after and (after > before) == rose:
                yield HOLDS
                continue
            yield Comparison(
                state=State.BROKEN,
                message=f"“{found.group()}”：前后两数与“{found['word']}”不符{where(row)}。",
                rows=(row,),
            )


def is_slip_between(facts: Facts, a: Fund, b: Fund) -> bool:
    """Whether one of two changes of an equal amount is the other with a digit mistyped.

    Not where they are of two sides (收入, 支出), where another change makes up what they differ by
    (一般公共预算增加991万元，政府性基金减少10万元), or where the rate printed beside each bears it out.
    """
    first, other = _size(a), _size(b)
    sides = [tuple(side in f.item for side in SIDES) for f in (a, b)]
    if sides[0] != sides[1] or not is_slip_of(first, other):
        return False
    moved = {_size(f) for f in facts.rates("change", origin="text")}
    borne_out = {c.fund_id for c in _borne_out(facts)}
    return abs(first - other) not in moved and not {a.fund_id, b.fund_id} <= borne_out


def _size(change: Fund) -> Decimal:
    return abs(change.amount_yuan or Decimal(0))


def _borne_out(facts: Facts) -> Iterator[Fund]:
    """The changes beside which a rate is printed that they and their amount give."""
    for rate in facts.rates("change_rate", origin="text"):
        change = facts.before(rate, ["change"])
        current = change and facts.before(change, STATED)
        if change and current and current.amount_yuan != change.amount_yuan and rate.value:
            try:
                if wide(rate).meets(grown(change, current, wide)):
                    yield change
            except ZeroDivisionError:
                continue
