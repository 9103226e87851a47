"""What a rule says of the rows: comparisons that hold or not, sides that are missing, and what mends them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from checks.compare.interval import Interval
from extract import regex
from normalize.schema import DocumentRow, Evidence, Figure, Fund, Indicator, Passage, Score

from .codes import Severity, State

Compared = Fund | Indicator | Score | Passage | Figure | DocumentRow
"""A row that a comparison rests on."""
Repair = tuple[str, Interval]
"""The id of a number and the values that would make a broken relation hold."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One comparison made.

    `severity` overrides the rule's; `culprit` names the number that findings of one mistake share; `repairs`
    says of each number what it would have to be for the relation to hold (money in 元), so that findings that
    one number explains are found. `related` is the doc_id of the other document.
    """

    state: State
    message: str = ""
    rows: tuple[Compared, ...] = ()
    reported: Decimal | None = None
    expected: Decimal | None = None
    tolerance: Decimal | None = None
    unit: str | None = None
    severity: Severity | None = None
    culprit: str | None = None
    repairs: tuple[Repair, ...] = ()
    related: str | None = None


@dataclass(frozen=True)
class Missing:
    """A relation that could not be examined: what was not found."""

    what: str


HOLDS = Comparison(state=State.HOLDS)
Examined = Iterator[Comparison | Missing]


def likeliest(compared: Iterable[Comparison]) -> Comparison:
    """Of several readings of one relation the one that agrees best, the first of equals."""
    return min(compared, key=lambda c: c.state)


def row_key(row: Compared) -> tuple[str, str]:
    """(table, id) of a row."""
    names = (
        ("funds", "fund_id"),
        ("indicators", "indicator_id"),
        ("scores", "score_id"),
        ("passages", "passage_id"),
        ("figures", "figure_id"),
    )
    return next((table, getattr(row, column)) for table, column in names if hasattr(row, column))


def evidence(row: Compared, of: str) -> Evidence:
    """A row as evidence of a finding of a document."""
    other = None if row.doc_id == of else row.doc_id
    if isinstance(row, DocumentRow):
        return Evidence("documents", row.doc_id, None, None, (row.title or row.source)[:200], None, other)
    table, id = row_key(row)
    place = place_in_words(row.page, row.locator)
    return Evidence(table, id, row.page, row.bbox, (row.raw or "")[:200], place, other)


CELL = regex.compile(r"t(\d+)r(\d+)c(\d+)")
PARAGRAPH = regex.compile(r"p(\d+)@")


def place_in_words(page: int | None, locator: str | None) -> str | None:
    """Where a row stands, counted from 1: 第7页表3第5行第2列, 第17段; null where it has no place."""
    cell, paragraph = CELL.match(locator or ""), PARAGRAPH.match(locator or "")
    words = f"第{page}页" if page is not None else ""
    if cell:
        table, line, column = (int(n) + 1 for n in cell.groups())
        words += f"表{table}第{line}行第{column}列"
    elif paragraph:
        words += f"第{int(paragraph.group(1)) + 1}段"
    return words or None
