"""Two lists of rows → what is gone, what is new, and which rows changed in which cells."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from .rows import CONFIRMED, CORE, IDENTITY, Facts, key, parser_of


@dataclass(frozen=True)
class Change:
    """A row whose cells changed: column → (old, new)."""

    old: Facts
    new: Facts
    cells: dict[str, tuple[Any, Any]]


@dataclass(frozen=True)
class Measure:
    """Rows expected, found, and both."""

    expected: int = 0
    found: int = 0
    matched: int = 0

    def __add__(self, other: Measure) -> Measure:
        return Measure(self.expected + other.expected, self.found + other.found, self.matched + other.matched)

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
    each parser.
    """

    table: str
    gone: tuple[Facts, ...]
    new: tuple[Facts, ...]
    changed: tuple[Change, ...]
    kept: tuple[Facts, ...]
    parsers: dict[str, Measure]

    def __bool__(self) -> bool:
        return bool(self.gone or self.new or self.changed)

    @property
    def measure(self) -> Measure:
        """Over all parsers."""
        return sum(self.parsers.values(), Measure())


def difference(
    table: str, expected: Sequence[Facts], found: Sequence[Facts], columns: Sequence[str], loose: bool = False
) -> Difference:
    """Compares as multisets: the same row twice must be expected twice."""
    waiting: dict[tuple[str, ...], list[Facts]] = defaultdict(list)
    for row in found:
        waiting[key(row, columns, loose)].append(row)
    kept, gone = [], []
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in sorted(expected, key=lambda r: not r.get(CONFIRMED)):
        same = waiting.get(key(row, columns, loose))
        parser = parser_of(table, same[0] if same else row)
        counts[parser]["expected"] += 1
        if same:
            counts[parser].update(["found", "matched"])
            same.pop(0)
            kept.append(row)
        else:
            gone.append(row)
    new = sorted((row for rows in waiting.values() for row in rows), key=lambda r: key(r, columns))
    for row in new:
        counts[parser_of(table, row)]["found"] += 1
    changed, gone, new = _paired(table, sorted(gone, key=lambda r: key(r, columns)), new, columns, loose)
    parsers = {name: Measure(c["expected"], c["found"], c["matched"]) for name, c in sorted(counts.items())}
    return Difference(table, tuple(gone), tuple(new), tuple(changed), tuple(kept), parsers)


def _paired(
    table: str, gone: list[Facts], new: list[Facts], columns: Sequence[str], loose: bool
) -> tuple[list[Change], list[Facts], list[Facts]]:
    """Rows gone and new that are one row with other cells, the likeliest pairs first; and what is left of
    both.
    """
    changed = []
    for shared in _ways(table, columns):
        if not gone or not new:
            break
        held: dict[tuple[str, ...], list[Facts]] = defaultdict(list)
        for row in new:
            held[key(row, shared, loose)].append(row)
        left = []
        for old in gone:
            same = held.get(key(old, shared, loose))
            if not same:
                left.append(old)
                continue
            now = same.pop(0)
            cells = {
                c: (old.get(c), now.get(c)) for c in columns if key(old, [c], loose) != key(now, [c], loose)
            }
            changed.append(Change(old, now, cells))
        gone, new = left, [row for rows in held.values() for row in rows]
    return changed, gone, sorted(new, key=lambda r: key(r, columns))


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
