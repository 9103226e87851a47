"""Rows → plain Parquet, hive-partitioned by fiscal year; one writer owns the dataset, and a reader sees it as
it was or as it is, never between.

Documents come in any order, each packed in a file of its own. When the writer is closed, the parts whose
documents changed are written anew, sorted by unit, document and place, and become the dataset's in one
commit. The bytes depend on the documents alone, not on their order or on what was there before.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from .dataset import rows_of
from .labels import label_table
from .linked import UNIT, changed_links, chosen, near_links
from .packed import Packed, pack
from .placed import Row
from .reports.beside import beside, with_names
from .reports.editions import QUANTITY
from .reports.joining import family_of
from .reports.settling import settle
from .schema import TABLES, DocumentRow, Rows
from .store.commit import SCRATCH, commit, recover, undisturbed
from .store.journal import JOURNAL, File, Journal, JournalEntry
from .store.layout import ShelfPlace, gathered, held_schema, parquet
from .store.lock import Lock
from .store.manifest import (
    LABELS,
    MANIFEST,
    DatasetError,
    Manifest,
    StoredPart,
    listed,
    schema_id,
)
from .store.parts import MadePart, PartMaker, PartPlace, given_part, part_of, places
from .store.provenance import UNKNOWN, Provenance
from .store.shelf import shelf_of

if TYPE_CHECKING:
    import pyarrow as pa

CHECKED = ("findings", "checks")
"""The tables that the checks fill."""
MERGED_TOGETHER = 4
"""Parts that are written at once: what makes them lets others of its process work, and each is in memory."""
WORTH = 32
"""A part of fewer documents takes no longer to make than to have made."""
STATED = tuple(name for name in TABLES if name not in CHECKED)
"""What a document states, and the checks read."""


def write_rows(out: Path, documents: Iterable[Rows]) -> None:
    """Adds the documents' rows to the dataset; what it held of the same documents before is replaced."""
    with DatasetWriter(out) as writer:
        for rows in documents:
            writer.add(rows.document.doc_id, rows.document.fiscal_year, arrow_tables(rows))


def arrow_tables(rows: Rows, tables: Iterable[str] = tuple(TABLES)) -> dict[str, pa.Table]:
    """The rows of one document as Arrow tables, without the fiscal year, which names their partition."""
    return {name: _arrow_table(name, rows.table(name)) for name in tables}


def _arrow_table(name: str, rows: Sequence[Row]) -> pa.Table:
    import pyarrow as pa

    schema = held_schema(name)
    if not rows:
        return schema.empty_table()
    columns = zip(*map(attrgetter(*schema.names), rows), strict=True)
    held = zip(schema, columns, strict=True)
    return pa.table([pa.array(_values(f.name, values), f.type) for f, values in held], schema=schema)


def _values(column: str, values: Sequence[Any]) -> Sequence[Any]:
    return [[dataclasses.asdict(e) for e in value] for value in values] if column == "evidence" else values


class DatasetWriter:
    """The one writer of a dataset. What is added, named anew or dropped is so once the writer is closed
    without an error; until then nothing is. Raises DatasetError where another writer is at work.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        with undisturbed(out):
            out.mkdir(parents=True, exist_ok=True)
            self._lock = Lock(out)
        try:
            with undisturbed(out):
                recover(out)
                # What cannot be removed any more is removed by the next writer.
                self._folder = TemporaryDirectory(prefix=SCRATCH, dir=out, ignore_cleanup_errors=True)
            self.shelf = shelf_of(out)
        except BaseException:
            self._lock.release()
            raise
        self.entries = dict(self.before.documents)
        """The documents as they will be."""
        self.files: Mapping[str, File] = self.before.files
        self.beside: dict[str, str | Callable[[], str]] = {}
        """What becomes part of the dataset with the commit besides: texts by their paths, or what makes them
        when all else is written."""
        self.maker: PartMaker | None = None
        """What makes the parts of many documents in the place of this process."""
        self._documents: dict[str, DocumentRow] = {}
        """The documents that were added, as they say themselves."""
        self._packed: dict[str, Packed] = {}
        self._checked: dict[str, Packed] = {}
        self._linked: dict[str, Packed] = {}
        self._settled = False
        self._units: pa.Table | None = None

    @property
    def before(self) -> Journal:
        """The dataset as it is."""
        return self.shelf.journal

    @property
    def folder(self) -> Path:
        """A folder beside the tables for what is no part of them yet; gone when the writer is closed."""
        return Path(self._folder.name)

    @property
    def added(self) -> set[str]:
        """The documents that were added so far."""
        return set(self._packed)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._close()
        finally:
            self._folder.cleanup()
            self._lock.release()

    def add(
        self,
        doc_id: str,
        year: int | None,
        tables: Mapping[str, pa.Table] | Packed,
        reading: str = "",
        family: str | None = None,
        findings: Mapping[str, int] | None = None,
    ) -> None:
        """Takes one document's rows, as `arrow_tables` gives them; `reading` says how they were read,
        `family` what `family_of` says, `findings` how many are of which severity, where it is known. A file
        of packed rows has to stay where it is until the writer is closed.
        """
        packed = tables if isinstance(tables, Packed) else self._pack(f"{doc_id}.rows", tables)
        row = rows_of({"documents": packed.table("documents")}, year).document
        self._settled, self._units = False, None
        self._documents[doc_id], self._packed[doc_id] = row, packed
        self._checked.pop(doc_id, None)
        self._linked.pop(doc_id, None)
        self.entries[doc_id] = JournalEntry(
            doc_id,
            year,
            row.unit_id,
            row.sources or (row.source,),
            row.status,
            row.error,
            row.pages or 0,
            {name: packed.rows(name) for name in TABLES},
            _severities(packed) if findings is None else findings,
            reading,
            family_of(row) if family is None else family,
            published=row.published,
            provenance=self.entries[doc_id].provenance if doc_id in self.entries else UNKNOWN,
        )

    def check(self, doc_id: str, checked: Rows) -> None:
        """Takes the findings and checks of a document in the place of those that it has."""
        packed = self._pack(f"{doc_id}.checked", arrow_tables(checked, CHECKED))
        self._checked[doc_id] = packed
        entry = self.entries[doc_id]
        rows = {**entry.rows, **{name: packed.rows(name) for name in CHECKED}}
        self.entries[doc_id] = dataclasses.replace(entry, rows=rows, findings=_severities(packed))

    def _pack(self, name: str, tables: Mapping[str, pa.Table]) -> Packed:
        with undisturbed(self.out):
            return pack(tables, self.folder / name)

    def name(self, doc_id: str, sources: tuple[str, ...], replaced_by: str | None = None) -> None:
        """Gives a document the paths that hold it, or held it until the one came that replaced it."""
        entry = self.entries[doc_id]
        if (entry.sources, entry.replaced_by) == (sources, replaced_by):
            return
        self._settled = False
        self.entries[doc_id] = dataclasses.replace(entry, sources=sources, replaced_by=replaced_by)

    def trace(self, doc_id: str, provenance: Provenance) -> None:
        """Says where a document comes from."""
        if self.entries[doc_id].provenance != provenance:
            self._settled = False
            self.entries[doc_id] = dataclasses.replace(self.entries[doc_id], provenance=provenance)

    def drop(self, doc_id: str) -> None:
        """Takes a document out of all tables."""
        self._settled, self._units = False, None
        del self.entries[doc_id]
        self._documents.pop(doc_id, None)
        self._packed.pop(doc_id, None)
        self._checked.pop(doc_id, None)
        self._linked.pop(doc_id, None)

    def rows(
        self,
        doc_id: str,
        tables: Sequence[str] = STATED,
        columns: Mapping[str, Sequence[str]] | None = None,
    ) -> Rows:
        """What a document states, as it will be, as far as these tables hold it; of some these columns."""
        import pyarrow as pa

        known = self._documents.get(doc_id)
        wanted = [name for name in tables if known is None or name != "documents"]
        held = {name: pa.concat_tables(p) for name in wanted if (p := self._pieces(name, doc_id))}
        held |= {name: held[name].select(some) for name, some in (columns or {}).items() if name in held}
        entry = self.entries[doc_id]
        rows = rows_of(held, entry.fiscal_year, known)
        named = dataclasses.replace(rows.document, source=entry.sources[0], sources=entry.sources)
        return dataclasses.replace(rows, document=named)

    def _pieces(self, table: str, doc_id: str) -> list[pa.Table]:
        packed = self._new(table, doc_id)
        if packed is None:
            return self.shelf.rows(table, doc_id)
        return [packed.table(table)] if packed.rows(table) else []

    def _new(self, table: str, doc_id: str) -> Packed | None:
        """Where the rows of a document are that take the place of those in the dataset."""
        anew = self._checked if table in CHECKED else self._linked if table == "unit_links" else {}
        return anew.get(doc_id) or self._packed.get(doc_id)

    def settle(self) -> None:
        """Settles which documents are one report, and which bodies follow each other."""
        if self._settled:
            return
        self._settled = True
        compared = partial(self.rows, columns={"funds": QUANTITY})
        self.entries = settle(self.entries, self.before.documents, self.added, compared)
        units, near = self._columns("units", UNIT), set(self.entries)
        links = self._columns("unit_links", held_schema("unit_links").names)
        if self.before.documents:
            units, near = near_links(units, self.shelf.columns("units", UNIT), self.changed)
            links = chosen(links, near, "doc_id")
        for doc_id, held in changed_links(units, links, self.entries, near).items():
            packed = self._pack(f"{doc_id}.links", {"unit_links": _arrow_table("unit_links", held)})
            self._linked[doc_id] = packed
            entry = self.entries[doc_id]
            rows = {**entry.rows, "unit_links": packed.rows("unit_links")}
            self.entries[doc_id] = dataclasses.replace(entry, rows=rows)

    def _columns(self, table: str, names: Sequence[str]) -> pa.Table:
        """Some columns of a table as it will be."""
        import pyarrow as pa

        anew = {doc: packed for doc in self.entries if (packed := self._new(table, doc))}
        pieces = [held_schema(table).empty_table().select(names)]
        if self.shelf.manifest.parts:
            import pyarrow.compute as pc

            stays = pa.array([doc for doc in self.entries if doc not in anew], pa.string())
            held = self.shelf.columns(table, names)
            pieces.append(held.filter(pc.is_in(held["doc_id"], value_set=stays)))
        if (table, names) == ("units", UNIT):
            return pa.concat_tables([*pieces, self.added_units()])
        found = (packed.table(table).select(names) for packed in anew.values() if packed.rows(table))
        return pa.concat_tables([*pieces, gathered(pieces[0].schema, found)])

    def added_units(self) -> pa.Table:
        """The units that the added documents name, as far as UNIT tells them."""
        if self._units is None:
            schema = held_schema("units").empty_table().select(UNIT).schema
            found = (p.table("units").select(UNIT) for p in self._packed.values() if p.rows("units"))
            self._units = gathered(schema, found)
        return self._units

    def _close(self) -> None:
        if not self.entries and not self.shelf.manifest.parts:
            return
        if lost := {d for t, d in self.shelf.lost_rows() if d in self.entries and not self._new(t, d)}:
            names = listed(n for doc in lost for n in self.entries[doc].sources[:1])
            raise DatasetError(f"{self.out} has lost rows of these documents: ingest them again: {names}")
        self.settle()
        self._documents.clear()
        staged = self.folder / "commit"
        with undisturbed(self.out):
            staged.mkdir()
            older = sorted(e.doc_id for e in self.entries.values() if e.replaced_by)
            manifest = Manifest(self._parts(staged), schema_id(), tuple(older))
            self._write_texts(staged, manifest)
            commit(self.out, staged)

    def _write_texts(self, staged: Path, manifest: Manifest) -> None:
        from .datapackage import descriptor

        texts: dict[str, str | Callable[[], str]] = {
            MANIFEST: manifest.text(),
            JOURNAL: Journal(self.entries, self.files).text(),
            "datapackage.json": descriptor(manifest),
            **self.beside,
        }
        for name, text in texts.items():
            path = staged / name
            path.parent.mkdir(parents=True, exist_ok=True)
            # The names of files may hold bytes that are no UTF-8.
            path.write_text(text if isinstance(text, str) else text(), "utf-8", errors="surrogateescape")

    @property
    def changed(self) -> set[str]:
        """The documents that are not as they were, those that came or go among them."""
        before, now = self.before.documents, self.entries
        anew = {*self._packed, *self._checked, *self._linked}
        return anew | {doc for doc in before.keys() | now.keys() if before.get(doc) is not now.get(doc)}

    def _parts(self, staged: Path) -> tuple[StoredPart, ...]:
        """The parts of all tables: those that stay, and those that are written anew, a few at once."""

        def made(held: StoredPart | PartPlace) -> StoredPart:
            if isinstance(held, StoredPart):
                return held
            part = self.shelf.part(*held[:2])
            return self._write_part(staged, *held) if part is None or self._is_touched(*held) else part

        threads = ThreadPoolExecutor(self.maker.together if self.maker else MERGED_TOGETHER)
        try:
            parts = tuple(threads.map(made, places(self.shelf, self.entries, self.changed)))
        finally:
            threads.shutdown(cancel_futures=True)
        labels = label_table()
        return (*parts, _stage(staged, LABELS, (None, ""), (parquet(labels), labels.num_rows)))

    def _is_touched(self, table: str, place: ShelfPlace, entries: Sequence[JournalEntry]) -> bool:
        if self.shelf.places(table, place[0]).get(place, []) != [e.doc_id for e in entries]:
            return True
        return any(self._new(table, e.doc_id) or self._is_renamed(table, e) for e in entries)

    def _is_renamed(self, table: str, entry: JournalEntry) -> bool:
        before = self.before.documents[entry.doc_id]
        return table == "documents" and beside(entry) != beside(before)

    def _write_part(
        self, staged: Path, table: str, place: ShelfPlace, entries: Sequence[JournalEntry]
    ) -> StoredPart:
        finish = None
        if table == "documents":
            before = {e.doc_id: known for e in entries if (known := self.before.documents.get(e.doc_id))}
            finish = partial(with_names, entries=entries, before=before)
        made = None
        if self.maker and len(entries) >= WORTH:
            documents = [e.doc_id for e in entries]
            made = self.maker.make(given_part(self.shelf, table, documents, self._new, finish))
        if made is None:
            found = (piece for e in entries for piece in self._pieces(table, e.doc_id))
            made = part_of(table, found, finish)
        return _stage(staged, table, place, made)


def _stage(staged: Path, table: str, place: tuple[int | None, str], made: MadePart) -> StoredPart:
    """Writes a part; what is in it names it."""
    data, rows = made
    name = f"part-{place[1] or 'all'}-{hashlib.sha256(data).hexdigest()[:12]}.parquet"
    part = StoredPart(table, *place, name, rows, len(data))
    path = staged / part.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return part


def _severities(packed: Packed) -> dict[str, int]:
    """How many findings are of which severity."""
    return dict(Counter(packed.table("findings")["severity"].to_pylist())) if packed.rows("findings") else {}
