"""A wide table whose right half stands on the page behind it is read as one, or a warning names it."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import pytest

from extract.docx.document import read_docx
from extract.halves.join import join_halves
from extract.model import Cell, Document, Paragraph, Table, Text
from extract.pdf.document import read_pdf
from normalize.rows import normalize_report
from parsers.parse import parse_document
from tests.written import table as written_table

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
LEFT = [
    ["科目编码", "科目名称", "本年支出合计", "基本支出"],
    ["", "合计", "300.50", "200.25"],
    ["201", "一般公共服务支出", "180.00", "120.00"],
    ["208", "社会保障和就业支出", "120.50", "80.25"],
]
RIGHT = [["项目支出", "上缴上级支出"], ["100.25", "-"], ["60.00", ""], ["40.25", "-"]]
HEADS = [row[:2] for row in LEFT]
WANTED = {
    (row[1], label, number)
    for row, more in zip(LEFT[1:], RIGHT[1:], strict=True)
    for label, number in zip(LEFT[0][2:] + RIGHT[0], row[2:] + more, strict=True)
    if number not in ("", "-")
}
EQUAL, OTHER = (60, 120, 90, 90), (60, 110, 90, 95)
"""Widths of the left half; as wide as the right half with its row heads, and not."""


@pytest.fixture(scope="module")
def layout() -> ModuleType:
    sys.path.insert(0, str(FIXTURES))
    importlib.import_module("build")
    return importlib.import_module("builder.layout")


def grid(
    layout: ModuleType, rows: list[list[str]], widths: tuple[float, ...] | None = None, **more: Any
) -> Any:
    held = tuple(tuple(row) for row in rows)
    return layout.Grid(held, widths or (90.0,) * len(rows[0]), **more)


def report(layout: ModuleType, *blocks: Any) -> list[Any]:
    head = [layout.Para("石河市民政局2024年度部门决算", "cover"), layout.Page()]
    return [*head, layout.Para("支出决算表", "title"), layout.Para("单位：万元", "unit"), *blocks]


def read(layout: ModuleType, kind: str, blocks: list[Any]) -> Document:
    if kind == "pdf":
        return read_pdf(layout.render_pdf(blocks), "t.pdf", "0")
    return read_docx(layout.render_docx(blocks), "t.docx", "0")


def facts(document: Document) -> set[tuple[str, str | None, str]]:
    rows = normalize_report(document, parse_document(document))
    assert {(f.unit, f.statement) for f in rows.funds} <= {("万元", "expenditure")}
    return {(f.item, f.breakdown, f"{f.value:.2f}") for f in rows.funds}


@pytest.mark.parametrize("kind", ["pdf", "docx"])
@pytest.mark.parametrize("widths", [EQUAL, OTHER])
@pytest.mark.parametrize("heads", [True, False])
def test_the_right_half_on_the_next_page(
    layout: ModuleType, kind: str, widths: tuple[float, ...], heads: bool
) -> None:
    right = [[*a, *b] for a, b in zip(HEADS, RIGHT, strict=True)] if heads else RIGHT
    beside = grid(layout, right, EQUAL if heads else None)
    unit = [] if heads else [layout.Para("续表", "note")]
    document = read(layout, kind, report(layout, grid(layout, LEFT, widths), layout.Page(), *unit, beside))
    assert len(document.tables) == 1 and not document.warnings
    assert facts(document) == WANTED


@pytest.mark.parametrize("kind", ["pdf", "docx"])
@pytest.mark.parametrize("mark", ["", "（续）"])
def test_the_right_half_below_the_title_again(layout: ModuleType, kind: str, mark: str) -> None:
    again = layout.Para("支出决算表" + mark, "title")
    blocks = report(layout, grid(layout, LEFT), layout.Page(), again, grid(layout, RIGHT))
    assert facts(read(layout, kind, blocks)) == WANTED


def test_halves_of_several_pages_down_then_across(layout: ModuleType) -> None:
    """Each half runs over two pages, its header on both."""
    left, right = (grid(layout, rows, cuts=((3, 0),)) for rows in (LEFT, RIGHT))
    document = read(layout, "pdf", report(layout, left, layout.Page(), right))
    (table,) = document.tables
    assert table.pages == (2, 3, 4, 5) and (table.row_count, table.cols) == (4, 6)


def test_headers_of_different_height(layout: ModuleType) -> None:
    upper: list[list[Any]] = [["科目编码", "科目名称", "支出", None], [None, None, *LEFT[0][2:]], *LEFT[1:]]
    left = grid(layout, upper, spans=((0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2)))
    right = grid(layout, RIGHT)
    document = read(layout, "docx", report(layout, left, layout.Page(), right))
    (table,) = document.tables
    assert table.words[0, 4] == table.words[1, 4] == "项目支出" and (table.row_count, table.cols) == (5, 6)


def test_two_lists_parted_by_the_page(layout: ModuleType) -> None:
    """Income on one page, expenditure on the next, row by row beside it."""
    income, spent = (
        [[side, ""], ["项目", "决算数"], *[[f"{side}{n}", f"{n}.00"] for n in "123456"]]
        for side in ("收入", "支出")
    )
    spans, merged = ((0, 0, 1, 2),), cast(Any, None)
    blocks = [
        grid(layout, [[side[0][0], merged], *side[1:]], widths, spans=spans)
        for side, widths in ((income, (150, 90)), (spent, (180, 90)))
    ]
    document = read(layout, "pdf", report(layout, blocks[0], layout.Page(), blocks[1]))
    (table,) = document.tables
    assert (table.row_count, table.cols) == (8, 4) and table.words[0, 2] == "支出"


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_where_rows_differ_in_number_nothing_is_guessed(layout: ModuleType, kind: str) -> None:
    document = read(layout, kind, report(layout, grid(layout, LEFT), layout.Page(), grid(layout, RIGHT[:-1])))
    assert len(document.tables) == 2
    (warning,) = document.warnings
    assert ("第3页" if kind == "pdf" else "第2张表") in warning and "没有行名" in warning


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_table_with_a_title_is_another(layout: ModuleType, kind: str) -> None:
    right = [[*a, *b] for a, b in zip(HEADS, RIGHT, strict=True)]
    titled = [layout.Page(), layout.Para("项目支出决算表", "title"), grid(layout, right)]
    document = read(layout, kind, report(layout, grid(layout, LEFT), *titled))
    assert len(document.tables) == 2 and not document.warnings


def test_a_form_with_the_labels_of_the_one_before_is_another(layout: ModuleType) -> None:
    forms = [
        grid(layout, [["项目名称", name], ["主管部门", "民政局"], ["总额", amount], ["得分", "98"]])
        for name, amount in (("校舍维修", "10.00"), ("道路养护", "20.00"))
    ]
    document = read(layout, "docx", [forms[0], layout.Page(), forms[1]])
    assert len(document.tables) == 2


def table_of(rows: list[list[str]], index: int) -> Table:
    cells = tuple(Cell(r, c, Text(t)) for r, row in enumerate(rows) for c, t in enumerate(row))
    return Table(index, cells, len(rows), len(rows[0]))


def test_blocks_that_are_no_halves_stay_and_are_numbered_in_order() -> None:
    whole = [["项目", "决算数"], ["办公费", "1.00"], ["差旅费", "2.00"]]
    blocks = [
        Paragraph(0, Text("支出决算表")),
        table_of(whole, 5),
        Paragraph(1, Text("说明")),
        table_of(whole, 9),
    ]
    found, warnings = join_halves(blocks)
    assert warnings == [] and [b.index for b in found if isinstance(b, Table)] == [0, 1]
    assert [b.text.chars for b in found if isinstance(b, Paragraph)] == ["支出决算表", "说明"]
    assert [[c.text.chars for c in b.cells] for b in found if isinstance(b, Table)] == [
        [x for row in whole for x in row]
    ] * 2


def test_tables_that_stand_alone_stay() -> None:
    """Joining what is joined changes nothing, and neither does joining a half with nothing before it."""
    alone = written_table(0, RIGHT)
    assert join_halves([alone]) == ([alone], [])
    (whole,), warnings = join_halves([written_table(0, LEFT), written_table(1, RIGHT)])
    assert not warnings and join_halves([whole]) == ([whole], [])


def test_years_are_row_heads_of_a_table_of_its_own() -> None:
    left = table_of([["部门", "金额"], ["办公室", "10.00"], ["财务科", "20.00"]], 0)
    own = table_of([["年份", "金额"], ["2022", "9.00"], ["2023", "8.00"]], 1)
    assert join_halves([left, own]) == ([left, own], [])
    for rest in (
        [["预算", "差额"], ["2022", "9.00"], ["3.00", "8.00"]],
        [["总投资", "开工年份"], ["9.00", "2022"], ["8.00", "2023"]],
    ):
        assert len(join_halves([left, table_of(rest, 1)])[0]) == 1
