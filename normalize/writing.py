"""Rows → plain Parquet, hive-partitioned by fiscal year; one writer owns the dataset, and a reader sees it as
it was or as it is, never between.

Documents come in any order, each packed in a file of its own. When the writer is closed, the parts whose
documents changed are written anew, sorted by unit, document and place, and become the dataset's in one
commit. The bytes depend on the documents alone, not on their order or on what was there before.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
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
from .reports.joining import family_of
from .reports.settling import settle
from .schema import TABLES, DocumentRow, Rows, arrow_schema
from .store.commit import SCRATCH, commit, recover, undisturbed
from .store.journal import JOURNAL, File, Journal, JournalEntry, read_journal
from .store.layout import ShelfPlace, gathered, layout, parquet
from .store.lock import Lock
from .store.manifest import (
    LABELS,
    MANIFEST,
    DatasetError,
    Manifest,
    StoredPart,
    is_dataset,
    listed,
    read_manifest,
    schema_id,
)
from .store.provenance import UNKNOWN, Provenance
from .store.shelf import Shelf

if TYPE_CHECKING:
    import pyarrow as pa

CHECKED = ("findings", "checks")
"""The tables that the checks fill."""
MERGED_TOGETHER = 4
"""Parts that are written at once: what makes them lets others of its process work, and each is in memory."""
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


def held_schema(table: str) -> pa.Schema:
    """The columns that a table's files hold; the fiscal year is in their path."""
    schema = arrow_schema(table)
    return schema.remove(schema.get_field_index("fiscal_year"))


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
            self.shelf = Shelf(out, *_opened(out))
        except BaseException:
            self._lock.release()
            raise
        self.entries = dict(self.before.documents)
        """The documents as they will be."""
        self.files: Mapping[str, File] = self.before.files
        self.beside: dict[str, str | Callable[[], str]] = {}
        """What becomes part of the dataset with the commit besides: texts by their paths, or what makes them
        when all else is written."""
        self._packed: dict[str, Packed] = {}
        self._checked: dict[str, Packed] = {}
        self._linked: dict[str, Packed] = {}
        self._settled = False

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
    ) -> None:
        """Takes one document's rows, as `arrow_tables` gives them; `reading` says how they were read,
        `family` what `family_of` says, where it is known. A file of packed rows has to stay where it is until
        the writer is closed.
        """
        packed = tables if isinstance(tables, Packed) else self._pack(f"{doc_id}.rows", tables)
        (row,) = packed.table("documents").to_pylist()
        self._settled = False
        self._packed[doc_id] = packed
        self._checked.pop(doc_id, None)
        self._linked.pop(doc_id, None)
        self.entries[doc_id] = JournalEntry(
            doc_id,
            year,
            row["unit_id"],
            tuple(row["sources"]) or (row["source"],),
            row["status"],
            row["error"],
            row["pages"] or 0,
            {name: packed.rows(name) for name in TABLES},
            _severities(packed),
            reading,
            family_of(DocumentRow(fiscal_year=year, **row)) if family is None else family,
            published=row["published"],
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
        self._settled = False
        del self.entries[doc_id]
        self._packed.pop(doc_id, None)
        self._checked.pop(doc_id, None)
        self._linked.pop(doc_id, None)

    def rows(self, doc_id: str, tables: Sequence[str] = STATED) -> Rows:
        """What a document states, as it will be, as far as these tables hold it."""
        import pyarrow as pa

        held = {}
        for name in tables:
            if pieces := self._pieces(name, doc_id):
                held[name] = pa.concat_tables(pieces)
        entry = self.entries[doc_id]
        rows = rows_of(held, entry.fiscal_year)
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
        self.entries = settle(self.entries, self.before.documents, self.added, self.rows)
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
        found = (packed.table(table).select(names) for packed in anew.values() if packed.rows(table))
        return pa.concat_tables([*pieces, gathered(pieces[0].schema, found)])

    def _close(self) -> None:
        if not self.entries and not self.shelf.manifest.parts:
            return
        if lost := {d for t, d in self.shelf.lost_rows() if d in self.entries and not self._new(t, d)}:
            names = listed(n for doc in lost for n in self.entries[doc].sources[:1])
            raise DatasetError(f"{self.out} has lost rows of these documents: ingest them again: {names}")
        self.settle()
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

        def made(held: StoredPart | tuple[str, ShelfPlace, Sequence[JournalEntry]]) -> StoredPart:
            if isinstance(held, StoredPart):
                return held
            part = self.shelf.part(*held[:2])
            return self._write_part(staged, *held) if part is None or self._is_touched(*held) else part

        threads = ThreadPoolExecutor(MERGED_TOGETHER)
        try:
            parts = tuple(threads.map(made, self._places()))
        finally:
            threads.shutdown(cancel_futures=True)
        return (*parts, _stage(staged, LABELS, (None, ""), label_table()))

    def _places(self) -> Iterator[StoredPart | tuple[str, ShelfPlace, Sequence[JournalEntry]]]:
        """The places of all tables, with the documents whose rows lie there, in the order of the manifest; of
        years in which nothing changed, the parts that are there.
        """
        years: dict[int, list[JournalEntry]] = defaultdict(list)
        for entry in self.entries.values():
            years[entry.fiscal_year or 0].append(entry)
        both = (self.before.documents, self.entries)
        touched = {known[doc].fiscal_year or 0 for doc in self.changed for known in both if doc in known}
        for table in TABLES:
            stay: dict[int, list[StoredPart]] = defaultdict(list)
            for part in self.shelf.manifest.of(table):
                if part.rows and part.year not in touched:
                    stay[part.year or 0].append(part)
            places = {y: layout(years[y], table) for y in touched if y in years}
            # A table without rows is one file without rows, so that its columns can be seen.
            if not any(places.values()) and not stay:
                places = {(year := min(years, default=0)): {(year, ""): []}}
            for year in sorted({*stay, *places}):
                yield from stay.get(year, ())
                yield from ((table, place, entries) for place, entries in places.get(year, {}).items())

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
        found = (piece for e in entries for piece in self._pieces(table, e.doc_id))
        rows = gathered(held_schema(table), found)
        if table == "documents":
            rows = with_names(rows, entries, self.before.documents)
        return _stage(staged, table, place, rows)


def _stage(staged: Path, table: str, place: tuple[int | None, str], rows: pa.Table) -> StoredPart:
    """Writes a part; what is in it names it."""
    data = parquet(rows)
    name = f"part-{place[1] or 'all'}-{hashlib.sha256(data).hexdigest()[:12]}.parquet"
    part = StoredPart(table, *place, name, rows.num_rows, len(data))
    path = staged / part.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return part


def _opened(out: Path) -> tuple[Manifest, Journal]:
    """What a folder holds. Raises DatasetError where it is a dataset that cannot be added to."""
    if not is_dataset(out):
        return Manifest(), Journal()
    manifest = read_manifest(out)
    if manifest.schema != schema_id():
        raise DatasetError(
            f"the tables of {out} have the columns of another version of juesuan: "
            "ingest its documents into a new folder"
        )
    return manifest, read_journal(out)


def _severities(packed: Packed) -> dict[str, int]:
    """How many findings are of which severity."""
    return dict(Counter(packed.table("findings")["severity"].to_pylist())) if packed.rows("findings") else {}
