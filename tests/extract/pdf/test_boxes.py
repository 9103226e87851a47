"""Boxes around a table are no tables, and titles between the rows of one part it."""

from __future__ import annotations

from extract.model import Box, Text
from extract.page.grid import Grid, GridCell
from extract.pdf.boxes import without_boxes
from extract.pdf.tables import Part, RuledTable
from extract.pdf.textlines import Line
from extract.pdf.titles import parted_at_titles


def grid(box: Box, rows: int, cols: int) -> Grid:
    """A grid of equal cells that fills a box."""
    x0, top, x1, bottom = box
    xs = tuple(x0 + (x1 - x0) * i / cols for i in range(cols + 1))
    ys = tuple(top + (bottom - top) * i / rows for i in range(rows + 1))
    cells = (
        GridCell(r, c, 1, 1, (xs[c], ys[r], xs[c + 1], ys[r + 1])) for r in range(rows) for c in range(cols)
    )
    return Grid(box, xs, ys, tuple(cells))


def test_a_box_around_a_table_is_left_out() -> None:
    table = grid((60, 260, 480, 380), 4, 5)
    assert without_boxes([grid((50, 100, 500, 400), 2, 1), grid((50, 420, 500, 500), 2, 1), table]) == [
        grid((50, 420, 500, 500), 2, 1),
        table,
    ]


def test_a_form_with_a_table_in_one_of_its_cells_stays() -> None:
    form, inner = grid((50, 100, 500, 700), 6, 3), grid((60, 110, 190, 190), 3, 3)
    assert without_boxes([form, inner]) == [form, inner]


def rows(*texts: tuple[str, ...]) -> list[list[Part]]:
    return [
        [
            Part(
                1,
                50.0 + 100 * c,
                150.0 + 100 * c,
                Text(t),
                1,
                (50.0 + 100 * c, 20.0 * r, 150.0, 20.0 * r + 20),
            )
            for c, t in enumerate(row)
        ]
        for r, row in enumerate(texts)
    ]


def test_a_title_between_rows_parts_a_table_without_rules() -> None:
    held = rows(
        ("项目名称", "甲"),
        ("总额", "1"),
        ("项目支出绩效自评表", ""),
        ("（2023年度）", ""),
        ("项目名称", "乙"),
        ("总额", "2"),
    )
    table = RuledTable(held, 50, 250, 1, 1, 0, 120, inferred=True)
    first, title, year, second = parted_at_titles(table)
    assert isinstance(first, RuledTable) and isinstance(second, RuledTable)
    assert isinstance(title, Line) and isinstance(year, Line)
    assert (first.rows, second.rows) == (held[:2], held[4:])
    assert (title.text.chars, year.text.chars) == ("项目支出绩效自评表", "（2023年度）")
    table.inferred = False
    assert list(parted_at_titles(table)) == [table]
