"""The pictures of a PDF page: where they are shown, how fine they are, and a region of the page as a grey
image.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract.model import Box
from extract.page.arrays import RawPage

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

POINTS = 72.0
COARSEST, FINEST = 200.0, 300.0
"""Pages are rendered as finely as their pictures are, between these (dots per inch)."""
MOST_PIXELS = 16_000_000
"""A region that would be larger than this is scaled down."""


@dataclass(frozen=True)
class Picture:
    """A picture as shown on its page, in points, and its own resolution in dots per inch."""

    box: Box
    dpi: float


def find_pictures(page: Any, width: float, height: float) -> list[Picture]:
    """The pictures of an open pypdfium2 page of the given size as shown, those in form objects too."""
    import pypdfium2.raw as pdfium

    turn = page.get_rotation()
    left, bottom, right, top = page.get_bbox()
    out = []
    for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=8):
        corners = list(_corners(item))
        shown = [
            {
                0: (x - left, top - y),
                90: (y - bottom, x - left),
                180: (right - x, y - bottom),
                270: (top - y, right - x),
            }[turn]
            for x, y in corners
        ]
        xs, ys = [min(max(p[0], 0.0), width) for p in shown], [min(max(p[1], 0.0), height) for p in shown]
        box = (min(xs), min(ys), max(xs), max(ys))
        if box[2] > box[0] and box[3] > box[1]:
            pixels = max(item.get_px_size())
            out.append(Picture(box, POINTS * pixels / max(box[2] - box[0], box[3] - box[1])))
    return out


def _corners(item: Any) -> Iterator[tuple[float, float]]:
    """The corners of the unit square that a picture fills, through its own matrix and those of the forms
    around it.
    """
    for point in ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)):
        holder = item
        while holder is not None:
            point = holder.get_matrix().on_point(*point)
            holder = holder.container
        yield point


def render(
    page: Any, raw: RawPage, region: Box, pictures: list[Picture]
) -> tuple[npt.NDArray[np.uint8], float]:
    """A region of a page as a grey image, and its pixels per point."""
    dpi = min(FINEST, max([COARSEST, *(p.dpi for p in pictures)]))
    x0, top, x1, bottom = region
    most = (MOST_PIXELS / max((x1 - x0) * (bottom - top), 1.0)) ** 0.5
    scale = min(dpi / POINTS, most)
    bitmap = page.render(scale=scale, crop=(x0, raw.height - bottom, raw.width - x1, top), grayscale=True)
    try:
        return bitmap.to_numpy().copy(), scale
    finally:
        bitmap.close()
