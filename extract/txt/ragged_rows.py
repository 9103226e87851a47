"""Tables in exported text of which every cell has a line and blank cells have none: rows of a label and no
more numbers than there are columns.

A row with a number for each column is sure. Of one with fewer it is not known which cells were blank: its
name stays, its numbers are not read. Where rows are numbered, each goes from its number to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract import regex
from extract.fold import fold

from .loose_cells import HEADED, LooseRows, TextRow, is_label, is_number, is_stray_page, unspaced
from .spans import TOTAL, head_numbers
from .streams import CAPTION, NAMING, is_value
from .whole_rows import NARROWEST, WIDEST

FEWEST_FULL = 2
"""Rows with a number for each column that the least such table has."""
BRACKETS = "()"
NUMBERED = regex.compile("序号")
"""The label over the numbers."""
FEWEST_NUMBERED = 2
"""Rows of the least such list."""
MOST_LINES = 2000
FIRST = "1"


@dataclass(frozen=True)
class _Row:
    """A label, its values, and the line behind them."""

    label: str
    values: tuple[str, ...]
    end: int


def ragged_rows(lines: Sequence[str], start: int) -> LooseRows | None:
    """The table whose header begins at a line: the label of the names, then those of columns of numbers."""
    said = [(n, x.strip()) for n, x in enumerate(lines[start:], start) if x.strip()]
    first = next((i for i, (_, x) in enumerate(said) if is_value(x) or not is_label(x)), 0)
    header = [x for _, x in said[: max(first - 1, 0)]]
    named = len(header) > 2 and NAMING.fullmatch(fold(header[0])) and head_numbers(header[1:])
    rows = list(_rows(said[first - 1 :])) if named else []
    while rows and not rows[-1].values:
        rows.pop()
    width = len(header) - 1
    full = _full(rows, width)
    if len(full) < FEWEST_FULL or any(len(row.values) > width or not _whole(row.label) for row in rows):
        return None
    short = tuple(row.label for row in rows if row.values and row not in full)
    cells = ((row.label, *(row.values if row in full else ("",) * width)) for row in rows)
    lost = tuple((row.label, *row.values) for row in rows if row.label in short)
    return LooseRows(start, rows[-1].end, (tuple(header), *cells), short=short, lost=lost)


def _full(rows: Sequence[_Row], width: int) -> list[_Row]:
    """The rows with a number for each column, all of which are theirs."""
    # What stands below a label without values may be the rest of that label.
    below = [b for a, b in pairwise(rows) if not a.values]
    full = [row for row in rows if len(row.values) == width]
    last = [row.values[-1] for row in full]
    return [row for row in full if row not in below and not is_stray_page(row.values[-1], last)]


def _rows(said: Sequence[tuple[int, str]]) -> Iterator[_Row]:
    """The rows: a label and the values behind it, to the first line that is neither."""
    at = 0
    while at < len(said):
        values = []
        label, end = said[at][1], said[at][0] + 1
        at += 1
        while at < len(said) and is_value(said[at][1]):
            values.append(said[at][1])
            end, at = said[at][0] + 1, at + 1
        heading = HEADED.match(fold(label)) and not values
        if not is_label(label) or heading or CAPTION.fullmatch(fold(label)):
            return
        yield _Row(label, tuple(values), end)


def _whole(label: str) -> bool:
    """Whether a label is no part of one that a line's end cut: its brackets are closed."""
    opened, closed = (fold(label).count(x) for x in BRACKETS)
    return opened == closed


def numbered_rows(lines: Sequence[str], start: int) -> LooseRows | None:
    """The list whose header begins at a line, with the label of its rows' numbers; null where a row has other
    than the header's length.
    """
    if not NUMBERED.fullmatch(fold(lines[start])):
        return None
    held = list(unspaced(list(enumerate(lines[start : start + MOST_LINES], start))))
    rows, used = by_number([x.strip() for _, x in held])
    return LooseRows(start, held[used - 1][0] + 1, tuple(map(tuple, rows))) if rows else None


def by_number(cells: Sequence[str]) -> tuple[list[TextRow], int]:
    """The header and the rows of cells of which every row begins with its number, and how many cells they
    are; nothing where rows are of other lengths.
    """
    width = next((n for n, x in enumerate(cells[: WIDEST + 1]) if x == FIRST), 0)
    if width < NARROWEST or not all(is_label(x) for x in cells[:width] if x):
        return [], 0
    rows = _numbered(cells, width)
    at = min(width * (1 + len(rows)), len(cells))
    if len(rows) < FEWEST_NUMBERED or str(1 + len(rows)) in rows[-1][1:]:
        return [], 0
    total, used = _total(cells[at : at + width], rows)
    return [list(cells[:width]), *rows, *total], at + used


def _numbered(cells: Sequence[str], width: int) -> list[TextRow]:
    """The rows of one length, as far as each begins with its number; the last may lack cells at its end."""
    rows: list[TextRow] = []
    for at in range(width, len(cells), width):
        if cells[at] != str(1 + len(rows)):
            break
        row = list(cells[at : at + width])
        said = next((n for n, x in enumerate(row) if HEADED.match(fold(x))), width)
        rows.append([*row[:said], *[""] * width][:width])
    return rows


def _total(cells: Sequence[str], rows: Sequence[TextRow]) -> tuple[list[TextRow], int]:
    """The row of the total below rows, and how many cells it is: one of their length, or the word and a
    number for each column of numbers.
    """
    if not cells or not TOTAL.fullmatch(fold(cells[0])):
        return [], 0
    width = len(rows[0])
    if len(cells) == width and all(map(is_value, cells[1:])):
        return [list(cells)], width
    columns = [c for c in range(1, width) if all(map(is_value, said := [r[c] for r in rows])) and any(said)]
    values = list(cells[1 : 1 + len(columns)])
    if not columns or len(values) < len(columns) or not all(map(is_number, values)):
        return [], 0
    placed = dict(zip(columns, values, strict=True))
    return [[cells[0], *(placed.get(c, "") for c in range(1, width))]], 1 + len(values)
