"""The result of a query as a table for a terminal, CSV, JSON, JSON lines, Parquet or a workbook."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from extract.cells import csv_text, exact, is_formula
from extract.errors import UsageError
from extract.terminal import visible

if TYPE_CHECKING:
    from xlsxwriter.format import Format as CellFormat
    from xlsxwriter.worksheet import Worksheet

BOM = "\ufeff"
SHEET_ROWS = 1_048_576
CELL_CHARACTERS = 32_767
"""What a sheet and a cell of a workbook hold (ECMA-376 as Excel limits it)."""
WIDEST = 60
"""Characters that a column of a workbook takes at most."""
MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The date in a workbook's properties: the same rows give the same bytes."""
BETWEEN = 3
"""Cells that a table's ruling and padding take beside each column."""


class Format(StrEnum):
    """How a query's result is given."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    PARQUET = "parquet"
    XLSX = "xlsx"


BINARY = (Format.PARQUET, Format.XLSX)


def rendered(
    names: Sequence[str], rows: Sequence[Sequence[Any]], form: Format, width: int = 80, bom: bool = False
) -> bytes:
    """Rows as they are written, in all formats but Parquet, which wants their types. `width`: cells of the
    terminal; `bom`: a mark of UTF-8 before a CSV, by which Excel knows it.
    """
    if form is Format.XLSX:
        return workbook(names, rows)
    text = {
        Format.TABLE: lambda: as_table(names, rows, width),
        Format.CSV: lambda: (BOM if bom else "") + csv_text(names, rows),
        Format.JSON: lambda: visible(as_json(names, rows)) + "\n",
        Format.JSONL: lambda: "".join(f"{visible(as_json(names, [row]))[1:-1]}\n" for row in rows),
    }[form]()
    return text.encode("utf-8", "backslashreplace")


def as_json(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """One JSON list of objects; exact decimals stay exact as strings."""
    return json.dumps(
        [dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False, default=_plain
    )


def _plain(value: Any) -> str:
    return exact(value) if isinstance(value, Decimal) else str(value)


def show(value: Any) -> str:
    """A value as people read it: decimals without trailing zeros, null as nothing, lists joined by 、, no
    control characters.
    """
    if value is None:
        return ""
    if isinstance(value, list):
        return "、".join(map(show, value))
    return exact(value) if isinstance(value, Decimal) else visible(str(value))


def as_table(names: Sequence[str], rows: Iterable[Sequence[Any]], width: int) -> str:
    """Rows as a table, or where they do not fit into `width` cells, each field below the other."""
    from rich.cells import cell_len

    # A tab takes as many cells as its place asks for.
    shown = [[show(v).replace("\t", " ") for v in row] for row in rows]
    lines = [[visible(n) for n in names], *shown]
    widths = [
        max(cell_len(part) for cell in column for part in cell.split("\n"))
        for column in zip(*lines, strict=True)
    ]
    if sum(widths) + BETWEEN * len(widths) + 1 <= width:
        return _ruled(lines[0], shown, width)
    return _stacked(lines[0], shown)


def _ruled(names: Sequence[str], rows: Iterable[Sequence[str]], width: int) -> str:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table()
    for name in names:
        table.add_column(Text(name))
    for row in rows:
        table.add_row(*map(Text, row))
    out = io.StringIO()
    Console(file=out, width=width, force_terminal=False).print(table)
    return out.getvalue()


def _stacked(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    from rich.cells import cell_len

    room = max(map(cell_len, names), default=0)
    out = []
    for n, row in enumerate(rows, 1):
        out.append(f"── {n} of {len(rows)} ──")
        for name, value in zip(names, row, strict=True):
            told = value.replace("\n", "\n" + " " * (room + 2))
            out.append(f"{name}{' ' * (room - cell_len(name))}  {told}".rstrip())
    return "\n".join([*out, f"({len(rows)} row{'' if len(rows) == 1 else 's'})", ""])


def workbook(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """A workbook of one sheet: a frozen line of names with filters, numbers as numbers, text never a formula.
    Raises UsageError for more rows than a sheet has.
    """
    import xlsxwriter

    if len(rows) >= SHEET_ROWS:
        raise UsageError(f"a sheet of a workbook holds {SHEET_ROWS - 1} rows: ask for fewer, or for parquet")
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": MADE})
        sheet = book.add_worksheet("查询结果")
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
