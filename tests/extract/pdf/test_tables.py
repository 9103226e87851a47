"""Grids with text in them: who owns a glyph, and columns that are counted over all pages."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Text
from extract.page.arrays import Glyphs
from extract.page.grid import SNAP, Grid, GridCell
from extract.pdf.tables import as_table, borders, fill, nearest, owners
from extract.pdf.textlines import OUTSIDE
from tests.extract.pdf.set_out import table

NONE = np.zeros((0, 4))


def grid(xs: tuple[float, ...], ys: tuple[float, ...]) -> Grid:
    cells = tuple(
        GridCell(r, c, 1, 1, (xs[c], ys[r], xs[c + 1], ys[r + 1]))
        for r in range(len(ys) - 1)
        for c in range(len(xs) - 1)
    )
    return Grid((xs[0], ys[0], xs[-1], ys[-1]), xs, ys, cells)


GRIDS = [grid((0, 50, 100), (0, 20, 40)), grid((0, 30, 60, 90), (100, 120))]


def glyphs(*placed: tuple[str, float, float]) -> Glyphs:
    """Characters 10 points wide and high by their left upper corners."""
    boxes = np.array([(x, y, x + 10, y + 10) for _, x, y in placed], float).reshape(-1, 4)
    size = np.full(len(placed), 10.0)
    return Glyphs(np.array([ord(c) for c, _, _ in placed], np.uint32), boxes, boxes, boxes[:, 3].copy(), size)


@given(st.lists(st.tuples(st.floats(-20, 120), st.floats(-20, 140)), max_size=8))
def test_a_glyph_belongs_to_the_cell_that_holds_its_middle(places: list[tuple[float, float]]) -> None:
    boxes = [c.bbox for g in GRIDS for c in g.cells]
    wanted = [
        next((n for n, b in enumerate(boxes) if b[0] <= x + 5 < b[2] and b[1] <= y + 5 < b[3]), OUTSIDE)
        for x, y in places
    ]
    assert owners(GRIDS, glyphs(*(("甲", x, y) for x, y in places))).tolist() == wanted


def test_a_closing_mark_over_the_edge_belongs_to_what_it_closes() -> None:
    said = glyphs(("甲", 38, 5), ("。", 48, 5), ("。", 70, 5))
    assert owners(GRIDS, said).tolist() == [0, 0, 1]
    assert owners(GRIDS, glyphs(("甲", 38, 5), ("乙", 48, 5))).tolist() == [0, 1]
    assert owners([], said).tolist() == [OUTSIDE] * 3


def test_texts_lie_in_the_cells_that_own_them() -> None:
    texts = {1: Text("b"), 4: Text("x"), 6: Text("z")}
    first, second = fill(GRIDS, texts, 7, NONE)
    assert [[p.text.chars for p in r] for r in first.rows] == [["", "b"], ["", ""]]
    assert [[p.text.chars for p in r] for r in second.rows] == [["x", "", "z"]]
    assert (second.first_page, second.last_page, second.top, second.bottom) == (7, 7, 100, 120)


def test_a_small_grid_without_text_is_no_table() -> None:
    assert [t.top for t in fill(GRIDS, {}, 1, NONE)] == [0]
    assert len(fill(GRIDS[1:], {2: Text("z")}, 1, NONE)) == 1


@pytest.mark.parametrize(
    ("rule", "told"), [((10, 5, 10, 35), True), ((10, 5, 10, 60), False), ((110, 5, 110, 35), False)]
)
def test_a_table_with_a_rule_from_white_space_says_so(rule: tuple[float, ...], told: bool) -> None:
    assert fill(GRIDS[:1], {}, 1, np.array([rule], float))[0].inferred == told


def test_columns_are_counted_over_all_rows() -> None:
    held = table(("a", "b"), xs=(0, 50, 100))
    held.rows += table(("c", "d", "e"), xs=(1, 49, 75, 101)).rows
    found = as_table(held, 3)
    assert (found.index, found.row_count, found.cols, found.pages) == (3, 2, 3, (1,))
    assert [(c.row, c.col, c.col_span, c.text.chars) for c in found.cells] == [
        (0, 0, 1, "a"), (0, 1, 2, "b"), (1, 0, 1, "c"), (1, 1, 1, "d"), (1, 2, 1, "e"),
    ]  # fmt: skip


@given(st.lists(st.floats(0, 100), max_size=20), st.floats(-10, 110))
def test_borders_stand_apart_and_each_position_is_the_nearest(values: list[float], value: float) -> None:
    found = borders(values)
    assert all(b - a > SNAP for a, b in pairwise(found))
    assert all(any(0 <= v - b <= SNAP for b in found) for v in values)
    if found:
        assert abs(found[nearest(found, value)] - value) == min(abs(b - value) for b in found)
