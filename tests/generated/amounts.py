"""What a drawn report counts with: a quantity in its four versions, rates rounded half up, numbers as a place prints them.

Amounts are whole multiples of the last place that the report prints, so that every printed sum is exact.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

ZERO = Decimal(0)
YUAN = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


@dataclass(frozen=True)
class Amount:
    """One quantity in the report's unit: this year's, last year's, as budgeted at the beginning and after adjustment."""

    final: Decimal = ZERO
    prior: Decimal = ZERO
    budget: Decimal = ZERO
    adjusted: Decimal = ZERO

    def __add__(self, other: Amount) -> Amount:
        return Amount(
            self.final + other.final,
            self.prior + other.prior,
            self.budget + other.budget,
            self.adjusted + other.adjusted,
        )

    def __sub__(self, other: Amount) -> Amount:
        return Amount(
            self.final - other.final,
            self.prior - other.prior,
            self.budget - other.budget,
            self.adjusted - other.adjusted,
        )


def total(parts: Iterable[Amount]) -> Amount:
    """Σ parts, version by version."""
    out = Amount()
    for part in parts:
        out += part
    return out


def rate(part: Decimal, whole: Decimal, decimals: int) -> Decimal:
    """part ÷ whole in %, half up to so many decimals."""
    return (part / whole * 100).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@dataclass(frozen=True)
class Print:
    """How a report prints its numbers. `trims`: zeros at the end are left off; `bare_zero`: 0 has no decimals."""

    unit: str
    decimals: int
    rate_decimals: int
    grouped: bool
    trims: bool
    bare_zero: bool

    def money(self, value: Decimal) -> str:
        """The digits of an amount, without sign and unit."""
        return self._text(abs(value), self.decimals, self.grouped)

    def percent(self, value: Decimal) -> str:
        """The digits of a rate, without sign and %."""
        return self._text(abs(value), self.rate_decimals, False)

    def _text(self, value: Decimal, decimals: int, grouped: bool) -> str:
        text = f"{value:,.{decimals}f}" if grouped else f"{value:.{decimals}f}"
        if self.trims and "." in text:
            text = text.rstrip("0").rstrip(".")
        return "0" if self.bare_zero and value == 0 else text


def draw_print(random: Random) -> Print:
    """万元 mostly, 元 and 亿元 as well; decimals as such reports have them."""
    unit = random.choices(("万元", "元", "亿元"), (75, 20, 5))[0]
    decimals = {
        "万元": random.choices((2, 1, 4, 0), (80, 5, 10, 5))[0],
        "元": random.choices((2, 0), (80, 20))[0],
        "亿元": 4,
    }[unit]
    grouped = random.random() < {"元": 0.6, "万元": 0.2, "亿元": 0.0}[unit]
    return Print(
        unit,
        decimals,
        random.choices((2, 1, 0), (75, 15, 10))[0],
        grouped,
        random.random() < 0.2,
        random.random() < 0.6,
    )


class Purse:
    """Draws amounts in steps of the last printed place."""

    def __init__(self, random: Random, printed: Print) -> None:
        self.random, self.step = random, Decimal(1).scaleb(-printed.decimals)
        self.scale = Decimal(10_000) / YUAN[printed.unit]
        self.scale *= 200 if printed.unit == "亿元" else 1

    def one(self, low: int, high: int) -> Decimal:
        """An amount between so many 万元 (a report in 亿元 is of a body two hundred times as large)."""
        value = Decimal(self.random.randint(low * 100, high * 100)) / 100 * self.scale
        jitter = Decimal(self.random.randint(0, 99)) * self.step
        return (value + jitter).quantize(self.step, ROUND_HALF_UP)

    def near(self, value: Decimal, low: int = 70, high: int = 130) -> Decimal:
        """An amount of so many percent of another."""
        return (value * self.random.randint(low * 10, high * 10) / 1000).quantize(self.step, ROUND_HALF_UP)

    def amount(self, low: int, high: int, zero: float = 0.0) -> Amount:
        """A quantity: last year's and the budgets lie near; now and then one of them is the same, or was nothing."""
        if self.random.random() < zero:
            return Amount()
        final = self.one(low, high)
        prior = self._version(final, same=0.1, none=0.08)
        budget = self._version(final, same=0.15, none=0.06)
        adjusted = final if self.random.random() < 0.4 else self.near(final, 100, 112)
        return Amount(final, prior, budget, adjusted)

    def steady(self, low: int, high: int) -> Amount:
        """A quantity that was there last year and was budgeted."""
        final = self.one(low, high)
        return Amount(final, self.near(final), self.near(final), self.near(final, 100, 112))

    def _version(self, final: Decimal, same: float, none: float) -> Decimal:
        drawn = self.random.random()
        return final if drawn < same else ZERO if drawn < same + none else self.near(final)
