"""Points and scores of forms: what a total is made of, what a weight allows."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from checks.comparison import Repair, row_key
from extract import regex
from extract.fold import fold
from normalize.schema import Indicator, Score

from .interval import Interval, point

FULL = Decimal(100)
EXECUTION = Decimal(10)
"""What 预算执行率 weighs by the rules of the MOF."""
ROUNDED = Decimal("0.05")
"""What a corrected point may differ by where shares of a total were rounded."""
RATE = regex.compile("(预算|资金)执行率")
BOUNDED = regex.compile("[<>≤≥≦≧⩽⩾]|以上|以内|不少于|不超过|大于|小于")
"""An actual value that is stated as a bound, not as a number."""


def points(value: Decimal | None) -> str:
    """Points without the zeros at their end; nothing for none."""
    return "" if value is None else f"{value.normalize():f}"


def adds_up(values: list[Decimal | None], expected: Decimal | None) -> bool:
    """Whether points sum to what is printed.

    Points are exact; those with two decimals and more are rounded shares of a total, which may be rounded
    itself. Beside them 40.8 is 40.80.
    """
    held = [v for v in values if v is not None]
    places = [_decimals(v) for v in held]
    most = max(places, default=0)
    slack = sum((Decimal("0.5").scaleb(-max(n, 2)) for n in places if n and most >= 2), Decimal(0))
    if expected is not None and most > _decimals(expected) > 0:
        slack += Decimal("0.5").scaleb(-_decimals(expected))
    return expected is not None and abs(sum(held, Decimal(0)) - expected) <= slack


def _decimals(value: Decimal) -> int:
    """Decimals without the zeros at the end."""
    return max(0, -int(value.normalize().as_tuple().exponent))


def of_sum(
    whole: tuple[str, Decimal | None], parts: Iterable[tuple[str, Decimal | None]]
) -> tuple[Repair, ...]:
    """What the points of a sum would have to be, each given the others.

    (the number's name, its points) of the total and of the parts.
    """
    listed = [(name, value) for name, value in parts if value is not None]
    amount = sum((value for _, value in listed), Decimal(0))
    held = whole[1] if whole[1] is not None else amount
    missing = held - amount
    return ((whole[0], about(amount)), *((name, about(value + missing)) for name, value in listed))


def about(value: Decimal) -> Interval:
    """What points may be where shares of a total were rounded."""
    return point(value).widened(ROUNDED)


def weight_of(row: Indicator | Score) -> tuple[str, Decimal | None]:
    """The printed weight of a row, as a number that may be wrong on its own."""
    return f"{row_key(row)[1]}.weight", row.weight


def score_of(row: Indicator | Score) -> tuple[str, Decimal | None]:
    """The printed score of a row, as a number that may be wrong on its own."""
    return f"{row_key(row)[1]}.score", row.score


def bonus(indicators: list[Indicator], scores: list[Score]) -> bool:
    """Whether a form adds or takes off points outside its weights."""
    return any(
        regex.search("加分|扣分项|附加", f"{n}")
        for n in (*(i.level1 for i in indicators), *(i.level3 for i in indicators), *(s.name for s in scores))
        if n
    )


def lacks_execution(weights: list[Decimal | None], full: Decimal | None) -> bool:
    """Whether the points of a form leave just those of budget execution, which were not read."""
    return adds_up([*weights, EXECUTION], full)


def execution(indicators: list[Indicator], scores: list[Score]) -> Score | None:
    """The form's one score for budget execution, that of the total.

    A repetition on a 其中 row does not count.

    Null where its points are counted elsewhere: by an indicator of that name, or beside a total that is of
    the indicators alone.
    """
    done = next((s for s in scores if s.component == "budget_execution" and s.weight is not None), None)
    if done is None or done.weight is None:
        return None
    total = next((s.weight for s in scores if s.component == "total" and s.weight is not None), FULL)
    repeated = any(i.weight == done.weight and RATE.search(fold(i.level3 or "")) for i in indicators)
    beside = total + done.weight == FULL
    weights = [*(i.weight for i in indicators), *(s.weight for s in management(scores)), done.weight]
    return None if (repeated or beside) and not adds_up(weights, total) else done


def management(scores: list[Score]) -> list[Score]:
    """The form's points for how the money is managed (资金管理情况), beside those of its indicators."""
    return [s for s in scores if s.component == "process" and s.weight is not None and s.score is not None]
