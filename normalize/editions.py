"""Which documents are one report, and which of several copies of it stands for the others: one that says that
it corrects what was published before stands for that, of copies the one that was read best.

Both depend on the set of documents alone, never on the order in which they came. The views and whoever sums
over the dataset take the standing editions (`edition_of` is null).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from extract import regex
from extract.fold import fold
from parsers.outline.corrections import unmarked

from .schema import DocumentRow, Fund

WHOLE_REPORTS = ("final_accounts", "budget")
"""Kinds of which a unit publishes one a year; of the others each title is a report of its own."""
FORMATS = ("pdf", "docx", "xlsx", "xls", "html", "mht", "doc", "odt", "rtf", "csv", "txt")
"""The formats in the order in which one stands for the others: those first whose places a page can show."""
ALIKE = Decimal("0.5")
"""Copies share at least this share of the quantities of the smaller one."""
NEARLY = Decimal("0.9")
"""What states this share of what the best read copy states is as good: its format decides."""
PLAIN = ("department", "unit")
"""Scopes that a title may leave out; a department's own house (本级) and an area are said to be so."""
Key = tuple[str, str, str, str, Decimal | None]


@dataclass(frozen=True)
class Copy:
    """What decides of a document: its row, and the quantities that it states (statement, item, breakdown,
    measure, 元 or value).
    """

    row: DocumentRow
    quantities: frozenset[Key]


def quantities(funds: Iterable[Fund]) -> frozenset[Key]:
    """The quantities of a document as they are compared between its copies."""
    return frozenset(
        (f.statement, fold(f.item), fold(f.breakdown or ""), f.measure, f.amount_yuan or f.value)
        for f in funds
    )


def report_id(row: DocumentRow) -> str:
    """16 hex digits, the same for the files that are one report: of one unit, year, kind and scope, and for
    kinds of which a unit publishes several a year, of one title. A document without unit or year is
    a report of its own.
    """
    if row.unit_id is None or row.fiscal_year is None or row.doc_type is None or row.doc_type == "other":
        told: tuple[object, ...] = (row.doc_id,)
    else:
        title = None if row.doc_type in WHOLE_REPORTS else _subject(row)
        told = (row.unit_id, row.fiscal_year, row.doc_type, row.scope if title is None else None, title)
    return hashlib.sha256("|".join(map(str, told)).encode()).hexdigest()[:16]


def _subject(row: DocumentRow) -> str:
    """A title without what its copies may print otherwise: year, marks, 更正, 附件 and the unit's name."""
    title = unmarked(fold(row.title or row.doc_id)).replace(fold(row.unit_name or "\0"), "")
    return regex.sub(r"\d{4}年度?|附件\d*|[\W_]", "", title)


def family_id(row: DocumentRow) -> str:
    """The same for the documents that may be one report: `report_id` whatever the scope."""
    return report_id(replace(row, scope=None))


def reports(copies: Iterable[Copy]) -> dict[str, str]:
    """For each document the id of its report: `report_id`, but a document that tells no scope and states what
    the one report of its unit, year and kind states is a copy of that.
    """
    families: Mapping[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        families[family_id(copy.row)].append(copy)
    out: dict[str, str] = {}
    for held in families.values():
        scoped = [c for c in held if c.row.scope is not None]
        one = {report_id(c.row) for c in scoped if c.row.scope in PLAIN} if scoped else set()
        for copy in held:
            joins = copy.row.scope is None and len(one) == 1 and any(_is_copy(copy, c) for c in scoped)
            out[copy.row.doc_id] = min(one) if joins else report_id(copy.row)
    return out


def editions(copies: Iterable[Copy]) -> dict[str, str | None]:
    """For each document the one that stands for it, null for one that stands."""
    held = list(copies)
    named = reports(held)
    grouped: Mapping[str, list[Copy]] = defaultdict(list)
    for copy in held:
        grouped[named[copy.row.doc_id]].append(copy)
    out: dict[str, str | None] = {}
    for group in grouped.values():
        standing: list[Copy] = []
        for copy in _ranked(group):
            stands = next((s for s in standing if _is_copy(copy, s)), None)
            out[copy.row.doc_id] = stands.row.doc_id if stands else None
            if stands is None:
                standing.append(copy)
    return out


def _ranked(copies: Iterable[Copy]) -> list[Copy]:
    """Corrected ones first, of these the latest; then the best read."""
    held = list(copies)
    most = max(len(c.quantities) for c in held)
    ranked = sorted(held, key=lambda c: _rank(c, most))
    ranked.sort(
        key=lambda c: (c.row.corrected and (c.row.published or c.row.report_date)) or "", reverse=True
    )
    return sorted(ranked, key=lambda c: not c.row.corrected)


def _rank(copy: Copy, most: int) -> tuple[object, ...]:
    """The best read first: those that state nearly all that the best states, no page by OCR, the format, most
    quantities, and at last the content itself.
    """
    row = copy.row
    known = FORMATS.index(row.file_format) if row.file_format in FORMATS else len(FORMATS)
    less = len(copy.quantities) < NEARLY * most
    return (
        -len(copy.quantities) if less else -most,
        row.ocr_pages or 0,
        known,
        -len(copy.quantities),
        row.doc_id,
    )


def _is_copy(copy: Copy, other: Copy) -> bool:
    """Whether two documents of one report state the same; narrative and tables state different things.

    A corrected report states the same quantities with other amounts. One that states far fewer is a notice of
    the correction, and stands for nothing but itself.
    """
    mine, theirs = copy.quantities, other.quantities
    fewer = min(len(mine), len(theirs))
    if not fewer:
        return unmarked(fold(copy.row.title or "")) == unmarked(fold(other.row.title or ""))
    if other.row.corrected:
        if len(theirs) < ALIKE * len(mine):
            return False
        mine, theirs = (frozenset((*key[:-1], None) for key in held) for held in (mine, theirs))
        fewer = min(len(mine), len(theirs))
    return len(mine & theirs) >= ALIKE * fewer
