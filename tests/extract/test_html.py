"""Web pages: what is the report's, what is the site's, and what breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import ReportError, UnknownFormatError
from extract.html.source import parsed, sizes, words_of
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
        for r in range(table.rows)
    ]


@pytest.mark.parametrize("depth", [0, 1, 3])
def test_layout_tables_are_no_tables(tmp_path: Path, depth: int) -> None:
    body = BODY + TABLE
    for _ in range(depth):
        body = f"<table><tr><td>&nbsp;</td></tr><tr><td><div>{body}</div></td></tr></table>"
    document = page(tmp_path, body)
    assert [grid(t) for t in document.tables] == [[["项目", "决算数"], ["基本支出", "12.30"]]]
    assert words(document)[0] == "2023年度部门决算情况说明" and len(document.paragraphs) == 2


def test_spans(tmp_path: Path) -> None:
    rows = (
        "<tr><td rowspan=2>科目</td><td colspan=2>支出</td></tr><tr><td>基本</td><td>项目</td></tr>"
        "<tr><td>行政运行<td>1.00<td rowspan=0>2.00</tr><tr><td>其他</td><td>3.00</td></tr>"
    )
    found = grid(page(tmp_path, f"<table><form>{rows}</form></table>").tables[0])
    assert found == [
        ["科目", "支出", "支出"],
        ["科目", "基本", "项目"],
        ["行政运行", "1.00", "2.00"],
        ["其他", "3.00", "2.00"],
    ]


def test_line_breaks_end_paragraphs_where_the_next_is_set_in(tmp_path: Path) -> None:
    text = (
        "　　一、收入情况<br>　　收入总计1.00万元，<br/>\n　　二、支出情况<br>&nbsp;&nbsp;支出总计2.00万元。"
    )
    assert words(page(tmp_path, f"<p>{text}</p>" + BODY))[:4] == [
        "一、收入情况",
        "收入总计1.00万元，",
        "二、支出情况",
        "支出总计2.00万元。",
    ]


def test_soft_breaks_of_the_source_leave_no_gap_but_between_numbers(tmp_path: Path) -> None:
    said = words(page(tmp_path, "<p>一般公\n  共预算</p><p>12\n34</p>" + BODY))
    assert said[:2] == ["一般公共预算", "12 34"]


def test_what_word_leaves_behind(tmp_path: Path) -> None:
    toc = 'HYPERLINK \\l "_Toc1" 一、部门职责 PAGEREF _Toc1 \\h 3'
    body = f"<p>{toc}</p><p><![if !supportLists]>一、<![endif]>收入<!--[if gte mso 9]><xml>9.99</xml><![endif]--></p>"
    hidden = "<table><tr><td>甲</td><td>1.00</td></tr><tr style='display:none'><td>乙</td><td>2.00</td></tr><tr><td>丙</td><td>3.00</td></tr></table>"
    document = page(tmp_path, body + hidden + BODY)
    assert words(document)[0].split() == ["一、部门职责", "3"] and words(document)[1] == "一、收入"
    assert grid(document.tables[0]) == [["甲", "1.00"], ["丙", "3.00"]]


def test_navigation_and_imprint_are_left_out_and_the_text_is_not(tmp_path: Path) -> None:
    menu = "".join(f'<li><a href="/{n}.html">政务公开栏目{n}</a></li>' for n in range(30))
    frame = f"<div><ul>{menu}</ul></div><div><h1>青禾市财政局2023年度决算</h1><div>来源：本站 浏览次数：12</div><div>{{}}</div></div><div>版权所有：青禾市</div>"
    assert words(page(tmp_path, frame.format(BODY))) == [
        "青禾市财政局2023年度决算",
        *words(page(tmp_path, BODY)),
    ]


def test_the_title_is_the_pages_where_the_text_has_none(tmp_path: Path) -> None:
    document = page(tmp_path, BODY, "<title>青禾市财政局2023年度部门决算_青禾市人民政府</title>")
    assert words(document)[0] == "青禾市财政局2023年度部门决算"


@pytest.mark.parametrize("told", ['<meta name="PubDate" content="2024/8/30 10:00:00">', ""])
def test_the_date_of_publication(tmp_path: Path, told: str) -> None:
    document = page(tmp_path, "<div>发布时间：2024年08月30日</div>" + BODY, told)
    assert document.published == "2024-08-30"


def test_files_that_a_page_links_are_named_where_they_are_not_at_hand(tmp_path: Path) -> None:
    (tmp_path / "b.xls").write_bytes(b"x")
    links = '<p><a href="./P0/a.xls">附件1.决算表</a></p><p><a href="b.xls">附件2</a></p><a href="c.html">首页</a>'
    told = page(tmp_path, BODY + links).warnings
    assert len(told) == 1 and "附件1.决算表" in told[0] and "a.xls" in told[0]


def test_a_page_of_nothing_but_files_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match="决算公开表"):
        page(tmp_path, '<p>见附件</p><a href="x.pdf">决算公开表</a>')


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "big5"])
@pytest.mark.parametrize("declared", ["", '<meta charset="gb2312">', '<meta charset="nonsense">'])
def test_encodings(tmp_path: Path, encoding: str, declared: str) -> None:
    body = "<p>2023年度收入總計1.00萬元</p>" * 3 if encoding == "big5" else BODY
    assert words(page(tmp_path, body, declared if encoding == "gb18030" else "", encoding))[0][:5] == "2023年"


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


def test_sizes_are_the_characters_of_each_element() -> None:
    page = "<html><body> a b<div>财政 <b>x y</b>z<!-- no --> w<p> </p></div> t <table><tr><td>1.00<td>2</table> e"
    root = parsed(page.encode(), "x.html", None)
    counted = sizes(root)
    assert counted and counted == {e: len(words_of(e)) for e in root.iter() if isinstance(e.tag, str)}
