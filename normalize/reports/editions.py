"""Which of several copies of a report stands for the others.

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
NEARLY = Decimal("0.95")
"""Who states this share of the quantities of the one with most is read as well as that."""
Key = tuple[str, str, str, str, str, Decimal | None]
"""A quantity: origin (table, text), statement, item, breakdown, measure, 元 or value."""


@dataclass(frozen=True)
class Copy:
    """What decides of a document: its row, the quantities that it states, and the paths that hold it."""

    row: DocumentRow
    quantities: frozenset[Key]
    sources: tuple[str, ...] = ()

    @cached_property
    def halves(self) -> frozenset[tuple[str, str]]:
        """The parts of a report that it has: text or tables of which statement."""
        return frozenset((origin, statement) for origin, statement, *_ in self.quantities)


def quantities(funds: Iterable[Fund]) -> frozenset[Key]:
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
    most = max((len(c.quantities) for c in copies), default=0)
    for copy in sorted(copies, key=lambda c: _rank(c, most)):
        stands = next((s for s in standing if _is_copy(copy, s)), None)
        out[copy.row.doc_id] = stands.row.doc_id if stands else None
        if stands is None:
            standing.append(copy)
    return out


def _rank(copy: Copy, most: int) -> tuple[object, ...]:
    """The best read first: nearly as many quantities as any, no page by OCR, the format, and at last the
    number of quantities and the content itself.
    """
    row, number = copy.row, len(copy.quantities)
    known = FORMATS.index(row.file_format) if row.file_format in FORMATS else len(FORMATS)
    fewer = most - number if number < NEARLY * most else 0
    return (fewer, row.ocr_pages or 0, known, -number, row.doc_id)


def _is_copy(copy: Copy, other: Copy) -> bool:
    """Whether two documents of one report state the same; narrative and tables state different things."""
    fewer = min(len(copy.quantities), len(other.quantities))
    shared = len(copy.quantities & other.quantities)
    return shared >= ALIKE * fewer if fewer else fold(copy.row.title or "") == fold(other.row.title or "")
