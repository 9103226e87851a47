"""Closed intervals over Decimal: what a printed number can stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, localcontext

PRECISION = 60
"""Digits kept in quotients, far beyond any printed number."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both included."""

    low: Decimal
    high: Decimal

    def __add__(self, other: Interval) -> Interval:
        """All sums of a value of each."""
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        """All differences."""
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        """All products."""
        with localcontext() as context:
            context.prec = PRECISION
            products = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(products), max(products))

    def __truediv__(self, other: Interval) -> Interval:
        """The quotients. Raises ZeroDivisionError where the divisor can be 0."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor's interval holds 0")
        with localcontext() as context:
            context.prec = PRECISION
            quotients = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(quotients), max(quotients))

    def widened(self, by: Decimal) -> Interval:
        """The interval with `by` more at both ends."""
        return Interval(self.low - by, self.high + by)

    def meets(self, other: Interval) -> bool:
        """Whether the two share a value."""
        return self.low <= other.high and other.low <= self.high

    def holds(self, value: Decimal) -> bool:
        """Whether the value lies within."""
        return self.low <= value <= self.high


def point(value: Decimal | int) -> Interval:
    """The interval of an exact value."""
    return Interval(Decimal(value), Decimal(value))


FAR = Decimal(10) ** 30
"""Beyond any printed amount."""


def below(value: Decimal) -> Interval:
    """Everything up to a value."""
    return Interval(-FAR, value)


def above(value: Decimal) -> Interval:
    """Everything from a value on."""
    return Interval(value, FAR)


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of intervals; of none it is 0."""
    out = point(0)
    for interval in intervals:
        out = out + interval
    return out
