"""Tables in exported text that stand in rows: one below the other in one run of lines, and upper labels
over the columns that they head.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract import regex
from extract.fold import fold

from .loose_cells import ABSENT, THIRD, TextRow, is_number
from .lost_cells import restored, summed
from .spans import head_numbers, of_levels
from .streams import CAPTION, trimmed

TITLE = regex.compile(r".{6,}(?:表|情况)(?:\(.{1,30}\))?")


def tables_within(rows: Sequence[tuple[int, TextRow]]) -> Iterator[tuple[int, int, list[TextRow]]]:
    """(first line, line behind the last, rows) of each table: a row that is nothing but a title begins
    one.
    """
    starts = [0, *(i for i in range(1, len(rows)) if _begins(rows, i))]
    for a, b in zip(starts, [*starts[1:], len(rows)], strict=True):
        last = rows[b][0] if b < len(rows) else rows[-1][0] + 1
        yield rows[a][0], last, [row for _, row in rows[a:b]]


def _begins(rows: Sequence[tuple[int, TextRow]], at: int) -> bool:
    """Whether a row is the first of those that title what follows: they say nothing else."""
    if is_caption(_said(rows[at - 1][1])):
        return False
    while at < len(rows) and is_caption(said := _said(rows[at][1])):
        if len(said) == 1 and TITLE.fullmatch(fold(said[0])):
            return True
        at += 1
    return False


def _said(row: TextRow) -> list[str]:
    return [c for c in row if c]


def is_caption(said: Sequence[str]) -> bool:
    """Whether the cells of a row are nothing but a title, a unit line or their like."""
    return bool(said) and all(CAPTION.fullmatch(fold(c)) for c in said)


def settled_header(rows: Sequence[TextRow]) -> list[TextRow] | None:
    """The rows with the labels of their header over their columns, where they are fewer; as they are where
    they stand in place, or the table is a form; null where the labels do not fit the columns.
    """
    first = next((r for r, row in enumerate(rows) if any(map(is_number, row))), None)
    words = [fold(c) for row in rows for c in row]
    if first is None or any(map(THIRD.fullmatch, words)):
        return list(rows)
    top = next((r for r in range(first) if _said(rows[r]) and not is_caption(_said(rows[r]))), first)
    header, body = [trimmed(row) for row in rows[top:first]], [trimmed(row) for row in rows[first:]]
    width = max((len(row) for row in body if any(map(is_number, row))), default=0)
    below = summed(restored(rows[first:], width), width)
    if len(header) != 2 or not all(map(all, header)) or len(header[1]) >= width:
        lone = len(header) == 1 and all(header[0]) and _unlabelled(rows[top], body)
        over = _behind_names(header[0], body, width) if lone else rows[top:first]
        return None if over is None else [*rows[:top], *over, *below]
    found = of_levels(header[0], header[1], width, _full_rows(rows[first:], width))
    return None if found is None else [*rows[:top], *found, *below]


def _full_rows(body: Sequence[TextRow], width: int) -> list[TextRow]:
    """The rows that have a cell for each column; where none has, all of them, filled up."""
    whole = [row for row in body if len(row) >= width] or body
    return [[*row, *[""] * width][:width] for row in whole if len(trimmed(row)) <= width]


def _unlabelled(labels: TextRow, body: Sequence[TextRow]) -> bool:
    """Whether numbers stand to the right of all labels."""
    return any(is_number(c) for row in body for c in row[len(labels) :])


def _behind_names(labels: TextRow, body: Sequence[TextRow], width: int) -> list[TextRow] | None:
    """The labels over the numbers, where only the column of names lacks one; null where one may be theirs."""
    full = [row for row in body if len(row) == width]
    named = all(not is_number(row[0]) and all(is_number(c) or c in ABSENT for c in row[1:]) for row in full)
    apart = len(labels) == width - 1 and head_numbers(labels)
    return [["", *labels]] if named and apart else None
