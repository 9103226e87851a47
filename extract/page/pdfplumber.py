"""PDF page → arrays of glyphs and rulings by pdfplumber: the reader to compare with, and for pages that
PDFium cannot open.

The arrays are those that `pdfium` gives; but pdfplumber knows no ink boxes, so a glyph's tight box is its
loose one.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import numpy as np

from .arrays import Array, Glyphs, RawPage, lengths, printed_glyphs
from .rulings import WHITE, Subpaths, straight_rulings

CURVES = ("c", "v", "y")
UNMAPPED = 0xFFFD
"""What stands for a glyph whose character the file does not tell."""


class PlumberPages:
    """The pages of a PDF's bytes; pdfplumber opens them when the first is asked for."""

    def __init__(self, data: bytes, password: str = "") -> None:
        self._data, self._password = data, password
        self._pdf: Any = None

    def read(self, number: int) -> RawPage | None:
        """Page `number` (from 1); null where pdfplumber cannot read it either."""
        import pdfplumber

        try:
            self._pdf = self._pdf or pdfplumber.open(io.BytesIO(self._data), password=self._password)
            page = self._pdf.pages[number - 1]
            try:
                return _raw_page(page, number)
            finally:
                page.close()
        # A damaged page can end in any exception: pdfminer checks little of what it reads.
        except Exception:
            return None

    def close(self) -> None:
        """Lets go of the file."""
        if self._pdf is not None:
            self._pdf.close()


def _raw_page(page: Any, number: int) -> RawPage:
    left, top, right, bottom = page.cropbox
    glyphs = _glyphs(
        page.dedupe_chars().chars,
        float(page.height + page.mediabox[1] - top),
        np.array([left, top, left, top], float),
    )
    area = sum(abs((i["x1"] - i["x0"]) * (i["bottom"] - i["top"])) for i in page.images)
    width, height = float(right - left), float(bottom - top)
    return RawPage(
        number,
        width,
        height,
        glyphs,
        _rulings([*page.lines, *page.rects, *page.curves], left, top),
        min(1.0, area / max(width * height, 1)),
    )


def _glyphs(chars: Sequence[dict[str, Any]], origin: float, corner: Array) -> Glyphs:
    """The printed characters; those of a ligature share its box. `origin`: the y from which baselines are
    counted upwards.
    """
    codes = [[UNMAPPED] if c["text"].startswith("(cid:") else [ord(x) for x in c["text"]] for c in chars]
    held = np.repeat(np.arange(len(chars)), [len(c) for c in codes])
    code = np.array([x for c in codes for x in c], np.uint32)
    seen = printed_glyphs(code)
    at = held[seen]
    boxes = (
        np.array([(c["x0"], c["top"], c["x1"], c["bottom"]) for c in chars], float).reshape(-1, 4) - corner
    )[at]
    baseline = origin - np.array([c["matrix"][5] for c in chars], float)[at]
    return Glyphs(
        code[seen],
        np.round(boxes, 2),
        np.round(boxes, 2),
        baseline,
        np.array([c["size"] for c in chars], float)[at],
    )


def _rulings(drawn: Sequence[dict[str, Any]], left: float, top: float) -> Array:
    paths = [(d, ops) for d in drawn if (ops := [op for op in d["path"] if len(op) > 1])]
    filled = np.array([bool(d["fill"]) and _is_ink(d["non_stroking_color"]) for d, _ in paths], bool)
    stroked = np.array([bool(d["stroke"]) and _is_ink(d["stroking_color"]) for d, _ in paths], bool)
    points = np.array([op[-1] for _, ops in paths for op in ops], float).reshape(-1, 2) - (left, top)
    held = np.repeat(np.arange(len(paths)), [len(ops) for _, ops in paths])
    first = np.flatnonzero([n == 0 or op[0] == "m" for _, ops in paths for n, op in enumerate(ops)])
    curves = np.array([op[0] in CURVES for _, ops in paths for op in ops], bool)
    curved = np.logical_or.reduceat(curves, first) if len(first) else np.zeros(0, bool)
    closed = np.array([any(op[0] == "h" for op in d["path"]) for d, _ in paths], bool)[held[first]]
    return straight_rulings(
        Subpaths(points[:, 0], points[:, 1], held[first], first, lengths(first, len(points)), closed, curved),
        filled,
        stroked,
    )


def _is_ink(colour: Any) -> bool:
    """Whether a colour of grey, RGB or CMYK is to be seen on white paper; one that cannot be told is taken
    for ink.
    """
    values = colour if isinstance(colour, tuple | list) else (colour,)
    if not values or not all(isinstance(v, int | float) for v in values):
        return True
    return bool(max(values) > 1 - WHITE / 255 if len(values) == 4 else min(values) < WHITE / 255)
