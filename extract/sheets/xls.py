"""XLS (BIFF 2 to 8; WPS's ET is the same) → sheets, by xlrd."""

from __future__ import annotations

import io
from typing import Any

from extract.errors import DamagedFileError, EncryptedFileError, damage

from .printed import LOCAL, Value, printed
from .sheet import Sheet, SheetCell


def read_xls(data: bytes, name: str) -> list[Sheet]:
    """The visible sheets. Raises EncryptedFileError, DamagedFileError."""
    import xlrd

    try:
        book = _opened(data)
        visible = [s for s in book.sheets() if s.visibility == 0]
        return [_sheet(book, sheet, n) for n, sheet in enumerate(visible, 1)]
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise EncryptedFileError(f"{name} 需要密码：请另存为不带密码的文件后再读") from error
        raise DamagedFileError(f"{name} 不完整或已损坏（{damage(error)}）：请从来源重新获取") from error
    except MemoryError:
        raise
    except Exception as error:
        # xlrd raises whatever its parts raise on what they did not expect.
        raise DamagedFileError(f"{name} 不完整或已损坏（{damage(error)}）：请从来源重新获取") from error


def _opened(data: bytes) -> Any:
    """The workbook; one that does not say its code page is taken for Chinese."""
    import xlrd

    def opened(encoding: str | None = None) -> Any:
        return xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            ragged_rows=True,
            logfile=io.StringIO(),
            encoding_override=encoding,
        )

    try:
        return opened()
    except UnicodeDecodeError:
        return opened("gb18030")


def _sheet(book: Any, source: Any, number: int) -> Sheet:
    out = Sheet(source.name, number)
    out.merged = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in source.merged_cells]
    out.hidden_rows = {r for r, info in source.rowinfo_map.items() if info.hidden}
    out.hidden_cols = {c for c, info in source.colinfo_map.items() if info.hidden}
    for row in range(source.nrows):
        for col, cell in enumerate(source.row(row)):
            style = book.xf_list[cell.xf_index]
            ruled = bool(style.border.left_line_style or style.border.right_line_style)
            text = _text(book, source, cell, style.format_key, out, out.at(row, col))
            if text or ruled:
                out.cells[row, col] = SheetCell(text, ruled)
    return out


def _text(book: Any, source: Any, cell: Any, key: int, out: Sheet, at: str) -> str:
    """What a cell prints."""
    import xlrd

    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return ""
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value).strip()
    if cell.ctype == xlrd.XL_CELL_ERROR:
        out.errors.append(at)
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    value: Value = bool(cell.value) if cell.ctype == xlrd.XL_CELL_BOOLEAN else cell.value
    if value == 0 and not source.show_zero_values:
        return ""
    code = LOCAL.get(key) or (book.format_map[key].format_str if key in book.format_map else "General")
    if cell.ctype == xlrd.XL_CELL_DATE:
        value = xlrd.xldate_as_datetime(cell.value, book.datemode)
    shown = printed(value, code)
    if not shown.known:
        out.unknown.append(at)
    return shown.text
