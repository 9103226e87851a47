"""Sheets → an XLSX file: the same bytes for the same data, numbers as printed, text never a formula."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.cells import exact, is_formula
from extract.errors import UsageError, reason
from extract.terminal import visible
from review.index.index import Index
from review.words import PORT

from .rows import CellLink, Chosen, PrintedNumber
from .sheets import ISSUES, SHEETS, STATE, STATES, BookSheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The date in the file's properties: the same data gives the same bytes."""
ROWS, CHARACTERS = 1_048_575, 32_767
"""Rows below the titles of a sheet, and characters of a cell (ECMA-376 as Excel limits it)."""
LINKS = 65_000
"""Links of a sheet; Excel opens no sheet with more than 65,530."""
LINE, MOST_LINES = 14.5, 12
"""Height of a line in points, and lines of a row at most."""
DIGITS = 15
"""Significant digits that a cell keeps of a number."""
EVERYTHING = Chosen()
SERVER = f"http://127.0.0.1:{PORT}"
"""Where links lead: `juesuan review` listens there."""


def write_book(
    data: Path,
    file: Path,
    chosen: Chosen = EVERYTHING,
    log: Path | None = None,
    *,
    rows: int = ROWS,
    sheets: Sequence[BookSheet] = SHEETS,
) -> dict[str, int]:
    """Writes the workbook of a dataset; returns the rows of each sheet. Raises DatasetError, and UsageError
    where the file cannot be written. `rows`: the most that one sheet takes; `sheets`: those that are written.
    """
    import xlsxwriter

    index = Index(data, log)
    try:
        # constant_memory writes row by row: a million rows take no more room than one.
        with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as book:
            book.set_properties({"created": MADE, "title": "决算核查"})
            styles = Styles(book)
            return {s.name: _sheets(book, styles, s, s.rows(index, chosen), rows) for s in sheets}
    except (OSError, xlsxwriter.exceptions.FileCreateError) as error:
        # xlsxwriter wraps what the system says.
        cause = error if isinstance(error, OSError) else error.__context__
        told = reason(cause) if isinstance(cause, OSError) else error
        raise UsageError(f"{file} 写不进去（{told}）：请关闭正打开它的程序，检查权限和磁盘") from error
    finally:
        index.close()


class Styles:
    """Formats of cells, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[Any, ...], Format] = {}

    def of(self, **told: Any) -> Format:
        """The format with these properties."""
        key = tuple(sorted(told.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(
                {"valign": "top", "font_name": "宋体", "font_size": 10, **told}
            )
        return self._made[key]


def _sheets(
    book: Workbook, styles: Styles, sheet: BookSheet, rows: Iterator[tuple[Any, ...]], most: int
) -> int:
    """A sheet, and others with numbers behind its name where it has more rows than one takes."""
    total = part = 0
    while True:
        held = islice(rows, most)
        first = next(held, None)
        if first is None and part:
            return total
        part += 1
        name = sheet.name if part == 1 else f"{sheet.name}{part}"
        count = _sheet(book.add_worksheet(name), styles, sheet, first, held)
        total += count
        if count < most:
            return total


def _sheet(
    made: Worksheet,
    styles: Styles,
    sheet: BookSheet,
    first: tuple[Any, ...] | None,
    rest: Iterator[tuple[Any, ...]],
) -> int:
    made.hide_gridlines(0)
    made.freeze_panes(1, 2 if sheet.name == ISSUES else 0)
    head = styles.of(bold=True, bottom=1, bg_color="#E9EEF3", text_wrap=True)
    for n, column in enumerate(sheet.columns):
        made.set_column(n, n, column.width, None, {"hidden": column.hidden})
        made.write_string(0, n, column.title, head)
    count = 0
    for count, row in enumerate(_all(first, rest), 1):
        made.set_row(count, LINE * _lines(sheet, row))
        for n, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            _cell(made, styles, count, n, value, column.wrap)
    made.autofilter(0, 0, max(count, 1), len(sheet.columns) - 1)
    _for_print(made, sheet, max(count, 1))
    if sheet.name == ISSUES and count:
        _states(made, sheet, count)
    return count


def _lines(sheet: BookSheet, row: tuple[Any, ...]) -> int:
    """How many lines a row's longest wrapped text takes."""
    from rich.cells import cell_len

    wrapped = (
        -(-cell_len(v) // (c.width - 1))
        for c, v in zip(sheet.columns, row, strict=True)
        if c.wrap and isinstance(v, str)
    )
    return min(MOST_LINES, max(wrapped, default=1) or 1)


def _all(first: tuple[Any, ...] | None, rest: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    if first is not None:
        yield first
    yield from rest


def _for_print(made: Worksheet, sheet: BookSheet, count: int) -> None:
    made.set_landscape()
    made.set_paper(9)
    made.fit_to_pages(1, 0)
    made.repeat_rows(0)
    made.print_area(0, 0, count, sum(not c.unprinted for c in sheet.columns) - 1)
    made.set_footer(f"&L{sheet.name}&R第 &P 页，共 &N 页")


def _states(made: Worksheet, sheet: BookSheet, count: int) -> None:
    """The list of states to choose from."""
    at = [c.title for c in sheet.columns].index(STATE)
    made.data_validation(
        1,
        at,
        count,
        at,
        {
            "validate": "list",
            "source": list(STATES),
            "error_title": "判定",
            "error_message": f"请选择：{'、'.join(STATES)}",
        },
    )


def _cell(made: Worksheet, styles: Styles, row: int, column: int, value: Any, wrap: bool) -> None:
    if value is None or value == "":
        return
    if isinstance(value, CellLink):
        if row <= LINKS:
            blue = styles.of(font_color="#1D4F91", underline=1)
            made.write_url(row, column, SERVER + value.path, blue, value.text)
        return
    if isinstance(value, int):
        made.write_number(row, column, value, styles.of())
    elif isinstance(value, PrintedNumber) and len(value.value.normalize().as_tuple().digits) <= DIGITS:
        places = "." + "0" * value.decimals if value.decimals else ""
        shown = f"0{places}%" if value.percent else f"#,##0{places}"
        made.write_number(row, column, float(value.value), styles.of(num_format=shown))
    else:
        told = exact(value.value) if isinstance(value, PrintedNumber) else visible(str(value))[:CHARACTERS]
        quoted = {"quote_prefix": True} if is_formula(told) else {}
        made.write_string(row, column, told, styles.of(text_wrap=wrap, **quoted))
