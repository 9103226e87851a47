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
from decimal import Decimal
from typing import Any

FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
"""How what a spreadsheet takes for a formula begins, with the wide forms that some locales take."""
NUMBER = re.compile(r"-\d[\d,]*(\.\d+)?%?")
"""A printed negative number, which is nothing but itself in a formula's place."""

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
