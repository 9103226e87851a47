"""Documents → the parts that hold their rows: a pure function of the set of documents.

Within a table and year a part holds the rows of the units whose ids begin with the same hex digits; there are
as few digits as keep it within SPLIT_ROWS. A document without a unit lies by its own id.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from normalize.schema import arrow_schema

from .journal import JournalEntry

if TYPE_CHECKING:
    import pyarrow as pa

SPLIT_ROWS = 100_000
"""A part of more rows splits by its next hex digit."""
GROUP_ROWS = 10_000
"""Rows of a row group: what a query for one unit reads at least."""
PIECES = 256
"""Documents whose rows lie apart in memory: with many columns these cost far more than what is in them."""
DIGITS = 4
"""As many digits at most: a table and year has no more parts than 16 ** DIGITS."""
HEX = re.compile("[0-9a-f]{4,}")

ShelfPlace = tuple[int, str]
"""Fiscal year (0: none) and the first hex digits."""


def layout(entries: Iterable[JournalEntry], table: str) -> dict[ShelfPlace, list[JournalEntry]]:
    """The parts of a table with the documents whose rows they hold, both in the order of the rows; documents
    without rows in it are in none.
    """
    years: dict[int, list[JournalEntry]] = defaultdict(list)
    for entry in entries:
        if entry.rows.get(table):
            years[entry.fiscal_year or 0].append(entry)
    return {
        (year, prefix): sorted(held, key=order)
        for year in sorted(years)
        for prefix, held in _split("", years[year], table)
    }


def order(entry: JournalEntry) -> tuple[bool, str, str]:
    """What the documents of a part are sorted by: units that are known first, unit, document."""
    return entry.unit_id is None, entry.unit_id or "", entry.doc_id


def _split(prefix: str, entries: list[JournalEntry], table: str) -> Iterator[tuple[str, list[JournalEntry]]]:
    if sum(e.rows[table] for e in entries) <= SPLIT_ROWS or len(prefix) == DIGITS:
        yield prefix, entries
        return
    branches: dict[str, list[JournalEntry]] = defaultdict(list)
    for entry in entries:
        branches[_digits(entry)[: len(prefix) + 1]].append(entry)
    for branch in sorted(branches):
        yield from _split(branch, branches[branch], table)


def _digits(entry: JournalEntry) -> str:
    id = entry.unit_id or entry.doc_id
    return id if HEX.match(id) else hashlib.sha256(id.encode()).hexdigest()


def held_schema(table: str) -> pa.Schema:
    """The columns that a table's files hold; the fiscal year is in their path."""
    schema = arrow_schema(table)
    return schema.remove(schema.get_field_index("fiscal_year"))


def spread(rows: int, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The row groups of a part of so many rows that hold those from `start` to `end`: the number of each,
    from where in it, and how many.
    """
    for number, first in enumerate(range(0, rows, GROUP_ROWS)):
        low, high = max(start, first), min(end, first + GROUP_ROWS, rows)
        if low < high:
            yield number, low - first, high - low


def gathered(schema: pa.Schema, found: Iterable[pa.Table]) -> pa.Table:
    """The rows of many documents, a few documents at a time made one piece."""
    import pyarrow as pa

    cast = (piece if piece.schema.equals(schema) else piece.cast(schema) for piece in found)
    made = [schema.empty_table()]
    while few := list(islice(cast, PIECES)):
        made.append(pa.concat_tables(few).combine_chunks())
    return pa.concat_tables(made)


def parquet(rows: pa.Table) -> bytes:
    """A file of the rows; the same for the same rows, in whatever pieces they come."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(
        rows.combine_chunks(),
        sink,
        compression="zstd",
        use_dictionary=True,
        write_statistics=True,
        row_group_size=GROUP_ROWS,
    )
    data: bytes = sink.getvalue().to_pybytes()
    return data
