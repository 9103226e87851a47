"""The report's part of a page, without the site around it."""

from __future__ import annotations

from pathlib import Path

import pytest

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
