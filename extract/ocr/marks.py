"""What is measured on pictures: the connected marks of a mask, the rows of a line, the shade of the paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from extract.page.arrays import Grey

Labels = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Marks:
    """The connected parts of a mask; number 0 is the paper around them."""

    rows: npt.NDArray[np.intp]
    cols: npt.NDArray[np.intp]
    """The rows and columns of the mask that were looked at: the inked ones and those right behind them."""
    labels: Labels
    """In those rows and columns, the number of the mark that each pixel belongs to."""
    stats: Labels
    """x, y, width, height (pixels of the whole mask) and area of each mark, by its number."""

    @property
    def inked(self) -> Labels:
        """The number of the mark of each inked pixel, row by row."""
        return self.labels[self.labels > 0]

    def picked(self, values: Grey, like: Grey) -> Grey:
        """A picture of the size of `like` where each mark has its one of the values, and paper has 0."""
        out = np.zeros_like(like)
        out[np.ix_(self.rows, self.cols)] = values[self.labels]
        return out


def find_marks(mask: Grey) -> Marks:
    """The connected parts of a mask. Blank rows and columns take OpenCV as long as others and part nothing
    more than one of them does, so that one is left between parts.
    """
    rows, cols = _looked_at(mask.any(axis=1)), _looked_at(mask.any(axis=0))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask[rows][:, cols], connectivity=8)
    stats[1:, cv2.CC_STAT_LEFT] = cols[stats[1:, cv2.CC_STAT_LEFT]]
    stats[1:, cv2.CC_STAT_TOP] = rows[stats[1:, cv2.CC_STAT_TOP]]
    return Marks(rows, cols, labels, stats)


def _looked_at(inked: Any) -> npt.NDArray[np.intp]:
    """The places of what is inked, and those right behind; the first at least."""
    behind = np.concatenate(([not inked.any()], inked[:-1]))
    return np.flatnonzero(inked | behind)


def inked_rows(line: Grey) -> npt.NDArray[np.intp]:
    """The rows from the first to the last that hold more than a twentieth of the ink of the fullest."""
    held = np.count_nonzero(line, axis=1)
    rows = np.flatnonzero(held > 0.05 * max(int(held.max(initial=0)), 1))
    return np.arange(rows[0], rows[-1] + 1) if len(rows) else rows


def shade_of_paper(grey: Grey) -> int:
    """The median shade of a picture, rounded down."""
    below = np.cumsum(cv2.calcHist([grey], [0], None, [256], [0, 256]).ravel().astype(np.int64))
    lower, upper = np.searchsorted(below, ((grey.size - 1) // 2, grey.size // 2), "right")
    return int(lower + upper) // 2
