"""Forms in exported text of which every row is a line of cells that white space parts: rows of merged cells
are shorter than the others, so that each cell is given a line of its own, to be read by the form's labels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.fold import fold

from .loose_cells import BEGINS, HEADED, THIRD

FIRST, SECOND = "一级指标", "二级指标"
TOTALS = ("总分", "合计", "总计")
FEWEST_LABELS = 4
"""Labels of the least header of indicators."""
REACH = 40
"""Lines within which the name of the project stands above that header."""


def cell_lines(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a text, those that are rows of a form with a line for each of their cells."""
    at = 0
    for head in [n for n, line in enumerate(lines) if FIRST in line and _heads(_cells(line))]:
        start, end = _start(lines, head), _end(lines, head)
        if start < at or not _ragged(lines[start:end]):
            continue
        yield from lines[at:start]
        yield from (cell for line in lines[start:end] for cell in _cells(line))
        at = end
    yield from lines[at:]


def _cells(line: str) -> list[str]:
    """The cells that white space parts; a line with bars or tabs is a row of a table, not of such a form."""
    return [] if "|" in line or "\t" in line else line.split()


def _heads(cells: Sequence[str]) -> bool:
    said = [fold(c) for c in cells]
    return len(said) >= FEWEST_LABELS and FIRST in said and any(map(THIRD.fullmatch, said))


def _start(lines: Sequence[str], head: int) -> int:
    """Where the form begins: at the name of its project."""
    named = (n for n in range(head, max(head - REACH, -1), -1) if _begins(_cells(lines[n])))
    return next(named, head)


def _begins(cells: Sequence[str]) -> bool:
    return len(cells) > 1 and BEGINS.fullmatch(fold(cells[0])) is not None and fold(cells[0]) != FIRST


def _end(lines: Sequence[str], head: int) -> int:
    """Behind the total, or before a heading, a blank line or the end of the text."""
    for n in range(head + 1, len(lines)):
        cells = _cells(lines[n])
        if not cells or HEADED.match(fold(cells[0])):
            return n
        if fold(cells[0]) in TOTALS:
            return n + 1
    return len(lines)


def _ragged(rows: Sequence[str]) -> bool:
    """Whether rows are of several lengths, and none of a single cell goes on with the one above."""
    lengths = {len(_cells(row)) for row in rows}
    return len(lengths) > 1 and min(lengths) > 1
