"""Numbers read from pictures: where a report's own arithmetic shows that one of them was misread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from checks.compare.interval import Interval
from checks.compare.printed import factor
from checks.comparison import Repair
from normalize.schema import Finding, Fund

UNSURE = 0.9
"""Of several numbers that could be at fault, one that was read less surely than this stands out."""
LONGEST = 200
"""Characters of a message."""


@dataclass(frozen=True)
class Misreading:
    """A number and what it must read for the report to agree with itself."""

    fund: Fund
    instead: str

    def noted(self, finding: Finding) -> Finding:
        """The finding with what is likely.

        The report is not proven to contradict itself, so it is a warning at most.
        """
        note = (
            f"；第{self.fund.page}页“{self.fund.raw}”系图像识别，按其余各数应为“{self.instead}”，"
            "很可能是误读。"
        )
        severity = "warning" if finding.severity == "error" else finding.severity
        return replace(
            finding, message=finding.message.rstrip("。")[: LONGEST - len(note)] + note, severity=severity
        )


def find_misreading(relations: Sequence[Sequence[Repair]], read: Mapping[str, Fund]) -> Misreading | None:
    """The one number of `read` of which a likely misreading explains all broken relations.

    `read`: fund_id → a fund read from a picture. `relations`: of each, the values of its numbers with which
    it would hold, money in 元. Null where none does, or where several do and none of them was read less
    surely than the others.
    """
    found = []
    for number, values in _shared(relations).items():
        fund = read.get(number)
        instead = _nearest(fund, values) if fund else None
        if fund and instead:
            found.append(Misreading(fund, instead))
    found.sort(key=lambda m: m.fund.confidence or 0)
    if len(found) > 1 and not (_sure(found[0]) < UNSURE and _sure(found[0]) < _sure(found[1])):
        return None
    return found[0] if found else None


def _sure(found: Misreading) -> float:
    return found.fund.confidence or 0.0


def _shared(relations: Sequence[Sequence[Repair]]) -> dict[str, Interval]:
    """The numbers that stand in all relations, with the values that mend all of them."""
    first, *others = [dict(r) for r in relations] or [{}]
    out = {}
    for number, values in first.items():
        held = [values, *(r[number] for r in others if number in r)]
        low, high = max(v.low for v in held), min(v.high for v in held)
        if len(held) == len(relations) and low <= high:
            out[number] = Interval(low, high)
    return out


def _nearest(fund: Fund, values: Interval) -> str | None:
    """The variant of a number that mends what is broken.

    Of several, which rounding allows, the one nearest to the middle.
    """
    middle = (values.low + values.high) / 2
    mending = [
        (abs(value * factor(fund.unit) - middle), text)
        for text, value in _variants(fund)
        if values.holds(value * factor(fund.unit))
    ]
    return min(mending)[1] if mending else None


def _variants(fund: Fund) -> Iterator[tuple[str, Decimal]]:
    """What a number may have been printed as if one of its characters was misread.

    Another digit, or a point seen or overlooked.
    """
    if fund.value is None:
        return
    sign, printed = (-1 if fund.value < 0 else 1), f"{abs(fund.value):.{fund.decimals or 0}f}"
    changed = [
        printed[:i] + other + printed[i + 1 :]
        for i, char in enumerate(printed)
        if char.isdigit()
        for other in "0123456789"
        if other != char
    ]
    moved = (
        [printed.replace(".", "")]
        if "." in printed
        else [f"{printed[:i]}.{printed[i:]}" for i in range(1, len(printed))]
    )
    for text in [*changed, *moved]:
        yield text, sign * Decimal(text)
