"""Which documents are one report: copies of it, and parts of it that complement each other (narrative and
tables in files of their own).

Joined is only what agrees in unit, year and kind, lies together or is of one body that is known, and does not
contradict itself; what agrees but is not joined is told. All depends on the set of documents alone.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from extract import regex
from extract.fold import fold
from normalize.schema import DocumentRow

from .editions import ALIKE, Copy, editions

WHOLE_REPORTS = ("final_accounts", "budget")
"""Kinds of which a unit publishes one a year; of the others each title is a report of its own."""
PLAIN = frozenset({"department", "unit"})
"""Scopes that a title may leave out; a department's own house (本级) and an area are said to be so."""
SHEETS = regex.compile(r"\d{4}年度?|附[件表]\d*|[\W_]|(?:绩效)?(?:自评|自我评价|评价)(?:报告|表)")
"""What is no part of a title's subject: the report and the form of one project have one."""


@dataclass(frozen=True)
class JoinedPlace:
    """Where a document stands among the others: the report that it belongs to, the document of which it is a
    copy, the documents that are this report together (the narrative first; none where it is whole), and those
    that agree with it in unit, year and kind but are another report.
    """

    report_id: str
    edition_of: str | None = None
    parts: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


def family_of(row: DocumentRow) -> str:
    """What documents have in common that may be one report: unit, year and kind, and for kinds of which a
    unit publishes several a year, the subject. A document without unit or year is a report of its own: its
    id is the last of these.
    """
    sure = row.unit_id and row.fiscal_year and row.doc_type not in (None, "other")
    title = "" if row.doc_type in WHOLE_REPORTS or not sure else _subject(row)
    told = (row.unit_id, row.fiscal_year, row.doc_type, title, None if sure else row.doc_id)
    return "|".join(str(x or "") for x in told)


def _subject(row: DocumentRow) -> str:
    """A title without what copies and parts may print otherwise: year, marks, 更正, 附件, the unit's name."""
    # The lexicon is nothing that a small run need load to write what others have read.
    from parsers.outline.corrections import unmarked

    title = unmarked(fold(row.title or row.doc_id))
    return SHEETS.sub("", title.replace(fold(row.unit_name or "\0"), ""))


def placed(family: str, copies: Sequence[Copy]) -> dict[str, JoinedPlace]:
    """Where each of the documents of one family, as `family_of` names it, stands."""
    groups = _agreeing(sorted(copies, key=lambda c: c.row.doc_id))
    out: dict[str, JoinedPlace] = {}
    for told, group in groups.items():
        out |= _placed(f"{family}|{told}", group)
    return out


def _agreeing(copies: Sequence[Copy]) -> Mapping[str, list[Copy]]:
    """The documents by scope and body. One that tells neither belongs to the only ones that do."""
    scopes = {c.row.scope for c in copies} - {None}
    sole = next(iter(scopes)) if len(scopes) == 1 and scopes <= PLAIN else None
    bodies = {c.row.body_id for c in copies} - {None}
    out: Mapping[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        scope = copy.row.scope or sole
        body = None if len(bodies) < 2 else copy.row.body_id
        out[f"{scope}|{body}"].append(copy)
    return out


def _placed(key: str, copies: Sequence[Copy]) -> dict[str, JoinedPlace]:
    """The documents of one family that agree in scope and body."""
    found, of = editions(copies), {c.row.doc_id: c for c in copies}
    reports = _joined([of[doc] for doc, stands in found.items() if stands is None])
    standing: dict[str, JoinedPlace] = {}
    for n, held in enumerate(reports):
        # The best read keeps the id that it has alone.
        report_id = _id(key, *([held[0].row.doc_id] if n else []))
        parts = tuple(c.row.doc_id for c in sorted(held, key=_narrative)) if len(held) > 1 else ()
        others = [c for r in reports if r is not held for c in r]
        for copy in held:
            standing[copy.row.doc_id] = JoinedPlace(report_id, None, parts, _apart(copy, others))
    return {
        doc: standing[doc] if stands is None else JoinedPlace(standing[stands].report_id, stands)
        for doc, stands in found.items()
    }


def _joined(standing: Sequence[Copy]) -> list[list[Copy]]:
    """The reports that the documents make up, each document with the first with whose parts it agrees."""
    out: list[list[Copy]] = []
    for copy in standing:
        fitting = next((held for held in out if all(complement(copy, c) for c in held)), None)
        if fitting is None:
            out.append([copy])
        else:
            fitting.append(copy)
    return out


def _id(*told: str) -> str:
    return hashlib.sha256("|".join(told).encode()).hexdigest()[:16]


def _narrative(copy: Copy) -> tuple[int, str]:
    """The part with most text first."""
    return -_said(copy), copy.row.doc_id


def is_narrative(copy: Copy) -> bool:
    """Whether a document states most of its quantities in its text."""
    return 2 * _said(copy) > len(copy.quantities)


def _said(copy: Copy) -> int:
    return sum(origin == "text" for origin, *_ in copy.quantities)


def _apart(copy: Copy, others: Sequence[Copy]) -> tuple[str, ...]:
    """The other reports' documents, of kinds of which a unit publishes one; not of what states nothing."""
    told = copy.quantities and copy.row.doc_type in WHOLE_REPORTS
    return tuple(o.row.doc_id for o in others if o.quantities) if told else ()


def complement(a: Copy, b: Copy) -> bool:
    """Whether two documents may be parts of one report: each states what the other does not, both lie
    together or are of one body, and what both state is mostly the same.
    """
    if a.halves <= b.halves or b.halves <= a.halves or not (_together(a, b) or _one_body(a, b)):
        return False
    ours, theirs = _amounts(a), _amounts(b)
    common = [(ours[subject], theirs[subject]) for subject in ours.keys() & theirs.keys()]
    return sum(not x & y for x, y in common) <= ALIKE * len(common)


def _amounts(copy: Copy) -> dict[tuple[object, ...], set[object]]:
    """All of a quantity but its amount → the amounts that are stated of it."""
    out: dict[tuple[object, ...], set[object]] = defaultdict(set)
    for *subject, amount in copy.quantities:
        out[tuple(subject)].add(amount)
    return out


def _one_body(a: Copy, b: Copy) -> bool:
    return a.row.body_id is not None and a.row.body_id == b.row.body_id


def _together(a: Copy, b: Copy) -> bool:
    """Whether two documents lie in one folder or archive, or one in a folder within the other's."""
    ours, theirs = folders(a.sources), folders(b.sources)
    return any(x == y or x in y.parents[:1] or y in x.parents[:1] for x in ours for y in theirs)


def folders(sources: Iterable[str]) -> set[PurePosixPath]:
    """The folders in which files lie; an archive's members lie where it does, as those of a PDF do."""
    return {PurePosixPath(source.partition("!/")[0]).parent for source in sources}
