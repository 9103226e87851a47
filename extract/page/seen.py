"""Which glyphs of a PDFium page are to be read: no invisible, white or clipped text, no watermark."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from itertools import repeat

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

_render_mode = bare(pdfium.FPDFTextObj_GetTextRenderMode)
_fill_colour = bare(pdfium.FPDFPageObj_GetFillColor)
_glyph_colour = bare(pdfium.FPDFText_GetFillColor)
_text_object = bare(pdfium.FPDFText_GetTextObject, Handle)


def slanted(angles: Array) -> Kept:
    """Which glyphs lean, on a page most of whose text stands straight: a watermark across it."""
    off = np.abs((angles + 45) % 90 - 45) > STRAIGHT
    return off if off.sum() <= len(off) / 2 else np.zeros(len(off), bool)


def pale(text: object, at: NDArray[np.intp], sizes: Array) -> Kept:
    """Which glyphs are much larger than the others and pale: a watermark that stands level."""
    large = sizes > LARGE * np.median(sizes)
    if not large.any():
        return large
    asked = at[large].tolist()
    rgba, known = call_each(_glyph_colour, len(asked), 4, np.uint32, repeat(text), asked)
    light = (rgba[:, :3].min(axis=1) >= PALE) & (rgba[:, :3].min(axis=1) < WHITE) | (rgba[:, 3] < CLEAR)
    out = np.zeros(len(sizes), bool)
    out[large] = light & (np.array(known) != 0)
    return out


def unseen(text: object, at: NDArray[np.intp], objects: Sequence[Handle], cover: float, dark: bool) -> Kept:
    """Which glyphs belong to text objects that are not drawn, or in white where nothing dark (`dark`) lies
    below; `cover`: the share
    of the page that pictures cover.
    """
    none = np.zeros(len(at), bool)
    if cover > SCANNED or not objects:
        return none
    modes = np.fromiter(map(_render_mode, objects), np.int32, len(objects))
    hidden = np.isin(modes, INVISIBLE)
    if not dark:
        rgba, known = call_each(_fill_colour, len(objects), 4, np.uint32, objects)
        white = (rgba[:, :3].min(axis=1) >= WHITE) & (np.array(known) != 0)
        hidden |= (white & (modes == pdfium.FPDF_TEXTRENDERMODE_FILL)) | (
            (rgba[:, 3] == 0) & (np.array(known) != 0)
        )
    if not hidden.any():
        return none
    gone = {ctypes.cast(objects[i], ctypes.c_void_p).value for i in np.flatnonzero(hidden).tolist()}
    held = map(_text_object, repeat(text), at.tolist())
    return np.fromiter((ctypes.cast(h, ctypes.c_void_p).value in gone for h in held), bool, len(at))


def faint(
    text: object, at: NDArray[np.intp], objects: Sequence[Handle], boxes: Array, codes: NDArray[np.uint32]
) -> Kept:
    """Which glyphs are those of a pale text that is set over others, or again and again: a watermark of the
    page's usual size. Boxes as left, top, right, bottom with y upwards.
    """
    none = np.zeros(len(at), bool)
    rgba, known = call_each(_fill_colour, len(objects), 4, np.uint32, objects)
    light = ((rgba[:, :3].min(axis=1) >= PALE) & (rgba[:, :3].min(axis=1) < WHITE)) | (rgba[:, 3] < CLEAR)
    light &= np.array(known) != 0
    if not light.any() or light.all():
        return none
    gone = {ctypes.cast(objects[i], ctypes.c_void_p).value for i in np.flatnonzero(light).tolist()}
    held = map(_text_object, repeat(text), at.tolist())
    is_light = np.fromiter((ctypes.cast(h, ctypes.c_void_p).value in gone for h in held), bool, len(at))
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
