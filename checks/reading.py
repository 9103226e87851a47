"""The two readings of a printed number: narrow (its column's last place) and wide (its own last place)."""

from __future__ import annotations

from decimal import Decimal

from normalize.schema import Fund
from normalize.values import YUAN

from .interval import Interval

HALF = Decimal("0.5")
NEAR = Decimal("0.1")
"""近, 约, 余, 多 are taken to mean within a tenth."""


def factor(unit: str | None) -> Decimal:
    """What one of the unit is in 元; 1 for what is no money."""
    return YUAN.get(unit or "", Decimal(1))


def narrow(fund: Fund) -> Interval:
    """Half a unit of the last place that the number's column (in narrative: sentence) prints. Money in 元."""
    return _around(fund, fund.decimals if fund.decimals_column is None else fund.decimals_column)


def wide(fund: Fund) -> Interval:
    """Half a unit of the number's own last place; of an approximate number a tenth of it."""
    around = _around(fund, fund.decimals or 0)
    if fund.approximate:
        assert fund.value is not None
        return around.widened(abs(fund.value) * factor(fund.unit) * NEAR)
    return around


def _around(fund: Fund, decimals: int | None) -> Interval:
    assert fund.value is not None
    half = HALF.scaleb(-(decimals or 0))
    scale = factor(fund.unit)
    return Interval((fund.value - half) * scale, (fund.value + half) * scale)


def last_place(fund: Fund) -> Decimal:
    """One unit of the number's last printed place, in 元 for money."""
    return Decimal(1).scaleb(-(fund.decimals or 0)) * factor(fund.unit)


def printed(fund: Fund) -> str:
    """The number as printed, with its unit: 5377.64万元."""
    if fund.value is None:
        return ""
    return f"{abs(fund.value) if fund.measure in ('change', 'change_rate') else fund.value:.{fund.decimals or 0}f}{fund.unit or ''}"


def shown(amount: Decimal, unit: str | None, decimals: int) -> str:
    """A computed amount (money in 元) in a unit, as the printed ones are: 9746.49万元."""
    return f"{amount / factor(unit):.{decimals}f}{unit or ''}"
