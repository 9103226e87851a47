"""Which glyphs of a PDFium page are to be read: no invisible, white or clipped text, no watermark."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from .arrays import Array
from .pdfium_calls import Handle, bare, call_each
from .rulings import WHITE

Kept = NDArray[np.bool_]
INVISIBLE = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
SCANNED = 0.5
"""A page of which pictures cover more has its text layer in invisible text."""
STRAIGHT = 3.0
"""Degrees by which upright text may lean."""
LARGE = 1.8
"""A watermark is set so much larger than the page's usual text."""
FEW, AGAIN, COVERED = 0.5, 3, 0.2
"""Of a page's glyphs a watermark has no more than this share; its words come so often, or cover so much of a
glyph below them.
"""
PALE, CLEAR = 144, 200
"""Its colour is no darker than this, or no more opaque."""

_fill_colour = bare(pdfium.FPDFPageObj_GetFillColor)
_glyph_colour = bare(pdfium.FPDFText_GetFillColor)
_text_object = bare(pdfium.FPDFText_GetTextObject, Handle)


class Colours(NamedTuple):
    """Fill colours: the darkest of red, green and blue and the alpha of each (0 to 255), and whether PDFium
    knows it.
    """

    darkest: NDArray[np.uint32]
    alpha: NDArray[np.uint32]
    known: Sequence[int]

    def are_plain(self) -> bool:
        """Whether all are dark and opaque."""
        return not len(self.alpha) or bool(self.alpha.min() >= CLEAR and self.darkest.max() < PALE)

    def light(self) -> Kept:
        """Which are those of a watermark."""
        return self._known((self.darkest >= PALE) & (self.darkest < WHITE) | (self.alpha < CLEAR))

    def white(self) -> Kept:
        """Which are as paper."""
        return self._known(self.darkest >= WHITE)

    def clear(self) -> Kept:
        """Which leave nothing to be seen."""
        return self._known(self.alpha == 0)

    def _known(self, chosen: Kept) -> Kept:
        found: Kept = chosen & np.array(self.known, bool)
        return found


class TextLooks(NamedTuple):
    """The text objects of a page with their render modes and colours."""

    objects: Sequence[Handle]
    modes: Sequence[int]
    colours: Colours

    def are_plain(self) -> bool:
        """Whether all text is filled, dark and opaque: then all of it is seen, and none is a watermark's."""
        return not any(self.modes) and self.colours.are_plain()

    def glyphs_of(self, chosen: Kept, text: object, at: NDArray[np.intp]) -> Kept:
        """Which glyphs of a text page belong to the chosen objects."""
        wanted = {
            ctypes.cast(self.objects[i], ctypes.c_void_p).value for i in np.flatnonzero(chosen).tolist()
        }
        held = map(_text_object, repeat(text), at.tolist())
        return np.fromiter((ctypes.cast(h, ctypes.c_void_p).value in wanted for h in held), bool, len(at))


def looks_of(texts: Sequence[Handle], modes: Sequence[int]) -> TextLooks:
    """How text objects of these render modes are drawn."""
    return TextLooks(texts, modes, _colours(_fill_colour, len(texts), texts))


def _colours(colour_of: Callable[..., Any], count: int, *arguments: Iterable[Any]) -> Colours:
    rgba, known = call_each(colour_of, count, 4, np.uint32, *arguments)
    red, green, blue, alpha = rgba.T
    return Colours(np.minimum(np.minimum(red, green), blue), alpha, known)


def slanted(angles: Array) -> Kept:
    """Which glyphs lean, on a page most of whose text stands straight: a watermark across it."""
    if not angles.any():
        return np.zeros(len(angles), bool)
    off = np.abs((angles + 45) % 90 - 45) > STRAIGHT
    return off if off.sum() <= len(off) / 2 else np.zeros(len(off), bool)


def pale(text: object, at: NDArray[np.intp], sizes: Array) -> Kept:
    """Which glyphs are much larger than the others and pale: a watermark that stands level."""
    large = sizes > LARGE * np.median(sizes)
    if not large.any():
        return large
    asked = at[large].tolist()
    out = np.zeros(len(sizes), bool)
    out[large] = _colours(_glyph_colour, len(asked), repeat(text), asked).light()
    return out


def unseen(
    text: object, at: NDArray[np.intp], looks: TextLooks, cover: float, is_dark: Callable[[], bool]
) -> Kept:
    """Which glyphs belong to text objects that are not drawn, or in white where nothing dark (`is_dark`) lies
    below; `cover`: the share of the page that pictures cover.
    """
    none = np.zeros(len(at), bool)
    if cover > SCANNED:
        return none
    modes = np.array(looks.modes, np.int32)
    hidden = np.isin(modes, INVISIBLE)
    white = looks.colours.white() & (modes == pdfium.FPDF_TEXTRENDERMODE_FILL) | looks.colours.clear()
    if white.any() and not is_dark():
        hidden |= white
    return looks.glyphs_of(hidden, text, at) if hidden.any() else none


def faint(
    text: object, at: NDArray[np.intp], looks: TextLooks, boxes: Array, codes: NDArray[np.uint32]
) -> Kept:
    """Which glyphs are those of a pale text that is set over others, or again and again: a watermark of the
    page's usual size. Boxes as left, top, right, bottom with y upwards.
    """
    none = np.zeros(len(at), bool)
    light = looks.colours.light()
    if not light.any() or light.all():
        return none
    is_light = looks.glyphs_of(light, text, at)
    if is_light.sum() > FEW * len(at):
        return none
    runs = _runs(is_light, boxes)
    words = [codes[run].tobytes() for run in runs]
    dark = boxes[~is_light]
    over = {w for w, run in zip(words, runs, strict=True) if _is_over(boxes[run], dark)}
    for word, run in zip(words, runs, strict=True):
        none[run] = word in over or words.count(word) >= AGAIN
    return none


def _runs(chosen: Kept, boxes: Array) -> list[NDArray[np.intp]]:
    """The chosen glyphs in runs that follow each other on one line."""
    found = np.flatnonzero(chosen)
    level = np.abs(np.diff(boxes[found, 3])) < 1
    new = np.flatnonzero((np.diff(found) > 1) | ~level) + 1
    return np.split(found, new) if len(found) else []


def _is_over(boxes: Array, others: Array) -> bool:
    """Whether a glyph covers a good part of another one."""
    for x0, top, x1, bottom in boxes.tolist():
        wide = np.minimum(x1, others[:, 2]) - np.maximum(x0, others[:, 0])
        high = np.minimum(top, others[:, 1]) - np.maximum(bottom, others[:, 3])
        area = np.clip(wide, 0, None) * np.clip(high, 0, None)
        if (area > COVERED * (x1 - x0) * (top - bottom)).any():
            return True
    return False
