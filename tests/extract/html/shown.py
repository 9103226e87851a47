"""A web page as a test writes it, and what is read of it as plain lists."""

from __future__ import annotations

from pathlib import Path

from extract.model import Document, Table
from extract.read import read_document

BODY = "<p>2023年度部门决算情况说明</p><p>2023年度收入总计1,234.50万元，比上年增加34.50万元，增长2.88%。</p>"


TABLE = "<table><tr><th>项目</th><th>决算数</th></tr><tr><td>基本支出</td><td>12.30</td></tr></table>"


def page(folder: Path, body: str, head: str = "", encoding: str = "utf-8") -> Document:
    path = folder / "page.html"
    path.write_bytes(f"<html><head>{head}</head><body>{body}</body></html>".encode(encoding))
    return read_document(path)


def words(document: Document) -> list[str]:
    return [p.text.chars for p in document.paragraphs]


def grid(table: Table) -> list[list[str]]:
    return [
        [table.grid[r, c].text.chars if (r, c) in table.grid else "!" for c in range(table.cols)]
        for r in range(table.row_count)
    ]
