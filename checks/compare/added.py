"""Sentences that add amounts up to a total, as reports of governments balance their budgets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from checks.codes import State
from checks.comparison import Comparison, Repair
from checks.facts import Facts, where
from extract import regex
from normalize.schema import Figure

from .interval import Interval, total
from .printed import factor, printed, shown, wide

ADDED = regex.compile("(?<![增追附参])加(?:上|[:：])")
IN_ALL = regex.compile("(?P<word>总计|总量|合计)(完成|达到?|为|共)?$")
BEFORE = regex.compile("[比较]|[上去]年")
"""Of another year: 比上年收入总计45亿元增加1亿元."""
OPEN, CLOSED = r"(（\[【〔", r")）\]】〕"
BRACKETS = regex.compile(f"[{OPEN}][^{OPEN}{CLOSED}]*[{CLOSED}]")
OPENED, CLOSES = regex.compile(f"[{OPEN}]"), regex.compile(f"[{CLOSED}]")
NUMBERING = regex.compile(rf"(?<![\d.])\d{{1,2}}[{CLOSED}]|[一二三四五六七八九十][{CLOSED}]")
"""A number of a list, such as 1） or 一）: what it closes was never opened."""
CLAUSE = regex.compile(r"^.*(?:[，,；;、。]|\d(?:万|亿|万亿)?元)")
NO_ENTRY = regex.compile(
    "^(?:为|占|完成)[^，,]*预算|分别|主要|其中|包括|含|扣除|减|^[—:：]|[比较]|增[加长收支幅]|(?<!公)共$"
)
"""What is said of an amount that is part of another one, taken off, a change, or several in one."""
AmountAt = tuple[Figure, int]
"""An amount, and where in its sentence it stands."""


@dataclass(frozen=True)
class Addition:
    """A, 加上 b, c, 收入总计 E."""

    first: tuple[Figure, ...]
    """What stands before 加上: A, where that can be told."""
    added: tuple[Figure, ...]
    count: int
    """Amounts that are added, those too that a sum of some of them stands for."""
    whole: Figure
    name: str
    sure: bool
    """Whether each amount is surely an entry."""

    @property
    def parts(self) -> tuple[Figure, ...]:
        """All that the total is of."""
        return (*self.first, *self.added)


def is_addition(sentence: str) -> bool:
    """Whether a sentence adds something up outside of its brackets."""
    return bool(_openings(sentence))


def additions(figures: Sequence[AmountAt], sentence: str, changes: frozenset[str]) -> Iterator[Addition]:
    """The additions of a sentence, of its amounts in order, without those that its brackets split.

    `changes`: the ids of the funds that are changes: 比上年增加2.00亿元 is no entry.
    """
    outside = [(f, at) for f, at in figures if not _is_bracketed(sentence, at)]
    begin = 0
    for opening in _openings(sentence):
        if opening < begin:
            continue  # 再加上 goes on with the addition before it
        first = [(f, at) for f, at in outside if begin <= at < opening and f.used_by not in changes]
        found = _summed(first, [(f, at) for f, at in outside if at > opening], sentence, changes)
        if found is None:
            return
        yield found
        begin = next(at for f, at in outside if f is found.whole) + 1


def _summed(
    first: Sequence[AmountAt], behind: Sequence[AmountAt], sentence: str, changes: frozenset[str]
) -> Addition | None:
    """What stands before 加上, and what behind it up to the total; null where no total follows."""
    added: list[Figure] = []
    count, known = 0, [f for f, _ in first]
    sure = not any(NO_ENTRY.search(_clause(sentence, at)) for _, at in first)
    for f, at in behind:
        clause = _clause(sentence, at)
        made_up = _made_up(f, added) if clause.endswith("合计") else 0
        if added and not made_up and _is_whole(f, clause, [*known, *added]):
            return Addition(tuple(known), tuple(added), count, f, clause, sure)
        sure &= not NO_ENTRY.search(clause) and f.used_by not in changes
        if f.used_by not in changes:
            added = [*added[: len(added) - made_up], f]
            count += not made_up
    return None


def _is_whole(f: Figure, clause: str, parts: Sequence[Figure]) -> bool:
    """Whether an amount is said to be the total, which 合计 says of some parts too."""
    said = IN_ALL.search(clause)
    if not said or BEFORE.search(clause):
        return False
    return said["word"] != "合计" or wide(f).high >= max(wide(p).low for p in parts)


def _made_up(f: Figure, added: Sequence[Figure]) -> int:
    """How many of the last amounts make one up: 一般债券5亿元、专项债券3亿元，合计8亿元; 0 where none do."""
    counts = range(2, len(added) + 1)
    return next((n for n in counts if wide(f).meets(total(map(wide, added[-n:])))), 0)


def _openings(sentence: str) -> list[int]:
    """Where 加上 stands outside of brackets."""
    return [m.start() for m in ADDED.finditer(sentence) if not _is_bracketed(sentence, m.start())]


def _is_bracketed(sentence: str, at: int) -> bool:
    """Whether a place lies within brackets, of which a sentence that ； cut off has one alone."""
    before, behind = _unbracketed(sentence[:at]), _unbracketed(NUMBERING.sub("", sentence[at:]))
    return OPENED.search(before) is not None or CLOSES.search(behind) is not None


def _clause(sentence: str, at: int) -> str:
    """What stands right before a number, without what is in brackets."""
    return CLAUSE.sub("", _unbracketed(sentence[:at]))


def _unbracketed(text: str) -> str:
    return BRACKETS.sub("", BRACKETS.sub("", text))


def not_added_up(facts: Facts, whole: Figure, parts: Sequence[Figure], name: str) -> Comparison:
    """The comparison of amounts that do not make the total they are added up to, in words.

    It rests on the funds that carry the numbers, so that what else is said of them is of the same mistake.
    """
    unit, rows = whole.unit or "元", (whole, *parts)
    summed = sum((f.value * factor(f.unit) for f in parts if f.value is not None), Decimal(0))
    places = max(f.decimals or 0 for f in rows)
    return Comparison(
        state=State.BROKEN,
        message=(
            f"{name}印为{printed(whole)}，所列{len(parts)}项相加为{shown(summed, unit, places, whole)}，"
            f"两者不符{where(*rows)}。"
        ),
        rows=tuple(facts.by_id.get(f.used_by or "", f) for f in rows),
        reported=whole.value,
        expected=summed / factor(unit),
        unit=unit,
        culprit=whole.used_by,
        repairs=_repairs(whole, parts),
    )


def _repairs(whole: Figure, parts: Sequence[Figure]) -> tuple[Repair, ...]:
    """The total as its parts make it, and each part as the total and the others leave it."""
    summed = total(map(wide, parts))
    missing = wide(whole) - summed
    held = [(whole.used_by, summed)]
    for f in parts:
        amount = (f.value or Decimal(0)) * factor(f.unit)
        held.append((f.used_by, missing + Interval(amount, amount)))
    return tuple((id, values) for id, values in held if id)
