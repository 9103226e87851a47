"""Tables in exported text whose cells are set apart by white space: 公务接待费 12.60 10.64."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract import regex

from .loose_cells import ABSENT, LooseRows, TextRow, is_number
from .spans import over_columns
from .streams import NAMING

CELLS = regex.compile(r"[ \u3000\xa0]+")
CLOSED = regex.compile(r"[。；;，,！？]|(?<!其中)[：:]")
"""What parts a sentence, and no row of a table."""
BLANK_OR_WORD = regex.compile(r"(?:(?<=^)|(?<= ))(?: (?= |$)|[^ ]+)")
NOT_FILLED = regex.compile(r"无|不适用|.{0,6}(?:不需|无需|不用|未|不)填[列报]?")
"""What stands in a cell instead of an amount."""
FEWEST_ROWS = 2
LONGEST = 120


def spaced_rows(lines: Sequence[str], start: int) -> LooseRows | None:
    """The table whose header stands on a line: labels, then lines of a label and as many values as labels
    stand over them.
    """
    header = _cells(lines[start])
    if len(header) < 2 or any(map(_is_value, header)):
        return None
    return _in_two_lines(lines, start, header) or _under(lines, start + 1, [header], start)


def _in_two_lines(lines: Sequence[str], start: int, upper: Sequence[str]) -> LooseRows | None:
    """The table whose header goes on in the next line, with the labels that divide some of the upper ones;
    null where it does not, or which ones they divide is not sure.
    """
    at = next((n for n in range(start + 1, len(lines)) if lines[n].strip()), len(lines))
    lower = _cells(lines[at]) if at < len(lines) else []
    if len(lower) < 2 or any(map(_is_value, lower)):
        return None
    for width in range(len(upper) + len(lower) - 1, max(len(upper), len(lower)), -1):
        body = [list(row) for _, row in _below(lines, at + 1, width)]
        if sum(any(row[1:]) for row in body) >= FEWEST_ROWS:
            header = over_columns([*upper, *lower], width, body)
            return _under(lines, at + 1, header, start) if header else None
    return None


def _under(lines: Sequence[str], at: int, header: Sequence[TextRow], start: int) -> LooseRows | None:
    """The table of a header and the rows that begin at a line."""
    rows = list(_below(lines, at, len(header[0])))
    while rows and not any(rows[-1][1][1:]):
        rows.pop()
    if any("" in row for _, row in rows) and not _keeps_blanks(header[0], [row for _, row in rows]):
        rows = []
    if len(rows) < FEWEST_ROWS or not any(is_number(c) for _, row in rows for c in row):
        return None
    return LooseRows(start, rows[-1][0] + 1, (*map(tuple, header), *(row for _, row in rows)))


def _keeps_blanks(header: Sequence[str], rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether a table of which cells seem blank is one: names, and under each other some numbers."""
    return NAMING.fullmatch(header[0]) is not None and sum(any(row[1:]) for row in rows) > FEWEST_ROWS


def _below(lines: Sequence[str], start: int, width: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """(line, cells) of the rows below a header: values at their end, as many as the header has, the label
    before them.
    """
    for at in range(start, len(lines)):
        cells = _cells(lines[at])
        if not cells:
            continue
        if len(cells) < width and (blank := _with_blanks(lines[at], width)):
            yield at, blank
            continue
        names, values = cells[: 1 - width], cells[1 - width :]
        label = "".join(names)
        more = any(_is_value(c) for c in names[1:])
        if len(cells) < width or more or not all(map(_is_value, values)):
            return
        if is_number(label) or not regex.search(r"\p{Han}", label):
            return
        yield at, (label, *values)


def _with_blanks(line: str, width: int) -> tuple[str, ...] | None:
    """The cells of a line that holds blank ones as a space between those that part cells: 接待费   2.00 has
    one before its amount. Null where they are not as many as the header has.
    """
    line = line.strip(" ")  # what indents a name is no cell
    cells = tuple(c.strip() for c in BLANK_OR_WORD.findall(line))
    whole = "".join(f" {c or ' '}" for c in cells)[1:]
    values = all(c in ABSENT or is_number(c) for c in cells[1:])
    exact = values and whole.rstrip() == line and not is_number(cells[0])
    held = [*cells, *[""] * (width - len(cells))]
    return tuple(held) if exact and (len(cells) == width or not any(cells[1:])) else None


def _is_value(cell: str) -> bool:
    """Whether a cell holds a number, or what stands for none."""
    return cell in ABSENT or is_number(cell) or NOT_FILLED.fullmatch(cell) is not None


def _cells(line: str) -> list[str]:
    """The words of a line; none where it is a sentence or too long."""
    text = line.strip(" \u3000\xa0")
    within = regex.sub(r"(?<=\d),(?=\d{3})", "", text)
    return CELLS.split(text) if text and len(text) <= LONGEST and not CLOSED.search(within) else []
