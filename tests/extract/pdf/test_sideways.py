"""Places read on a page that was turned upright come back to the page as shown."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import GLYPH, Box, Cell, Paragraph, Table, Text
from extract.page.arrays import RawPage, no_glyphs
from extract.pdf.sideways import as_shown

SIZE = (600.0, 400.0)
"""Of the page as shown."""
SIDES = st.tuples(st.integers(0, 300), st.integers(0, 200), st.integers(1, 100), st.integers(1, 100))


def turned(box: Box, turn: int) -> Box:
    """A box of the page as shown, on the page turned clockwise: its corners, one quarter at a time."""
    width, height = SIZE
    corners = [(box[0], box[1]), (box[2], box[3])]
    for _ in range(turn):
        corners = [(height - y, x) for x, y in corners]
        width, height = height, width
    (a, b), (c, d) = corners
    return min(a, c), min(b, d), max(a, c), max(b, d)


def page(turn: int, number: int = 1) -> RawPage:
    width, height = SIZE if turn % 2 == 0 else SIZE[::-1]
    return RawPage(number, width, height, no_glyphs(), np.zeros((0, 4)), 0, turn)


def text(box: Box, number: int) -> Text:
    return Text("1", np.array([[number, *box, 0.5]]).reshape(-1, GLYPH))


@given(SIDES, st.sampled_from([1, 2, 3]))
def test_a_turn_forth_and_back(sides: tuple[int, int, int, int], turn: int) -> None:
    x, y, wide, high = sides
    box = (float(x), float(y), float(x + wide), float(y + high))
    there = turned(box, turn)
    cell = Cell(0, 0, text(there, 1), page=1, bbox=there)
    blocks = [Paragraph(0, text(there, 1)), Table(0, (cell,), 1, 1, pages=(1,))]
    paragraph, table = as_shown(blocks, {1: page(turn)})
    assert isinstance(paragraph, Paragraph) and isinstance(table, Table)
    assert paragraph.place(0, 1).bbox == table.cells[0].bbox == table.place(table.cells[0]).bbox == box
    assert paragraph.place(0, 1).confidence == 0.5


@pytest.mark.parametrize("pages", [{}, {2: page(1, 2)}])
def test_other_pages_stay(pages: dict[int, RawPage]) -> None:
    box = (1.0, 2.0, 3.0, 4.0)
    blocks = [
        Paragraph(0, text(box, 1)),
        Paragraph(1, Text("无")),
        Table(0, (Cell(0, 0, text(box, 1), page=1, bbox=box),), 1, 1, pages=(1,)),
    ]
    found = as_shown(blocks, pages)
    assert found == blocks and isinstance(found[0], Paragraph) and found[0].place(0, 1).bbox == box


def test_a_table_over_two_pages_is_turned_where_it_was() -> None:
    box = (10.0, 20.0, 30.0, 40.0)
    cells = tuple(Cell(n, 0, text(box, n), page=n, bbox=box) for n in (1, 2))
    (table,) = as_shown([Table(0, cells, 2, 1, pages=(1, 2))], {2: page(2, 2)})
    assert isinstance(table, Table)
    assert table.cells[0].bbox == box and table.cells[1].bbox == (570, 360, 590, 380)
