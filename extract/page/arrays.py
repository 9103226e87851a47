"""Glyphs and subpaths of a page as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Grey = NDArray[np.uint8]
"""A picture in shades of grey, shape (height, width)."""
Matrix = tuple[float, float, float, float, float, float]
"""x' = a·x + b·y + c; y' = d·x + e·y + f."""

_PRINTED = np.ones(0x10001, bool)
"""Of each code of the basic plane, and of all others, whether it is seen."""
_PRINTED[:0x3002] = [code >= 32 and not chr(code).isspace() for code in range(0x3002)]
_PRINTED[0xFFFE:0x10000] = False


@dataclass(frozen=True)
class Glyphs:
    """The printed characters of a page in the file's order, white space left out; one row per character in
    each array.
    """

    codes: NDArray[np.uint32]
    """Unicode code points, shape (n,)."""
    tight: Array
    """The boxes of the ink: x0, top, x1, bottom in pt, shape (n, 4)."""
    loose: Array
    """The boxes of advance and line, in pt, shape (n, 4)."""
    baseline: Array
    """The y of each origin in pt, shape (n,)."""
    size: Array
    """Font sizes as shown in pt, shape (n,)."""
    confidence: Array | None = None
    """How sure each character is, above 0 and at most 1, where it was read from a picture, else 0, shape
    (n,); null where none was.
    """

    def __len__(self) -> int:
        return len(self.codes)

    def only(self, kept: NDArray[np.bool_]) -> Glyphs:
        """Some of the glyphs, in their order."""
        confidence = None if self.confidence is None else self.confidence[kept]
        return Glyphs(
            self.codes[kept],
            self.tight[kept],
            self.loose[kept],
            self.baseline[kept],
            self.size[kept],
            confidence,
        )


@dataclass(frozen=True)
class RawPage:
    """What PDFium gives for one page.

    `rulings`: straight horizontal and vertical lines as x0, top, x1, bottom in pt, shape (n, 4);
    `image_cover`: the share of the page that pictures cover.
    """

    number: int
    width: float
    height: float
    glyphs: Glyphs
    rulings: Array
    image_cover: float
    turn: int = 0
    """Quarter turns clockwise by which the page as shown was turned, so that its text stands upright."""

    @property
    def shown(self) -> tuple[float, float]:
        """Width and height of the page as shown."""
        return (self.height, self.width) if self.turn % 2 else (self.width, self.height)


def no_glyphs() -> Glyphs:
    """The glyphs of an empty page."""
    none, boxes = np.zeros(0), np.zeros((0, 4))
    return Glyphs(np.zeros(0, np.uint32), boxes, boxes, none, none)


def printed_glyphs(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which code points are characters that are seen: no controls, non-characters and white space."""
    seen: NDArray[np.bool_] = _PRINTED[np.minimum(codes, 0x10000)]
    return seen


def begins(*values: NDArray[Any]) -> NDArray[np.bool_]:
    """Where a run of like values begins: true for the first, and wherever one of the arrays differs from its
    value before.
    """
    out = np.ones(len(values[0]), bool)
    out[1:] = values[0][1:] != values[0][:-1]
    for other in values[1:]:
        out[1:] |= other[1:] != other[:-1]
    return out


def lengths(first: NDArray[np.intp], total: int) -> NDArray[np.intp]:
    """How long the runs are that begin at `first`, of `total` values."""
    ends = np.empty_like(first)
    ends[:-1], ends[-1:] = first[1:], total
    return ends - first
