"""Parts of a page that are pictures → the glyphs and rulings that a text layer would give.

A picture is set upright and straight, its rules and its lines of text are found, and each line is read on its own. What comes out lies in
the frame of the straightened picture, so that tables and paragraphs are found in it as in any page; extract.frames puts the places back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from . import regex
from .frames import Matrix as PointMatrix
from .frames import Region, inside
from .grid import find_grids
from .image_lines import Rules, find_ink, find_rules, find_skew, grown, turned, without
from .model import Box
from .ocr import PixelBox, Reader, Reading
from .pdfium import Array, Glyphs, RawPage
from .pictures import find_pictures, render
from .textlines import is_han

Grey = npt.NDArray[np.uint8]
Matrix = npt.NDArray[np.float64]

SURE = 0.5
"""A line whose characters are less sure than this in the mean is no text."""
UPSIDE_DOWN = 0.8
"""A page whose lines are less sure than this is tried the other way up."""
SOUGHT = 11.0
"""Lines are looked for at the size at which characters are this many pixels high."""
COARSEST = 1.1
"""… but at no fewer pixels per point."""
NEAR = 0.9
"""What is nearer than this share of a line's height to its end belongs to it."""
PAD = 2.0
"""Paper left around a line that is cut out (pt)."""
SPECK = 2.5
"""Ink in a cell that the detector did not see and that is smaller than this both ways (pt) is dirt."""
LEAST = 0.01
"""No reading is less sure than this: 0 marks what was not read from a picture."""
POINTS = ".,'`·、。"
"""A line of nothing but these is dirt …"""
STRAY = regex.compile(r"^(?P<before>[.,'`·]+)(?=\p{Han})|(?<=^[-+]?\d[\d,]*(?:\.\d+)?%?)(?P<after>[.,'`·]+)$")
"""… and so are points before a line that begins with Han, and behind a number that stands alone."""
SAME_SIZE = 0.2
"""Lines whose size differs from the page's by less than this share are set in it."""


@dataclass(frozen=True)
class Scan:
    """A page with what was read from its pictures. `legible`: most of the lines found could be read."""

    raw: RawPage
    regions: tuple[Region, ...]
    legible: bool


@dataclass(frozen=True)
class Sheet:
    """What a picture holds, in the pixels of its straightened form. `back` leads from there to the picture."""

    size: tuple[int, int]
    back: Matrix
    rules: Rules
    ink: Grey
    lines: tuple[tuple[PixelBox, Reading], ...]

    @property
    def sureness(self) -> float:
        """The mean confidence of all characters; 1 for a blank sheet."""
        found = [p for _, r in self.lines for p in r.confidences]
        return sum(found) / len(found) if found else 1.0


def read_scan(page: Any, raw: RawPage, regions: Sequence[Box], reader: Reader) -> Scan:
    """The page with the glyphs and rulings of its `regions` read from their pictures."""
    pictures = find_pictures(page, raw.width, raw.height)
    done: list[Region] = []
    legible = True
    for box in regions:
        grey, scale = render(page, raw, box, pictures)
        sheet = read_sheet(grey, scale, reader)
        glyphs, rulings = _glyphs(sheet, scale, box), _page_rulings(sheet.rules, scale, box[0], box[1])
        if regions == ((0.0, 0.0, raw.width, raw.height),):
            raw = replace(
                raw, width=sheet.size[0] / scale, height=sheet.size[1] / scale, glyphs=glyphs, rulings=rulings
            )
        else:
            raw = replace(
                raw, glyphs=_with(raw.glyphs, box, glyphs), rulings=np.concatenate((raw.rulings, rulings))
            )
        legible = legible and sheet.sureness >= SURE
        straight = (box[0], box[1], box[0] + sheet.size[0] / scale, box[1] + sheet.size[1] / scale)
        done.append(Region(raw.number, straight, _in_points(sheet.back, scale, box)))
    return Scan(raw, tuple(done), legible)


def read_sheet(grey: Grey, scale: float, reader: Reader) -> Sheet:
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
        sheet = max(sheet, other, key=lambda s: s.sureness)
    return sheet


def _read_turned(
    grey: Grey, scale: float, reader: Reader, quarters: int, final: bool = False
) -> Sheet | None:
    """The picture read after that many quarter turns with the clock; null where its lines run down the page, unless `final`."""
    upright = np.ascontiguousarray(np.rot90(grey, -quarters))
    straight, unskew = turned(upright, find_skew(upright, scale))
    ink, dirt = find_ink(straight, scale)
    rules = find_rules(ink, scale)
    ink = ink & ~grown(rules.mask)
    clean = without(straight, rules.mask | dirt)
    found = reader.find(clean, _share(ink, scale)) if ink.any() else []
    if not final and _sideways(found):
        return None
    boxes = _outermost([piece for box in found for piece in _pieces(box, found, rules, ink, scale)])
    boxes += _overlooked(boxes, rules, ink, scale)
    readings = reader.read([clean[top:bottom, x0:x1] for x0, top, x1, bottom in boxes])
    lines = tuple((b, _without_dirt(r)) for b, r in zip(boxes, readings, strict=True) if r.text.strip(POINTS))
    back = _compose(_unturned(quarters, grey.shape[1], grey.shape[0]), unskew)
    return Sheet((straight.shape[1], straight.shape[0]), back, rules, ink, lines)


def _share(ink: Grey, scale: float) -> float:
    """The size at which to look for lines: that at which the characters are as high as the detector wants them."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    heights = stats[1:, cv2.CC_STAT_HEIGHT] / scale
    heights = heights[(heights > 3) & (heights < 40)]
    typical = float(np.percentile(heights, 60)) if len(heights) else 8.0
    return min(1.0, max(COARSEST, SOUGHT / typical) / scale)


def _sideways(boxes: Sequence[PixelBox]) -> bool:
    """Whether most of what is long runs down the page."""
    tall = sum(b[3] - b[1] for b in boxes if b[3] - b[1] > 1.5 * (b[2] - b[0]))
    wide = sum(b[2] - b[0] for b in boxes if b[2] - b[0] > 1.5 * (b[3] - b[1]))
    return tall > 2 * wide


def _pieces(
    box: PixelBox, found: Sequence[PixelBox], rules: Rules, ink: Grey, scale: float
) -> Iterator[PixelBox]:
    """A line's box cut where rules cross it, each piece fitted to its ink; pieces without ink fall away. `found`: the boxes of all lines."""
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


def _without_dirt(reading: Reading) -> Reading:
    found = STRAY.search(reading.text)
    if found is None:
        return reading
    kept = slice(found.end(), None) if found["before"] else slice(0, found.start())
    return Reading(reading.text[kept], reading.confidences[kept], reading.middles[kept])


def _outermost(boxes: Sequence[PixelBox]) -> list[PixelBox]:
    """The boxes that do not lie in a wider one: a point or colon that the detector found by itself is in its line."""
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


def _fitted(box: PixelBox, reach: tuple[int, int], ink: Grey, scale: float) -> Iterator[PixelBox]:
    """The box as wide as its ink and what stands near its ends, within `reach`: the detector cuts off points and colons."""
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
    for grid in find_grids(_page_rulings(rules, scale, 0.0, 0.0)):
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


def _unturned(quarters: int, width: int, height: int) -> Matrix:
    """From a picture turned by quarters with the clock back to the picture of the given size."""
    turns = {
        0: ((1, 0, 0), (0, 1, 0)),
        1: ((0, 1, 0), (-1, 0, height)),
        2: ((-1, 0, width), (0, -1, height)),
        3: ((0, -1, width), (1, 0, 0)),
    }
    return np.array(turns[quarters % 4], np.float64)


def _compose(outer: Matrix, inner: Matrix) -> Matrix:
    """The map that applies `inner`, then `outer`."""
    out: Matrix = outer @ np.vstack([inner, (0.0, 0.0, 1.0)])
    return out


def _in_points(back: Matrix, scale: float, region: Box) -> PointMatrix:
    """A map of pixels as one of points: of the straightened region laid over the page to the page as shown."""
    (a, b, c), (d, e, f) = back.tolist()
    x, y = region[0], region[1]
    return (a, b, c / scale + x - a * x - b * y, d, e, f / scale + y - d * x - e * y)


def _page_rulings(rules: Rules, scale: float, dx: float, dy: float) -> Array:
    """The rules in points from (dx, dy), shape (n, 4)."""
    return np.array((*rules.across, *rules.down), np.float64).reshape(-1, 4) / scale + (dx, dy, dx, dy)


def _with(glyphs: Glyphs, box: Box, read: Glyphs) -> Glyphs:
    """The glyphs of a text layer with those read from a picture in place of what it has there."""
    kept = ~inside(box, glyphs.tight)
    sure = np.zeros(len(glyphs)) if glyphs.confidence is None else glyphs.confidence
    pairs = [
        (getattr(glyphs, name), getattr(read, name))
        for name in ("codes", "tight", "loose", "baseline", "size")
    ]
    return Glyphs(*(np.concatenate((old[kept], new)) for old, new in [*pairs, (sure, read.confidence)]))


def _glyphs(sheet: Sheet, scale: float, region: Box) -> Glyphs:
    """The characters that were read, in points."""
    lines = [(b, r) for b, r in sheet.lines if sum(r.confidences) >= SURE * len(r.confidences)]
    extents = [_extent(box, reading.text, sheet.ink) for box, reading in lines]
    sizes = [size / scale for _, size in extents]
    usual = median(s for s, (_, r) in zip(sizes, lines, strict=True) for _ in r.text) if lines else 0.0
    codes: list[int] = []
    rows: list[tuple[float, ...]] = []
    for (box, reading), (inked, _), own in zip(lines, extents, sizes, strict=True):
        size = usual if abs(own - usual) <= SAME_SIZE * usual else own
        x0, top, x1, bottom = (
            inked[0] / scale + region[0],
            inked[1] / scale + region[1],
            inked[2] / scale + region[0],
            inked[3] / scale + region[1],
        )
        left, width = box[0] / scale + region[0], (box[2] - box[0]) / scale
        baseline = (top + bottom) / 2 + 0.38 * size
        edges = _edges([left + m * width for m in reading.middles], reading.text, x0, x1, size)
        for char, sure, (start, end) in zip(reading.text, reading.confidences, edges, strict=True):
            codes.append(ord(char))
            rows.append((start, top, end, bottom, baseline, size, max(sure, LEAST)))
    numbers = np.array(rows, np.float64).reshape(-1, 7)
    boxes = np.round(numbers[:, :4], 2)
    return Glyphs(np.array(codes, np.uint32), boxes, boxes, numbers[:, 4], numbers[:, 5], numbers[:, 6])


def _extent(box: PixelBox, text: str, ink: Grey) -> tuple[PixelBox, float]:
    """The box of a line's ink, and the size of its type, in pixels."""
    x0, top, x1, bottom = box
    part = ink[top:bottom, x0:x1] > 0
    per_row = part.sum(axis=1)
    rows = np.flatnonzero(per_row > 0.05 * max(int(per_row.max(initial=0)), 1))
    cols = np.flatnonzero(part.any(axis=0))
    if not len(rows):
        return box, 0.7 * (bottom - top)
    inked = (x0 + int(cols[0]), top + int(rows[0]), x0 + int(cols[-1]) + 1, top + int(rows[-1]) + 1)
    height = inked[3] - inked[1]
    # Han characters fill their square, digits and capitals are seven tenths of it high; of a dash the box alone tells.
    if any("\u4e00" < c <= "\u9fff" for c in text):
        return inked, height * 1.05
    return inked, height / 0.7 if any(c.isalnum() for c in text) else 0.7 * (bottom - top)


def _edges(
    middles: Sequence[float], text: str, x0: float, x1: float, size: float
) -> list[tuple[float, float]]:
    """Left and right edge of each character of a line: half way to its neighbours, where they are near."""
    out = []
    for i, (middle, char) in enumerate(zip(middles, text, strict=True)):
        half = (0.5 if is_han(char) else 0.3) * size
        before = (middles[i - 1] + middle) / 2 if i else min(x0, middle)
        after = (middle + middles[i + 1]) / 2 if i + 1 < len(middles) else max(x1, middle)
        out.append(
            (
                before if middle - before < 2 * half else middle - half,
                after if after - middle < 2 * half else middle + half,
            )
        )
    return out
