"""Bytes → elements: encodings, what nobody sees, sizes."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.html.source import parsed, sizes, words_of
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
