"""Texts keep the place of every character through slicing and joining; lines of glyphs are set from left to right."""

from __future__ import annotations

import numpy as np

from extract.model import GLYPH, Text
from extract.page.arrays import Glyphs
from extract.pdf.textlines import OUTSIDE, group_lines, set_lines


def printed(chars: str, page: int, left: float = 0.0) -> Text:
    return Text(
        chars,
        np.array([[page, left + i, 5, left + i + 1, 15, 0] for i in range(len(chars))], float).reshape(
            -1, GLYPH
        ),
    )


def glyphs(*placed: tuple[str, float, float, float]) -> Glyphs:
    """Characters with x, baseline and size; each as wide as it is high."""
    chars, xs, ys, sizes = zip(*placed, strict=True)
    x, y, size = np.array(xs, float), np.array(ys, float), np.array(sizes, float)
    boxes = np.column_stack((x, y - size, x + size, y))
    return Glyphs(np.array([ord(c) for c in chars], np.uint32), boxes, boxes, y, size)


def test_glyphs_of_one_baseline_are_one_line_with_spaces_where_they_stand_apart() -> None:
    row = glyphs(
        ("b", 30, 100, 10),
        ("a", 0, 100, 10),
        ("c", 40, 102, 10),
        ("预", 51, 100, 10),
        ("算", 65, 100, 10),
        ("d", 0, 120, 10),
    )
    lines, cells = set_lines(row, nowhere := np.full(len(row), OUTSIDE), group_lines(row, nowhere), 7)
    assert [line.text.chars for line in lines] == ["a bc预算", "d"]
    assert lines[0].text.place(2, 3, "").bbox == (30, 90, 40, 100)
    assert (lines[0].x0, lines[0].x1, lines[0].baseline, lines[0].page, cells) == (0, 75, 100, 7, {})


def test_lines_of_a_cell_are_joined_by_line_breaks() -> None:
    row = glyphs(("a", 0, 100, 10), ("b", 0, 112, 10), ("c", 50, 100, 10), ("d", 200, 100, 10))
    lines, cells = set_lines(row, owners := np.array([4, 4, 5, OUTSIDE]), group_lines(row, owners), 1)
    assert [line.text.chars for line in lines] == ["d"]
    assert {k: v.chars for k, v in cells.items()} == {4: "a\nb", 5: "c"}
    assert cells[4].place(1, 2, "").bbox is None
