"""What stands beside and above each other on a page, found without holding everything against everything."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.model import Box
from extract.page.grid import SNAP

HAIR = 1e-6
"""The width (pt) that a word without one takes: a closing mark that hangs over an edge."""


class Segment(NamedTuple):
    """Words of one line without a gap in them, with the extent that their line takes (pt)."""

    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    line: int


class Spread:
    """Segments that are found by where their middles lie; a page may have as many regions as it has words."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        extents = np.array([s[:4] for s in segments]).reshape(-1, 4)
        x, y = (extents[:, 0] + extents[:, 1]) / 2, (extents[:, 2] + extents[:, 3]) / 2
        self._order = np.argsort(y, kind="stable")
        self._x, self._y = x[self._order], y[self._order]

    def _lies(self, box: Box) -> NDArray[np.intp]:
        first = np.searchsorted(self._y, box[1])
        x = self._x[first : np.searchsorted(self._y, box[3], "right")]
        lies: NDArray[np.intp] = self._order[
            first + np.flatnonzero((x >= box[0] - SNAP) & (x <= box[2] + SNAP))
        ]
        return lies

    def inside(self, box: Box) -> list[Segment]:
        """Those in a box."""
        return [self.segments[i] for i in np.sort(self._lies(box)).tolist()]

    def beside(self, boxes: Sequence[Box]) -> list[Segment]:
        """Those in none of the boxes."""
        free = np.ones(len(self.segments), bool)
        for box in boxes:
            free[self._lies(box)] = False
        return [self.segments[i] for i in np.flatnonzero(free).tolist()]


class Bands:
    """Level bands of a page, by number, found by their heights."""

    def __init__(self) -> None:
        self.extents: list[tuple[float, float]] = []
        self._order: list[tuple[float, int]] = []
        self._highest = 0.0

    def add(self, top: float, bottom: float) -> None:
        """Another band."""
        insort(self._order, (top, len(self.extents)))
        self.extents.append((top, bottom))
        self._highest = max(self._highest, bottom - top)

    def widen(self, band: int, top: float, bottom: float) -> None:
        """Makes a band reach from `top` to `bottom` at least."""
        a, b = self.extents[band]
        del self._order[bisect_left(self._order, (a, band))]
        a, b = min(a, top), max(b, bottom)
        insort(self._order, (a, band))
        self.extents[band] = a, b
        self._highest = max(self._highest, b - a)

    def beside(self, top: float, bottom: float, more: float) -> list[int]:
        """The bands that have more than `more` pt of height in common with an extent."""
        first = bisect_left(self._order, (top + more - self._highest - HAIR, -1))
        last = bisect_left(self._order, (bottom - more, -1))
        return [n for _, n in self._order[first:last] if top + more < self.extents[n][1]]

    def nearest(self, top: float, bottom: float) -> int:
        """The band that has most in common with an extent, the first of equals."""

        def shared(n: int) -> tuple[float, int]:
            a, b = self.extents[n]
            return min(b, bottom) - max(a, top), -n

        return max(self.beside(top, bottom, 0) or range(len(self.extents)), key=shared)


class Skyline:
    """What is lowest at each x of what was laid on it so far, each lower than the one before it or level."""

    def __init__(self) -> None:
        self._starts: list[float] = [float("-inf")]
        self._tops: list[tuple[float, int] | None] = [None]

    def cover(self, x0: float, x1: float, y: float, number: int) -> None:
        """Lays `number`, which ends at the height y, on the extent; where another ends level, that stays."""
        if x1 <= x0:
            x0, x1 = x0 - HAIR, x0
        first, last = bisect_right(self._starts, x0) - 1, bisect_left(self._starts, x1) - 1
        starts = [x0, *self._starts[first + 1 : last + 1]]
        tops = [
            held if held and held[0] == y and held[1] < number else (y, number)
            for held in self._tops[first : last + 1]
        ]
        kept = [i for i, top in enumerate(tops) if i == 0 or top != tops[i - 1]]
        before = [(self._starts[first], self._tops[first])] if self._starts[first] < x0 else []
        ends_here = last + 1 < len(self._starts) and self._starts[last + 1] == x1
        after = [] if ends_here else [(x1, self._tops[last])]
        pieces = [*before, *((starts[i], tops[i]) for i in kept), *after]
        self._starts[first : last + 1] = [x for x, _ in pieces]
        self._tops[first : last + 1] = [top for _, top in pieces]

    def lowest(self, x0: float, x1: float) -> tuple[float, int] | None:
        """What is lowest between x0 and x1: its height and number, of equals the first."""
        first, last = bisect_right(self._starts, x0) - 1, max(bisect_left(self._starts, x1), 1)
        held = [top for top in self._tops[first:last] if top]
        return max(held, key=lambda top: (top[0], -top[1]), default=None)
