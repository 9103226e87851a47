"""Which of several copies of a report stands for the others: one that says that it corrects what was
published before stands for that, of copies the one that was read best.

It depends on the set of documents alone, never on the order in which they came. The views and whoever sums
over the dataset take the standing editions (`edition_of` is null).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from extract.fold import fold
from normalize.schema import DocumentRow, Fund

FORMATS = ("pdf", "docx", "xlsx", "xls", "html", "mht", "doc", "odt", "rtf", "csv", "txt")
"""The formats in the order in which one stands for the others: those first whose places a page can show."""
ALIKE = Decimal("0.5")
"""Copies share at least this share of the quantities of the smaller one."""
NEARLY = Decimal("0.9")
"""What states this share of what the best read copy states is as good: its format decides."""
EditionKey = tuple[str, str, str, str, str, Decimal | None]
"""A quantity: origin (table, text), statement, item, breakdown, measure, 元 or value."""
QUANTITY = ("doc_id", "origin", "statement", "item", "breakdown", "measure", "amount_yuan", "value")
"""The columns of funds that it is made of."""


@dataclass(frozen=True)
class Copy:
    """What decides of a document: its row, the quantities that it states, and the paths that hold it."""

    row: DocumentRow
    quantities: frozenset[EditionKey]
    sources: tuple[str, ...] = ()

    @cached_property
    def halves(self) -> frozenset[tuple[str, str]]:
        """The parts of a report that it has: text or tables of which statement."""
        return frozenset((origin, statement) for origin, statement, *_ in self.quantities)


def quantities(funds: Iterable[Fund]) -> frozenset[EditionKey]:
    """The quantities of a document as they are compared with those of others."""
    return frozenset(
        (f.origin, f.statement, fold(f.item), fold(f.breakdown or ""), f.measure, f.amount_yuan or f.value)
        for f in funds
    )


def editions(copies: Sequence[Copy]) -> dict[str, str | None]:
    """For each document of one report the one that stands for it, null for one that stands; the first of
    those that stand is the best.
    """
    out: dict[str, str | None] = {}
    standing: list[Copy] = []
    for copy in _ranked(copies):
        stands = next((s for s in standing if is_copy(copy, s)), None)
        out[copy.row.doc_id] = stands.row.doc_id if stands else None
        if stands is None:
            standing.append(copy)
    return out


def _ranked(copies: Sequence[Copy]) -> list[Copy]:
    """Corrected ones first, of these the latest; then the best read."""
    most = max((len(c.quantities) for c in copies), default=0)
    ranked = sorted(copies, key=lambda c: _rank(c, most))
    ranked.sort(
        key=lambda c: (c.row.corrected and (c.row.published or c.row.report_date)) or "", reverse=True
    )
    return sorted(ranked, key=lambda c: not c.row.corrected)


def _rank(copy: Copy, most: int) -> tuple[object, ...]:
    """The best read first: those that state nearly all that the best states, no page by OCR, the format, most
    quantities, and at last the content itself.
    """
    row, number = copy.row, len(copy.quantities)
    known = FORMATS.index(row.file_format) if row.file_format in FORMATS else len(FORMATS)
    fewer = most - number if number < NEARLY * most else 0
    return (fewer, row.ocr_pages or 0, known, -number, row.doc_id)


def is_copy(copy: Copy, other: Copy) -> bool:
    """Whether two documents of one report state the same; narrative and tables state different things.

    A corrected report states the same quantities with other amounts. One that states far fewer is a notice of
    the correction, and stands for nothing but itself.
    """
    mine, theirs = copy.quantities, other.quantities
    fewer = min(len(mine), len(theirs))
    if not fewer:
        from parsers.outline.corrections import unmarked

        return unmarked(fold(copy.row.title or "")) == unmarked(fold(other.row.title or ""))
    if other.row.corrected:
        if len(theirs) < ALIKE * len(mine):
            return False
        mine, theirs = (frozenset((*key[:-1], None) for key in held) for held in (mine, theirs))
        fewer = min(len(mine), len(theirs))
    return len(mine & theirs) >= ALIKE * fewer
