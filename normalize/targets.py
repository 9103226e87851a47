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


def achieved(
    target: Target | None,
    target_text: str | None,
    value: Decimal | None,
    actual_text: str | None,
    unit: str | None,
) -> bool | None:
    """Whether the actual meets the target; null where it can't be told."""
    if target is None or actual_text is None:
        return None
    if target.op in ("qualitative", "by_date"):
        return True if fold(target_text or "") == fold(actual_text) else None
    if value is None or target.value is None or (unit and target.unit and fold(unit) != fold(target.unit)):
        return None
    if target.op == "range":
        return None if target.high is None else target.value <= value <= target.high
    # More than a plain number is as good, but where it is none at all that may happen.
    plain = value >= target.value if target.value else value == 0
    tests = {
        "ge": value >= target.value,
        "gt": value > target.value,
        "le": value <= target.value,
        "lt": value < target.value,
        "eq": plain,
    }
    return tests[target.op]
