"""Parts of a page that are pictures → the glyphs and rulings that a text layer would give.

A picture is set upright and straight, its rules and its lines of text are found, and each line is read on its
own. What comes out lies in the frame of the straightened picture, so that tables and paragraphs are found in
it as in any page; extract.frames puts the places back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

import numpy as np

from extract.fold import is_han
from extract.model import Box
from extract.page.arrays import Glyphs, Grey, Matrix, RawPage

from .engine import GlyphReader, PixelBox
from .marks import inked_rows
from .needed import is_nonsense
from .pictures import find_pictures, render
from .region import Region, inside
from .sheet import SURE, Homography, ScannedSheet, page_rulings, read_sheet

LEAST = 0.01
"""No reading is less sure than this: 0 marks what was not read from a picture."""
SAME_SIZE = 0.2
"""Lines whose size differs from the page's by less than this share are set in it."""


@dataclass(frozen=True)
class Scan:
    """A page with what was read from its pictures. `legible`: most of the lines found could be read."""

    raw: RawPage
    regions: tuple[Region, ...]
    legible: bool


def read_scan(page: Any, raw: RawPage, regions: Sequence[Box], reader: GlyphReader) -> Scan:
    """The page with the glyphs and rulings of its `regions` read from their pictures."""
    pictures = find_pictures(page, raw.width, raw.height)
    done: list[Region] = []
    legible = True
    for box in regions:
        grey, scale = render(page, raw, box, pictures)
        sheet = read_sheet(grey, scale, reader)
        glyphs, rulings = _glyphs(sheet, scale, box), page_rulings(sheet.rules, scale, box[0], box[1])
        # What damaged fonts draw is read as the letters that it is like.
        if is_nonsense(glyphs.codes):
            glyphs, legible = glyphs.only(np.zeros(len(glyphs), bool)), False
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


def _in_points(back: Homography, scale: float, region: Box) -> Matrix:
    """A map of pixels as one of points: of the straightened region over the page to the page as shown."""
    (a, b, c), (d, e, f) = back.tolist()
    x, y = region[0], region[1]
    return (a, b, c / scale + x - a * x - b * y, d, e, f / scale + y - d * x - e * y)


def _with(glyphs: Glyphs, box: Box, read: Glyphs) -> Glyphs:
    """The glyphs of a text layer with those read from a picture in place of what it has there."""
    kept = ~inside(box, glyphs.tight)
    sure = np.zeros(len(glyphs)) if glyphs.confidence is None else glyphs.confidence
    pairs = [
        (getattr(glyphs, name), getattr(read, name))
        for name in ("codes", "tight", "loose", "baseline", "size")
    ]
    return Glyphs(*(np.concatenate((old[kept], new)) for old, new in [*pairs, (sure, read.confidence)]))


def _glyphs(sheet: ScannedSheet, scale: float, region: Box) -> Glyphs:
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
    part = ink[top:bottom, x0:x1]
    rows = inked_rows(part)
    cols = np.flatnonzero(part.any(axis=0))
    if not len(rows):
        return box, 0.7 * (bottom - top)
    inked = (x0 + int(cols[0]), top + int(rows[0]), x0 + int(cols[-1]) + 1, top + int(rows[-1]) + 1)
    height = inked[3] - inked[1]
    # Han characters fill their square, digits and capitals are seven tenths of it high; of a dash the box
    # alone tells.
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
