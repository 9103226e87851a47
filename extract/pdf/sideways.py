"""Pages drawn sideways are read upright; the places of what was read there are those of the page as shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from extract.model import Box, Cell, Paragraph, Table, Text
from extract.page.arrays import Array, RawPage

Turned = Mapping[int, RawPage]
"""The pages that were turned, by number."""


def as_shown(blocks: Sequence[Paragraph | Table], turned: Turned) -> list[Paragraph | Table]:
    """The blocks with the places of turned pages brought back to the page as shown."""
    return (
        [_table(b, turned) if isinstance(b, Table) else _paragraph(b, turned) for b in blocks]
        if turned
        else [*blocks]
    )


def _paragraph(paragraph: Paragraph, turned: Turned) -> Paragraph:
    return replace(paragraph, text=_text(paragraph.text, turned))


def _table(table: Table, turned: Turned) -> Table:
    return (
        replace(table, cells=tuple(_cell(c, turned) for c in table.cells))
        if set(table.pages) & set(turned)
        else table
    )


def _cell(cell: Cell, turned: Turned) -> Cell:
    page = turned.get(cell.page or 0)
    box: Box | None = cell.bbox
    if page is not None and box is not None:
        x0, top, x1, bottom = _back(np.array([box]), page)[0].tolist()
        box = (x0, top, x1, bottom)
    return replace(cell, text=_text(cell.text, turned), bbox=box)


def _text(text: Text, turned: Turned) -> Text:
    if text.glyphs is None or not (set(np.unique(text.glyphs[:, 0]).tolist()) & set(turned)):
        return text
    glyphs = text.glyphs.copy()
    for number, page in turned.items():
        on = glyphs[:, 0] == number
        glyphs[on, 1:5] = _back(glyphs[on, 1:5], page)
    return replace(text, glyphs=glyphs)


def _back(boxes: Array, page: RawPage) -> Array:
    """Boxes of a page that was turned clockwise, on the page before."""
    x0, top, x1, bottom = boxes.T
    width, height = page.width, page.height
    if page.turn == 1:
        found = (top, width - x1, bottom, width - x0)
    elif page.turn == 2:
        found = (width - x1, height - bottom, width - x0, height - top)
    else:
        found = (height - bottom, x0, height - top, x1)
    return np.round(np.column_stack(found), 2)
