"""Workbook or separated values → Document: a sheet is a page, its tables and lines in order."""

from __future__ import annotations

import csv
import io
from itertools import count

from extract.errors import DamagedFileError, UnknownFormatError
from extract.formats import decode
from extract.model import Document, Page

from .layout import blocks_of
from .sheet import Sheet, SheetCell

NAMED = 5
"""Places that a warning names."""
SEPARATORS = "\t,;|"


def read_sheets(data: bytes, name: str, sha256: str, file_format: str) -> Document:
    """The document that a workbook (xlsx, xls) or separated values (csv) hold. Raises EncryptedFileError,
    DamagedFileError, UnknownFormatError where nothing is on its sheets.
    """
    sheets = _sheets(data, name, file_format)
    numbers = count(), count()
    blocks = [b for sheet in sheets for b in blocks_of(sheet, numbers)]
    if not blocks:
        raise UnknownFormatError(f"{name} 的工作表都是空的（隐藏的不算）：请核对是否取错了文件")
    return Document(
        name,
        sha256,
        file_format,
        tuple(Page(s.number, 0.0, 0.0) for s in sheets),
        tuple(blocks),
        tuple(w for s in sheets for w in _warnings(s)),
        damaged=any(s.uncached for s in sheets),
    )


def _sheets(data: bytes, name: str, file_format: str) -> list[Sheet]:
    if file_format == "xlsx":
        from .xlsx import read_xlsx

        return read_xlsx(data, name)
    if file_format == "xls":
        from .xls import read_xls

        return read_xls(data, name)
    return [_separated(data, name)]


def _separated(data: bytes, name: str) -> Sheet:
    """The one sheet of separated values, which the most frequent of the usual signs parts."""
    text = decode(data)
    if text is None:
        raise DamagedFileError(f"{name} 不是文本：请从来源重新获取")
    sign = max(SEPARATORS, key=text.chars[: 2**16].count)
    try:
        rows = list(csv.reader(io.StringIO(text.chars, newline=""), delimiter=sign))
    except csv.Error as error:
        raise DamagedFileError(f"{name} 不是完整的分隔符文本（{error}）：请从来源重新获取") from error
    cells = {
        (r, c): SheetCell(words.strip())
        for r, row in enumerate(rows)
        for c, words in enumerate(row)
        if words.strip()
    }
    return Sheet("Sheet1", 1, cells)


def _warnings(sheet: Sheet) -> list[str]:
    """What could not be read as it is printed (Chinese)."""
    where = f"工作表“{sheet.name}”的"
    told = [
        (where, sheet.unknown, "的数字格式不在支持之列，取单元格的值，小数位数可能与显示的不同：请核对"),
        (where, sheet.errors, "显示为错误值（如 #REF!），没有数字：请从来源重新获取"),
        ("", sheet.uncached, "有公式没有保存计算结果，按空白处理：请用 Excel 打开并保存后再读"),
    ]
    return [f"{of}{_named(places)}{text}" for of, places, text in told if places]


def _named(places: list[str]) -> str:
    """The first of some places, and how many there are."""
    first = "、".join(p.rpartition("!")[2] for p in places[:NAMED])
    return f"单元格 {first} 等 {len(places)} 处" if len(places) > NAMED else f"单元格 {first} "
