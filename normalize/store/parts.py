"""The documents of a dataset → the places of its parts; the rows that belong to a place → the bytes of a
file: here, or where none of the dataset's files is at hand. Both are the same bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from normalize.packed import Packed, unpacked
from normalize.schema import TABLES

from .journal import JournalEntry
from .layout import ShelfPlace, gathered, held_schema, layout, parquet, spread
from .manifest import StoredPart
from .shelf import Shelf

if TYPE_CHECKING:
    import pyarrow as pa

HELD_GROUPS = 4
"""Row groups of older parts that are in memory together: documents lie there in the order of the new one."""

PartPlace = tuple[str, ShelfPlace, Sequence[JournalEntry]]
"""A table, a place in it, and the documents whose rows lie there."""
MadePart = tuple[bytes, int]
"""The bytes of a part's file, and its rows."""
Finish = Callable[["pa.Table"], "pa.Table"]
"""What is done to the rows before they are written."""
Piece = bytes | tuple[int, int, int]
"""A document's rows: as they were packed, or in which older part they lie, from where to where."""


@dataclass(frozen=True)
class GivenPart:
    """What a part is made of: the rows of its documents in their order, and the files of the older parts in
    which some of them lie.
    """

    table: str
    pieces: tuple[Piece, ...]
    older: tuple[bytes, ...] = ()
    finish: Finish | None = None


class PartMaker(Protocol):
    """What makes parts in the place of this process, so many `together`."""

    together: int

    def make(self, given: GivenPart) -> MadePart | None:
        """The part; null where it is to be made here after all."""


def places(
    shelf: Shelf, entries: Mapping[str, JournalEntry], changed: Iterable[str]
) -> Iterator[StoredPart | PartPlace]:
    """The places of all tables, with the documents whose rows lie there, in the order of the manifest; of
    years in which nothing changed, the parts that are there.
    """
    years: dict[int, list[JournalEntry]] = defaultdict(list)
    for entry in entries.values():
        years[entry.fiscal_year or 0].append(entry)
    both = (shelf.journal.documents, entries)
    touched = {known[doc].fiscal_year or 0 for doc in changed for known in both if doc in known}
    for table in TABLES:
        stay: dict[int, list[StoredPart]] = defaultdict(list)
        for part in shelf.manifest.of(table):
            if part.rows and part.year not in touched:
                stay[part.year or 0].append(part)
        held = {y: layout(years[y], table) for y in touched if y in years}
        # A table without rows is one file without rows, so that its columns can be seen.
        if not any(held.values()) and not stay:
            held = {(year := min(years, default=0)): {(year, ""): []}}
        for year in sorted({*stay, *held}):
            yield from stay.get(year, ())
            yield from ((table, place, documents) for place, documents in held.get(year, {}).items())


def given_part(
    shelf: Shelf,
    table: str,
    documents: Iterable[str],
    packed: Callable[[str, str], Packed | None],
    finish: Finish | None,
) -> GivenPart:
    """What a part is made of, for those who have nothing of the dataset; `packed`: a document's new rows of a
    table. Raises DatasetError where older rows are lost or damaged.
    """
    pieces: list[Piece] = []
    older: dict[StoredPart, int] = {}
    for doc in documents:
        if new := packed(table, doc):
            pieces.append(new.stream(table))
        elif span := shelf.span(table, doc):
            part, start, end = span
            pieces.append((older.setdefault(part, len(older)), start, end))
    return GivenPart(table, tuple(pieces), tuple(shelf.content(part) for part in older), finish)


def part_of(table: str, found: Iterable[pa.Table], finish: Finish | None = None) -> MadePart:
    """The part of a table that the rows of some documents make."""
    rows = gathered(held_schema(table), found)
    if finish:
        rows = finish(rows)
    return parquet(rows), rows.num_rows


def part_given(given: GivenPart) -> MadePart:
    """The same from what was given."""
    return part_of(given.table, _tables(given), given.finish)


def _tables(given: GivenPart) -> Iterator[pa.Table]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    older = [pq.ParquetFile(pa.BufferReader(data)) for data in given.older]
    group = lru_cache(HELD_GROUPS)(lambda number, at: older[number].read_row_group(at))
    for piece in given.pieces:
        if isinstance(piece, bytes):
            yield unpacked(piece)
            continue
        number, start, end = piece
        for at, low, length in spread(older[number].metadata.num_rows, start, end):
            yield group(number, at).slice(low, length)
