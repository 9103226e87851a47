"""Lines and tables of a page as tests set them out."""

from __future__ import annotations

import numpy as np

from extract.model import GLYPH, Text
from extract.pdf.tables import RuledTable, TablePart
from extract.pdf.textlines import Line

HIGH = 10.0
"""The size of the type in points."""


def text(chars: str, x0: float = 0.0, top: float = 0.0, page: int = 1, wide: float = HIGH) -> Text:
    """Characters side by side on one line."""
    boxes = [[page, x0 + i * wide, top, x0 + (i + 1) * wide, top + HIGH, 0] for i in range(len(chars))]
    return Text(chars, np.array(boxes, float).reshape(-1, GLYPH))


def line(chars: str, x0: float = 0.0, baseline: float = 10.0, page: int = 1, size: float = HIGH) -> Line:
    """A line of text of square characters."""
    return Line(
        text(chars, x0, baseline - size, page, size),
        x0,
        x0 + size * len(chars),
        baseline - size,
        baseline,
        baseline,
        size,
        page,
    )


def table(
    *rows: tuple[str, ...],
    xs: tuple[float, ...] = (50, 150, 250),
    top: float = 100.0,
    page: int = 1,
    inferred: bool = False,
) -> RuledTable:
    """A table of rows 20 pt high whose cells lie between `xs`."""
    held = [
        [
            TablePart(
                1,
                xs[c],
                xs[c + 1],
                text(t, xs[c] + 2, top + 20 * r, page),
                page,
                (xs[c], top + 20 * r, xs[c + 1], top + 20 * r + 20),
            )
            for c, t in enumerate(row)
        ]
        for r, row in enumerate(rows)
    ]
    return RuledTable(held, xs[0], xs[-1], page, page, top, top + 20 * len(rows), inferred)


def words(table: RuledTable) -> list[list[str]]:
    """What its cells say, row by row."""
    return [[p.text.chars for p in row] for row in table.rows]
