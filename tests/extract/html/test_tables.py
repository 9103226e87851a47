"""Which tables hold data, and the cells of those that do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.html.shown import BODY, TABLE, grid, page, words


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
