"""The picture of a page → set straight, its ink, and its ruling lines, by OpenCV.

Pictures are grey (rows × columns of bytes, 0 black); lengths are given in points and turned into pixels by
`scale` (pixels per point).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from extract.page.arrays import Array, Grey

from .marks import find_marks, shade_of_paper

Places = npt.NDArray[np.float64]
LineSegment = tuple[float, float, float, float]
"""x0, top, x1, bottom in pixels."""
SWAPPED = [1, 0, 3, 2]
"""The columns of strokes, turned into those of strokes along the other axis."""

MOST_SKEW, COARSE, FINE = 5.0, 0.5, 0.05
"""How far a page may be askew and the two steps of the search, in degrees."""
LOOK, TAKEN_AS_ONE = 1.4, 4
"""Pixels per point at which the skew is looked for; so many beside each other are taken as one."""
NEIGHBOURHOOD, DARKER = 15.0, 14
"""Ink is darker than the mean of this neighbourhood (pt) by this much."""
LONG_ACROSS, LONG_DOWN = 45.0, 30.0
"""A stroke this long (pt) is no part of a character."""
SHORT_ACROSS, SHORT_DOWN = 9.0, 7.0
"""A stroke of this length (pt) is a rule if both its ends meet rules."""
THICK = 4.0
"""A stroke thicker than this (pt) is no rule."""
MEETS = 0.7
"""A short stroke meets a rule if it comes as near as this (pt) …"""
RUNS_OVER = 1.5
"""… or runs over its middle by as much."""
DOT = 1.8
"""What is smaller than this both ways (pt) is a point, or dirt where …"""
ALONE = (2.5, 9.0)
"""… nothing larger is as near as this above or below, and at the sides (pt): the points of numbers stand
within their line.
"""
POINT = 0.003
"""A point holds at least this share of the ink of a square of the size of the smallest type beside it …"""
NARROW, DIGIT = 0.75, 0.66
"""… of which a mark narrower than this share of its height, as digits are, has this share as its height."""
NOISE = 2.0
"""Where there is none, it holds at least as much as this many pixels fully printed."""
LEAST_TYPE, MOST_TYPE = 3.0, 40.0
"""Marks between these heights (pt) are characters or parts of them."""
FAR, ALL = 1e6, 2e6
"""Stand for the size of a mark that is no character, and of none."""
GAP = 1.5
"""Breaks of a rule up to this length (pt) are closed."""


@dataclass(frozen=True)
class Rules:
    """The straight lines of a picture, and the pixels that they take."""

    across: tuple[LineSegment, ...]
    down: tuple[LineSegment, ...]
    mask: Grey


def find_ink(grey: Grey, scale: float) -> tuple[Grey, Grey]:
    """(ink, dirt): 255 where a picture is darker than its neighbourhood, 0 elsewhere; dirt is what is too
    faint for a point, or stands alone.
    """
    depth = _depth(grey, scale)
    dark = cv2.compare(depth, DARKER, cv2.CMP_GE)
    at = np.flatnonzero(dark)
    found = find_marks(dark)
    marks, depths, count = found.inked, depth.ravel()[at], len(found.stats)
    width, height = found.stats[:, cv2.CC_STAT_WIDTH], found.stats[:, cv2.CC_STAT_HEIGHT]
    large = np.maximum(width, height) >= DOT * scale
    character = (height >= LEAST_TYPE * scale) & (height <= MOST_TYPE * scale)
    size = np.where(width < NARROW * height, height / DIGIT, height)
    sizes = np.full(grey.shape, ALL, np.float32)
    sizes.ravel()[at] = np.where(character, size, np.where(large, FAR, ALL))[marks]
    around = cv2.erode(sizes, np.ones([2 * round(far * scale) + 1 for far in ALONE], np.uint8))
    beside = np.full(count, ALL, np.float32)
    np.minimum.at(beside, marks, around.ravel()[at])
    full = np.searchsorted(np.cumsum(np.bincount(depths)), 0.95 * len(depths))
    held = np.bincount(marks, weights=depths, minlength=count) / max(int(full), 1)
    printed = (large | (beside < ALL)) & (held >= np.where(beside < FAR, POINT * beside**2, NOISE))
    ink, dirt = np.zeros_like(grey), np.zeros_like(grey)
    ink.ravel()[at], dirt.ravel()[at] = np.where(printed[marks], 255, 0), np.where(printed[marks], 0, 255)
    return ink, dirt


def _depth(grey: Grey, scale: float) -> Grey:
    """By how much each pixel is darker than the mean of its neighbourhood."""
    size = int(NEIGHBOURHOOD * scale) | 1
    out: Grey = cv2.subtract(cv2.blur(grey, (size, size)), grey)
    return out


def find_skew(grey: Grey, scale: float) -> float:
    """By how many degrees the rows of a picture are turned against the clock: the angle at which they part
    most sharply.
    """
    share = min(1.0, LOOK / scale)
    dark = cv2.compare(_depth(grey, scale), DARKER, cv2.CMP_GE)
    small = cv2.resize(dark, None, fx=share / TAKEN_AS_ONE, fy=share, interpolation=cv2.INTER_AREA)
    if not small.any():
        return 0.0
    rows, cols = np.nonzero(small)
    shades = small[rows, cols].astype(np.float64)
    inked = rows.astype(np.float64), (cols * TAKEN_AS_ONE).astype(np.float64), shades
    coarse = max(
        np.arange(-MOST_SKEW, MOST_SKEW + COARSE / 2, COARSE), key=lambda a: (_sharpness(*inked, a), -abs(a))
    )
    fine = max(
        np.arange(coarse - COARSE, coarse + COARSE + FINE / 2, FINE),
        key=lambda a: (_sharpness(*inked, a), -abs(a)),
    )
    return round(float(fine), 2)


def _sharpness(rows: Places, cols: Places, dark: Places, angle: float) -> float:
    """How much neighbouring rows differ once the ink is turned by `angle`: each pixel of it falls into the
    two rows that it comes to lie between.
    """
    turn = np.deg2rad(angle)
    at = rows * np.cos(turn) + cols * np.sin(turn)
    at -= at.min()
    row = at.astype(np.intp)
    over = dark * (at - row)
    held = np.bincount(row, dark - over, row.max() + 2)
    held[1:] += np.bincount(row, over)
    return float(np.square(np.diff(held, prepend=0.0)).sum())


def turned(grey: Grey, angle: float) -> tuple[Grey, npt.NDArray[np.float64]]:
    """The picture turned with the clock by `angle` degrees about its middle, and the 2 × 3 matrix from it
    back to the picture.
    """
    if not angle:
        return grey, np.eye(2, 3)
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    out = cv2.warpAffine(
        grey,
        matrix,
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=shade_of_paper(grey),
    )
    return out, cv2.invertAffineTransform(matrix)


def find_rules(ink: Grey, scale: float) -> Rules:
    """The ruling lines of a straight picture: long strokes, and short ones that lead from one to another or
    go one on.
    """
    across, mask_across = _strokes(ink, scale, LONG_ACROSS, True)
    down, mask_down = _strokes(ink, scale, LONG_DOWN, False)
    mask = mask_across | mask_down
    # Nothing leads from one to another where there is none.
    if len(across) or len(down):
        short_down, extra_down = _strokes(ink & ~mask_down, scale, SHORT_DOWN, False)
        linking_down = short_down[_linking(short_down, across, down, scale)]
        down = np.concatenate((down, linking_down))
        short_across, extra_across = _strokes(ink & ~mask_across, scale, SHORT_ACROSS, True)
        linking = _linking(short_across[:, SWAPPED], down[:, SWAPPED], across[:, SWAPPED], scale)
        across = np.concatenate((across, short_across[linking]))
        mask = mask | _within(extra_down, linking_down) | _within(extra_across, short_across[linking])
    return Rules(_segments(across), _segments(down), mask)


def _segments(strokes: Array) -> tuple[LineSegment, ...]:
    return tuple((x0, top, x1, bottom) for x0, top, x1, bottom in strokes.tolist())


def _strokes(ink: Grey, scale: float, length: float, horizontal: bool) -> tuple[Array, Grey]:
    """The thin strokes along one axis that are at least `length` points long, each along its middle (n, 4),
    and their pixels.
    """
    gap, long = max(3, round(GAP * scale)), max(5, round(length * scale))
    kernels = [np.ones((1, n) if horizontal else (n, 1), np.uint8) for n in (gap, long)]
    opened = cv2.morphologyEx(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, kernels[0]), cv2.MORPH_OPEN, kernels[1])
    marks = find_marks(opened)
    x, y, width, height, area = marks.stats.T
    thin = area <= THICK * scale * (width if horizontal else height)
    thin[0] = False
    if horizontal:
        places = np.column_stack((x, y + height / 2, x + width, y + height / 2))
    else:
        places = np.column_stack((x + width / 2, y, x + width / 2, y + height))
    return places[thin], marks.picked(np.where(thin, 255, 0).astype(np.uint8), opened)


def _linking(short: Array, across: Array, down: Array, scale: float) -> npt.NDArray[np.bool_]:
    """Which strokes down meet strokes across with both their ends, or go on others down."""
    near, over = MEETS * scale, RUNS_OVER * scale
    x = short[:, :1]
    out = np.ones(len(short), bool)
    for low, high in (
        (short[:, 1:2] - near, short[:, 1:2] + over),
        (short[:, 3:] - over, short[:, 3:] + near),
    ):
        meets = (low <= across[:, 1]) & (across[:, 1] <= high)
        meets &= (across[:, 0] - near <= x) & (x <= across[:, 2] + near)
        goes_on = (abs(down[:, 0] - x) <= near) & (down[:, 1] <= high) & (down[:, 3] >= low)
        out &= meets.any(axis=1) | goes_on.any(axis=1)
    return out


def _within(mask: Grey, segments: Array) -> Grey:
    """The part of a mask that belongs to the given strokes."""
    kept = np.zeros_like(mask)
    for x0, top, x1, bottom in segments.tolist():
        rows, cols = slice(max(0, int(top) - 3), int(bottom) + 4), slice(max(0, int(x0) - 3), int(x1) + 4)
        kept[rows, cols] = mask[rows, cols]
    return kept


def without(grey: Grey, mask: Grey) -> Grey:
    """The picture with rules or dirt painted over in the colour of the paper."""
    out = grey.copy()
    out[grown(mask) > 0] = shade_of_paper(grey)
    return out


def grown(mask: Grey) -> Grey:
    """A mask wider by the pixel around it that is half ink."""
    out: Grey = cv2.dilate(mask, np.ones((3, 3), np.uint8))
    return out
