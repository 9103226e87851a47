"""The report's part of a page, without the site around it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from extract.html.content import headline, is_of_site, links, main_part, published
from tests.extract.html.shown import BODY, page, words


def test_navigation_and_imprint_are_left_out_and_the_text_is_not(tmp_path: Path) -> None:
    menu = "".join(f'<li><a href="/{n}.html">政务公开栏目{n}</a></li>' for n in range(30))
    frame = f"<div><ul>{menu}</ul></div><div><h1>青禾市财政局2023年度决算</h1><div>来源：本站 浏览次数：12</div><div>{{}}</div></div><div>版权所有：青禾市</div>"
    assert words(page(tmp_path, frame.format(BODY))) == [
        "青禾市财政局2023年度决算",
        *words(page(tmp_path, BODY)),
    ]


@pytest.mark.parametrize("told", ['<meta name="PubDate" content="2024/8/30 10:00:00">', ""])
def test_the_date_of_publication(tmp_path: Path, told: str) -> None:
    document = page(tmp_path, "<div>发布时间：2024年08月30日</div>" + BODY, told)
    assert document.published == "2024-08-30"


def root(body: str, head: str = "") -> html.HtmlElement:
    return html.document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("./P0/%E5%86%B3%E7%AE%97.pdf?x=1", "决算.pdf"),
        ("http://a.b/%BE%F6%CB%E3.xls", "决算.xls"),
        ("a.PDF#2", "a.PDF"),
        ("c.html", None),
        ("http://[x/a.pdf", None),
        ("", None),
    ],
)
def test_files_are_told_by_the_end_of_their_address(address: str, name: str | None) -> None:
    found = list(links(root(f'<a href="{address}">决 算\n表</a><iframe src="{address}"></iframe>')))
    assert [(link.file, link.text) for link in found] == ([(name, "决 算 表")] if name else [])


@pytest.mark.parametrize(
    ("meta", "day"),
    [("2024-08-30", "2024-08-30"), ("2024年8月3日", "2024-08-03"), ("2024-13-30", None), ("昨天", None)],
)
def test_a_day_that_there_is_none_of_is_not_taken(meta: str, day: str | None) -> None:
    assert published(root("", f'<meta name="PubDate" content="{meta}">')) == day
    assert published(root(f"<p>{meta}</p>")) is None


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>2023年决算_青禾市</title>", "", "2023年决算"),
        ("<title>青禾市</title>", "<h1>2023年 决算</h1>", "2023年 决算"),
        (
            '<meta name="ArticleTitle" content="2023年决算 - 说明"><title>x</title>',
            "<h1>y</h1>",
            "2023年决算 - 说明",
        ),
        ("", "<h1> </h1>", ""),
    ],
)
def test_the_headline_is_without_the_site(head: str, body: str, title: str) -> None:
    assert headline(root(body, head)) == title


@given(st.integers(1, 5), st.integers(0, 3))
def test_the_innermost_block_that_holds_nearly_all(depth: int, beside: int) -> None:
    inner = f"<p>{'收入' * 100}</p>"
    body = (
        "".join("<div>" for _ in range(depth))
        + inner
        + "".join(f"</div><div>{'站' * beside}</div>" for _ in range(depth))
    )
    part = main_part(root(body).find("body"), [])
    assert part.tag == "div" and [child.tag for child in part if child.text] == ["p"]


def test_two_halves_are_both_the_report() -> None:
    body = root(f"<div>{'收' * 100}</div><div>{'支' * 100}</div>").find("body")
    assert main_part(body, []) is body


def test_a_list_of_links_is_taken_out_and_one_of_files_is_not() -> None:
    away = "<ul><li><a href='a.html'>栏目一</a></li><li><a href='b.html'>栏目二</a></li></ul>"
    files = away.replace(".html", ".pdf")
    text = f"<p>{'收入' * 50}</p>"
    assert "栏目" not in main_part(root(text + away).find("body"), []).text_content()
    assert "栏目" in main_part(root(text + files).find("body"), []).text_content()


@pytest.mark.parametrize(
    "text", ["来源：本站", "当前位置：首页 > 公开", "【字号 大 中 小】", "京ICP备1号", "版权所有：某市"]
)
def test_lines_of_the_site(text: str) -> None:
    assert is_of_site(text) and not is_of_site(text + "支出12.30万元") and not is_of_site(text + "甲" * 120)


@pytest.mark.parametrize("text", ["资金来源：财政拨款", "公开说明", "一、收入情况"])
def test_lines_of_the_report(text: str) -> None:
    assert not is_of_site(text)
