"""Tables in exported text: rows of cells parted by bars or tabs, and cells that stand one to a line (see
`streams`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from extract import regex
from extract.fold import fold
from extract.model import Cell, Table, Text

from .barred_rows import keep_blanks, placed_table, tabbed_table
from .closed_cells import closed_cells
from .form_lines import FIRST, SECOND
from .label_tree import NAMES
from .levels import tables_within
from .loose_cells import LooseRows, TextRow, is_form, is_label, is_number, loose_cells, loose_form
from .ragged_rows import numbered_rows, ragged_rows
from .spaced_rows import spaced_rows
from .spans import TOTAL, head_numbers
from .streams import CAPTION, NAMING, loose_table

RULE = regex.compile(r"[\s|:+\-—=]*-{2,}[\s|:+\-—=]*")
"""A line that rules a table off: |---|---|."""
BARS = regex.compile(r"[\s|]*\|[\s|]*")
BRACKETED = regex.compile(r"\([^()]*\)")
NUMBERED = regex.compile("序号|行次|栏次")
CODED = regex.compile("(?:编码|代码)$")
CODE = regex.compile(r"\d{3}(?:\d{2}){0,2}")
SHORT = 3
"""Digits of the shortest code: amounts have as many."""
SENTENCE = regex.compile(r"[。；]")
LONGEST_LOOSE = 30
"""A line without a bar within a table is the rest of a cell where it is no longer than this."""
OF_GOODS = ("单位", "部门")
"""What counts goods, or has them, may stand behind what they are called."""
TITLED = regex.compile(r"(?:表|情况)$")


def find_tables(lines: Sequence[str]) -> Iterator[LooseRows]:
    """The tables in the lines of a text, in order."""
    at = 0
    while at < len(lines):
        end = _region(lines, at)
        if end > at + 1:
            found = list(_read(lines, at, end))
        else:
            one = _named_before(lines, at) or _without_marks(lines, at)
            found = [one] if one is not None else []
        yield from (x if is_sound(x.rows) else replace(x, settled=False) for x in found)
        at = found[-1].end if found else max(at + 1, end)


def is_sound(rows: Sequence[Sequence[str]]) -> bool:
    """Whether no label of codes stands over words, and no codes stand under a label of amounts: cells set in
    rows of a wrong length. A form has labels of its own.
    """
    if is_form(c for row in rows for c in row):
        return True
    first = next((n for n, row in enumerate(rows) if any(map(is_number, row))), 0)
    for at, column in enumerate(zip_longest(*rows, fillvalue="")):
        labels = [fold(c) for c in column[:first] if c]
        label = next((x for x in reversed(labels) if at or not TOTAL.fullmatch(x)), "")
        held = [c for c in column[first:] if c]
        coded = sum(CODE.fullmatch(c) is not None for c in held)
        if CODED.search(label) and len(held) > 1 and not any(map(is_number, held)):
            return False
        if head_numbers([label]) and coded > 1 and coded == len(held) and any(len(c) > SHORT for c in held):
            return False
    return True


def _named_before(lines: Sequence[str], at: int) -> LooseRows | None:
    """The table whose first cell stands above the first bar of all: every cell has a line, and a bar
    between.
    """
    if (
        at + 2 >= len(lines)
        or lines[at + 1].strip() != "|"
        or not is_label(lines[at])
        or TITLED.search(lines[at])
    ):
        return None
    found = closed_cells(lines, at, _region(lines, at + 1))
    return found if found is not None and found.settled else None


def _without_marks(lines: Sequence[str], at: int) -> LooseRows | None:
    """The table that begins at a line without bars or tabs."""
    above = _above(lines, at)
    titled = CAPTION.fullmatch(above) is not None
    header_began = bool(above) and NAMING.fullmatch(above) is not None
    found = numbered_rows(lines, at) or loose_form(lines, at, titled) or spaced_rows(lines, at)
    found = found or (None if header_began else _loose_cells(lines, at))
    return found or (loose_table(lines, at) or ragged_rows(lines, at) if titled else None)


def _loose_cells(lines: Sequence[str], at: int) -> LooseRows | None:
    """The table of cells in lines that begins at a line; none where it heads numbers, or the label of the
    names stands behind another: the header began above. Not settled where it is a unit line and the labels
    beside it do not all head numbers: one of them may be that of the names.
    """
    found = loose_cells(lines, at)
    if found is None or not CAPTION.fullmatch(fold(lines[at])):
        above = NUMBERED.fullmatch(fold(lines[at])) or head_numbers(lines[at : at + 1])
        return None if above or (found is not None and _names_behind(found.rows[0])) else found
    return replace(found, settled=head_numbers(found.rows[0][1:]))


def _names_behind(labels: Sequence[str]) -> bool:
    """Whether a header names its names and codes behind a label of something else: 基本支出, 类, 款."""
    first, *others = (fold(x) for x in labels)
    behind = any(NAMES.fullmatch(x) and x not in OF_GOODS for x in others)
    return behind and not NAMES.fullmatch(first)


def _above(lines: Sequence[str], at: int) -> str:
    """The line above another, folded, where at most a blank one stands between; else nothing. One in brackets
    that is no unit line (（2023年度）) goes with the one above it.
    """
    above = next((n for n in reversed(range(max(0, at - 2), at)) if fold(lines[n])), None)
    said = "" if above is None else fold(lines[above])
    noted = BRACKETED.fullmatch(said) and not CAPTION.fullmatch(said)
    return _above(lines, above) if above is not None and noted else said


def text_table(rows: LooseRows, index: int) -> Table:
    """The rows as a table; a label over several columns spans those that are blank beside it and labelled
    below.
    """
    width = max(map(len, rows.rows))
    grid = [[*row, *[""] * (width - len(row))] for row in rows.rows]
    header = next((r for r, row in enumerate(grid) if any(map(is_number, row))), 0)
    captions = [all(CAPTION.fullmatch(fold(x)) for x in row if x) for row in grid]
    cells = []
    for r, row in enumerate(grid):
        c = 0
        while c < width:
            span = _span(grid, r, c, header) if r + 1 < header and row[c] and not captions[r] else 1
            cells.append(Cell(r, c, Text(row[c]), col_span=span))
            c += span
    return Table(index, tuple(cells), len(grid), width, settled=rows.settled)


def _span(grid: list[TextRow], r: int, c: int, header: int) -> int:
    """How many columns a label spans: it is blank beside it and above that, and labels stand below, or below
    those.
    """
    below, span = grid[r + 1 : header], 1
    while (
        any(row[c] for row in below)
        and c + span < len(grid[r])
        and not any(row[c + span] for row in grid[: r + 1])
        and any(row[c + span] for row in below)
    ):
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
    """Whether a line without a bar is the rest of a cell: short, no sentence, and few before the next bar; or
    a cell of its own between lines that are bars and nothing else.
    """
    text = lines[at].strip()
    if at + 1 < len(lines) and BARS.fullmatch(lines[at - 1]) and BARS.fullmatch(lines[at + 1]):
        return True
    titled = len(text) > 8 and TITLED.search(text) is not None
    return len(text) <= LONGEST_LOOSE and not SENTENCE.search(text) and at - end < 2 and not titled


def _read(lines: Sequence[str], start: int, end: int) -> Iterator[LooseRows]:
    """The tables of a run of lines with bars or tabs: rows in lines, or cells in lines."""
    held = lines[start:end]
    if "\t" in held[0].strip() and "|" not in held[0]:
        rows = [
            (n, [c.strip() for c in line.split("\t")]) for n, line in enumerate(held, start) if line.strip()
        ]
    elif sum(sum(bool(c.strip()) for c in line.split("|")) > 1 for line in held) > 1 and not _broken(held):
        rows = _by_line(held, start)
    else:
        if (found := closed_cells(lines, start, end)) is not None:
            yield found
        return
    if len(rows) < 2 or max(len(row) for _, row in rows) < 2:
        return
    for first, last, part in tables_within(rows):
        yield _settled(lines, first, min(last, end), part)


def _broken(lines: Sequence[str]) -> bool:
    """Whether the cells of a form run on from line to line, and a line breaks where a cell is blank: all
    lines but the first begin with a bar, and some have no other, where rows in lines have as many as columns.
    """
    said = [x.strip() for x in lines if x.strip()]
    framed = all(x.startswith("|") for x in said[1:]) and "|" in said
    return framed and is_form(c for line in said for c in line.split("|"))


def _settled(lines: Sequence[str], start: int, end: int, rows: Sequence[TextRow]) -> LooseRows:
    """The table of rows that stand in lines: their cells under their columns, where the lines lost the places
    of some.
    """
    said = [line for line in lines[start:end] if line.strip()]
    if "|" not in "".join(said):
        return tabbed_table(start, end, rows)
    printed = max(line.strip().strip("|").count("|") + _fill(line) for line in said) + 1
    return placed_table(start, end, rows, printed, keep_blanks(said, rows))


def _fill(line: str) -> int:
    """How many bars at the end of a line fill it up."""
    closed = line.rstrip().removesuffix("|")
    return len(closed) - len(closed.rstrip("|"))


def _by_line(lines: Sequence[str], start: int) -> list[tuple[int, TextRow]]:
    """(line, cells) of the rows of lines that each hold one; a line without a bar goes on with the last
    cell.
    """
    rows: list[tuple[int, TextRow]] = []
    said = [(n, x) for n, x in enumerate(lines, start) if x.strip() and not RULE.fullmatch(x)]
    framed = all(x.lstrip().startswith("|") for _, x in said if "|" in x)
    for n, line in said:
        text = line.strip()
        if "|" not in text:
            if rows:
                rows[-1][1][-1] += text
            continue
        text = text.removeprefix("|") if framed else text
        cells = _cells(text.removesuffix("|"))
        if rows and _breaks(rows[-1][1], cells):
            rows[-1][1].extend(cells)
        else:
            rows.append((n, cells))
    return rows


def _breaks(row: TextRow, below: TextRow) -> bool:
    """Whether a header of indicators goes on in the row below it: 绩效指标 | 一级指标, and then 二级指标."""
    return regex.sub(r"\s", "", fold(row[-1])) == FIRST and regex.sub(r"\s", "", fold(below[0])) == SECOND


def _cells(text: str) -> TextRow:
    """The cells of a line, without what bars that touch fill up at its end."""
    cells = text.split("|")
    while len(cells) > 1 and not cells[-1]:
        cells.pop()
    return [c.strip() for c in cells]
