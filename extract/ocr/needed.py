"""Page → which parts of it the text layer does not tell, and OCR must read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from unicodedata import category

import numpy as np
from numpy.typing import NDArray

from extract.model import Box
from extract.page.arrays import Glyphs, RawPage

from .region import inside

SPARSE = 20
"""Fewer glyphs than this on a picture are a stamp or a page number, not its text."""
PAGE_COVER = 0.3
"""Pictures that cover this share of a page without text make it an image of a page."""
REGION_COVER = 0.03
"""A picture that covers less than this share of the page is a seal or a logo."""
NARROW = 40.0
"""A picture with a side below this (pt) is an ornament."""
BAND = 0.1
"""Running heads that a program puts over a scan stand in this share of its height at the top and bottom."""
STRANGE = 0.3
"""A text layer says nothing where more than this share of its glyphs are such as no report uses, digits and
marks of ASCII not counted: a broken character map may leave these right.
"""
COMMON_HAN = 0.7
"""At least this share of the Han characters of real text is of the first level of GB 2312 (3,755 characters);
of random ones a fifth.
"""
ENOUGH_HAN = 30
_FIRST_LEVEL = bytes(
    byte for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for byte in (row, cell)
).decode("gb2312", "ignore")
"""The Han characters of the first level of GB 2312."""


def unread_regions(page: RawPage, pictures: Sequence[Box]) -> tuple[Box, ...]:
    """The parts of a page that hold text which its text layer does not give: the whole page, or pictures on
    it.
    """
    whole = (0.0, 0.0, page.width, page.height)
    if is_nonsense(page.glyphs.codes):
        return (whole,)
    area = max(page.width * page.height, 1.0)
    untold = [box for box in _merged(pictures) if not _is_in_text(box, page.glyphs)]
    if sum(map(_area, untold)) >= PAGE_COVER * area and len(page.glyphs) < SPARSE:
        return (whole,)
    large = [b for b in untold if _area(b) >= REGION_COVER * area and min(b[2] - b[0], b[3] - b[1]) >= NARROW]
    return (whole,) if any(_area(b) > 0.8 * area for b in large) else tuple(large)


def is_nonsense(codes: NDArray[np.uint32]) -> bool:
    """Whether the code points of a text layer are no text: unmapped, of private use, or drawn at random by a
    broken character map.
    """
    kinds = _kinds()[np.minimum(codes, 0x10000)]
    plain, strange, rare, common, far, _ = np.bincount(kinds, minlength=6).tolist()
    letters = plain + strange + rare + common + far
    if letters < SPARSE:
        return False
    if far:
        strange += sum(map(_strange, codes[kinds == FAR].tolist()))
    if strange > STRANGE * letters:
        return True
    return bool(rare + common >= ENOUGH_HAN and common < COMMON_HAN * (rare + common))


PLAIN, ODD, RARE, COMMON, FAR, MUTE = range(6)
"""Kinds of code points: strange ones are odd, Han characters rare or common; digits and marks of ASCII are
mute.
"""


@cache
def _kinds() -> NDArray[np.uint8]:
    """The kind of each code point of the basic plane, and the one of all others."""
    kinds = np.full(0x10001, PLAIN, np.uint8)
    kinds[0x4E00:0xA000] = RARE
    kinds[list(map(ord, _FIRST_LEVEL))] = COMMON
    kinds[:-1][np.fromiter(map(_strange, range(0x10000)), bool)] = ODD
    kinds[[code for code in range(0x20, 0x7F) if not chr(code).isalpha()]] = MUTE
    kinds[-1] = FAR
    return kinds


def _strange(code: int) -> bool:
    """Unassigned, of private use, a replacement mark, or of a script that Chinese reports do not use."""
    char = chr(code)
    if 0xA0 <= code < 0x2000:
        return char not in "\u00a0·×÷±°αβγμ"
    return char == "\ufffd" or category(char) in ("Co", "Cn", "Cc", "Cs")


def _is_in_text(box: Box, glyphs: Glyphs) -> bool:
    """Whether the text layer says what a picture shows: glyphs over its body, not over its edges alone."""
    band = BAND * (box[3] - box[1])
    body = (box[0], box[1] + band, box[2], box[3] - band)
    return int(inside(body, glyphs.tight).sum()) >= SPARSE


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _merged(boxes: Sequence[Box]) -> list[Box]:
    """Pictures that touch made one: scanners store a page in strips."""
    out: list[Box] = []
    for box in sorted(boxes, key=lambda b: (b[1], b[0])):
        merged = box
        while touching := [b for b in out if _touch(b, merged)]:
            out = [b for b in out if b not in touching]
            all_of = [merged, *touching]
            merged = (
                min(b[0] for b in all_of),
                min(b[1] for b in all_of),
                max(b[2] for b in all_of),
                max(b[3] for b in all_of),
            )
        out.append(merged)
    return out


def _touch(a: Box, b: Box) -> bool:
    return a[0] <= b[2] + 1 and b[0] <= a[2] + 1 and a[1] <= b[3] + 1 and b[1] <= a[3] + 1
