"""Where a straightened picture lies on its page, and what was read from it put back there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.model import Box, Cell, Paragraph, Table, Text
from extract.page.arrays import Array, Matrix


@dataclass(frozen=True)
class Region:
    """A part of a page that was read as a picture: its box once straightened, and the map from there to the
    page as shown, in points.
    """

    page: int
    box: Box
    back: Matrix


def inside(outer: Box, boxes: Array) -> NDArray[np.bool_]:
    """Which of the boxes (n, 4) have their middle in `outer`."""
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    found: NDArray[np.bool_] = (outer[0] <= x) & (x <= outer[2]) & (outer[1] <= y) & (y <= outer[3])
    return found


ByPage = Mapping[int, Sequence[Region]]
"""The regions of each page that has some."""


def with_places(blocks: Sequence[Paragraph | Table], regions: Sequence[Region]) -> list[Paragraph | Table]:
    """The blocks with the places of what was read from pictures where it is on the pages as shown."""
    by_page: dict[int, list[Region]] = {}
    for region in regions:
        by_page.setdefault(region.page, []).append(region)
    return [_block(b, by_page) for b in blocks] if regions else list(blocks)


def _block(block: Paragraph | Table, regions: ByPage) -> Paragraph | Table:
    if isinstance(block, Paragraph):
        return replace(block, text=_text(block.text, regions))
    return replace(block, cells=tuple(_cell(c, regions) for c in block.cells))


def _cell(cell: Cell, regions: ByPage) -> Cell:
    bbox = cell.bbox
    if bbox is not None:
        x0, top, x1, bottom = _shown(np.array([bbox]), np.array([cell.page]), regions)[0].tolist()
        bbox = (x0, top, x1, bottom)
    return replace(cell, text=_text(cell.text, regions), bbox=bbox)


def _text(text: Text, regions: ByPage) -> Text:
    if text.glyphs is None:
        return text
    glyphs = text.glyphs.copy()
    read = glyphs[:, 5] > 0
    glyphs[read, 1:5] = _shown(glyphs[read, 1:5], glyphs[read, 0], regions)
    return Text(text.chars, glyphs)


def _shown(boxes: Array, pages: NDArray[Any], regions: ByPage) -> Array:
    """Boxes (n, 4) as they are on the pages shown: the upright boxes around what they become."""
    out = boxes.copy()
    # A document has as many regions as pages, a cell stands on one or two of these.
    for region in (r for page in set(pages.tolist()) for r in regions.get(page, ())):
        a, b, c, d, e, f = region.back
        here = (pages == region.page) & inside(region.box, boxes)
        x0, top, x1, bottom = boxes[here].T
        xs, ys = np.stack([x0, x0, x1, x1]), np.stack([top, bottom, top, bottom])
        x, y = a * xs + b * ys + c, d * xs + e * ys + f
        out[here] = np.round(np.column_stack((x.min(axis=0), y.min(axis=0), x.max(axis=0), y.max(axis=0))), 2)
    return out
