"""Lines of a small report → its rows, read as from a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from normalize.rows import normalize_report
from normalize.schema import Rows
from parsers.parse import parse_document
from parsers.personal import without_personal_data
from tests.checks.mutations import Grid, Para, as_document

Line = str | tuple[tuple[str, ...], ...]
"""A paragraph, a heading (#), the title of a table (=), a note (@); a table as rows of cells."""
KINDS = {"#": "heading", "=": "title", "@": "note"}


@dataclass(frozen=True)
class Printed:
    """A report of which one place, {}, is right in one copy and wrong in the other."""

    right: str
    wrong: str
    lines: tuple[Line, ...]
    others: tuple[tuple[Line, ...], ...] = ()
    """Other reports that it is held against."""

    def kept(self) -> Rows:
        return read(self.lines, self.right)

    def broken(self) -> Rows:
        return read(self.lines, self.wrong)


def printed(right: str, wrong: str, *lines: Line, others: tuple[tuple[Line, ...], ...] = ()) -> Printed:
    return Printed(right, wrong, lines, others)


def read(lines: tuple[Line, ...], word: str = "") -> Rows:
    """The rows of a report of these lines with the word in its place."""
    document = without_personal_data(as_document([_block(line, word) for line in lines]))
    return normalize_report(document, parse_document(document))


def _block(line: Line, word: str) -> Any:
    if isinstance(line, str):
        said = line.replace("{}", word)
        return Para(said[1:], KINDS[said[0]]) if said[0] in KINDS else Para(said)
    width = max(map(len, line))
    rows = tuple(tuple(c.replace("{}", word) for c in row) + ("",) * (width - len(row)) for row in line)
    return Grid(rows, (50.0,) * width)
