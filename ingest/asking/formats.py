"""The result of a query as a table for a terminal, CSV, JSON, JSON lines, Parquet or a workbook."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any

from extract.cells import csv_text, exact, show, workbook
from extract.terminal import said, visible

BOM = "\ufeff"
BETWEEN = 3
"""Cells that a table's ruling and padding take beside each column."""


class AnswerFormat(StrEnum):
    """How a query's result is given."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    PARQUET = "parquet"
    XLSX = "xlsx"


BINARY = (AnswerFormat.PARQUET, AnswerFormat.XLSX)


def rendered(
    names: Sequence[str],
    rows: Sequence[Sequence[Any]],
    form: AnswerFormat,
    width: int = 80,
    bom: bool = False,
) -> bytes:
    """Rows as they are written, in all formats but Parquet, which wants their types. `width`: cells of the
    terminal; `bom`: a mark of UTF-8 before a CSV, by which Excel knows it.
    """
    if form is AnswerFormat.XLSX:
        return workbook("查询结果", names, rows)
    text = {
        AnswerFormat.TABLE: lambda: as_table(names, rows, width),
        AnswerFormat.CSV: lambda: (BOM if bom else "") + csv_text(names, rows),
        AnswerFormat.JSON: lambda: visible(as_json(names, rows)) + "\n",
        AnswerFormat.JSONL: lambda: "".join(f"{visible(as_json(names, [row]))[1:-1]}\n" for row in rows),
    }[form]()
    return text.encode("utf-8", "backslashreplace")


def as_json(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """One JSON list of objects; exact decimals stay exact as strings."""
    return json.dumps(
        [dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False, default=_plain
    )


def _plain(value: Any) -> str:
    return exact(value) if isinstance(value, Decimal) else str(value)


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
        out.append(said(f"── {n} of {len(rows)} ──"))
        for name, value in zip(names, row, strict=True):
            told = value.replace("\n", "\n" + " " * (room + 2))
            out.append(f"{name}{' ' * (room - cell_len(name))}  {told}".rstrip())
    return "\n".join([*out, said("(1 row)" if len(rows) == 1 else f"({len(rows)} rows)"), ""])
