"""Printed numbers → exact values: Decimal, decimals, money in 元, points."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

YUAN = {
    "元": Decimal(1),
    "百元": Decimal(100),
    "千元": Decimal(1000),
    "万元": Decimal(10**4),
    "百万元": Decimal(10**6),
    "千万元": Decimal(10**7),
    "亿元": Decimal(10**8),
}


def exact(number: str | None) -> Decimal | None:
    """The value of a printed number; null for null and for what is no number."""
    if number is None:
        return None
    try:
        return Decimal(number.replace(",", "").rstrip("%"))
    except InvalidOperation:
        return None


def decimals(number: str) -> int:
    """How many decimals are printed: 393.10 → 2, 155 → 0."""
    return len(number.rstrip("%").partition(".")[2])


def yuan(value: Decimal | None, unit: str | None) -> Decimal | None:
    """Money in 元; null where the unit is none of money."""
    return value * YUAN[unit] if value is not None and unit in YUAN else None
