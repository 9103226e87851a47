"""Pages and texts that stand in a document (altChunk)."""

from __future__ import annotations

import pytest

from extract.docx.chunks import MOST_SPAN, read_chunk
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


@pytest.mark.parametrize(
    ("part", "told"), [("word/a.txt", ["一、收入", "<p>1</p>"]), ("word/a.rtf", None), ("word/a", None)]
)
def test_text_is_its_lines_and_an_unknown_format_is_not_read(part: str, told: list[str] | None) -> None:
    found = read_chunk("一、收入\n<p>1</p>".encode(), part)
    assert (None if found is None else list(found)) == told


def test_a_saved_page_is_read_like_a_page() -> None:
    page = "<p>收入</p><table><tr><td colspan=2 rowspan=99>甲</td><td>1</td></tr></table>"
    mail = f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{page}"
    for name, data in (("a.html", page), ("a.mht", mail)):
        found = [
            x for x in read_chunk(data.encode(), name) or () if x and (not isinstance(x, str) or x.strip())
        ]
        assert found == ["收入", [(0, 0, "甲", MOST_SPAN, 2), (0, 2, "1", 1, 1)]]


def test_lines_and_blocks_part_and_marks_within_a_line_do_not() -> None:
    page = "<div>前<b>文</b><br>后<span>文<p>段</p></span><script>x</script>尾</div>"
    found = [x for x in read_chunk(page.encode(), "a.htm") or () if x]
    assert found == ["前文", "后", "文", "段", "尾"]
