"""The other documents that a document is held against.

Last year's, the year's budget, the forms, those of the units below it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extract import regex
from extract.fold import fold
from normalize.schema import DocumentRow, Rows

from .codes import UNREAD

ACCOUNTS = ("final_accounts", "budget")
FORMS = ("self_evaluation",)


@dataclass(frozen=True)
class Part:
    """A unit that a department is made of, and its reports of the same year.

    None where the dataset lacks them.
    """

    name: str
    reports: tuple[Rows, ...]


@dataclass(frozen=True)
class Companions:
    """Other documents, each possibly at hand in several versions.

    `parts` is empty for a document that names no units below its own.
    """

    prior: tuple[Rows, ...] = ()
    budget: tuple[Rows, ...] = ()
    forms: tuple[Rows, ...] = ()
    parts: tuple[Part, ...] = ()


ALONE = Companions()


def find_companions(documents: Sequence[Rows]) -> dict[str, Companions]:
    """doc_id → what each document is held against, among these."""
    read = [
        d
        for d in documents
        if d.document.status not in UNREAD and d.document.unit_id and d.document.fiscal_year
    ]
    index: dict[tuple[str, str, int], list[Rows]] = defaultdict(list)
    for d in read:
        index[d.document.unit_id or "", d.document.doc_type or "", d.document.fiscal_year or 0].append(d)
    return {d.document.doc_id: _companions(d, index) for d in documents}


def _companions(rows: Rows, index: dict[tuple[str, str, int], list[Rows]]) -> Companions:
    own = rows.document
    unit, kind, year = own.unit_id or "", own.doc_type or "", own.fiscal_year or 0
    if kind not in ACCOUNTS or not unit or not year:
        return ALONE

    def same_scope(kind: str, year: int) -> tuple[Rows, ...]:
        return tuple(d for d in index.get((unit, kind, year), ()) if comparable(own, d.document))

    return Companions(
        prior=same_scope(kind, year - 1),
        budget=same_scope("budget", year) if kind == "final_accounts" else (),
        forms=tuple(d for f in FORMS for d in index.get((unit, f, year), ()))
        if kind == "final_accounts"
        else (),
        parts=_parts(rows, index),
    )


def _parts(rows: Rows, index: dict[tuple[str, str, int], list[Rows]]) -> tuple[Part, ...]:
    """The units that a department lists as its own, and its own office (本级), of the same name."""
    own = rows.document
    listed = {u.unit_id: u.name for u in rows.units if u.role == "subordinate"}
    if scope(own) == "unit" or not listed.keys() - {own.unit_id}:
        return ()
    listed = {own.unit_id or "": f"{own.unit_name}（本级）", **listed}
    out = []
    for unit, name in listed.items():
        held = index.get((unit, own.doc_type or "", own.fiscal_year or 0), ())
        out.append(
            Part(
                name,
                tuple(
                    d
                    for d in held
                    if d.document.doc_id != own.doc_id
                    and (unit != own.unit_id or scope(d.document) == "unit")
                ),
            )
        )
    return tuple(out)


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
