"""Tables that a page draws with boxes, with lines or with paragraphs: the same as written with a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extract.html.drawn import LONGEST, draw_tables
from extract.html.source import parsed
from tests.extract.html.shown import BODY, grid, page, words

ROWS = [
    ["项目", "年初预算数", "决算数"],
    ["基本支出", "10.00", "12.50"],
    ["项目支出", "5.00", "4.00"],
    ["合计", "15.00", "16.50"],
]


def _boxes(row: str, cell: str) -> Callable[[list[list[str]]], str]:
    def drawn(rows: list[list[str]]) -> str:
        inner = ("".join(f"<{cell}> {c} </{cell}>" for c in r) for r in rows)
        return "<div>" + "".join(f"<{row}>{x}</{row}>" for x in inner) + "</div>"

    return drawn


def _lines(cell: str, end: str = "") -> Callable[[list[list[str]]], str]:
    return lambda rows: "<pre>\n" + "\n".join(cell.join(r) + end for r in rows) + "\n</pre>"


def _paragraphs(rows: list[list[str]]) -> str:
    return "".join(f"<p>{c}</p>" for r in rows for c in r)


@pytest.mark.parametrize(
    "drawn",
    [
        _boxes("div", "div"),
        _boxes("div", "span"),
        _boxes("ul", "li"),
        _boxes("dl", "dd"),
        _lines("\t"),
        _lines(" | ", " |"),
        _lines("      "),
        _paragraphs,
        lambda rows: "<p>" + "<br>".join("&nbsp;&nbsp;".join(r) for r in rows) + "</p>",
    ],
)
def test_however_it_is_drawn_the_table_is_the_same(
    tmp_path: Path, drawn: Callable[[list[list[str]]], str]
) -> None:
    document = page(tmp_path, f"{BODY}<p>支出决算表</p><p>单位：万元</p>{drawn(ROWS)}<p>以上为全部支出。</p>")
    (table,) = document.tables
    assert grid(table) == ROWS and table.title == "支出决算表" and table.unit_line == "单位：万元"
    assert words(document)[-1] == "以上为全部支出。"


@pytest.mark.parametrize(
    "rows",
    [
        ROWS[:2],
        [["栏目", "链接"], ["新闻", "公告"], ["政策", "解读"]],
        [["10.00", "12.50"], ["5.00", "4.00"], ["15.00", "16.50"]],
        [
            ["项目", "决算数"],
            ["基本支出用于保障机构正常运转和完成日常工作任务。" * 3, "12.50"],
            ["合计", "12.50"],
        ],
    ],
)
def test_boxes_that_are_no_table_of_numbers_stay_text(tmp_path: Path, rows: list[list[str]]) -> None:
    assert page(tmp_path, BODY + _boxes("div", "div")(rows)).tables == ()


def test_labels_of_two_rows_in_lines_keep_what_they_span(tmp_path: Path) -> None:
    rows = [["项目", "本年支出", ""], ["", "基本支出", "项目支出"], ["教育支出", "10.00", "12.50"]]
    (table,) = page(tmp_path, f"{BODY}<p>支出决算表</p>{_lines(chr(9))(rows)}").tables
    assert [c.col_span for c in table.cells if c.text.chars == "本年支出"] == [2]


def test_a_cell_is_no_longer_than_a_line() -> None:
    for longest, tables in ((LONGEST, 1), (LONGEST + 1, 0)):
        rows = [["项目", "决算数"], ["支" * longest, "12.50"], ["合计", "12.50"]]
        root = parsed(f"<body>{_boxes('div', 'div')(rows)}</body>".encode(), "x.html", "utf-8")
        draw_tables(root)
        assert len(list(root.iter("table"))) == tables
