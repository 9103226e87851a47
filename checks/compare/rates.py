"""Rates that are printed against the rates that their numbers give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from checks.codes import Severity, State
from checks.comparison import HOLDS, Comparison, Examined, Missing, Repair, likeliest
from checks.facts import Facts, paragraph, where
from normalize.schema import Fund

from .interval import Interval
from .printed import last_place, narrow, printed, wide
from .relations import EXPECTED, HUNDRED, ReadInterval, compare_rate

ZERO_BASE = "zero-base"
"""What the findings of growth from nothing have in common."""
COARSE = Decimal(10000)
"""A printed 0 whose last place is more than this many 元 may well be a rounded amount."""


def quotient(a: Fund, b: Fund) -> Callable[[ReadInterval], Interval]:
    """A ÷ b in %."""
    return lambda read: read(a) / read(b) * HUNDRED


def grown(change: Fund, current: Fund, read: ReadInterval) -> Interval:
    """The change against the amount before it, in %."""
    return read(change) / (read(current) - read(change)) * HUNDRED


def best_reading(examined: Iterable[Comparison | Missing]) -> Examined:
    """Of the readings of one sentence the one under which it is right; where none is, the first."""
    held: list[Comparison | Missing] = []
    for e in examined:
        held.append(e)
        if isinstance(e, Comparison) and e.state == State.HOLDS:
            break
    compared = [e for e in held if isinstance(e, Comparison)]
    yield (likeliest(compared) if compared else held[0])


def on_zero(rate: Fund, a: Fund, b: Fund, message: str, base: Interval | None = None) -> Comparison:
    """A rate on a base printed as 0, unless a base that rounds to 0 explains it (39万元 ÷ 0.00亿元)."""
    assert rate.value is not None
    most = (base or narrow(b)).high
    both_rounded = not a.value and last_place(b) > COARSE
    if (
        rate.value
        and most > 0
        and (both_rounded or (a.value and wide(rate).high >= narrow(a).low / most * 100))
    ):
        return HOLDS
    severity: Severity = "info" if rate.value == 0 else "error"
    return Comparison(
        state=State.BROKEN,
        message=message,
        rows=(rate, a, b),
        reported=rate.value,
        unit="%",
        severity=severity,
        culprit=rate.fund_id,
    )


def usual_on_zero(found: Comparison) -> Comparison:
    """Growth on a base of 0.

    100 % is the usual way to print it: a warning, all of a report in one cluster.
    """
    if found.state != State.BROKEN or found.reported is None or abs(found.reported) != HUNDRED.low:
        return found
    return replace(found, severity="warning", culprit=ZERO_BASE)


def printed_abs(rate: Fund) -> str:
    """A rate as printed beside 增长 or 下降, without its sign."""
    assert rate.value is not None
    return f"{abs(rate.value):.{rate.decimals or 0}f}%"


def rated(
    rate: Fund, a: Fund, b: Fund, message: str, expected: Callable[[ReadInterval], Interval] | None = None
) -> Examined:
    """The comparison of a rate with a ÷ b; a divisor that may be 0 is no comparison."""
    try:
        repairs = _repairs(rate, a, b) if expected is None else _growth_repairs(rate, a, b)
        yield compare_rate(rate, expected or quotient(a, b), message, (rate, a, b), repairs)
    except ZeroDivisionError:
        yield Missing(f"{rate.item}的非零基数")


def _growth_repairs(rate: Fund, change: Fund, current: Fund) -> tuple[Repair, ...]:
    """What the change and this year's amount would have to be: change ÷ current is rate ÷ (100 + rate)."""
    percent = wide(rate).widened(last_place(rate) / 2)
    share = percent / (percent + HUNDRED)
    of_current = (change.fund_id, share * wide(current))
    return (
        (of_current,)
        if share.low <= 0 <= share.high
        else (of_current, (current.fund_id, wide(change) / share))
    )


def _repairs(rate: Fund, a: Fund, b: Fund) -> tuple[Repair, ...]:
    """What a and b would have to be for the printed rate to be right."""
    share = wide(rate).widened(last_place(rate) / 2) / HUNDRED
    numerator = (a.fund_id, share * wide(b))
    return (numerator,) if share.low <= 0 <= share.high else (numerator, (b.fund_id, wide(a) / share))


def follows(current: Fund, base: Fund) -> bool:
    """Whether an amount is of a later year than what it is held against, as far as both tell theirs."""
    return current.period is None or base.period is None or current.period > base.period


def of_any(
    facts: Facts, rate: Fund, numerators: Sequence[Fund], bases: Sequence[Fund], name: str
) -> Examined:
    """Rate = one of the numerators ÷ one of the bases.

    It is wrong only where there is one pair and the paragraph holds no amount that was not understood.
    """
    pairs = [(a, b) for a in numerators for b in bases if a is not b]
    compared = [
        c
        for a, b in pairs
        for c in rated(
            rate,
            a,
            b,
            (
                f"{a.item}{printed(a)}÷{b.item}{printed(b)}＝{EXPECTED}，{name}印为{printed(rate)}"
                f"{where(rate)}。"
            ),
        )
    ]
    best = next(best_reading(compared)) if compared else None
    alone = len(pairs) == 1 and not facts.unread.get(paragraph(rate))
    yield (
        best
        if isinstance(best, Comparison) and (best.state == State.HOLDS or alone)
        else Missing(f"{rate.item}{name}的分子或分母")
    )
