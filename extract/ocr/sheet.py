"""The grey picture of a page → its rulings and the pieces of text on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from extract import regex
from extract.page.arrays import Array, Grey
from extract.page.grid import find_grids

from .engine import HEIGHT, NARROWEST, GlyphReader, PixelBox, ReadLine
from .marks import find_marks, inked_rows
from .straighten import Rules, find_ink, find_rules, find_skew, grown, turned, without

Homography = npt.NDArray[np.float64]

SURE = 0.5
"""A line whose characters are less sure than this in the mean is no text."""
UPSIDE_DOWN = 0.8
"""A page whose lines are less sure than this is tried the other way up."""
SOUGHT = 11.0
"""Lines are looked for at the size at which characters are this many pixels high."""
COARSEST = 1.1
"""… but at no fewer pixels per point."""
MARGIN = 12.0
"""Lines are looked for in the ink of a page and so much paper around it (pt): blank paper takes as
long as text."""
NEAR = 0.9
"""What is nearer than this share of a line's height to its end belongs to it."""
PAD = 2.0
"""Paper left around a line that is cut out (pt)."""
TALL = 0.64
"""Type that fills more than this share of its line's height is shown as wide as if it filled so much."""
SPECK = 2.5
"""Ink in a cell that the detector did not see and that is smaller than this both ways (pt) is dirt."""
POINTS = ".,'`·、。"
"""A line of nothing but these is dirt …"""
STRAY = regex.compile(
    r"^(?P<before>[.,'`·]+)(?=\p{Han})|(?<=^(?:[-+]?\d[\d,]*(?:\.\d+)?%?|\p{Han}+))(?P<after>[.,'`·]+)$"
)
"""… and so are points before a line that begins with Han, and behind a number or a word that stands alone."""


@dataclass(frozen=True)
class ScannedSheet:
    """What a picture holds, in the pixels of its straightened form; `back` leads to those of the picture."""

    size: tuple[int, int]
    back: Homography
    rules: Rules
    ink: Grey
    lines: tuple[tuple[PixelBox, ReadLine], ...]

    @property
    def sureness(self) -> float:
        """The mean confidence of all characters; 1 for a blank sheet."""
        found = [p for _, r in self.lines for p in r.confidences]
        return sum(found) / len(found) if found else 1.0


def read_sheet(grey: Grey, scale: float, reader: GlyphReader) -> ScannedSheet:
    """A picture read whichever way it is turned."""
    sheet = _read_turned(grey, scale, reader, 0)
    quarter = 0
    if sheet is None:
        quarter = 1
        sheet = _read_turned(grey, scale, reader, quarter, final=True)
    assert sheet is not None
    if sheet.sureness < UPSIDE_DOWN:
        other = _read_turned(grey, scale, reader, quarter + 2, final=True)
        assert other is not None
        # A blank sheet is sure, and what is read the wrong way up may be nothing at all.
        sheet = max(sheet, other, key=lambda s: (bool(s.lines), s.sureness))
    return sheet


def _read_turned(
    grey: Grey, scale: float, reader: GlyphReader, quarters: int, final: bool = False
) -> ScannedSheet | None:
    """The picture read after that many quarter turns with the clock; null where its lines run down the page,
    unless `final`.
    """
    upright = np.ascontiguousarray(np.rot90(grey, -quarters))
    straight, unskew = turned(upright, find_skew(upright, scale))
    ink, dirt = find_ink(straight, scale)
    rules = find_rules(ink, scale)
    ink = ink & ~grown(rules.mask)
    clean = without(straight, rules.mask | dirt)
    found = reader.find(clean, _share(ink, scale), _inked(ink, scale)) if ink.any() else []
    if not final and _sideways(found):
        return None
    boxes = _outermost([piece for box in found for piece in _pieces(box, found, rules, ink, scale)])
    boxes = _parted(boxes, ink)
    boxes += _overlooked(boxes, rules, ink, scale)
    readings = reader.read([_cut_out(box, clean, ink) for box in boxes])
    lines = tuple((b, without_dirt(r)) for b, r in zip(boxes, readings, strict=True) if r.text.strip(POINTS))
    back = _compose(_unturned(quarters, grey.shape[1], grey.shape[0]), unskew)
    return ScannedSheet((straight.shape[1], straight.shape[0]), back, rules, ink, lines)


def _cut_out(box: PixelBox, clean: Grey, ink: Grey) -> Grey:
    """The picture of a line, narrowed where its type is tall: lines are read at one height, where each column
    takes as long as any other, so that type which fills its line takes longest, and is read no more surely.
    """
    x0, top, x1, bottom = box
    line = clean[top:bottom, x0:x1]
    height, width = line.shape
    tall = len(inked_rows(ink[top:bottom, x0:x1])) / height
    narrow = max(NARROWEST / HEIGHT * height, TALL / max(tall, TALL) * width)
    if narrow >= width:
        return line
    out: Grey = cv2.resize(line, (round(narrow), height), interpolation=cv2.INTER_AREA)
    return out


def _share(ink: Grey, scale: float) -> float:
    """The size at which to look for lines: that at which the characters are as high as the detector wants
    them.
    """
    heights = find_marks(ink).stats[1:, cv2.CC_STAT_HEIGHT] / scale
    heights = heights[(heights > 3) & (heights < 40)]
    typical = float(np.percentile(heights, 60)) if len(heights) else 8.0
    return min(1.0, max(COARSEST, SOUGHT / typical) / scale)


def _inked(ink: Grey, scale: float) -> PixelBox:
    """The part of a picture that has ink, and the paper right around it."""
    rows, cols = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    margin = round(MARGIN * scale)
    return (
        max(0, int(cols[0]) - margin),
        max(0, int(rows[0]) - margin),
        min(ink.shape[1], int(cols[-1]) + 1 + margin),
        min(ink.shape[0], int(rows[-1]) + 1 + margin),
    )


def _sideways(boxes: Sequence[PixelBox]) -> bool:
    """Whether most of what is long runs down the page."""
    tall = sum(b[3] - b[1] for b in boxes if b[3] - b[1] > 1.5 * (b[2] - b[0]))
    wide = sum(b[2] - b[0] for b in boxes if b[2] - b[0] > 1.5 * (b[3] - b[1]))
    return tall > 2 * wide


def _pieces(
    box: PixelBox, found: Sequence[PixelBox], rules: Rules, ink: Grey, scale: float
) -> Iterator[PixelBox]:
    """A line's box cut where rules cross it, each piece fitted to its ink; pieces without ink fall away.
    `found`: the boxes of all lines.
    """
    x0, top, x1, bottom = box
    height = bottom - top
    cuts_y = sorted(
        {
            round(s[1])
            for s in rules.across
            if top + height / 4 < s[1] < bottom - height / 4 and s[0] < (x0 + x1) / 2 < s[2]
        }
    )
    for upper, lower in zip([top, *cuts_y], [*cuts_y, bottom], strict=True):
        middle = (upper + lower) / 2
        walls = sorted({round(s[0]) for s in rules.down if s[1] < middle < s[3]})
        cuts_x = [x for x in walls if x0 < x < x1]
        beside = [b for b in found if b[1] < middle < b[3] and b[2] - b[0] > b[3] - b[1]]
        left_end = max([0, *(x for x in walls if x <= x0), *(b[2] for b in beside if b[2] <= x0)])
        right_end = min([ink.shape[1], *(x for x in walls if x >= x1), *(b[0] for b in beside if b[0] >= x1)])
        edges = [x0, *cuts_x, x1]
        ends = [
            (left_end if left == x0 else left, right_end if right == x1 else right)
            for left, right in pairwise(edges)
        ]
        for (left, right), reach in zip(pairwise(edges), ends, strict=True):
            yield from _fitted((left, upper, right, lower), reach, ink, scale)


def without_dirt(reading: ReadLine) -> ReadLine:
    """What was recognised, without a mark at its end that is dirt on the paper."""
    found = STRAY.search(reading.text)
    if found is None:
        return reading
    kept = slice(found.end(), None) if found["before"] else slice(0, found.start())
    return ReadLine(reading.text[kept], reading.confidences[kept], reading.middles[kept])


def _outermost(boxes: Sequence[PixelBox]) -> list[PixelBox]:
    """The boxes that do not lie in a wider one: a point or colon that the detector found by itself is in its
    line.
    """
    return [
        b
        for i, b in enumerate(boxes)
        if not any(
            o[0] <= b[0]
            and b[2] <= o[2]
            and o[1] < (b[1] + b[3]) / 2 < o[3]
            and (o[2] - o[0], i) > (b[2] - b[0], j)
            for j, o in enumerate(boxes)
            if j != i
        )
    ]


def _parted(boxes: Sequence[PixelBox], ink: Grey) -> list[PixelBox]:
    """The boxes, those of lines right below each other parted where the least ink is: the detector lets them
    reach into one another, and what stands in two lines is read twice.
    """
    out = sorted(boxes, key=lambda b: b[1])
    for i, above in enumerate(out):
        for j in range(i + 1, len(out)):
            (left, top, right, bottom), (x0, y0, x1, y1) = out[i], out[j]
            if y0 >= above[3]:
                break
            begin, end = max(left, x0), min(right, x1)
            if top < y0 < bottom < y1 and end - begin > min(right - left, x1 - x0) / 2:
                row = y0 + int(np.argmin(ink[y0:bottom, begin:end].sum(axis=1, dtype=np.int64)))
                out[i], out[j] = (left, top, right, row), (x0, row, x1, y1)
    return out


def _fitted(box: PixelBox, reach: tuple[int, int], ink: Grey, scale: float) -> Iterator[PixelBox]:
    """The box as wide as its ink and what stands near its ends, within `reach`: the detector cuts off points
    and colons.
    """
    _, top, _, bottom = box
    columns = np.flatnonzero(ink[top:bottom, reach[0] : reach[1]].any(axis=0)) + reach[0]
    held = columns[(columns >= box[0]) & (columns < box[2])]
    if not len(held):
        return
    gap = NEAR * (bottom - top)
    breaks = np.diff(columns) > gap
    runs = np.concatenate(([0], np.cumsum(breaks)))
    first, last = runs[np.searchsorted(columns, held[0])], runs[np.searchsorted(columns, held[-1])]
    x0, x1 = (
        int(columns[np.searchsorted(runs, first)]),
        int(columns[np.searchsorted(runs, last, "right") - 1]) + 1,
    )
    pad = round(PAD * scale)
    yield max(reach[0], x0 - pad), top, min(reach[1], x1 + pad), bottom


def _overlooked(boxes: Sequence[PixelBox], rules: Rules, ink: Grey, scale: float) -> list[PixelBox]:
    """Lines in the cells of tables that the detector did not see: single digits mostly."""
    rest = ink.copy()
    for x0, top, x1, bottom in boxes:
        rest[top:bottom, x0:x1] = 0
    pad, speck = round(PAD * scale), SPECK * scale
    out: list[PixelBox] = []
    for grid in find_grids(page_rulings(rules, scale, 0.0, 0.0)):
        for cell in grid.cells:
            x0, top, x1, bottom = (max(0, round(v * scale)) for v in cell.bbox)
            left_over = rest[top:bottom, x0:x1] > 0
            for upper, lower in _runs(np.asarray(left_over.any(axis=1)), round(scale)):
                cols = np.flatnonzero(left_over[upper:lower].any(axis=0))
                left, right = int(cols[0]), int(cols[-1]) + 1
                if max(right - left, lower - upper) > speck:
                    out.append(
                        (
                            max(x0, x0 + left - pad),
                            max(top, top + upper - pad),
                            min(x1, x0 + right + pad),
                            min(bottom, top + lower + pad),
                        )
                    )
    return out


def _runs(filled: npt.NDArray[Any], gap: int) -> list[tuple[int, int]]:
    """The stretches of true values, those closer than `gap` made one."""
    out: list[tuple[int, int]] = []
    for i in np.flatnonzero(filled):
        if out and i - out[-1][1] <= gap:
            out[-1] = (out[-1][0], int(i) + 1)
        else:
            out.append((int(i), int(i) + 1))
    return out


def _unturned(quarters: int, width: int, height: int) -> Homography:
    """From a picture turned by quarters with the clock back to the picture of the given size."""
    turns = {
        0: ((1, 0, 0), (0, 1, 0)),
        1: ((0, 1, 0), (-1, 0, height)),
        2: ((-1, 0, width), (0, -1, height)),
        3: ((0, -1, width), (1, 0, 0)),
    }
    return np.array(turns[quarters % 4], np.float64)


def _compose(outer: Homography, inner: Homography) -> Homography:
    """The map that applies `inner`, then `outer`."""
    out: Homography = outer @ np.vstack([inner, (0.0, 0.0, 1.0)])
    return out


def page_rulings(rules: Rules, scale: float, dx: float, dy: float) -> Array:
    """The rules in points from (dx, dy), shape (n, 4)."""
    return np.array((*rules.across, *rules.down), np.float64).reshape(-1, 4) / scale + (dx, dy, dx, dy)
