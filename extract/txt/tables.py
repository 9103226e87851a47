"""Tables in exported text: rows of cells parted by bars or tabs, and cells that stand one to a line (see
`streams`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract import regex
from extract.fold import fold
from extract.model import Cell, Table, Text

from .barred_rows import keep_blanks, lose_places, may_be_placed, placed_rows
from .levels import is_caption, settled_header, tables_within
from .loose_cells import BEGINS, LooseRows, TextRow, is_form, is_label, is_number, loose_cells, loose_form
from .ragged_rows import ragged_rows
from .spaced_rows import spaced_rows
from .spans import head_numbers
from .streams import CAPTION, NAMING, PURE, loose_table, of_a_kind, shape_of
from .whole_rows import WIDEST, whole_rows

RULE = regex.compile(r"[\s|:+\-—=]*-{2,}[\s|:+\-—=]*")
"""A line that rules a table off: |---|---|."""
FILL = "\0"
"""What stands for a bar that fills up a row."""
LEADING = regex.compile(r"\s*\|[ \u3000\xa0]+\|\s*")
"""A line that begins a row with a blank cell, where each cell has a line: bars that fill a row up touch."""
BRACKETED = regex.compile(r"\([^()]*\)")
NUMBERED = regex.compile("序号|行次|栏次")
SENTENCE = regex.compile(r"[。；]")
LONGEST_LOOSE = 30
"""A line without a bar within a table is the rest of a cell where it is no longer than this."""
TITLED = regex.compile(r"(?:表|情况)$")
FEWEST_NUMBERS = 3
"""A run of cells with fewer numbers is no table whose loss is worth a warning."""


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
        yield from found
        at = found[-1].end if found else max(at + 1, end)


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
    found = _by_cell(lines, at, _region(lines, at + 1))
    return found if found is not None and found.settled else None


def _without_marks(lines: Sequence[str], at: int) -> LooseRows | None:
    """The table that begins at a line without bars or tabs."""
    above = _above(lines, at)
    titled = CAPTION.fullmatch(above) is not None
    header_began = bool(above) and NAMING.fullmatch(above) is not None
    found = loose_form(lines, at, titled) or spaced_rows(lines, at)
    found = found or (None if header_began else _loose_cells(lines, at))
    return found or (loose_table(lines, at) or ragged_rows(lines, at) if titled else None)


def _loose_cells(lines: Sequence[str], at: int) -> LooseRows | None:
    """The table of cells in lines that begins at a line; none where it heads numbers: the header began above.
    Not settled where it is a unit line and the labels beside it do not all head numbers: one of them may be
    that of the names.
    """
    found = loose_cells(lines, at)
    if found is None or not CAPTION.fullmatch(fold(lines[at])):
        return None if NUMBERED.fullmatch(fold(lines[at])) or head_numbers(lines[at : at + 1]) else found
    return replace(found, settled=head_numbers(found.rows[0][1:]))


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
    return Table(index, tuple(cells), len(grid), width)


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
    """Whether a line without a bar is the rest of a cell: short, no sentence, and few before the next bar."""
    text = lines[at].strip()
    titled = len(text) > 8 and TITLED.search(text) is not None
    return len(text) <= LONGEST_LOOSE and not SENTENCE.search(text) and at - end < 2 and not titled


def _read(lines: Sequence[str], start: int, end: int) -> Iterator[LooseRows]:
    """The tables of a run of lines with bars or tabs: rows in lines, or cells in lines."""
    held = lines[start:end]
    if "\t" in held[0].strip() and "|" not in held[0]:
        rows = [
            (n, [c.strip() for c in line.split("\t")]) for n, line in enumerate(held, start) if line.strip()
        ]
    elif sum(sum(bool(c.strip()) for c in line.split("|")) > 1 for line in held) > 1:
        rows = _by_line(held, start)
    else:
        if (found := _by_cell(lines, start, end)) is not None:
            yield found
        return
    if len(rows) < 2 or max(len(row) for _, row in rows) < 2:
        return
    for first, last, part in tables_within(rows):
        yield _settled(lines, first, min(last, end), part)


def _settled(lines: Sequence[str], start: int, end: int, rows: Sequence[TextRow]) -> LooseRows:
    """The table of rows that stand in lines: their cells under their columns, where the lines lost the places
    of some.
    """
    said = [line for line in lines[start:end] if line.strip()]
    printed = max(line.strip().strip("|").count("|") + _fill(line) for line in said) + 1
    return _placed(start, end, rows, printed, keep_blanks(said, rows))


def _placed(start: int, end: int, rows: Sequence[TextRow], printed: int, kept: bool) -> LooseRows:
    """The table of rows of which some lack cells: `printed` columns with what fills rows up, blank cells
    `kept` or not.
    """
    top = next((n for n, row in enumerate(rows) if not is_caption([c for c in row if c])), len(rows))
    body = rows[top:]
    if is_form(c for row in rows for c in row) or not lose_places(body, kept):
        settled = settled_header(rows)
        return LooseRows(start, end, tuple(map(tuple, settled or rows)), settled is not None)
    found = placed_rows(body, printed, kept)
    if found is not None:
        return LooseRows(start, end, tuple(map(tuple, (*rows[:top], *found.rows))), short=found.short)
    settled = settled_header(rows) if may_be_placed(body, printed) else None
    return LooseRows(start, end, tuple(map(tuple, settled or rows)), settled is not None)


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
        rows.append((n, _cells(text.removesuffix("|"))))
    return rows


def _cells(text: str) -> TextRow:
    """The cells of a line, without what bars that touch fill up at its end."""
    cells = text.split("|")
    while len(cells) > 1 and not cells[-1]:
        cells.pop()
    return [c.strip() for c in cells]


def _by_cell(lines: Sequence[str], start: int, end: int) -> LooseRows | None:
    """The rows of cells that stand one to a line, closed by bars. Bars alone in a line fill up a row."""
    cells, at, ends = _cells_of(lines, start, end)
    if not cells[-1]:
        cells.pop()
    form = is_form(c for c in cells if c != FILL)
    if len([c for c in cells if c and c != FILL]) < 4:
        return None
    rows = _between(cells, ends) if ends else None
    if rows is not None and (form or any(map(_heads_form, rows))):
        return LooseRows(start, end, tuple(tuple("" if c == FILL else c for c in row) for row in rows))
    if ends and not form:
        found = _filled_up(cells, ends, start, end)
        said = tuple(c for c in cells if c != FILL)
        numbers = sum(map(is_number, said))
        return found or (LooseRows(start, end, (said,), settled=False) if numbers >= FEWEST_NUMBERS else None)
    cells = ["" if c == FILL else c for c in cells]
    if form:
        return LooseRows(start, end, tuple((c,) for c in cells))
    caption = [c for c in cells[:1] if CAPTION.fullmatch(fold(c))]
    if (whole := whole_rows(["", *cells[1:]] if caption else cells)) is not None:
        above = [tuple(caption + [""] * (len(whole[0]) - 1))] if caption else []
        return LooseRows(start, end, (*above, *map(tuple, whole)))
    if (shape := shape_of(cells, cut=end == len(lines))) is not None:
        last = at[shape.used] if shape.used < len(cells) else end
        return LooseRows(start, last, tuple(map(tuple, shape.rows)))
    numbers = sum(map(is_number, cells))
    return LooseRows(start, end, (tuple(cells),), settled=False) if numbers >= FEWEST_NUMBERS else None


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
        found = _placed(start, end, held, n, not all(map(all, held)))
        if found.settled and _columns_of_a_kind(list(map(list, found.rows))):
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
