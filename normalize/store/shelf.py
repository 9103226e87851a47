"""The rows of single documents out of the parts of a dataset."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from normalize.schema import arrow_schema

from .journal import Journal, JournalEntry, read_journal
from .layout import ShelfPlace, layout, spread
from .manifest import (
    DatasetError,
    Manifest,
    StoredPart,
    is_dataset,
    listed,
    located,
    read_manifest,
    schema_id,
)

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

HELD_GROUPS, HELD_COLUMNS = 32, 4
"""Row groups, and columns of tables, that are in memory together."""

PartSpan = tuple[StoredPart, int, int]
"""A part, and from where to where in it a document's rows lie."""


class Shelf:
    """A dataset as its manifest and journal know it."""

    def __init__(self, out: Path, manifest: Manifest, journal: Journal) -> None:
        self.out, self.manifest, self.journal = out, manifest, journal
        self.parts = {(p.table, p.year, p.prefix): p for p in manifest.parts}
        self._years: dict[int, list[JournalEntry]] = defaultdict(list)
        for entry in journal.documents.values():
            self._years[entry.fiscal_year or 0].append(entry)
        # What no run asks for is not worked out: a dataset of many years changes in a few.
        self.places = lru_cache(None)(self._placed)
        self._spans = lru_cache(None)(self._spread)
        self.lost = {p for p in manifest.parts if located(out, p) is None}
        self._group = lru_cache(HELD_GROUPS)(self._read_group)
        self._held_columns = lru_cache(HELD_COLUMNS)(self._read_columns)

    def _placed(self, table: str, year: int) -> dict[ShelfPlace, list[str]]:
        """The parts of a table and year with their documents."""
        held = layout(self._years.get(year, ()), table)
        return {place: [e.doc_id for e in entries] for place, entries in held.items()}

    def _spread(self, table: str, year: int) -> dict[str, PartSpan]:
        """Where the rows of each document of a year lie."""
        out = {}
        for place, documents in self.places(table, year).items():
            part, start = self.parts.get((table, *place)), 0
            for doc_id in documents:
                end = start + self.journal.documents[doc_id].rows[table]
                if part is None or end > part.rows:
                    raise DatasetError(
                        f"the journal and the manifest of {self.out} disagree: ingest into a new folder"
                    )
                out[doc_id] = part, start, end
                start = end
        return out

    def part(self, table: str, place: ShelfPlace) -> StoredPart | None:
        """The part at a place; null where there is none, or it is lost."""
        part = self.parts.get((table, *place))
        return None if part in self.lost else part

    def lost_rows(self) -> set[tuple[str, str]]:
        """The tables and documents whose rows a lost part held."""
        places = ((p.table, (p.year, p.prefix)) for p in self.lost if p.year is not None)
        return {
            (table, doc) for table, place in places for doc in self.places(table, place[0]).get(place, ())
        }

    def columns(self, table: str, names: Sequence[str]) -> pa.Table:
        """Some columns of a table as far as its parts are there, the fiscal year not among them."""
        return self._held_columns(table, tuple(names))

    def _read_columns(self, table: str, names: Sequence[str]) -> pa.Table:
        import pyarrow as pa

        there = (p for p in self.manifest.of(table) if p not in self.lost)
        held = [open_part(self.out, p).read(list(names)) for p in there]
        return pa.concat_tables([arrow_schema(table).empty_table().select(names), *held])

    def span(self, table: str, doc_id: str) -> PartSpan | None:
        """Where a document's rows of a table lie."""
        entry = self.journal.documents.get(doc_id)
        return self._spans(table, entry.fiscal_year or 0).get(doc_id) if entry else None

    def rows(self, table: str, doc_id: str) -> list[pa.Table]:
        """A document's rows of a table, in pieces. Raises DatasetError where they are lost or damaged."""
        span = self.span(table, doc_id)
        if span is None:
            return []
        part, start, end = span
        if part in self.lost:
            raise DatasetError(lost_text(self.out, part))
        return [self._group(part, at).slice(*cut) for at, *cut in spread(part.rows, start, end)]

    def content(self, part: StoredPart) -> bytes:
        """The file of a part. Raises DatasetError where it is lost, cut or damaged."""
        open_part(self.out, part).close()
        return (self.out / part.path).read_bytes()

    def _read_group(self, part: StoredPart, number: int) -> pa.Table:
        return open_part(self.out, part).read_row_group(number)


def shelf_of(out: Path) -> Shelf:
    """What a folder holds. Raises DatasetError where it is a dataset that cannot be added to."""
    if not is_dataset(out):
        return Shelf(out, Manifest(), Journal())
    manifest = read_manifest(out)
    if manifest.schema != schema_id():
        raise DatasetError(
            f"the tables of {out} have the columns of another version of juesuan: "
            "ingest its documents into a new folder"
        )
    return Shelf(out, manifest, read_journal(out))


def open_part(out: Path, part: StoredPart) -> pq.ParquetFile:
    """The file of a part. Raises DatasetError where it is lost, cut or damaged."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = located(out, part)
    if path is None:
        raise DatasetError(lost_text(out, part))
    try:
        if path.stat().st_size == part.size:
            return pq.ParquetFile(path)
        why = "cut"
    except pa.ArrowInvalid as error:
        why = str(error).splitlines()[0]
    except FileNotFoundError:
        raise DatasetError(lost_text(out, part)) from None
    raise DatasetError(
        f"{path} is damaged ({why}): remove it and ingest its documents again{_documents(out, part)}"
    )


def lost_text(out: Path, part: StoredPart) -> str:
    """What a message says of a part that is not there, with the documents to read again."""
    return f"{out / part.path} is lost: ingest its documents again{_documents(out, part)}"


def _documents(out: Path, part: StoredPart) -> str:
    """: the documents of a part, as far as the journal tells."""
    if part.year is None:
        return ""
    try:
        entries = layout(read_journal(out).documents.values(), part.table).get((part.year, part.prefix), [])
    except DatasetError:
        return ""
    return f": {listed(e.sources[0] for e in entries if e.sources)}" if entries else ""
