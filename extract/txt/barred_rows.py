"""Tables in exported text whose rows stand in lines, and lost the places of their merged cells, or of their
blank ones: each row back under the columns that it belongs to.

A merged cell is printed once, so that a row of one is shorter than its columns; bars or nothing fill it up at
its end. Some exports leave blank cells out as well: of a row with fewer amounts than columns it is then not
known which were blank, its name stays and its amounts are not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, product

from extract import regex
from extract.fold import fold

from .label_tree import CODE, CODES, NAMES, NUMBERS, RATES, WORDS, kinds_of, label_rows
from .levels import is_caption, settled_header
from .loose_cells import ABSENT, REMARK, LooseRows, TextRow, is_form, is_number
from .lost_cells import restored
from .streams import trimmed

BLANK = regex.compile(r"\|[ \u3000\xa0]{2,}\|")
"""A blank cell with white space of its own; a single blank is what parts cells."""
MOST_LABELS = 5
"""Rows of the highest header."""
TOTALS = regex.compile(r"(?:.{0,10}(?:合计|总计|小计)|[栏行]次)(?:\(.{1,8}\))?")
"""What begins a row whose names are merged."""
ROW_NUMBER = regex.compile("行次|栏次|序号")
NOT_FILLED = regex.compile(r"无|不适用|.{0,6}(?:不需|无需|不用|未|不)填[列报]?|[√×*#].{0,10}")


@dataclass(frozen=True)
class PlacedRows:
    """Rows under their columns, and the cells of those whose amounts are left out."""

    rows: tuple[TextRow, ...]
    lost: tuple[TextRow, ...]

    @property
    def short(self) -> tuple[str, ...]:
        """The names of the rows whose amounts are left out."""
        return tuple(name for row in self.lost if (name := _name(row)))


def placed_table(
    start: int, end: int, rows: Sequence[TextRow], printed: int, kept: bool, closed: bool = False
) -> LooseRows:
    """The table of rows of which some lack cells: `printed` columns with what fills rows up, blank cells
    `kept` or not; `closed`: a cell to a line.
    """
    body = _below_captions(rows)
    lost = lose_places(body, kept) or (closed and lack_labels(body))
    if not lost or is_form(c for row in rows for c in row):
        return _as_printed(start, end, rows)
    found = placed_rows(body, printed, kept)
    return _with_rest(start, end, rows, found) if found else _as_printed(start, end, rows, body, printed)


def tabbed_table(start: int, end: int, rows: Sequence[TextRow]) -> LooseRows:
    """The table of rows that tabs part: as they are printed, but for labels that hold no place."""
    wide, body = max(map(len, rows)), _below_captions(rows)
    padded = [[*row, *[""] * (wide - len(row))] for row in body]
    form = is_form(c for row in rows for c in row)
    found = placed_rows(body, wide, True) if lack_labels(padded) and not form else None
    return _with_rest(start, end, rows, found) if found else _as_printed(start, end, rows)


def _below_captions(rows: Sequence[TextRow]) -> Sequence[TextRow]:
    """The rows without the title and the unit line at their top."""
    said = [[c for c in row if c] for row in rows]
    return rows[next((n for n, x in enumerate(said) if len(x) > 1 and not is_caption(x)), len(rows)) :]


def _with_rest(start: int, end: int, rows: Sequence[TextRow], found: PlacedRows) -> LooseRows:
    """The table of rows under their columns, its title above them."""
    kept = (*rows[: len(rows) - len(_below_captions(rows))], *found.rows)
    lost = tuple(map(tuple, found.lost))
    return LooseRows(start, end, tuple(map(tuple, kept)), short=found.short, lost=lost)


def _as_printed(
    start: int, end: int, rows: Sequence[TextRow], body: Sequence[TextRow] = (), printed: int = 0
) -> LooseRows:
    """The rows as they are printed; not settled where their labels do not fit, or `body` has other columns
    than are printed.
    """
    settled = settled_header(rows) if not body or may_be_placed(body, printed) else None
    return LooseRows(start, end, tuple(map(tuple, settled or rows)), settled is not None)


def keep_blanks(lines: Sequence[str], rows: Sequence[TextRow]) -> bool:
    """Whether blank cells hold their place: a tab or a bar before the row says so, white space of their own,
    or that they stand between others.
    """
    if any("\t" in line.strip() or line.lstrip().startswith("|") or BLANK.search(line) for line in lines):
        return True
    return any(not all(trimmed(row)) or row[-2:] == ["", ""] for row in rows)


def lose_places(rows: Sequence[TextRow], kept: bool) -> bool:
    """Whether rows differ in length: cells that are merged, or blank and not `kept`, hold no place."""
    return len({len(row) if kept else len(trimmed(row)) for row in rows if any(row)}) > 1


def lack_labels(rows: Sequence[TextRow]) -> bool:
    """Whether labels are missing at the end of a row of the header and nowhere else: a single bar that fills
    it up looks like a blank cell.
    """
    header, _ = _parts(rows, True)
    return any(len(trimmed(row)) < len(row) for row in header) and all(all(trimmed(row)) for row in header)


def may_be_placed(rows: Sequence[TextRow], printed: int) -> bool:
    """Whether rows may stand as they are printed, where `placed_rows` does not tell: they hold no number, or
    one or two rows of labels head them, and no column is without cells.
    """
    header, body = _parts(rows, False)
    if not any(is_number(c) for row in body for c in row):
        return True
    whole = max(map(len, body), default=0) >= printed
    if len(header) == 1:
        return len(header[0]) < printed
    return whole and len(header) == 2 and len(header[1]) < printed


def placed_rows(rows: Sequence[TextRow], printed: int, kept: bool) -> PlacedRows | None:
    """The header and the rows of a table under their columns; null where the labels do not tell which
    columns they head, or the rows have fewer cells than there are columns. `kept`: blank cells hold their
    place.
    """
    header, body = _parts(rows, kept)
    width = max([*map(len, body), *(len(row) for row in header if len(header) == 1)], default=0)
    if not 0 < len(header) <= MOST_LABELS or width < printed:
        return None
    if REMARK.fullmatch(fold(header[0][-1])):
        body = [[*row, ""] if len(row) == width - 1 and is_number(row[-1]) else row for row in body]
    whole = [row for row in body if len(row) == width]
    full = [row for row in whole if not TOTALS.fullmatch(fold(row[0]))] or whole
    labels = label_rows([[c for c in row if c] for row in header], width, full)
    return None if labels is None else _under(labels, body, kinds_of(full, width))


def _under(labels: Sequence[TextRow], body: Sequence[TextRow], kinds: Sequence[str]) -> PlacedRows | None:
    """The rows under labels that stand over their columns; null where none has an amount."""
    lists = _lists(labels, kinds)
    placed = _proven([_placed(row, lists) for row in body], body, len(kinds)) if lists else []
    if not any(is_number(c) for row, _ in placed for c in row):
        return None
    lost = tuple(cells for cells, (_, ok) in zip(body, placed, strict=True) if not ok)
    return PlacedRows((*labels, *(row for row, _ in placed)), lost)


def _name(cells: TextRow) -> str:
    """The first words of a row."""
    return next((c for c in cells if c and not is_number(c)), "")


def _parts(rows: Sequence[TextRow], kept: bool) -> tuple[list[TextRow], list[TextRow]]:
    """The rows of labels and those below, without blank cells at their ends where these hold no place."""
    held = [list(row) if kept else list(trimmed(row)) for row in rows if any(row)]
    first = next((n for n, row in enumerate(held) if any(map(is_number, row))), 0)
    return held[:first], held[first:]


@dataclass(frozen=True)
class _List:
    """The columns of one list: what its names and codes are, and its values."""

    names: tuple[str, ...]
    values: tuple[str, ...]
    numbered: bool
    """Whether its rows have numbers of their own (行次): then none of its names is merged over them."""

    @property
    def fewest(self) -> int:
        """Cells that the names of a row are at the least."""
        return len(self.names) if self.numbered else min(1, len(self.names))

    @property
    def width(self) -> int:
        return len(self.names) + len(self.values)


def _lists(labels: Sequence[TextRow], kinds: Sequence[str]) -> list[_List] | None:
    """The lists of a table, side by side; null where a list has no values."""
    lowest = [fold(next((row[c] for row in reversed(labels) if row[c]), "")) for c in range(len(kinds))]
    named = [
        NAMES.fullmatch(label) is not None or (c == 0 and kind == WORDS)
        for c, (label, kind) in enumerate(zip(lowest, kinds, strict=True))
    ]
    runs = [(name, [c for c, _ in run]) for name, run in groupby(enumerate(named), key=lambda x: x[1])]
    if runs and not runs[0][0]:
        runs.insert(0, (True, []))
    if len(runs) % 2:
        return None
    return [
        _List(
            tuple(kinds[c] for c in names),
            tuple(kinds[c] for c in values),
            any(ROW_NUMBER.fullmatch(lowest[c]) for c in names),
        )
        for (_, names), (_, values) in zip(runs[::2], runs[1::2], strict=True)
    ]


def _placed(cells: TextRow, lists: Sequence[_List]) -> tuple[TextRow, bool]:
    """The cells of a row under its columns, and whether all of them are; else its name alone."""
    # A single bar that fills a row up looks like a blank cell; behind blank cells that hold their place the
    # last one was blank too where the row ends with the bar before it.
    for held in (cells, cells[:-1] if cells[-1:] == [""] else [], [*cells, ""] if "" in cells[:-1] else []):
        ways = [way for way in _ways(held, lists) if way is not None]
        if len(ways) == 1:
            return ways[0], True
    return [_name(cells), *[""] * (sum(x.width for x in lists) - 1)], not any(map(is_number, cells))


def _proven(
    placed: Sequence[tuple[TextRow, bool]], body: Sequence[TextRow], width: int
) -> list[tuple[TextRow, bool]]:
    """The rows, with the amounts of a shorter one under the columns that make the table's total right."""
    proven = restored([trimmed(row) for row in body], width)
    return [
        (list(other), True) if not ok and len(other) == width and any(map(is_number, other)) else (row, ok)
        for (row, ok), other in zip(placed, proven, strict=True)
    ]


def _ways(cells: TextRow, lists: Sequence[_List]) -> Iterator[TextRow | None]:
    """The row for each way in which cells of names may be merged."""
    for merged in product(*(range(x.fewest, len(x.names) + 1) for x in lists)):
        if sum(n + len(x.values) for n, x in zip(merged, lists, strict=True)) == len(cells):
            yield _in_lists(cells, lists, merged)


def _in_lists(cells: TextRow, lists: Sequence[_List], merged: Sequence[int]) -> TextRow | None:
    """The row where so many cells are those of the names of each list; null where one does not suit its
    column.
    """
    out: TextRow = []
    at = 0
    for held, names in zip(lists, merged, strict=True):
        named, values = cells[at : at + names], cells[at + names : at + names + len(held.values)]
        at += names + len(held.values)
        put = _names(named, held.names)
        if put is None or not all(_suits(v, kind) for v, kind in zip(values, held.values, strict=True)):
            return None
        out += [*put, *values]
    return out


def _names(cells: TextRow, kinds: Sequence[str]) -> TextRow | None:
    """The cells of names and codes in their columns; null where they are neither."""
    blanks = [""] * (len(kinds) - len(cells))
    if not blanks:
        suited = all(not is_number(c) or kind != WORDS for c, kind in zip(cells, kinds, strict=True))
        return cells if suited else None
    if len(cells) == 1:
        return [*cells, *blanks] if not is_number(cells[0]) else None
    coded = all(CODE.fullmatch(c) for c in cells[:-1]) and not is_number(cells[-1])
    return [*cells[:-1], *blanks, cells[-1]] if coded and len(cells) == 2 else None


def _suits(cell: str, kind: str) -> bool:
    """Whether a cell may stand in a column of values."""
    if kind in (NUMBERS, CODES, RATES):
        return is_number(cell) or cell in ABSENT or NOT_FILLED.fullmatch(fold(cell)) is not None
    return kind == WORDS or not cell or not is_number(cell)
