"""Printed numbers → exact values: Decimal, decimals, money in 元, points."""

from __future__ import annotations

from decimal import Context, Decimal, InvalidOperation

PLACES, YUAN_PLACES = 10, 6
"""Decimals that the dataset's columns hold, of numbers and of money in 元."""
WIDE = Context(prec=38)
"""As many digits as the columns hold."""
LARGEST = Decimal(10) ** 20
"""Beyond what any report counts: a longer run of digits is no number."""

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
    """The value of a printed number, to as many decimals as the dataset holds; null for null and for what is
    no number.
    """
    if number is None:
        return None
    try:
        value = Decimal(number.replace(",", "").rstrip("%"))
    except InvalidOperation:
        return None
    return _to(value, PLACES) if abs(value) < LARGEST else None


def decimals(number: str) -> int:
    """How many decimals are printed: 393.10 → 2, 155 → 0; at most as many as the dataset holds."""
    return min(len(number.rstrip("%").partition(".")[2]), PLACES)


def yuan(value: Decimal | None, unit: str | None) -> Decimal | None:
    """Money in 元; null where the unit is none of money."""
    return _to(value * YUAN[unit], YUAN_PLACES) if value is not None and unit in YUAN else None


def _to(value: Decimal, places: int) -> Decimal:
    """The value with no more decimals than `places`: spreadsheets print 0.1 as 0.1000000000000000055."""
    return (
        value
        if -int(value.as_tuple().exponent) <= places
        else value.quantize(Decimal(1).scaleb(-places), context=WIDE).normalize(WIDE)
    )
