"""Pages and texts that stand in a document (altChunk)."""

from __future__ import annotations

from extract.docx.document import read_docx
from tests.extract.docx.written import packed


def test_a_page_in_a_document() -> None:
    page = """<html><body><p>支出决算表</p><div>单位：<b>万元</b></div><table><tr><th rowspan="2">项目</th><th colspan="2">决算数</th></tr>
    <tr><td>基本</td><td>项目</td></tr><tr><td>教育</td><td>1.00</td><td>2.00</td></tr></table>尾<script>x</script></body></html>"""
    found = read_docx(packed("a.html", page.encode()), "x.docx", "0")
    assert [p.text.chars for p in found.paragraphs] == ["正文", "支出决算表", "单位：万元", "尾"]
    (table,) = found.tables
    assert [(c.row, c.col, c.row_span, c.col_span, c.text.chars) for c in table.cells][:4] == [
        (0, 0, 2, 1, "项目"), (0, 1, 1, 2, "决算数"), (1, 1, 1, 1, "基本"), (1, 2, 1, 1, "项目"),
    ]  # fmt: skip
    assert not found.warnings
    (warning,) = read_docx(packed("a.rtf", b"{\\rtf1 x}"), "x.docx", "0").warnings
    assert "altChunk" in warning
