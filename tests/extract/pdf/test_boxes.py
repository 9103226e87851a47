"""Boxes around a table are no tables, and titles between the rows of one part it."""

from __future__ import annotations

from extract.model import Box
from extract.page.grid import Grid, GridCell
from extract.pdf.boxes import without_boxes


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
