"""XLSX → sheets, by openpyxl. Before it sees a file, the file is cut down to what is printed: rows without
content behind the last one with, areas that are merged to the end of the sheet.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from extract import regex
from extract.errors import DamagedFileError, ReportError, damage

from .printed import LOCAL, printed
from .sheet import Sheet, SheetCell

MOST_BYTES = 2**28
"""Bytes that a workbook may unpack to."""
MOST_CELLS = 2 * 10**6
"""Cells of a sheet."""
KEPT = regex.compile(
    r"^(\[Content_Types\]\.xml|_rels/\.rels|xl/(workbook|styles|sharedStrings)\.xml|"
    r"xl/_rels/workbook\.xml\.rels|xl/worksheets/[^/]+\.xml)$"
)
SHEET = regex.compile(r"^xl/worksheets/[^/]+\.xml$")
LAST_CONTENT = regex.compile(rb"(?r)<(v|is|f)[ >]")
BARE_ROW = regex.compile(rb'<row\b[^>]*?\br="\d+"[^>]*?(?:/>|>\s*</row>)')
AREA = regex.compile(rb'<mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
UNCACHED = regex.compile(
    rb'<c r="([A-Z]+\d+)"(?:(?!t="str")[^>])*+>\s*<f\b[^>]*+(?:(?<=/)>|>[^<]*+</f>)\s*'
    rb"(?:<v\s*/>|<v></v>)?\s*</c>"
)
ROW = regex.compile(rb'<row\b[^>]*?\br="(\d+)"')
MOST_ROWS = 10_000
"""Rows that an area may be merged over where the rows bear no numbers."""
WIDEST = 256
"""Columns that an area may be merged over."""


def read_xlsx(data: bytes, name: str) -> list[Sheet]:
    """The visible sheets. Raises DamagedFileError, and ReportError where it is too large."""
    import openpyxl

    try:
        cleaned, uncached = _cleaned(data, name)
        book = openpyxl.load_workbook(io.BytesIO(cleaned), data_only=True, keep_links=False)
        visible = [s for s in book.worksheets if s.sheet_state == "visible"]
        sheets = [_sheet(s, n) for n, s in enumerate(visible, 1)]
        if sheets:
            sheets[0].uncached = uncached
        return sheets
    except ReportError:
        raise
    except MemoryError:
        raise
    except Exception as error:
        # openpyxl raises whatever its many parts raise on what they did not expect.
        raise DamagedFileError(
            f"{name} 不完整或已损坏（{damage(error)}）：请从来源重新获取，或另存为 .xlsx"
        ) from error


def _cleaned(data: bytes, name: str) -> tuple[bytes, list[str]]:
    """The workbook with nothing but what is printed, and the cells whose formula has no result saved."""
    out, uncached, total = io.BytesIO(), list[str](), 0
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            if not KEPT.match(info.filename):
                continue
            total += info.file_size
            if total > MOST_BYTES:
                raise DamagedFileError(
                    f"{name} 解压后超过上限 {MOST_BYTES >> 20} MiB：疑为压缩炸弹，没有读；"
                    "确为报告的，请另存为 PDF"
                )
            content = _part(old, info)
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                raise DamagedFileError(f"{name} 带有文档类型声明（DTD），电子表格不会有：请从来源重新获取")
            if SHEET.match(info.filename):
                uncached += [found.decode("ascii") for found in UNCACHED.findall(content)]
                content = _printed_part(content, name)
            new.writestr(info.filename, content)
    return out.getvalue(), uncached


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    try:
        return archive.read(info)
    except zlib.error as error:
        raise zipfile.BadZipFile(str(error)) from error


def _printed_part(content: bytes, name: str) -> bytes:
    """A sheet without empty rows, and with merged areas no larger than what is used."""
    last = LAST_CONTENT.search(content)
    end, stop = content.find(b"</row>", last.start() if last else 0), content.rfind(b"</sheetData>")
    if last and 0 < end < stop:
        content = content[: end + len(b"</row>")] + content[stop:]
    content = BARE_ROW.sub(b"", content)
    if content.count(b"<c ") > MOST_CELLS:
        raise ReportError(f"{name} 的一个工作表超过 {MOST_CELLS} 个单元格，没有读：请拆分后再读")
    lowest = max((int(row) for row in ROW.findall(content)), default=MOST_ROWS)

    def clipped(m: regex.Match[bytes]) -> bytes:
        right = m[3] if _column(m[3]) - _column(m[1]) < WIDEST else m[1]
        bottom = max(int(m[2]), min(int(m[4]), lowest))
        return b'<mergeCell ref="%s%s:%s%d"' % (m[1], m[2], right, bottom)

    return AREA.sub(clipped, content)


def _column(name: bytes) -> int:
    number = 0
    for letter in name:
        number = 26 * number + letter - 64
    return number


def _sheet(source: Any, number: int) -> Sheet:
    out = Sheet(source.title, number)
    out.merged = [
        (a.min_row - 1, a.min_col - 1, a.max_row - 1, a.max_col - 1) for a in source.merged_cells.ranges
    ]
    out.hidden_rows = {r - 1 for r, d in source.row_dimensions.items() if d.hidden}
    out.hidden_cols = {c for d in source.column_dimensions.values() if d.hidden for c in _columns(d)}
    zeros = source.sheet_view.showZeros is not False
    # Only the cells that there are: a far one alone would make a million of the rows before it.
    for (row, col), cell in source._cells.items():
        at = out.at(row - 1, col - 1)
        border = cell.border
        ruled = bool((border.left and border.left.style) or (border.right and border.right.style))
        text = _text(cell, zeros, out, at)
        if text or ruled:
            out.cells[row - 1, col - 1] = SheetCell(text, ruled)
    return out


def _columns(dimension: Any) -> Iterator[int]:
    """The columns (from 0) that a description of columns speaks of."""
    return iter(range((dimension.min or 1) - 1, min(dimension.max or 1, 2**14)))


def _text(cell: Any, zeros: bool, out: Sheet, at: str) -> str:
    """What a cell prints."""
    value = cell.value
    if value is None or (value == 0 and not zeros and not isinstance(value, bool)):
        return ""
    if cell.data_type == "e":
        out.errors.append(at)
        return str(value)
    if isinstance(value, str):
        return value.strip()
    code = LOCAL.get(cell._style.numFmtId) or cell.number_format
    shown = printed(value, code)
    if not shown.known:
        out.unknown.append(at)
    return shown.text
