"""The documents of a dataset → which are one report, as the journal keeps it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from normalize.schema import Rows
from normalize.store.journal import JournalEntry

from .editions import Copy, quantities
from .joining import WHOLE_REPORTS, complement, folders, is_narrative, placed

ReadTable = Callable[[str, Sequence[str]], Rows]
"""What a document states, as far as some tables hold it."""
SHOWN = 3


def settle(
    entries: Mapping[str, JournalEntry],
    before: Mapping[str, JournalEntry],
    read: Collection[str],
    rows: ReadTable,
) -> dict[str, JournalEntry]:
    """The entries with the reports that they belong to. Looked at again are the documents of a unit, year and
    kind of which one came, went, moved, was `read` anew or is known to be published another day.
    """
    out = dict(entries)
    touched = {e.family for e in _changed(before, out)} | {out[doc].family for doc in read}
    known = _groups(before.values(), touched)
    for family, members in _groups(out.values(), touched).items():
        if known.get(family) != members or any(doc in read for doc, *_ in members):
            out |= _settled([out[doc] for doc, *_ in members], rows)
    near = {(folder, _kind(e)) for e in _changed(before, out) for folder in folders(e.sources)}
    out |= {
        e.doc_id: replace(e, apart=told) for e, told in _unsure(out.values(), near, rows) if told != e.apart
    }
    older = (e for e in out.values() if e.replaced_by)
    settled = {e.doc_id: replace(e, edition_of=e.replaced_by, parts=(), apart=None) for e in older}
    return out | {doc: entry for doc, entry in settled.items() if entry != out[doc]}


def _changed(before: Mapping[str, JournalEntry], now: Mapping[str, JournalEntry]) -> Iterator[JournalEntry]:
    """The entries that are not the same in both, as they were and as they are."""
    for doc in before.keys() | now.keys():
        if before.get(doc) is not now.get(doc):
            yield from (held[doc] for held in (before, now) if doc in held)


def _groups(
    entries: Iterable[JournalEntry], families: Collection[str]
) -> dict[str, list[tuple[str, tuple[str, ...], str]]]:
    """The documents of each of these families with their paths and days, older versions left out."""
    out: dict[str, list[tuple[str, tuple[str, ...], str]]] = defaultdict(list)
    for entry in entries:
        if not entry.replaced_by and entry.family in families:
            out[entry.family].append((entry.doc_id, entry.sources, _day(entry) or ""))
    return {family: sorted(members) for family, members in out.items()}


def _settled(members: Sequence[JournalEntry], rows: ReadTable) -> dict[str, JournalEntry]:
    """The documents of one family, settled among themselves."""
    tables = ("documents", "funds") if len(members) > 1 else ("documents",)
    of = {e.doc_id: e for e in members}
    return {
        doc: replace(
            of[doc],
            report_id=place.report_id,
            edition_of=place.edition_of,
            parts=place.parts,
            apart=_unlike([of[other].sources[0] for other in place.apart]),
        )
        for doc, place in placed(
            members[0].family, [_copy(e, rows(e.doc_id, tables)) for e in members]
        ).items()
    }


def _copy(entry: JournalEntry, rows: Rows) -> Copy:
    return Copy(replace(rows.document, published=_day(entry)), quantities(rows.funds), entry.sources)


def _unlike(others: Sequence[str]) -> str | None:
    """What a document says of those that it was not joined with (Chinese)."""
    if not others:
        return None
    return (
        f"与{_named(others)}同为一个单位同一年度的同类报告，但并非互补的文字与表格，未合并核对："
        "请确认是否为更正前后的版本或误收"
    )


def _named(names: Sequence[str]) -> str:
    more = f"等{len(names)}个文件" if len(names) > SHOWN else ""
    return "、".join(f"“{name}”" for name in names[:SHOWN]) + more


def _unsure(
    entries: Iterable[JournalEntry], places: Collection[tuple[PurePosixPath, str]], rows: ReadTable
) -> Iterator[tuple[JournalEntry, str | None]]:
    """What the documents say that tell no unit or no year, and lie beside the one report of which they seem
    to be a part (Chinese). Looked at are those of folders and kinds in which something changed.
    """
    standing = [e for e in entries if not e.replaced_by and _kind(e) in WHOLE_REPORTS]
    unsure = [e for e in standing if not _is_sure(e)]
    asked = [e for e in unsure if any((folder, _kind(e)) in places for folder in folders(e.sources))]
    beside: dict[tuple[PurePosixPath, str], list[JournalEntry]] = defaultdict(list)
    for e in standing if asked else ():
        if _is_sure(e) and e.edition_of is None:
            for folder in folders(e.sources):
                beside[folder, _kind(e)].append(e)
    for e in asked:
        near = {o.doc_id: o for f in folders(e.sources) for o in beside.get((f, _kind(e)), ())}
        fitting = [o for o in near.values() if _fits(e, o)]
        sole = e.rows.get("funds") and len({o.report_id for o in fitting}) == 1
        yield e, _unjoined(e, fitting) if sole and _is_part(e, fitting, rows) else None


def _is_part(entry: JournalEntry, others: Sequence[JournalEntry], rows: ReadTable) -> bool:
    """Whether a document is the tables of the others' text, or their text."""
    own, *theirs = (_copy(e, rows(e.doc_id, ("documents", "funds"))) for e in (entry, *others))
    kinds = {is_narrative(c) for c in theirs}
    return kinds == {not is_narrative(own)} and all(complement(own, other) for other in theirs)


def _unjoined(entry: JournalEntry, beside: Sequence[JournalEntry]) -> str:
    unit, year, *_ = entry.family.split("|")
    lacking = "、".join(word for word, there in (("单位", unit), ("年度", year)) if not there)
    return (
        f"没有读到{lacking}，未与{_named(sorted(o.sources[0] for o in beside))}合并核对："
        "请确认是否为同一份报告的文字与表格"
    )


def _kind(entry: JournalEntry) -> str:
    return entry.family.split("|")[2]


def _is_sure(entry: JournalEntry) -> bool:
    unit, year, *_ = entry.family.split("|")
    return bool(unit and year)


def _fits(entry: JournalEntry, other: JournalEntry) -> bool:
    """Whether a document may be of the unit and year of another, as far as it tells them."""
    pairs = zip(entry.family.split("|")[:2], other.family.split("|")[:2], strict=True)
    return all(own in ("", its) for own, its in pairs)


def _day(entry: JournalEntry) -> str | None:
    """When a document was published, by the list of sources before what it says itself."""
    return entry.provenance.published or entry.published
