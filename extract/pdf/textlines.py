"""Glyphs → lines of text: characters that share a baseline, from left to right, with the gaps that mean a
space.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.fold import is_han
from extract.model import GLYPH, Text
from extract.page.arrays import Array, Glyphs, begins, lengths

SAME_LINE = 0.4
"""Baselines that differ by less than this share of the font size are one line (superscripts stay on it)."""
WORD_GAP = 0.3
"""A gap wider than this share of the font size parts two words or numbers."""
COLUMN_GAP = 1.5
"""Between Han characters, which justified text sets apart, only a gap as wide as this is meant as one."""
OUTSIDE = -1
"""The owner of glyphs that stand in no cell."""
SPACE, NEWLINE = ord(" "), ord("\n")


class Line(NamedTuple):
    """One line of text as printed, with its extent in points."""

    text: Text
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float
    page: int


class Grouped(NamedTuple):
    """The glyphs' order by owner, line and place from the left, and the number of the line of each in that
    order; those of no owner come first.
    """

    order: NDArray[np.intp]
    line: NDArray[np.intp]


def set_lines(
    glyphs: Glyphs, owners: NDArray[np.intp], grouped: Grouped, page: int
) -> tuple[list[Line], dict[int, Text]]:
    """The lines of the glyphs that stand outside of cells, from the top down, and the text of each cell that
    has any.

    `owners`: for each glyph the number of its cell, or OUTSIDE; the lines of a cell are joined by line
    breaks. `grouped`: as `group_lines` gives it.
    """
    if not len(glyphs):
        return [], {}
    order, line = grouped
    loose, owner, size, han = (
        glyphs.loose[order],
        owners[order],
        glyphs.size[order],
        _IS_HAN[np.minimum(glyphs.codes[order], len(_IS_HAN) - 1)],
    )
    new_line = begins(line)
    limit = np.where(han[1:] & han[:-1], COLUMN_GAP, WORD_GAP) * np.maximum(
        np.minimum(size[1:], size[:-1]), 1
    )
    apart = np.zeros(len(order), bool)
    apart[1:] = (loose[1:, 0] - loose[:-1, 2] > limit) & ~new_line[1:]
    broken = new_line & ~begins(owner) & (owner != OUTSIDE)
    inserted = apart | broken
    at = np.arange(len(order)) + np.cumsum(inserted)
    codes = np.full(len(order) + int(inserted.sum()), SPACE, np.uint32)
    codes[at[broken] - 1] = NEWLINE
    codes[at] = glyphs.codes[order]
    places = np.zeros((len(codes), GLYPH))
    places[at, 0] = page
    places[at, 1:5] = glyphs.tight[order]
    if glyphs.confidence is not None:
        places[at, 5] = glyphs.confidence[order]
    chars = codes.tobytes().decode("utf-32-le", "surrogatepass")
    return _lines(
        glyphs, order, np.flatnonzero(new_line), at, chars, places, page, int((owner == OUTSIDE).sum())
    ), _cells(owner, at, chars, places)


_IS_HAN = np.array([is_han(chr(code)) for code in range(0x10000)])


def closes(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which characters are marks that close words and may be set beyond the right edge (标点溢出边界)."""
    found: NDArray[np.bool_] = _CLOSES[np.minimum(codes, len(_CLOSES) - 1)]
    return found


_CLOSES = np.zeros(0x10000, bool)
_CLOSES[[ord(c) for c in "，。、；：！？）】》”’,.;:!?)"]] = True


def group_lines(glyphs: Glyphs, owners: NDArray[np.intp]) -> Grouped:
    """The lines that the glyphs of each owner stand in."""
    order = np.lexsort((glyphs.loose[:, 0], glyphs.baseline, owners))
    owner, baseline, size = owners[order], glyphs.baseline[order], glyphs.size[order]
    # Neighbours of one owner, baseline and size go to the same line, whichever it is.
    first = np.flatnonzero(begins(owner, baseline, size))
    numbers = _number(owner[first].tolist(), baseline[first].tolist(), size[first].tolist())
    line = np.repeat(np.array(numbers), lengths(first, len(order)))
    again = np.lexsort((glyphs.loose[order, 0], line))
    return Grouped(order[again], line[again])


def _number(owners: list[int], baselines: list[float], sizes: list[float]) -> list[int]:
    """The line of each run of glyphs: one of the last three of its owner whose first glyph has nearly the
    same baseline, or a new one.
    """
    numbers: list[int] = []
    open_lines: list[tuple[float, float, int]] = []
    count, last = -1, OUTSIDE - 1
    for owner, baseline, size in zip(owners, baselines, sizes, strict=True):
        if owner != last:
            open_lines, last = [], owner
        for base, font, number in open_lines:
            if abs(base - baseline) <= SAME_LINE * max(min(font, size), 1):
                numbers.append(number)
                break
        else:
            count += 1
            open_lines = [*open_lines[-2:], (baseline, size, count)]
            numbers.append(count)
    return numbers


def _lines(
    glyphs: Glyphs,
    order: NDArray[np.intp],
    first: NDArray[np.intp],
    at: NDArray[np.intp],
    chars: str,
    places: Array,
    page: int,
    outside: int,
) -> list[Line]:
    """The lines outside of cells, which are the first `outside` glyphs."""
    first = first[first < outside]
    if not len(first):
        return []
    order, length = order[:outside], lengths(first, outside)
    line, end = np.repeat(np.arange(len(first)), length), first + length
    tight, loose, size = glyphs.tight[order], glyphs.loose[order], glyphs.size[order]
    middle = size[np.lexsort((size, line))][first + length // 2]
    numbers = zip(
        at[first].tolist(),
        (at[end - 1] + 1).tolist(),
        loose[first, 0].tolist(),
        np.maximum.reduceat(loose[:, 2], first).tolist(),
        np.minimum.reduceat(tight[:, 1], first).tolist(),
        np.maximum.reduceat(tight[:, 3], first).tolist(),
        glyphs.baseline[order[first]].tolist(),
        middle.tolist(),
        strict=True,
    )
    return [
        Line(Text(chars[a:b], places[a:b]), x0, x1, top, bottom, baseline, size, page)
        for a, b, x0, x1, top, bottom, baseline, size in numbers
    ]


def _cells(owner: NDArray[np.intp], at: NDArray[np.intp], chars: str, places: Array) -> dict[int, Text]:
    first = np.flatnonzero(begins(owner) & (owner != OUTSIDE))
    end = first + lengths(first, len(owner))
    return {
        number: Text(chars[a:b], places[a:b])
        for number, a, b in zip(
            owner[first].tolist(), at[first].tolist(), (at[end - 1] + 1).tolist(), strict=True
        )
    }
