"""Titles between the rows of a table without rules part it."""

from __future__ import annotations

from extract.model import Text
from extract.pdf.tables import RuledTable, TablePart
from extract.pdf.textlines import Line
from extract.pdf.titles import in_reading_order, parted_at_titles


def rows(*texts: tuple[str, ...]) -> list[list[TablePart]]:
    return [
        [
            TablePart(
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


def test_a_title_between_tables_stands_above_the_lower_one() -> None:
    left, upper, lower = (
        RuledTable([], x, x + 200, 1, 1, top, bottom)
        for x, top, bottom in ((50, 100, 400), (300, 100, 200), (300, 260, 400))
    )
    text = Text("采购预算表")
    between = Line(text, 350, 450, 230, 240, 240, 10, 1)
    assert list(in_reading_order([between], [left, upper, lower])) == [left, upper, between, lower]
