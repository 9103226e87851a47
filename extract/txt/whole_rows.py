"""Tables in exported text that have a line for each cell, blank ones too: all rows are of one length, and one
length alone gives columns that each hold one kind of thing below a label.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from .loose_cells import ABSENT, TextRow, is_number

NARROWEST = 3
WIDEST = 24
"""Columns of the widest table."""
MOST_LABELS = 3
"""Rows of the highest header."""
FEWEST_ROWS = 2

Held = TypeVar("Held")


def whole_rows(cells: Sequence[str]) -> list[TextRow] | None:
    """The cells in rows of the one length that fits; null where none does, or more than one."""
    if all(cells):
        return None
    tried = (list(map(list, rows)) for rows, rest in each_length(cells) if not rest)
    fitting = [rows for rows in tried if _fits(rows)]
    if len(fitting) != 1:
        return None
    # A bar that begins each row leaves a blank cell before it.
    lead = next(c for c in range(len(fitting[0][0])) if any(row[c] for row in fitting[0]))
    return [row[lead:] for row in fitting[0]]


def each_length(cells: Sequence[Held]) -> Iterator[tuple[list[Sequence[Held]], Sequence[Held]]]:
    """The cells in whole rows of each length that rows may have, and the cells that are left over."""
    for width in range(NARROWEST, WIDEST + 1):
        full = len(cells) - len(cells) % width
        yield [cells[at : at + width] for at in range(0, full, width)], cells[full:]


def _fits(rows: Sequence[TextRow]) -> bool:
    """Whether the first rows are labels, and below them every column holds numbers, or words, or nothing, and
    has a label where it holds something.
    """
    first = next((n for n, row in enumerate(rows) if any(map(is_number, row))), 0)
    header, body = rows[:first], rows[first:]
    if not 0 < first <= MOST_LABELS or len(body) < FEWEST_ROWS or not all(map(any, rows)):
        return False
    kinds = [_kind([row[c] for row in body]) for c in range(len(rows[0]))]
    labelled = [any(row[c] for row in header) for c in range(len(rows[0]))]
    named = all(any(row[c] for c, kind in enumerate(kinds) if kind == "words") for row in body)
    sound = all(kind == "" or (kind != "mixed" and has) for kind, has in zip(kinds, labelled, strict=True))
    return sound and named and "numbers" in kinds


def _kind(column: Sequence[str]) -> str:
    """What a column holds: numbers, words, both, or nothing."""
    held = [c for c in column if c not in ABSENT]
    numbers = sum(map(is_number, held))
    if not held:
        return ""
    return "numbers" if numbers == len(held) else "mixed" if numbers else "words"
