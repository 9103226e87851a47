"""Bytes → elements: encodings, what nobody sees, sizes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import DamagedFileError
from extract.html.source import TAB, drop_unseen, page_text, parsed, sizes, words_of
from tests.extract.html.shown import BODY, page, words


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "big5"])
@pytest.mark.parametrize("declared", ["", '<meta charset="gb2312">', '<meta charset="nonsense">'])
def test_encodings(tmp_path: Path, encoding: str, declared: str) -> None:
    body = "<p>2023年度收入總計1.00萬元</p>" * 3 if encoding == "big5" else BODY
    assert words(page(tmp_path, body, declared if encoding == "gb18030" else "", encoding))[0][:5] == "2023年"


def test_sizes_are_the_characters_of_each_element() -> None:
    page = "<html><body> a b<div>财政 <b>x y</b>z<!-- no --> w<p> </p></div> t <table><tr><td>1.00<td>2</table> e"
    root = parsed(page.encode(), "x.html", None)
    counted = sizes(root)
    assert counted and counted == {e: len(words_of(e)) for e in root.iter() if isinstance(e.tag, str)}


@given(
    st.text("收入决算12.50万元年度部门", min_size=60, max_size=90),
    st.sampled_from(["utf-8", "gb18030", "big5", "utf-16"]),
)
def test_what_the_page_declares_and_what_its_envelope_does(text: str, encoding: str) -> None:
    said = text if encoding != "big5" else text.translate(str.maketrans("决万门", "決萬門"))
    assert page_text(said.encode(encoding), encoding) == said
    head = f'<meta charset="{encoding}">'
    if encoding != "utf-16":
        assert page_text((head + said).encode(encoding), "ascii") == head + said


def test_gb2312_holds_what_gb18030_does() -> None:
    assert page_text("<meta charset=gb2312>㐀镕".encode("gb18030")) == "<meta charset=gb2312>㐀镕"


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>x</script>",
        "<p style='display: none'>x</p>",
        "<p hidden>x</p>",
        "<span style='mso-hide:all'>x</span>",
        "<nav>x</nav>",
    ],
)
def test_what_nobody_sees_is_gone_and_the_text_behind_it_is_not(unseen: str) -> None:
    root = parsed(f"<p>前{unseen}中</p>后{unseen}尾".encode(), "x")
    drop_unseen(root)
    assert words_of(root) == "前中后尾"


def test_the_text_of_a_tab_is_seen_by_a_click() -> None:
    long = f"<div style='display:none'>{'收' * (TAB + 1)}</div>"
    for said, kept in ((long, TAB + 1), (long.replace("收", "", 1), 0), (long.replace("div", "nav"), 0)):
        root = parsed(said.encode(), "x")
        drop_unseen(root)
        assert len(words_of(root)) == kept


@pytest.mark.parametrize(("data", "said"), [(b" ", "没有内容"), (b"<div>" * 5000 + b"x", "嵌套过深")])
def test_what_is_no_page(data: bytes, said: str) -> None:
    with pytest.raises(DamagedFileError, match=said):
        parsed(data, "x")


@pytest.mark.parametrize(
    "gone", ["<s>{}</s>", "<del>{}</del>", "<span style='text-decoration: line-through'>{}</span>"]
)
def test_what_is_struck_through_is_not_said(tmp_path: Path, gone: str) -> None:
    document = page(tmp_path, f"<p>支出{gone.format('9.00')}8.00万元。</p>" + BODY)
    assert words(document)[0] == "支出8.00万元。"
