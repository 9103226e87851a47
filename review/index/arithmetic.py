"""A finding's numbers → its computation in one line, whose terms are numbers of its evidence.

It is only said where the numbers bear it out; else what was printed and what it should be stand side by side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from normalize.values import YUAN

CLOSE = Decimal("0.000001")
"""How exact a quotient is kept."""


@dataclass(frozen=True)
class Term:
    """A part of the line: words, or the number of an evidence (from 1) as it is printed."""

    text: str
    number: int | None = None


def plain(value: Decimal | None) -> str:
    """A decimal as people write it: no exponent, no zeros that its column added."""
    if value is None:
        return ""
    whole = value.normalize()
    return f"{whole if whole.as_tuple().exponent else value.to_integral_value():f}"


def amount(value: Decimal | None, unit: str | None) -> str:
    """A number with its unit; a quotient to as many decimals as tell it, two at least."""
    if value is None:
        return ""
    shown = next(
        (r for n in (2, 3, 4) if (r := round(value, n)) and abs(r - value) < abs(value) / 500), value
    )
    return plain(value if unit != "%" else shown) + (unit or "")


def apart(value: Decimal | None, unit: str | None) -> str:
    """A difference in words: of percentages in 个百分点."""
    said = amount(None if value is None else abs(value), unit)
    return said.removesuffix("%") + "个百分点" if unit == "%" and said else said


def computation(finding: Mapping[str, Any], evidence: Sequence[Mapping[str, Any]]) -> list[Term]:
    """The line of a finding; empty where it compares no numbers."""
    reported, expected, unit = finding["reported"], finding["expected"], finding["unit"]
    if reported is None or expected is None:
        return []
    scaled = {e["number"]: v for e in evidence if (v := _scaled(e, unit)) is not None}
    said = next((n for n, v in scaled.items() if v == reported), None)
    others = [e for e in evidence if e["number"] != said and e["value"] is not None]
    formula = _formula(others, unit, expected)
    printed = (
        _term(next(e for e in evidence if e["number"] == said)) if said else Term(amount(reported, unit))
    )
    if len(formula) == 1:
        return [printed, Term("≠"), *formula]
    if formula:
        return [*formula, Term(f"＝ {amount(expected, unit)} ≠ 所印"), printed]
    return [Term("所印"), printed, Term(f"，应为 {amount(expected, unit)}")]


def _scaled(e: Mapping[str, Any], unit: str | None) -> Decimal | None:
    """The value of an evidence in the unit of the finding; null where it has none in it."""
    if e["value"] is None or e["unit"] == unit:
        return e["value"]  # type: ignore[no-any-return]
    if e["unit"] in YUAN and unit in YUAN:
        return Decimal(e["value"] * YUAN[e["unit"]] / YUAN[unit])
    return None


def _term(e: Mapping[str, Any]) -> Term:
    return Term((e["raw"] or "").strip() or amount(e["value"], e["unit"]), e["number"])


def _formula(others: Sequence[Mapping[str, Any]], unit: str | None, expected: Decimal) -> list[Term]:
    """What of the other numbers makes the expected one."""
    terms = [_term(e) for e in others]
    values = [_scaled(e, unit) for e in others]
    if values and None not in values and sum(v for v in values if v is not None) == expected:
        return _joined(terms, "＋")
    if len(others) != 2:
        return []
    (a, b), (first, second) = values, terms
    if a is not None and b is not None and expected in (a - b, b - a):
        return _joined([first, second] if a - b == expected else [second, first], "－")
    ratio = _quotient(others[0], others[1]) if unit == "%" else None
    if ratio is not None and abs(ratio - expected) < CLOSE:
        return _joined([first, second], "÷")
    return []


def _joined(terms: Sequence[Term], sign: str) -> list[Term]:
    out = [terms[0]]
    for term in terms[1:]:
        out += [Term(sign), term]
    return out


def _quotient(a: Mapping[str, Any], b: Mapping[str, Any]) -> Decimal | None:
    """The one in per cent of the other, both brought to one unit."""
    over = _scaled(a, b["unit"])
    return None if over is None or not b["value"] else Decimal(100 * over / b["value"])
