"""Workbooks as tests write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Border, Side

from extract.model import Document
from extract.read import read_document


def workbook(
    folder: Path, fill: Callable[[Any], None], change: Callable[[bytes], bytes] | None = None
) -> Document:
    book = openpyxl.Workbook()
    fill(book.active)
    out = io.BytesIO()
    book.save(out)
    path = folder / "book.xlsx"
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if change and name.startswith("xl/worksheets/") else content)
    return read_document(path)


def written(sheet: Any, rows: list[list[Any]], top: int = 1, ruled: bool = True) -> None:
    line = Side(style="thin")
    for r, row in enumerate(rows, top):
        for c, value in enumerate(row, 1):
            sheet.cell(r, c, value).number_format = "0.00"
            if ruled:
                sheet.cell(r, c).border = Border(line, line, line, line)


ROWS = [["项目", "决算数"], ["基本支出", 12.3], ["项目支出", 4]]


PRINTED = [["项目", "决算数"], ["基本支出", "12.30"], ["项目支出", "4.00"]]
