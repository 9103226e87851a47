"""Tables in exported text whose cells are set apart by white space: 公务接待费 12.60 10.64."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract import regex

from .loose_cells import ABSENT, LooseRows, is_number
from .streams import NAMING

CELLS = regex.compile(r"[ \u3000\xa0]+")
CLOSED = regex.compile(r"[。；;，,！？]|(?<!其中)[：:]")
"""What parts a sentence, and no row of a table."""
BLANK_OR_WORD = regex.compile(r"(?:(?<=^)|(?<= ))(?: (?= |$)|[^ ]+)")
FEWEST_ROWS = 2
LONGEST = 120


def spaced_rows(lines: Sequence[str], start: int) -> LooseRows | None:
    """The table whose header stands on a line: labels, then lines of a label and as many values as labels
    stand over them.
    """
    header = _cells(lines[start])
    if len(header) < 2 or any(map(is_number, header)):
        return None
    rows = list(_below(lines, start + 1, len(header)))
    while rows and not any(rows[-1][1][1:]):
        rows.pop()
    if any("" in row for _, row in rows) and not _keeps_blanks(header, [row for _, row in rows]):
        rows = []
    if len(rows) < FEWEST_ROWS or not any(is_number(c) for _, row in rows for c in row):
        return None
    return LooseRows(start, rows[-1][0] + 1, (tuple(header), *(row for _, row in rows)))


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
        if len(cells) < width or not all(is_number(c) or c in ABSENT for c in cells[1 - width :]):
            return
        label = "".join(cells[: 1 - width])
        if is_number(label) or not regex.search(r"\p{Han}", label):
            return
        yield at, (label, *cells[1 - width :])


def _with_blanks(line: str, width: int) -> tuple[str, ...] | None:
    """The cells of a line that holds blank ones as a space between those that part cells: 接待费   2.00 has
    one before its amount. Null where they are not as many as the header has.
    """
    cells = tuple(c.strip() for c in BLANK_OR_WORD.findall(line))
    whole = "".join(f" {c or ' '}" for c in cells)[1:]
    values = all(c in ABSENT or is_number(c) for c in cells[1:])
    exact = values and whole.rstrip() == line.rstrip() and not is_number(cells[0])
    held = [*cells, *[""] * (width - len(cells))]
    return tuple(held) if exact and (len(cells) == width or not any(cells[1:])) else None


def _cells(line: str) -> list[str]:
    """The words of a line; none where it is a sentence or too long."""
    text = line.strip(" \u3000\xa0")
    within = regex.sub(r"(?<=\d),(?=\d{3})", "", text)
    return CELLS.split(text) if text and len(text) <= LONGEST and not CLOSED.search(within) else []
