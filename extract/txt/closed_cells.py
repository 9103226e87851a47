"""Tables in exported text of which every cell has a line, closed by a bar: the cells back in rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extract import regex
from extract.fold import fold

from .barred_rows import placed_table
from .loose_cells import BEGINS, LooseRows, TextRow, is_form, is_number
from .ragged_rows import NUMBERED, by_number
from .streams import CAPTION, PURE, of_a_kind, shape_of
from .whole_rows import WIDEST, whole_rows

FILL = "\0"
"""What stands for a bar that fills up a row."""
LEADING = regex.compile(r"\s*\|[ \u3000\xa0]+\|\s*")
"""A line that begins a row with a blank cell, where each cell has a line: bars that fill a row up touch."""
FEWEST_CELLS = 4
FEWEST_ROWS = 3
"""Rows of the least table that tells the length of its rows."""
FEWEST_NUMBERS = 3
"""A run of cells with fewer numbers is no table whose loss is worth a warning."""


def closed_cells(lines: Sequence[str], start: int, end: int) -> LooseRows | None:
    """The rows of cells that stand one to a line, closed by bars. Bars alone in a line fill up a row."""
    cells, at, ends = _cells_of(lines, start, end)
    if not cells[-1]:
        cells.pop()
    said = [c for c in cells if c != FILL]
    if len([c for c in said if c]) < FEWEST_CELLS:
        return None
    if NUMBERED.fullmatch(fold(said[0])) and (numbered := by_number(said)[0]):
        return LooseRows(start, end, tuple(map(tuple, numbered)))
    rows = _between(cells, ends) if ends else None
    form, cut = is_form(said), not any(x.strip() for x in lines[end:])
    if rows is not None and (form or any(map(_heads_form, rows))):
        return LooseRows(start, end, tuple(tuple("" if c == FILL else c for c in row) for row in rows))
    if form:
        return LooseRows(start, end, tuple(("" if c == FILL else c,) for c in cells))
    found = _filled_up(cells, ends, start, end) if ends else _in_rows(cells, at, start, end, cut)
    numbers = sum(map(is_number, said))
    return found or (
        LooseRows(start, end, (tuple(said),), settled=False) if numbers >= FEWEST_NUMBERS else None
    )


def _in_rows(cells: TextRow, at: Sequence[int], start: int, end: int, cut: bool) -> LooseRows | None:
    """The table of cells of which none fills up a row: in rows of the one length that fits. `cut`: the text
    ends with them.
    """
    caption = [c for c in cells[:1] if CAPTION.fullmatch(fold(c))]
    if (whole := whole_rows(["", *cells[1:]] if caption else cells)) is not None:
        above = [tuple(caption + [""] * (len(whole[0]) - 1))] if caption else []
        return LooseRows(start, end, (*above, *map(tuple, whole)))
    if (shape := shape_of(cells, cut)) is not None:
        stop = at[shape.used] if shape.used < len(cells) else end
        return LooseRows(start, stop, tuple(map(tuple, shape.rows)))
    return None


def _heads_form(row: TextRow) -> bool:
    """Whether a row is the name of a form's project, and nothing beside it."""
    return BEGINS.fullmatch(fold(row[0])) is not None and row[2:] == [FILL] * (len(row) - 2) != []


def _filled_up(cells: TextRow, ends: list[int], start: int, end: int) -> LooseRows | None:
    """The table of cells of which bars fill up some rows: of the least width that gives columns of a kind."""
    most = max(sum(c == FILL for c in cells[a:b]) for a, b in pairwise([0, *ends]))
    for n in range(most + 1, WIDEST + 1):
        rows = _divided(cells, ends, n) or []
        held = [kept for row in rows if (kept := [c for c in row if c != FILL])]
        if not held or max(map(len, held)) < n:
            continue
        found = placed_table(start, end, held, n, not all(map(all, held)), closed=True)
        if (
            found.settled
            and len(found.rows) >= FEWEST_ROWS
            and _columns_of_a_kind(list(map(list, found.rows)))
        ):
            return found
    return None


def _cells_of(lines: Sequence[str], start: int, end: int) -> tuple[TextRow, list[int], list[int]]:
    """The cells that bars close, the line behind which each begins, and where bars fill up a row."""
    cells: TextRow = [""]
    at: list[int] = [start]
    ends: list[int] = []
    for n, line in enumerate(lines[start:end], start):
        parts = ["", ""] if LEADING.fullmatch(line) else line.split("|")
        cells[-1] += parts[0].strip()
        cells += [p.strip() for p in parts[1:]]
        at += [n + 1] * (len(parts) - 1)
        if regex.fullmatch(r"\s*\|(?:\s*\|)+\s*", line) and not LEADING.fullmatch(line):
            cells[-len(parts) : -1] = [c or FILL for c in cells[-len(parts) : -1]]
            ends.append(len(cells) - 1)
    return cells, at, ends


def _columns_of_a_kind(rows: Sequence[TextRow]) -> bool:
    """Whether the columns hold numbers or words each, below the first row with a number: cells that were set
    in rows of a wrong length hold both.
    """
    first = next((r for r, row in enumerate(rows) if any(map(is_number, row))), len(rows))
    good, whole = of_a_kind(rows[first:])
    return good >= PURE * whole


def _between(cells: TextRow, ends: list[int]) -> list[TextRow] | None:
    """The rows between those that bars fill up, of the width that fits all of them, or else most."""
    parts = [b - a for a, b in pairwise([0, *ends])]
    seen = [n for n, _ in Counter(p for p in parts if 1 < p <= WIDEST).most_common()]
    widths = sorted(seen, key=lambda n: any(p % n for p in parts))
    return next((rows for n in widths if (rows := _divided(cells, ends, n))), None)


def _divided(cells: TextRow, ends: list[int], n: int) -> list[TextRow] | None:
    """The cells in rows of n, begun anew where a row is seen to end; null where more than a few of those do
    not fit, or what is left over at the end begins with a number: it belongs to the row before.
    """
    rows: list[TextRow] = []
    odd = 0
    for a, b in pairwise([0, *[e for e in ends if e < len(cells)], len(cells)]):
        part = cells[a:b]
        odd += len(part) % n != 0 and b != len(cells)
        rows += [part[i : i + n] for i in range(0, len(part), n)]
    if len(rows) > 1 and len(rows[-1]) < n and is_number(rows[-1][0]):
        return None
    return rows if odd <= len(ends) / 2 else None
