"""Cells of spreadsheet files (CSV, XLSX): text of documents never runs there, numbers stay numbers.

Every writer of such files goes through this module. A CSV knows no types, so `csv_text` (or `csv_cell`, for a
single value) puts an apostrophe before text that a spreadsheet would take for a formula. An XLSX cell has a
type: write text with xlsxwriter's `write_string` and, where `is_formula` says so, in a format with
`quote_prefix`, which is what the apostrophe becomes when it is typed; then the text stays as it is and is
still text when somebody edits the cell. Numbers, `-12.34` too, are written as numbers in both.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from .errors import UsageError
from .terminal import visible

if TYPE_CHECKING:
    from xlsxwriter.format import Format as CellFormat
    from xlsxwriter.worksheet import Worksheet

FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
"""How what a spreadsheet takes for a formula begins, with the wide forms that some locales take."""
NUMBER = re.compile(r"-\d[\d,]*(\.\d+)?%?")
"""A printed negative number, which is nothing but itself in a formula's place."""

SHEET_ROWS = 1_048_576
CELL_CHARACTERS = 32_767
"""What a sheet and a cell of a workbook hold (ECMA-376 as Excel limits it)."""
WIDEST = 60
"""Characters that a column of a workbook takes at most."""
MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The date in a workbook's properties: the same rows give the same bytes."""
LINE_END = re.compile(r"\r\n?")


def is_formula(value: Any) -> bool:
    """Whether a value is text that a spreadsheet would run.

    >>> is_formula("=1+1"), is_formula("-说明"), is_formula("-12.34"), is_formula(Decimal("-12.34"))
    (True, True, False, False)
    """
    return isinstance(value, str) and bool(FORMULA.match(value)) and not NUMBER.fullmatch(value)


def csv_cell(value: Any) -> str:
    """A value as a cell of a CSV: null as nothing, decimals exact without trailing zeros, lists joined by ；,
    text never a formula, line ends in it as a spreadsheet has them (LF).
    """
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return exact(value)
    if isinstance(value, list | tuple) and all(isinstance(v, str) for v in value):
        value = "；".join(value)
    # A bare carriage return is not quoted by the writer, and would begin a row.
    text = LINE_END.sub("\n", str(value))
    return "'" + text if is_formula(value) else text


def csv_text(names: Sequence[str], rows: Iterable[Iterable[Any]]) -> str:
    """A CSV of rows under a line of names."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(map(csv_cell, names))
    writer.writerows([csv_cell(v) for v in row] for row in rows)
    return out.getvalue()


def exact(value: Decimal) -> str:
    """A decimal in plain digits, without trailing zeros."""
    # Decimal.normalize would round to the context's digits, and a column holds more of them.
    whole, _, part = format(value, "f").partition(".")
    part = part.rstrip("0")
    return f"{whole}.{part}" if part else whole


def show(value: Any) -> str:
    """A value as people read it: decimals without trailing zeros, null as nothing, lists joined by 、, no
    control characters.
    """
    if value is None:
        return ""
    if isinstance(value, list):
        return "、".join(map(show, value))
    return exact(value) if isinstance(value, Decimal) else visible(str(value))


def workbook(title: str, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """A workbook of one sheet of that title: a frozen line of names with filters, numbers as numbers, text
    never a formula. Raises UsageError for more rows than a sheet has.
    """
    import xlsxwriter

    if len(rows) >= SHEET_ROWS:
        raise UsageError(f"a sheet of a workbook holds {SHEET_ROWS - 1} rows: ask for fewer, or for parquet")
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": MADE})
        sheet = book.add_worksheet(title)
        plain, quoted = book.add_format(), book.add_format({"quote_prefix": True})
        sheet.write_row(0, 0, names, book.add_format({"bold": True, "bottom": 1}))
        for n, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                _write(sheet, n, column, value, plain, quoted)
        sheet.freeze_panes(1, 0)
        if names:
            sheet.autofilter(0, 0, len(rows), len(names) - 1)
        for column, room in enumerate(_widths(names, rows)):
            sheet.set_column(column, column, room)
    return out.getvalue()


def _write(
    sheet: Worksheet, row: int, column: int, value: Any, plain: CellFormat, quoted: CellFormat
) -> None:
    """A value as a cell: a number that a double holds exactly as one, all else as text."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float | Decimal) and Decimal(repr(float(value))) == value:
        sheet.write_number(row, column, float(value))
    else:
        text = show(value)[:CELL_CHARACTERS]
        sheet.write_string(row, column, text, quoted if is_formula(text) else plain)


def _widths(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[int]:
    """Cells that each column takes, by its name and its first rows."""
    from rich.cells import cell_len

    columns = zip(names, *[[show(v) for v in row] for row in rows[:1000]], strict=True)
    return [min(WIDEST, 2 + max(map(cell_len, column))) for column in columns]
