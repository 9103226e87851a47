"""Slips of the keyboard: whether one printed number is another with a digit, or its unit, mistyped."""

from __future__ import annotations

from decimal import Decimal

from normalize.schema import Figure, Fund

from .printed import factor

SIGNIFICANT = 5
"""Digits of an amount, without zeros at its end, that are not alike by chance but for one."""
TEN_THOUSAND = Decimal(10000)


def is_misprint(printed: Decimal, meant: Decimal) -> bool:
    """Whether a number is another one with one digit changed or two neighbours swapped."""
    places = min(int(printed.as_tuple().exponent), int(meant.as_tuple().exponent))
    a, b = (str(int(abs(x).scaleb(-places))) for x in (printed, meant))
    if a == b or len(a) != len(b) or significant(meant) < SIGNIFICANT:
        return False
    at = [n for n, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    swapped = len(at) == 2 and at[1] == at[0] + 1 and a[at[0]] == b[at[1]] and a[at[1]] == b[at[0]]
    return len(at) == 1 or swapped


def significant(number: Decimal) -> int:
    """The digits of a number without zeros at either end."""
    return len("".join(map(str, number.as_tuple().digits)).strip("0"))


def of_other_unit(row: Fund | Figure) -> Decimal | None:
    """The amount in 元 had 元 been printed as 万元, or 万元 as 元; null for other units."""
    if row.value is None or row.unit not in ("元", "万元"):
        return None
    return row.value * (TEN_THOUSAND if row.unit == "元" else factor("元"))
