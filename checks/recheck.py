"""A dataset's findings, made anew from its own tables: no document is read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from normalize.dataset import require
from normalize.linked import chosen
from normalize.schema import DocumentRow, Rows, Unit
from normalize.store.journal import JournalEntry
from normalize.writing import DatasetWriter

from .choice import AS_THEY_ARE, Choice
from .codes import UNREAD
from .companions import ALONE, Companions, find_companions, joined_companions

BATCH = 100
"""Documents held in memory together; more only where one has so many companions."""
DOCUMENT = ["doc_id", "doc_type", "title", "unit_id", "body_id", "unit_name", "status"]
UNIT = ["doc_id", "unit_id", "body_id", "name", "role"]


def recheck(out: Path, rounding: bool = False, choice: Choice = AS_THEY_ARE) -> dict[str, Counter[str]]:
    """Writes the findings and checks of a dataset anew, each document held against its companions.

    Returns by doc_id how many are of which severity.

    `rounding` adds one `info` a document that gathers the differences which rounding explains; `choice`
    switches rules off or sets their severity.
    """
    require(out, ())
    with DatasetWriter(out) as writer:
        writer.settle()
        companions = _companions(_heads(writer), writer.entries)
        chosen = [e for e in writer.entries.values() if e.status not in UNREAD]
        _check(writer, chosen, companions, rounding, choice)
        return {e.doc_id: Counter(writer.entries[e.doc_id].findings) for e in chosen}


def recheck_companions(writer: DatasetWriter) -> None:
    """The same for the documents that have another path than before, are held against others, or against one
    that was read anew or has another path. The others were checked as they are.
    """
    writer.settle()
    near = _near(writer)
    before = _companions(_heads_before(writer, near), writer.before.documents)
    after = _companions(_heads(writer, near), writer.entries)
    changed = writer.added | {doc for doc in after if _is_moved(writer, doc)}
    affected = [
        doc
        for doc, companions in after.items()
        if doc in near.documents
        and _is_affected(doc, _ids(companions), _ids(before.get(doc, ALONE)), writer.added, changed)
    ]
    chosen = {part for doc in affected for part in (doc, *writer.entries[doc].parts)}
    _check(writer, [writer.entries[doc] for doc in chosen], after, False)


def _is_moved(writer: DatasetWriter, doc: str) -> bool:
    """Whether the path that findings name is another than before."""
    before = writer.before.documents.get(doc)
    return before is not None and before.sources[:1] != writer.entries[doc].sources[:1]


def _is_affected(
    doc: str, now: Sequence[str], then: Sequence[str], added: Collection[str], changed: Collection[str]
) -> bool:
    if doc in added:
        # A worker checked it without companions.
        return bool(now)
    return now != then or any(each in changed for each in (doc, *now))


def _ids(companions: Companions) -> list[str]:
    """The documents that one is held against."""
    return [r.document.doc_id for r in _reports(companions)]


def _reports(companions: Companions) -> Iterator[Rows]:
    yield from (*companions.prior, *companions.budget, *companions.forms, *companions.rest)
    yield from (r for part in companions.parts for r in part.reports)


def _companions(heads: Mapping[str, Rows], entries: Mapping[str, JournalEntry]) -> dict[str, Companions]:
    """What each document is held against. Nothing is held against an older version of a report."""
    standing = [heads[doc] for doc in sorted(heads) if entries[doc].replaced_by is None]
    found = find_companions(standing)
    return {doc: replace(found.get(doc, ALONE), rest=_rest(entries[doc], heads)) for doc in heads}


def _rest(entry: JournalEntry, heads: Mapping[str, Rows]) -> tuple[Rows, ...]:
    """The other files of a document's report."""
    return tuple(heads[doc] for doc in entry.parts if doc != entry.doc_id and doc in heads)


@dataclass(frozen=True)
class Near:
    """The documents that may be held against others than before, and the bodies of those that they are held
    against.
    """

    documents: Collection[str]
    bodies: Collection[str]


def _near(writer: DatasetWriter) -> Near:
    """What lies near the documents that changed: reports of their bodies, reports that list these below
    theirs, and the other files of both.
    """
    changed, known = writer.changed, (writer.before.documents, writer.entries)
    bodies, _ = _bodies(writer, changed)
    near = {*changed, *_of_bodies(writer, bodies)}
    near |= {part for doc in near for held in known if doc in held for part in held[doc].parts}
    own, below = _bodies(writer, near)
    return Near(near, own | below)


def _bodies(writer: DatasetWriter, documents: Collection[str]) -> tuple[set[str], set[str]]:
    """The bodies whose reports these documents are, as they were and as they are, and those below them."""
    heads = [_heads_before(writer, Near(documents, ())), _heads(writer, Near(documents, ()))]
    rows = [rows for held in heads for doc, rows in held.items() if doc in documents]
    own = {body for r in rows for body in (r.document.unit_id, r.document.body_id) if body}
    return own, {body for r in rows for u in r.units for body in (u.unit_id, u.body_id) if body}


def _of_bodies(writer: DatasetWriter, bodies: Collection[str]) -> set[str]:
    """The documents of the dataset that are about one of these bodies, or list one below theirs."""
    if not writer.before.documents:
        return set()
    tables = (writer.shelf.columns("documents", DOCUMENT), writer.shelf.columns("units", UNIT))
    return {
        doc for held in tables for doc in chosen(held, bodies, "unit_id", "body_id")["doc_id"].to_pylist()
    }


def _heads_before(writer: DatasetWriter, near: Near | None = None) -> dict[str, Rows]:
    """What decides with which others a document of the dataset belongs together: its own row, and the units
    that it lists below it; of all documents, or of those near what changed and those of their bodies.
    """
    if not writer.before.documents:
        return {}
    documents, units = writer.shelf.columns("documents", DOCUMENT), writer.shelf.columns("units", UNIT)
    if near is not None:
        held = (
            chosen(documents, near.documents, "doc_id"),
            chosen(documents, near.bodies, "unit_id", "body_id"),
        )
        import pyarrow as pa

        documents = pa.concat_tables(held)
        units = chosen(units, near.documents, "doc_id")
    years = {doc: e.fiscal_year for doc, e in writer.before.documents.items()}
    return _as_heads(documents.to_pylist(), _subordinate(units), years)


def _heads(writer: DatasetWriter, near: Near | None = None) -> dict[str, Rows]:
    """The same of the dataset as it will be."""
    heads = {
        doc: rows
        for doc, rows in _heads_before(writer, near).items()
        if doc in writer.entries and doc not in writer.added
    }
    below = _below(_subordinate(writer.added_units().select(UNIT)))
    for doc in writer.added:
        document = writer.rows(doc, ("documents",)).document
        if document.status not in UNREAD:
            heads[doc] = Rows(document=document, units=tuple(below[doc]))
    return heads


def _subordinate(units: Any) -> list[dict[str, Any]]:
    held: list[dict[str, Any]] = chosen(units, {"subordinate"}, "role").to_pylist()
    return held


def _below(units: Iterable[Mapping[str, Any]]) -> Mapping[str, list[Unit]]:
    """The units by the documents that list them below their own."""
    below: dict[str, list[Unit]] = defaultdict(list)
    for row in units:
        below[row["doc_id"]].append(Unit(**row))
    return below


def _as_heads(
    documents: Iterable[Mapping[str, Any]],
    units: Iterable[Mapping[str, Any]],
    years: Mapping[str, int | None],
) -> dict[str, Rows]:
    below = _below(units)
    return {
        d["doc_id"]: Rows(
            document=DocumentRow(fiscal_year=years[d["doc_id"]], **d), units=tuple(below[d["doc_id"]])
        )
        for d in documents
        if d["status"] not in UNREAD
    }


def _check(
    writer: DatasetWriter,
    chosen: Collection[JournalEntry],
    companions: Mapping[str, Companions],
    rounding: bool,
    choice: Choice = AS_THEY_ARE,
) -> None:
    """Checks reports against their companions; no more rows are held in memory than of a batch."""
    if not chosen:
        return
    # All rules are loaded with it, which is more than the rest of a small run.
    from .run import check_report

    in_order = sorted(chosen, key=lambda e: (e.unit_id or "", e.doc_id))
    reports = list(dict.fromkeys(e.parts or (e.doc_id,) for e in in_order))
    for batch, wanted in _batches(reports, companions):
        rows = {doc: writer.rows(doc) for doc in sorted(wanted)}
        for parts in batch:
            among = joined_companions([_filled(companions[doc], rows) for doc in parts])
            for checked in check_report([rows[doc] for doc in parts], among, rounding, choice):
                writer.check(checked.document.doc_id, checked)


def _batches(
    reports: Iterable[tuple[str, ...]], companions: Mapping[str, Companions]
) -> Iterator[tuple[list[tuple[str, ...]], set[str]]]:
    """Reports with all documents whose rows they need, as many as may be held in memory together."""
    batch: list[tuple[str, ...]] = []
    wanted: set[str] = set()
    for parts in reports:
        needed = {*parts, *(doc for part in parts for doc in _ids(companions[part]))}
        if batch and len(wanted | needed) > BATCH:
            yield batch, wanted
            batch, wanted = [], set()
        batch.append(parts)
        wanted |= needed
    if batch:
        yield batch, wanted


def _filled(companions: Companions, rows: Mapping[str, Rows]) -> Companions:
    """The companions with all their rows."""

    def whole(found: Iterable[Rows]) -> tuple[Rows, ...]:
        return tuple(rows[r.document.doc_id] for r in found)

    return Companions(
        whole(companions.prior),
        whole(companions.budget),
        whole(companions.forms),
        tuple(replace(p, reports=whole(p.reports)) for p in companions.parts),
        whole(companions.rest),
    )
