"""Tables in exported text: rows of cells parted by bars or tabs, and cells that stand one to a line.

Where every cell has a line of its own nothing says where a row ends: it is read where one number of columns
fits, with a label
over each column of numbers and nothing but numbers below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract import regex
from extract.fold import fold
from extract.model import Cell, Table, Text

from .loose_cells import Rows, is_number, loose_cells, loose_form
from .spaced_rows import spaced_rows

Row = list[str]
RULE = regex.compile(r"[\s|:+\-—=]*-{2,}[\s|:+\-—=]*")
"""A line that rules a table off: |---|---|."""
SENTENCE = regex.compile(r"[。；]")
LONGEST_LOOSE = 30
"""A line without a bar within a table is the rest of a cell where it is no longer than this."""
MOST_COLUMNS = 24
FEWEST_NUMBERS = 3
"""A run of cells with fewer numbers is no table whose loss is worth a warning."""
PURE = 0.9
"""The share of the cells of a column that must be of one kind."""


def find_tables(lines: Sequence[str]) -> Iterator[Rows]:
    """The tables in the lines of a text, in order."""
    at = 0
    while at < len(lines):
        end = _region(lines, at)
        found = _read(lines, at, end) if end > at + 1 else _without_marks(lines, at)
        if found is not None:
            yield found
        at = found.end if found is not None else max(at + 1, end)


def _without_marks(lines: Sequence[str], at: int) -> Rows | None:
    """The table that begins at a line without bars or tabs."""
    return loose_form(lines, at) or spaced_rows(lines, at) or loose_cells(lines, at)


def as_table(rows: Rows, index: int) -> Table:
    """The rows as a table; a label over several columns spans those that are blank beside it and labelled
    below.
    """
    width = max(map(len, rows.rows))
    grid = [[*row, *[""] * (width - len(row))] for row in rows.rows]
    header = next((r for r, row in enumerate(grid) if any(map(is_number, row))), 0)
    cells = []
    for r, row in enumerate(grid):
        c = 0
        while c < width:
            span = _span(grid, r, c) if r + 1 < header and row[c] else 1
            cells.append(Cell(r, c, Text(row[c]), col_span=span))
            c += span
    return Table(index, tuple(cells), len(grid), width)


def _span(grid: list[Row], r: int, c: int) -> int:
    """How many columns a label spans: it is blank beside it, and what stands below is labelled one by one."""
    below, span = grid[r + 1], 1
    while c + span < len(below) and not grid[r][c + span] and below[c + span] and below[c]:
        span += 1
    return span


def _region(lines: Sequence[str], start: int) -> int:
    """Where the run of lines with bars, or with tabs, that begins at a line ends; the line itself where it
    begins none.
    """
    mark = "\t" if "\t" in lines[start].strip() else "|"
    if not _marked(lines[start], mark):
        return start
    end, at = start + 1, start + 1
    while at < len(lines):
        if _marked(lines[at], mark):
            end = at + 1
        elif (lines[at].strip() and (mark == "\t" or not _may_go_on(lines, at, end))) or at - end > 3:
            break
        at += 1
    rest = [x for x in lines[end:] if x.strip()]
    cut = len(rest) == 1 and mark == "|" and len(rest[0]) <= LONGEST_LOOSE and not SENTENCE.search(rest[0])
    return len(lines) if cut and "|" in lines[end - 1].strip()[-1:] else end


def _marked(line: str, mark: str) -> bool:
    return mark in (line if mark == "|" else line.strip("\n"))


def _may_go_on(lines: Sequence[str], at: int, end: int) -> bool:
    """Whether a line without a bar is the rest of a cell: short, no sentence, and few before the next bar."""
    text = lines[at].strip()
    return len(text) <= LONGEST_LOOSE and not SENTENCE.search(text) and at - end < 2


def _read(lines: Sequence[str], start: int, end: int) -> Rows | None:
    held = lines[start:end]
    if "\t" in held[0].strip() and "|" not in held[0]:
        rows = [[c.strip() for c in line.split("\t")] for line in held if line.strip()]
    elif sum(sum(bool(c.strip()) for c in line.split("|")) > 1 for line in held) > 1:
        rows = _by_line(held)
    else:
        return _by_cell(held, start, end)
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return None
    return Rows(start, end, tuple(map(tuple, rows)))


def _by_line(lines: Sequence[str]) -> list[Row]:
    """The rows of lines that each hold one; a line without a bar goes on with the last cell."""
    rows: list[Row] = []
    said = [x for x in lines if x.strip() and not RULE.fullmatch(x)]
    framed = all(x.lstrip().startswith("|") for x in said if "|" in x)
    for line in said:
        text = line.strip()
        if "|" not in text:
            if rows:
                rows[-1][-1] += text
            continue
        text = text.removeprefix("|") if framed else text
        rows.append([c.strip() for c in text.removesuffix("|").split("|")])
    return rows


def _by_cell(lines: Sequence[str], start: int, end: int) -> Rows | None:
    """The rows of cells that stand one to a line, closed by bars. Bars alone in a line fill up a row."""
    cells: Row = [""]
    ends: list[int] = []
    for line in lines:
        parts = line.split("|")
        cells[-1] += parts[0].strip()
        cells += [p.strip() for p in parts[1:]]
        if regex.fullmatch(r"\s*\|(?:\s*\|)+\s*", line):
            ends.append(len(cells) - 1)
    if not cells[-1]:
        cells.pop()
    if len([c for c in cells if c]) < 4:
        return None
    rows = _best(cells, ends)
    if rows is None and {"一级指标", "三级指标"} <= {fold(c) for c in cells}:
        return Rows(start, end, tuple((c,) for c in cells))
    if rows is None:
        numbers = sum(map(is_number, cells))
        return Rows(start, end, (tuple(cells),), settled=False) if numbers >= FEWEST_NUMBERS else None
    return Rows(start, end, tuple(map(tuple, rows)))


def _best(cells: Row, ends: list[int]) -> list[Row] | None:
    """The rows of the number of columns that fits best; null where none fits."""
    tried = [rows for n in _widths(cells, ends) if (rows := _divided(cells, ends, n))]
    if ends:
        return tried[0] if tried else None
    best = max(tried, key=_fit, default=None)
    return best if best is not None and _fit(best) >= PURE else None


def _widths(cells: Row, ends: list[int]) -> list[int]:
    """Numbers of columns that may fit, the likeliest first: those of rows that are seen to end, then the
    fewest.
    """
    seen = Counter(b - a for a, b in pairwise([0, *ends]) if 1 < b - a <= MOST_COLUMNS)
    if seen:
        return [n for n, _ in seen.most_common()]
    first = next((i for i, c in enumerate(cells) if is_number(c)), len(cells))
    return [n for n in range(2, min(first, MOST_COLUMNS) + 1) if len(cells) % n == 0]


def _divided(cells: Row, ends: list[int], n: int) -> list[Row] | None:
    """The cells in rows of n, begun anew where a row is seen to end; null where more than a few of those do
    not fit.
    """
    rows: list[Row] = []
    odd = 0
    for a, b in pairwise([0, *[e for e in ends if e < len(cells)], len(cells)]):
        part = cells[a:b]
        odd += len(part) % n != 0 and b != len(cells)
        rows += [part[i : i + n] for i in range(0, len(part), n)]
    return rows if odd <= len(ends) / 2 else None


def _fit(rows: list[Row]) -> float:
    """The share of the cells below the header that are of their column's kind; 0 where a column of numbers
    has no label.
    """
    header = next((r for r, row in enumerate(rows) if any(map(is_number, row))), 0)
    labelled = {c for row in rows[:header] for c, text in enumerate(row) if text}
    good = whole = 0
    for c in range(max(map(len, rows))):
        column = [row[c] for row in rows[header:] if c < len(row) and row[c] not in ("", "-", "/")]
        numbers = sum(map(is_number, column))
        if numbers > len(column) / 2 and c not in labelled:
            return 0.0
        good += max(numbers, len(column) - numbers)
        whole += len(column)
    return good / whole if whole else 0.0
