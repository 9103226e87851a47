"""指标值 and 完成值 as written → operator, numbers and unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extract import regex
from extract.fold import fold

from .values import exact

NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
SIGNS = (
    ("ge", "≥|>=|大于等于|不少于|不低于|不小于|至少"),
    ("le", "≤|<=|小于等于|不超过|不高于|不大于|不多于|控制在"),
    ("gt", ">|大于|超过|高于"),
    ("lt", "<|小于|低于|少于"),
    ("eq", "="),
)
DATE = r"(?:(?P<year>20\d{2})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|(?P<end>[底末]))?"
DUE = regex.compile(rf"{DATE}(?:[之以]?前)?(?:完成\p{{Han}}{{0,6}})?")
DONE = regex.compile(rf"{DATE}(?:已?完成\p{{Han}}{{0,6}})?")
LAST = 31
"""The end of a month, whichever it is."""
SUFFIXES = (("ge", r"\(?及?以上\)?|\(含\)以上"), ("le", r"\(?及?以[内下]\)?|\(含\)以[内下]"))


@dataclass(frozen=True)
class Target:
    """A target: `op` as in the contract, its number (of a range the lower end and `high`) and unit."""

    op: str
    value: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None


def read_target(text: str | None) -> Target | None:
    """The target that a cell states; qualitative where it holds no number to measure by."""
    if not text:
        return None
    folded = fold(text)
    signed = [
        (op, m) for op, sign in SIGNS if (m := regex.fullmatch(rf"(?:{sign}){NUMBER}(\D{{0,8}})", folded))
    ]
    # ≤30日 is a length of time and ≥1次/季度 a number of times; ≤12月 is a date.
    if not (signed and regex.match("[年月]", signed[0][1].group(2)) is None) and regex.search(
        r"\d{1,2}月|\d{1,2}日|年底|月底|季度|20\d{2}年", folded
    ):
        return Target("by_date")
    if m := regex.fullmatch(rf"{NUMBER}(\D*?)[-~—至]{NUMBER}(\D*)", folded):
        return Target("range", exact(m.group(1)), exact(m.group(3)), m.group(4) or m.group(2) or None)
    if signed:
        op, m = signed[0]
        return Target(op, exact(m.group(1)), None, m.group(2) or None)
    for op, suffix in SUFFIXES:
        if m := regex.fullmatch(rf"{NUMBER}([^\d]{{0,8}}?)(?:{suffix})([^\d]{{0,3}})", folded):
            return Target(op, exact(m.group(1)), None, (m.group(2) + m.group(3)) or None)
    if m := regex.fullmatch(rf"{NUMBER}([^\d]{{0,10}})", folded):
        return Target("eq", exact(m.group(1)), None, m.group(2) or None)
    return Target("qualitative")


def read_actual(text: str | None) -> tuple[Decimal | None, str | None]:
    """(number, unit) of an actual value; a date or words give none."""
    if not text:
        return None, None
    folded = fold(text)
    m = regex.fullmatch(rf"(?:≥|≤|=|>|<|约|共|已?完成)?{NUMBER}([^\d]{{0,8}})", folded)
    if m is None or regex.search("[年月]|(?<!工作)日", m.group(2)):
        return None, None
    return exact(m.group(1)), regex.sub("以[内上下]$", "", m.group(2)) or None


def is_cost(level1: str | None, level2: str | None) -> bool:
    """Whether an indicator is one of cost (成本指标): the less the better."""
    return "成本" in fold(f"{level1 or ''}{level2 or ''}")


def achieved(
    target: Target | None, target_text: str | None, actual_text: str | None, cost: bool
) -> bool | None:
    """Whether the actual meets the target; null where it can't be told. Of an indicator of `cost` a plain
    number is a limit, of others the least that is to be reached.

        >>> achieved(read_target("60万元"), "60万元", "43万元", cost=True)
        True
    """
    if target is None or not actual_text:
        return None
    if fold(target_text or "") == fold(actual_text):
        return True
    if target.op == "by_date":
        return _in_time(fold(target_text or ""), fold(actual_text))
    goal, reached = _goal(target, cost), _reached(actual_text)
    if goal is None or reached is None or not _is_one_unit(target.unit, reached[1]):
        return None
    if reached[0].within(goal):
        return True
    return None if reached[0].meets(goal) else False


def _in_time(target: str, actual: str) -> bool | None:
    """Whether one day is before another; null where a year or a day is not said that decides it, and on the
    day itself.
    """
    due, done = DUE.fullmatch(target), DONE.fullmatch(actual)
    if due is None or done is None or (due["year"] is None) != (done["year"] is None):
        return None
    (early, last), (first, late) = _days(due), _days(done)
    return True if late < early else False if first > last else None


def _days(found: regex.Match[str]) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """The first and the last day that a date may mean: any of its month, where it says no day."""
    month = int(found["year"] or 0), int(found["month"])
    end = LAST if found["end"] else None
    day = int(found["day"]) if found["day"] else end
    return (*month, day or 1), (*month, day or LAST)


@dataclass(frozen=True)
class TargetStretch:
    """The numbers that a sign or a range means; null ends are open without end. A strict end is no part of
    it.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    strict_low: bool = False
    strict_high: bool = False

    def within(self, other: TargetStretch) -> bool:
        """Whether all of its numbers are of the other."""
        return _begins_in(self, other) and _begins_in(self.turned(), other.turned())

    def meets(self, other: TargetStretch) -> bool:
        """Whether some of its numbers are of the other."""
        return not _is_below(self, other) and not _is_below(other, self)

    def turned(self) -> TargetStretch:
        """The same with all signs changed."""
        low, high = (None if x is None else -x for x in (self.high, self.low))
        return TargetStretch(low, high, self.strict_high, self.strict_low)


def _begins_in(inner: TargetStretch, outer: TargetStretch) -> bool:
    if outer.low is None:
        return True
    if inner.low is None:
        return False
    return inner.low > outer.low or (inner.low == outer.low and (inner.strict_low or not outer.strict_low))


def _is_below(a: TargetStretch, b: TargetStretch) -> bool:
    if a.high is None or b.low is None:
        return False
    return a.high < b.low or (a.high == b.low and (a.strict_high or b.strict_low))


def _goal(target: Target, cost: bool) -> TargetStretch | None:
    """What fulfils a target: more than a plain number is as good, but where it is none at all or a cost."""
    if target.op != "eq" or target.value is None:
        return _stretch(target)
    if cost:
        return TargetStretch(high=target.value)
    return TargetStretch(target.value) if target.value else _stretch(target)


def _stretch(told: Target) -> TargetStretch | None:
    """The numbers that a target or an actual means; null where it is no number."""
    value = told.value
    if value is None:
        return None
    return {
        "ge": TargetStretch(value),
        "gt": TargetStretch(value, strict_low=True),
        "le": TargetStretch(high=value),
        "lt": TargetStretch(high=value, strict_high=True),
        "range": TargetStretch(value, told.high),
    }.get(told.op, TargetStretch(value, value))


def _reached(text: str) -> tuple[TargetStretch, str | None] | None:
    """What was reached and its unit: a number, or as a sign or a range says."""
    value, unit = read_actual(text)
    told = read_target(text)
    if told is not None and told.op not in ("eq", "qualitative", "by_date"):
        held = _stretch(told)
        return None if held is None else (held, told.unit)
    return None if value is None else (TargetStretch(value, value), unit)


def _is_one_unit(a: str | None, b: str | None) -> bool:
    return not (a and b) or fold(a) == fold(b)
