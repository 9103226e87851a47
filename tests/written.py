"""Reports as a test writes them: lines of text, and tables as lists of rows."""

from __future__ import annotations

from collections.abc import Sequence

from checks.run import check_rows
from extract.captions import with_context
from extract.model import Cell, Document, Paragraph, Table, Text
from extract.numbered import is_heading
from normalize.rows import normalize_report
from normalize.schema import Rows
from parsers.parse import parse_document
from parsers.personal import without_personal_data

LEFT, ABOVE = "<", "^"
"""A place that is merged with the one to its left, or above it."""


def rows_of(*blocks: str | Sequence[Sequence[str]]) -> Rows:
    """The checked rows of a report of such blocks."""
    document = document_of(*blocks)
    return check_rows(normalize_report(document, parse_document(document)))


def document_of(*blocks: str | Sequence[Sequence[str]]) -> Document:
    """A report of such blocks as the parsers get it; a text is a paragraph a line."""
    out: list[Paragraph | Table] = []
    for block in blocks:
        if isinstance(block, str):
            out += [
                Paragraph(len(out) + n, Text(line), is_heading(line))
                for n, line in enumerate(block.splitlines())
            ]
        else:
            out.append(table(len(out), block))
    return without_personal_data(Document("report.docx", "0" * 64, "docx", (), tuple(with_context(out))))


def table(index: int, rows: Sequence[Sequence[str]]) -> Table:
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text not in (LEFT, ABOVE):
                wide = 1 + next((n for n, t in enumerate(row[c + 1 :]) if t != LEFT), len(row) - c - 1)
                high = 1 + next(
                    (n for n, below in enumerate(rows[r + 1 :]) if below[c] != ABOVE), len(rows) - r - 1
                )
                cells.append(Cell(r, c, Text(text), high, wide))
    return Table(index, tuple(cells), len(rows), len(rows[0]))
