"""What a rule says of the rows: comparisons that hold or not, sides that are missing, and what mends them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from checks.compare.interval import Interval
from normalize.schema import DocumentRow, Evidence, Fund, Indicator, Passage, Score

Row = Fund | Indicator | Score | Passage | DocumentRow
Repair = tuple[str, Interval]
"""The id of a number and the values that would make a broken relation hold."""


@dataclass(frozen=True)
class Comparison:
    """One comparison made. `state`: holds, near (rounding or a coarser printing explains it), broken.

    `severity` overrides the rule's; `culprit` names the number that findings of one mistake share; `repairs` says of each number
    what it would have to be for the relation to hold (money in 元), so that findings that one number explains are found. `related` is the
    doc_id of the other document.
    """

    state: str
    message: str = ""
    rows: tuple[Row, ...] = ()
    reported: Decimal | None = None
    expected: Decimal | None = None
    tolerance: Decimal | None = None
    unit: str | None = None
    severity: str | None = None
    culprit: str | None = None
    repairs: tuple[Repair, ...] = ()
    related: str | None = None


@dataclass(frozen=True)
class Missing:
    """A relation that could not be examined: what was not found."""

    what: str


HOLDS = Comparison("holds")
Examined = Iterator[Comparison | Missing]


def row_key(row: Row) -> tuple[str, str]:
    """(table, id) of a row."""
    names = (
        ("funds", "fund_id"),
        ("indicators", "indicator_id"),
        ("scores", "score_id"),
        ("passages", "passage_id"),
    )
    return next((table, getattr(row, column)) for table, column in names if hasattr(row, column))


def evidence(row: Row) -> Evidence:
    """A row as evidence of a finding."""
    if isinstance(row, DocumentRow):
        return Evidence("documents", row.doc_id, None, None, (row.title or row.source)[:200])
    table, id = row_key(row)
    return Evidence(table, id, row.page, row.bbox, (row.raw or "")[:200])
