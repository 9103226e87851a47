"""Web pages: what is the report's, what is the site's, and what breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import DamagedFileError, ReportError, UnknownFormatError
from extract.html.document import read_html
from tests.extract.html.shown import BODY, TABLE, grid, page, words


def test_what_word_leaves_behind(tmp_path: Path) -> None:
    toc = 'HYPERLINK \\l "_Toc1" 一、部门职责 PAGEREF _Toc1 \\h 3'
    body = f"<p>{toc}</p><p><![if !supportLists]>一、<![endif]>收入<!--[if gte mso 9]><xml>9.99</xml><![endif]--></p>"
    hidden = "<table><tr><td>甲</td><td>1.00</td></tr><tr style='display:none'><td>乙</td><td>2.00</td></tr><tr><td>丙</td><td>3.00</td></tr></table>"
    document = page(tmp_path, body + hidden + BODY)
    assert words(document)[0].split() == ["一、部门职责", "3"] and words(document)[1] == "一、收入"
    assert grid(document.tables[0]) == [["甲", "1.00"], ["丙", "3.00"]]


def test_the_title_is_the_pages_where_the_text_has_none(tmp_path: Path) -> None:
    document = page(tmp_path, BODY, "<title>青禾市财政局2023年度部门决算_青禾市人民政府</title>")
    assert words(document)[0] == "青禾市财政局2023年度部门决算"


def test_files_that_a_page_links_are_named_where_they_are_not_at_hand(tmp_path: Path) -> None:
    (tmp_path / "b.xls").write_bytes(b"x")
    links = '<p><a href="./P0/a.xls">附件1.决算表</a></p><p><a href="b.xls">附件2</a></p><a href="c.html">首页</a>'
    told = page(tmp_path, BODY + links).warnings
    assert len(told) == 1 and "附件1.决算表" in told[0] and "a.xls" in told[0]


def test_a_page_of_nothing_but_files_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match="决算公开表"):
        page(tmp_path, '<p>见附件</p><a href="x.pdf">决算公开表</a>')


def test_hostile_pages_end(tmp_path: Path) -> None:
    wide = "<table>" + "<tr><td colspan=65000 rowspan=65000>1.00</td><td>a</td></tr>" * 50 + "</table>"
    assert page(tmp_path, BODY + wide).paragraphs
    deep = "<span>" * 20000 + "内" + BODY
    try:
        assert page(tmp_path, deep).paragraphs
    except ReportError as error:
        assert "嵌套" in str(error)  # noqa: PT017
    with pytest.raises(ReportError, match="超过上限"):
        page(tmp_path, BODY + " " * 2**25)


def test_the_frames_of_a_saved_page_are_one_document(tmp_path: Path) -> None:
    frame = "Content-Type: text/html; charset=utf-8\r\n\r\n<p>{}</p>" + TABLE + "\r\n"
    parts = "".join(f"--b\r\n{frame.format(f'第{n}部分情况说明')}" for n in "一二")
    data = f"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n{parts}--b--".encode()
    found = read_html(data, "a.mht", "0", "mht", tmp_path)
    assert [p.index for p in found.paragraphs] == [0, 1] and [t.index for t in found.tables] == [0, 1]
    assert found.file_format == "mht" and found.pages == ()


def test_a_page_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedFileError, match="没有内容"):
        read_html(b"  ", "a.html", "0", "html", tmp_path)
    with pytest.raises(UnknownFormatError, match="出错信息"):
        read_html(b"<html><p>404</p></html>", "a.html", "0", "html", tmp_path)
