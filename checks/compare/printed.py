"""The two readings of a printed number: narrow (its column's last place) and wide (its own last place)."""

from __future__ import annotations

from decimal import Decimal

from extract import regex
from extract.fold import fold
from normalize.schema import Figure, Fund
from normalize.values import YUAN

from .interval import Interval

HALF = Decimal("0.5")
NEAR = Decimal("0.1")
"""近, 约, 余, 多 are taken to mean within a tenth."""
NUMBER = regex.compile(r"-?\d[\d,]*(?:\.\d+)?")
UPWARD, DOWNWARD = regex.compile("[余多]|以上|超过"), regex.compile("近|不足|不到|以内")


def factor(unit: str | None) -> Decimal:
    """What one of the unit is in 元; 1 for what is no money."""
    return YUAN.get(unit or "", Decimal(1))


def narrow(fund: Fund) -> Interval:
    """Half a unit of the last place that the number's column (in narrative: sentence) prints. Money in 元."""
    if fund.approximate:
        return wide(fund)
    return _around(fund, fund.decimals if fund.decimals_column is None else fund.decimals_column)


def wide(fund: Fund | Figure) -> Interval:
    """Half a unit of the number's own last place; of an approximate number what its word can mean."""
    around = _around(fund, fund.decimals or 0)
    return _spread(fund, around) if fund.approximate else around


def _spread(fund: Fund | Figure, around: Interval) -> Interval:
    """12.8万余元 and 6000多 go up, by a tenth or to the next unit of the last place that is not 0.

    近100 goes down and 约100 both ways by a tenth.
    """
    assert fund.value is not None
    raw, scale = fund.raw or "", factor(fund.unit)
    tenth = abs(fund.value) * NEAR * scale
    if UPWARD.search(raw):
        digits = fund.value.normalize()
        return Interval(
            around.low,
            around.high
            + max(tenth, Decimal(1).scaleb(int(digits.as_tuple().exponent)) * scale if digits else tenth),
        )
    return Interval(around.low - tenth, around.high + (Decimal(0) if DOWNWARD.search(raw) else tenth))


def _around(fund: Fund | Figure, decimals: int | None) -> Interval:
    assert fund.value is not None
    half = HALF.scaleb(-(decimals or 0))
    scale = factor(fund.unit)
    return Interval((fund.value - half) * scale, (fund.value + half) * scale)


def last_place(fund: Fund) -> Decimal:
    """One unit of the number's last printed place, in 元 for money."""
    return Decimal(1).scaleb(-(fund.decimals or 0)) * factor(fund.unit)


def printed(fund: Fund | Figure) -> str:
    """The number as printed, its separators kept, with its unit: 5,377.64万元."""
    if fund.value is None:
        return ""
    changes = isinstance(fund, Fund) and fund.measure in ("change", "change_rate")
    value = abs(fund.value) if changes else fund.value
    found = NUMBER.search(fold(fund.raw or ""))
    if found and Decimal(found.group().replace(",", "")) == value:
        return f"{found.group()}{fund.unit or ''}"
    return f"{value:.{fund.decimals or 0}f}{fund.unit or ''}"


def shown(amount: Decimal, unit: str | None, decimals: int, like: Fund | Figure | None = None) -> str:
    """A computed amount (money in 元) in a unit, as the printed ones are: 9746.49万元; with separators where
    `like` is printed with them: 11,419,043.00元.
    """
    grouped = "," if like is not None and "," in fold(like.raw or "") else ""
    return f"{amount / factor(unit):{grouped}.{decimals}f}{unit or ''}"
