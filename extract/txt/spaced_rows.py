"""Tables in exported text whose cells are set apart by white space: 公务接待费 12.60 10.64."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract import regex
from extract.fold import fold

from .loose_cells import ABSENT, LooseRows, TextRow, is_number
from .spans import of_levels
from .streams import CODED, NAMED, NAMING

CELLS = regex.compile(r"[ \u3000\xa0]+")
CLOSED = regex.compile(r"[。；;，,！？]|(?<!其中)[：:]")
"""What parts a sentence, and no row of a table."""
BLANK_OR_WORD = regex.compile(r"(?:(?<=^)|(?<= ))(?: (?= |$)|[^ ]+)")
NOT_FILLED = regex.compile(r"无|不适用|.{0,6}(?:不需|无需|不用|未|不)填[列报]?")
"""What stands in a cell instead of an amount."""
CODE = regex.compile(r"\d{3}(?:\d{2}){0,2}")
FEWEST_ROWS = 2
LONGEST = 120


@dataclass(frozen=True)
class _Row:
    """The cells of a row, and its line. `short`: its values are fewer than the columns, and left out."""

    at: int
    cells: tuple[str, ...]
    short: bool = False


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
        body = [list(row.cells) for row in _below(lines, at + 1, width)]
        if sum(any(row[1:]) for row in body) >= FEWEST_ROWS:
            header = of_levels(upper, lower, width, body)
            return _under(lines, at + 1, header, start) if header else None
    return None


def _under(lines: Sequence[str], at: int, header: Sequence[TextRow], start: int) -> LooseRows | None:
    """The table of a header and the rows that begin at a line."""
    names = 2 if CODED.fullmatch(fold(header[0][0])) and NAMED.fullmatch(fold(header[0][1])) else 1
    rows = list(_below(lines, at, len(header[0]), names))
    while rows and not any(rows[-1].cells[names:]):
        rows.pop()
    held = [row.cells for row in rows]
    if any("" in row[names:] for row in held) and not _keeps_blanks(header[0], held, names):
        held = []
    if len(held) < FEWEST_ROWS or not any(is_number(c) for row in held for c in row[names:]):
        return None
    short = tuple("".join(row.cells) for row in rows if row.short)
    return LooseRows(start, rows[-1].at + 1, (*map(tuple, header), *held), short=short)


def _keeps_blanks(header: Sequence[str], rows: Sequence[tuple[str, ...]], names: int) -> bool:
    """Whether a table of which cells seem blank is one: names, and under each other some numbers."""
    return NAMING.fullmatch(header[0]) is not None and sum(any(row[names:]) for row in rows) > FEWEST_ROWS


def _below(lines: Sequence[str], start: int, width: int, names: int = 1) -> Iterator[_Row]:
    """The rows below a header of so many columns, the first ones those of names: values at their end, as many
    as the header has, the name before them.
    """
    for at in range(start, len(lines)):
        cells = _cells(lines[at])
        if not cells:
            continue
        if len(cells) < width and names == 1 and (blank := _with_blanks(lines[at], width)):
            yield _Row(at, blank)
            continue
        count = next((n for n, c in enumerate(reversed(cells)) if not _is_value(c)), len(cells))
        said, values = cells[: len(cells) - count], cells[len(cells) - count :]
        name = _named(said, names)
        if name is None or not 0 < count <= width - names:
            return
        short = count < width - names
        yield _Row(at, (*name, *([""] * (width - names) if short else values)), short)


def _named(said: Sequence[str], names: int) -> tuple[str, ...] | None:
    """The code and the name, or the name alone, that the words before the values of a row are; null where
    they are neither.
    """
    code = list(said[:1]) if names == 2 and len(said) > 1 and CODE.fullmatch(said[0]) else []
    label = "".join(said[len(code) :])
    if any(_is_value(c) for c in said[1:]) or not regex.search(r"\p{Han}", label):
        return None
    return (*code, label, *[""] * (names - len(code) - 1))


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
