"""Two lists of rows → what is gone, what is new, and which rows changed in which cells."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from .rows import CONFIRMED, CORE, IDENTITY, UNKNOWN, RowFacts, key, parser_of

PAIRED = ("expected", "found", "matched")


@dataclass(frozen=True)
class Change:
    """A row whose cells changed: column → (old, new)."""

    old: RowFacts
    new: RowFacts
    cells: dict[str, tuple[Any, Any]]


@dataclass(frozen=True)
class TableMeasure:
    """Rows expected, found, and both."""

    expected: int = 0
    found: int = 0
    matched: int = 0

    def __add__(self, other: TableMeasure) -> TableMeasure:
        return TableMeasure(
            self.expected + other.expected, self.found + other.found, self.matched + other.matched
        )

    @property
    def recall(self) -> float:
        """Share of the expected rows that were found; 1 where none is expected."""
        return self.matched / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        """Share of the found rows that are expected; 1 where none was found."""
        return self.matched / self.found if self.found else 1.0


@dataclass(frozen=True)
class Difference:
    """What became of one table's rows. `kept` are the expected rows that were found again; `parsers` measures
    each parser; `stated`: the columns that some expected row states.
    """

    table: str
    gone: tuple[RowFacts, ...]
    new: tuple[RowFacts, ...]
    changed: tuple[Change, ...]
    kept: tuple[RowFacts, ...]
    parsers: dict[str, TableMeasure]
    stated: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.gone or self.new or self.changed)

    @property
    def measure(self) -> TableMeasure:
        """Over all parsers."""
        return sum(self.parsers.values(), TableMeasure())


def difference(
    table: str,
    expected: Sequence[RowFacts],
    found: Sequence[RowFacts],
    columns: Sequence[str],
    loose: bool = False,
) -> Difference:
    """Compares as multisets: the same row twice must be expected twice. A column that an expected row leaves
    open is not compared.
    """
    pairs, expected, found = _same(expected, found)
    waiting = _Pool(found, loose)
    gone = []
    for row in sorted(expected, key=lambda r: (len(_open(r)), not r.get(CONFIRMED))):
        same = waiting.take(row, _compared_columns(row, columns))
        if same is None:
            gone.append(row)
        else:
            pairs.append((row, same))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for _, same in pairs:
        counts[parser_of(table, same)].update(PAIRED)
    for row in gone:
        counts[parser_of(table, row)]["expected"] += 1
    new = sorted(waiting.left(), key=lambda r: key(r, columns))
    for row in new:
        counts[parser_of(table, row)]["found"] += 1
    changed, gone, new = _paired(table, sorted(gone, key=lambda r: key(r, columns)), new, columns, loose)
    parsers = {
        name: TableMeasure(c["expected"], c["found"], c["matched"]) for name, c in sorted(counts.items())
    }
    kept = tuple(row for row, _ in pairs)
    return Difference(table, tuple(gone), tuple(new), tuple(changed), kept, parsers)


def _same(
    expected: Sequence[RowFacts], found: Sequence[RowFacts]
) -> tuple[list[tuple[RowFacts, RowFacts]], list[RowFacts], list[RowFacts]]:
    """The pairs of rows that are alike in every column, as most are, and what is left of both sides. None
    where a row is marked: of rows that say the same, those that a person confirmed come first.
    """
    if any(CONFIRMED in row or UNKNOWN in row for row in expected):
        return [], list(expected), list(found)
    waiting: dict[tuple[Any, ...], list[RowFacts]] = defaultdict(list)
    for row in reversed(found):
        waiting[_where(row)].append(row)
    pairs, left = [], []
    for row in expected:
        here = waiting.get(_where(row), [])
        number = next((n for n in range(len(here) - 1, -1, -1) if here[n] == row), None)
        if number is None:
            left.append(row)
        else:
            pairs.append((row, here.pop(number)))
    taken = {id(now) for _, now in pairs}
    return pairs, left, [row for row in found if id(row) not in taken]


def _where(row: RowFacts) -> tuple[Any, ...]:
    return row.get("locator"), row.get("raw"), row.get("rule")


class _Pool:
    """Found rows that wait for the expected row that is theirs, to be found by any columns."""

    def __init__(self, rows: Sequence[RowFacts], loose: bool) -> None:
        self.rows, self.loose = rows, loose
        self.free = dict.fromkeys(range(len(rows)))
        self.indexes: dict[tuple[str, ...], dict[tuple[str, ...], list[int]]] = {}

    def take(self, row: RowFacts, columns: Sequence[str]) -> RowFacts | None:
        """The first row left that says the same in these columns."""
        columns = tuple(columns)
        if columns not in self.indexes:
            index: dict[tuple[str, ...], list[int]] = defaultdict(list)
            for n in reversed(self.free):
                index[key(self.rows[n], columns, self.loose)].append(n)
            self.indexes[columns] = index
        same = self.indexes[columns].get(key(row, columns, self.loose), [])
        while same:
            if (n := same.pop()) in self.free:
                del self.free[n]
                return self.rows[n]
        return None

    def left(self) -> list[RowFacts]:
        """The rows that nothing took."""
        return [self.rows[n] for n in self.free]


def _open(row: RowFacts) -> tuple[str, ...]:
    return tuple(row.get(UNKNOWN, ()))


def _compared_columns(row: RowFacts, columns: Sequence[str]) -> tuple[str, ...]:
    """The columns in which a row is compared."""
    open_ = row.get(UNKNOWN)
    return tuple(c for c in columns if c not in open_) if open_ else tuple(columns)


def _paired(
    table: str, gone: list[RowFacts], new: list[RowFacts], columns: Sequence[str], loose: bool
) -> tuple[list[Change], list[RowFacts], list[RowFacts]]:
    """Rows gone and new that are one row with other cells, the likeliest pairs first; and what is left of
    both.
    """
    changed = []
    pool = _Pool(new, loose)
    for shared in _ways(table, columns):
        if not gone or not pool.free:
            break
        left = []
        for old in gone:
            if (now := pool.take(old, _compared_columns(old, shared))) is None:
                left.append(old)
            else:
                changed.append(Change(old, now, _cells(old, now, columns, loose)))
        gone = left
    return changed, gone, sorted(pool.left(), key=lambda r: key(r, columns))


def _cells(old: RowFacts, now: RowFacts, columns: Sequence[str], loose: bool) -> dict[str, tuple[Any, Any]]:
    return {
        c: (old.get(c), now.get(c))
        for c in _compared_columns(old, columns)
        if key(old, [c], loose) != key(now, [c], loose)
    }


def _ways(table: str, columns: Sequence[str]) -> Iterator[Sequence[str]]:
    """The columns that a changed row may still share with what it was: all but one, its place, what names it,
    all but two of the core.
    """
    if table == "documents":
        yield ()
        return
    for left_out in columns:
        yield [c for c in columns if c != left_out]
    if "raw" in columns:
        yield [*IDENTITY[table], "raw", "page"]
    yield IDENTITY[table]
    if len(CORE[table]) > 6:
        for pair in combinations(CORE[table], 2):
            yield [c for c in CORE[table] if c not in pair]
