"""How two sides are compared, and how a difference is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from checks.codes import Severity, State
from checks.comparison import HOLDS, Compared, Comparison, Repair
from normalize.schema import Fund

from .interval import Interval, above, below, point, total
from .printed import factor, last_place, narrow, shown, wide

MOST_EVIDENCE = 8
HUNDRED = Interval(Decimal(100), Decimal(100))
EXPECTED = "<expected>"
"""Stands in a message for the rate that the numbers give."""
ReadInterval = Callable[[Fund], Interval]


def graded(narrow_holds: bool, wide_holds: bool) -> State:
    """The state of a comparison by its two readings.

    One that holds although the numbers differ keeps its message: rounding explains it.
    """
    return State.HOLDS if narrow_holds else State.NEAR if wide_holds else State.BROKEN


def compare_sum(
    whole: Fund, parts: Sequence[Fund], message: Callable[[str], str], severity: Severity | None = None
) -> Comparison:
    """Whole = Σ parts. `message` is given the computed sum as text."""
    amount = sum((p.amount_yuan or Decimal(0) for p in parts), Decimal(0))
    assert whole.amount_yuan is not None
    difference = whole.amount_yuan - amount
    if not difference:
        return HOLDS
    wide_sum = total(wide(p) for p in parts)
    decimals = max([whole.decimals or 0, *(p.decimals or 0 for p in parts)])
    scale = factor(whole.unit)
    return Comparison(
        state=graded(narrow(whole).meets(total(narrow(p) for p in parts)), wide(whole).meets(wide_sum)),
        message=message(shown(amount, whole.unit, decimals, whole)),
        rows=evidence_rows(whole, parts, difference),
        reported=whole.value,
        expected=amount / scale,
        tolerance=(wide_sum.high - wide_sum.low) / 2 / scale,
        unit=whole.unit,
        severity=severity,
        culprit=whole.fund_id,
        repairs=_sum_repairs(whole, parts, wide_sum),
    )


def _sum_repairs(whole: Fund, parts: Sequence[Fund], wide_sum: Interval) -> tuple[Repair, ...]:
    """The total as its parts make it, and each part as the total and the others leave it."""
    missing = wide(whole) - wide_sum
    return ((whole.fund_id, wide_sum), *((p.fund_id, missing + _exact(p)) for p in parts))


def _exact(fund: Fund) -> Interval:
    amount = fund.amount_yuan or Decimal(0)
    return Interval(amount, amount)


def compare_equal(a: Fund, b: Fund, message: str, severity: Severity | None = None) -> Comparison:
    """A = b, each in its own unit."""
    if a.amount_yuan == b.amount_yuan:
        return HOLDS
    assert b.amount_yuan is not None
    return Comparison(
        state=graded(narrow(a).meets(narrow(b)), wide(a).meets(wide(b))),
        message=message,
        rows=(a, b),
        reported=a.value,
        expected=b.amount_yuan / factor(a.unit),
        tolerance=last_place(a) / 2 / factor(a.unit),
        unit=a.unit,
        severity=severity,
        culprit=a.fund_id,
        repairs=((a.fund_id, wide(b)), (b.fund_id, wide(a))),
    )


def at_most(part: Fund, whole: Fund, message: str, severity: Severity | None = None) -> Comparison:
    """Part ≤ whole."""
    if narrow(part).low <= narrow(whole).high:
        return HOLDS
    state = State.NEAR if wide(part).low <= wide(whole).high else State.BROKEN
    repairs = ((part.fund_id, below(wide(whole).high)), (whole.fund_id, above(wide(part).low)))
    return Comparison(
        state=state,
        message=message,
        rows=(part, whole),
        reported=part.value,
        expected=whole.value,
        unit=part.unit,
        severity=severity,
        culprit=part.fund_id,
        repairs=repairs,
    )


def compare_rate(
    rate: Fund,
    expected: Callable[[ReadInterval], Interval],
    message: str,
    rows: tuple[Compared, ...],
    repairs: tuple[Repair, ...] = (),
) -> Comparison:
    """Rate = a quotient in %, given the readings of its terms. A truncated last place is near, but nothing is
    truncated of 0; told is what the printed terms themselves give.

    Raises ZeroDivisionError where the divisor can be 0.
    """
    computed = expected(narrow)
    if narrow(rate).meets(computed):
        return HOLDS
    coarse = expected(wide)
    unit = last_place(rate)
    middle = expected(lambda f: point((narrow(f).low + narrow(f).high) / 2)).low
    return Comparison(
        state=State.NEAR
        if wide(rate).widened(unit / 2 if middle else Decimal(0)).meets(coarse)
        else State.BROKEN,
        message=message.replace(EXPECTED, f"{middle:.{max(rate.decimals or 0, 2)}f}%"),
        rows=rows,
        reported=rate.value,
        expected=round(middle, 6),
        tolerance=unit,
        unit="%",
        culprit=rate.fund_id,
        repairs=((rate.fund_id, coarse.widened(unit)), *repairs),
    )


def evidence_rows(whole: Fund, parts: Sequence[Fund], difference: Decimal) -> tuple[Compared, ...]:
    """The whole and its parts; of many parts those that could explain the difference, then the largest."""

    def weight(p: Fund) -> tuple[bool, bool, Decimal]:
        amount = p.amount_yuan or Decimal(0)
        return abs(amount) != abs(difference), not misprinted(amount, amount + difference), -abs(amount)

    return (whole, *sorted(parts, key=weight)[: MOST_EVIDENCE - 1])


def misprinted(printed: Decimal, right: Decimal) -> bool:
    """Whether one number is the other with a digit changed, two swapped or the point moved by a place."""
    if printed * 10 == right or right * 10 == printed:
        return True
    places = max(0, *(-int(v.normalize().as_tuple().exponent) for v in (printed, right)))
    a, b = (f"{abs(v):.{places}f}" for v in (printed, right))
    length = max(len(a), len(b))
    a, b = a.zfill(length), b.zfill(length)
    off = [i for i in range(length) if a[i] != b[i]]
    return len(off) == 1 or (
        len(off) == 2 and a[off[0]] == b[off[1]] and a[off[1]] == b[off[0]] and off[1] - off[0] <= 2
    )
