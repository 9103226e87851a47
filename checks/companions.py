"""The other documents that a document is held against.

Last year's, the year's budget, the forms, those of the units below it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract import regex
from extract.fold import fold
from normalize.schema import DocumentRow, Rows, Unit

from .codes import UNREAD

ACCOUNTS = ("final_accounts", "budget")
FORMS = ("self_evaluation",)
CompanionIndex = dict[tuple[str, str, int], list[Rows]]
"""Documents by unit_id or body_id, kind and fiscal year."""


@dataclass(frozen=True)
class ReportPart:
    """A unit that a department is made of, and its reports of the same year.

    None where the dataset lacks them.
    """

    name: str
    reports: tuple[Rows, ...]


@dataclass(frozen=True)
class Companions:
    """Other documents, each possibly at hand in several versions.

    `parts` is empty for a document that names no units below its own. `rest`: the other documents that are
    one report with it, in the report's order.
    """

    prior: tuple[Rows, ...] = ()
    budget: tuple[Rows, ...] = ()
    forms: tuple[Rows, ...] = ()
    parts: tuple[ReportPart, ...] = ()
    rest: tuple[Rows, ...] = ()


ALONE = Companions()


def find_companions(documents: Sequence[Rows]) -> dict[str, Companions]:
    """doc_id → what each document is held against, among these."""
    read = [
        d
        for d in documents
        if d.document.status not in UNREAD and d.document.unit_id and d.document.fiscal_year
    ]
    index: CompanionIndex = defaultdict(list)
    for d in read:
        for body in {d.document.unit_id, d.document.body_id} - {None}:
            index[body or "", d.document.doc_type or "", d.document.fiscal_year or 0].append(d)
    return {d.document.doc_id: _companions(d, index) for d in documents}


def joined_companions(found: Sequence[Companions]) -> Companions:
    """What a report in several files is held against: what any of its files is, each document once."""
    if len(found) == 1:
        return found[0]

    def whole(reports: Iterable[Rows]) -> tuple[Rows, ...]:
        return tuple({r.document.doc_id: r for r in reports}.values())

    return Companions(
        prior=whole(r for c in found for r in c.prior),
        budget=whole(r for c in found for r in c.budget),
        forms=whole(r for c in found for r in c.forms),
        parts=next((c.parts for c in found if c.parts), ()),
    )


def _reports(body: DocumentRow | Unit, kind: str, year: int, index: CompanionIndex) -> tuple[Rows, ...]:
    """The reports of a body: of its `body_id`, and of its `unit_id` where one of both has no `body_id`."""
    named = index.get((body.unit_id or "", kind, year), ())
    unplaced = (d for d in named if body.body_id is None or d.document.body_id is None)
    return (*index.get((body.body_id or "", kind, year), ()), *unplaced)


def _companions(rows: Rows, index: CompanionIndex) -> Companions:
    own = rows.document
    kind, year = own.doc_type or "", own.fiscal_year or 0
    if kind not in ACCOUNTS or not own.unit_id or not year:
        return ALONE

    def same_scope(kind: str, year: int) -> tuple[Rows, ...]:
        return tuple(d for d in _reports(own, kind, year, index) if comparable(own, d.document))

    return Companions(
        prior=same_scope(kind, year - 1),
        budget=same_scope("budget", year) if kind == "final_accounts" else (),
        forms=tuple(d for f in FORMS for d in _reports(own, f, year, index))
        if kind == "final_accounts"
        else (),
        parts=_parts(rows, index),
    )


def _parts(rows: Rows, index: CompanionIndex) -> tuple[ReportPart, ...]:
    """The units that a department lists as its own, and its own office (本级), of the same name."""
    own = rows.document
    office = Unit(unit_id=own.unit_id or "", body_id=own.body_id, name=f"{own.unit_name}（本级）")
    listed = {u.body_id or u.unit_id: u for u in rows.units if u.role == "subordinate"}
    itself = office.body_id or office.unit_id
    if scope(own) == "unit" or not listed.keys() - {itself}:
        return ()
    return tuple(_part(unit, own, index) for unit in {itself: office, **listed}.values())


def _part(unit: Unit, own: DocumentRow, index: CompanionIndex) -> ReportPart:
    """A unit below a department, with its reports; the department's own office is of its name."""
    held = _reports(unit, own.doc_type or "", own.fiscal_year or 0, index)
    others = (d for d in held if d.document.doc_id != own.doc_id)
    office = (unit.body_id or unit.unit_id) == (own.body_id or own.unit_id)
    return ReportPart(unit.name, tuple(d for d in others if not office or scope(d.document) == "unit"))


def scope(document: DocumentRow) -> str | None:
    """Whether a report is about a whole department (部门决算) or one unit (单位决算, 本级).

    Null where neither its title nor its name says.
    """
    title, name = fold(document.title or ""), fold(document.unit_name or "")
    if regex.search("单位(决算|预算)", title) or regex.search("本级|机关\\)?$", name):
        return "unit"
    return "department" if regex.search("部门(决算|预算)", title) else None


def comparable(a: DocumentRow, b: DocumentRow) -> bool:
    """Whether two reports under one name may be about the same body.

    A department's accounts are not those of its own office.
    """
    return scope(a) == scope(b) or None in (scope(a), scope(b))
