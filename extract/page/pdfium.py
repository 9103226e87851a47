"""PDF page → arrays of glyphs and rulings, through PDFium's raw functions.

Everything leaves here in points from the upper left corner of the page as shown: rotation, crop box and the
matrices of form objects are applied once, in this module.
"""

from __future__ import annotations

import ctypes
from itertools import repeat
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from .arrays import Array, Glyphs, RawPage, no_glyphs, printed_glyphs
from .objects import PageObjects, ShownArrays, is_dark, page_objects, rulings_of
from .pdfium_calls import bare, call_each
from .remarks import bare_remarks, with_remarks
from .seen import SCANNED, faint, looks_of, pale, slanted, unseen


def read_page(document: object, number: int) -> RawPage | None:
    """Page `number` (from 1) of an open PDFium document; null where PDFium cannot open it."""
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        return None
    written = _is_written_on(page)
    remarks = bare_remarks(page) if written else []
    if written and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
        pdfium.FPDF_ClosePage(page)
        page = pdfium.FPDF_LoadPage(document, number - 1)
    try:
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        objects = page_objects(page)
        cover = min(1.0, objects.pictures / max(width * height, 1))
        text = pdfium.FPDFText_LoadPage(page)
        try:
            held = _text_glyphs(text)
            turn = _turn(page, text, held) if cover <= SCANNED else 0
            shown = _shown(page, turn)
            glyphs = _glyphs(text, held, shown, objects, cover)
        finally:
            pdfium.FPDFText_ClosePage(text)
        if turn % 2:
            width, height = height, width
        glyphs = with_remarks(glyphs, remarks, shown)
        return RawPage(number, width, height, glyphs, rulings_of(objects.paths, shown), cover, turn)
    finally:
        pdfium.FPDF_ClosePage(page)


WRITTEN = (pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_WIDGET)


def _is_written_on(page: object) -> bool:
    """Whether annotations put text on a page: the fields of a form, and remarks. They are no part of its
    content until they are
    made so.
    """
    for n in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, n)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind in WRITTEN:
            return True
    return False


def _shown(page: object, turn: int) -> ShownArrays:
    """The map from page coordinates to the page as shown, turned clockwise by so many quarters."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    turns: dict[int, ShownArrays] = {
        0: lambda x, y: (x - left, top - y),
        1: lambda x, y: (y - bottom, x - left),
        2: lambda x, y: (right - x, y - bottom),
        3: lambda x, y: (top - y, right - x),
    }
    return turns[(pdfium.FPDFPage_GetRotation(page) + turn) % 4]


def _turn(page: object, text: object, glyphs: TextGlyphs) -> int:
    """The quarter turns clockwise that set the page's text upright, by a sample of its characters."""
    rotation = pdfium.FPDFPage_GetRotation(page)
    if not glyphs.angle.any():
        return -rotation % 4 if len(glyphs.at) else 0
    at = glyphs.at[:: max(1, len(glyphs.at) // SAMPLE)].tolist()
    matrices, _ = call_each(_char_matrix, len(at), 6, np.float32, repeat(text), at, struct=True)
    a, b = matrices[:, 0].astype(np.float64), matrices[:, 1].astype(np.float64)
    angles = np.degrees(np.arctan2(b, a)) - 90 * rotation
    turns = np.bincount(np.round(angles / 90).astype(int) % 4, minlength=4)
    return int(turns.argmax()) if turns.max() > SIDEWAYS * max(1, turns.sum()) else 0


SAMPLE, SIDEWAYS = 200, 0.8
"""How many characters tell how a page is turned, and the share of them that must agree."""
_text = bare(pdfium.FPDFText_GetText)
_unicode = bare(pdfium.FPDFText_GetUnicode, ctypes.c_uint)
_loose_box = bare(pdfium.FPDFText_GetLooseCharBox)
_char_box = bare(pdfium.FPDFText_GetCharBox)
_origin = bare(pdfium.FPDFText_GetCharOrigin)
_font_size = bare(pdfium.FPDFText_GetFontSize, ctypes.c_double)
_char_matrix = bare(pdfium.FPDFText_GetMatrix)


class TextGlyphs(NamedTuple):
    """The characters of a text page that are no white space, of which PDFium makes some up, in page
    coordinates.
    """

    at: NDArray[np.intp]
    """Their numbers in the text page."""
    codes: NDArray[np.uint32]
    loose: Array
    """Left, top, right, bottom."""
    tight: Array
    """Left, right, bottom, top."""
    origins: Array
    size: Array
    angle: Array
    """In degrees."""


def _text_glyphs(text: object) -> TextGlyphs:
    codes = _codes(text, max(0, pdfium.FPDFText_CountChars(text)))
    at = np.flatnonzero(printed_glyphs(codes))
    asked, n = at.tolist(), len(at)
    loose = call_each(_loose_box, n, 4, np.float32, repeat(text), asked, struct=True)[0].astype(np.float64)
    tight, _ = call_each(_char_box, n, 4, np.float64, repeat(text), asked)
    origins, _ = call_each(_origin, n, 2, np.float64, repeat(text), asked)
    size, angle = _sizes(text, at, loose - np.tile(origins, 2))
    return TextGlyphs(at, codes[at], loose, tight, origins, size, angle)


def _glyphs(
    text: object, glyphs: TextGlyphs, shown: ShownArrays, objects: PageObjects, cover: float
) -> Glyphs:
    """The characters that are seen, on the page as shown."""
    if not len(glyphs.at):
        return no_glyphs()
    wide, ink = _boxes(shown, glyphs)
    empty = (ink[:, 2] <= ink[:, 0]) | (ink[:, 3] <= ink[:, 1])
    if empty.any():
        ink[empty] = wide[empty]
    _, baseline = shown(glyphs.origins[:, 0], glyphs.origins[:, 1])
    found = Glyphs(glyphs.codes, ink, wide, baseline, glyphs.size)
    left_out = _left_out(text, glyphs, objects, cover)
    return found.only(~left_out) if left_out.any() else found


def _left_out(text: object, glyphs: TextGlyphs, objects: PageObjects, cover: float) -> NDArray[np.bool_]:
    """Which characters are not seen, or a watermark's."""
    looks, at = looks_of(objects.texts, objects.modes), glyphs.at
    out = slanted(glyphs.angle)
    if not looks.are_plain():
        out |= unseen(text, at, looks, cover, lambda: is_dark(objects.paths))
        out |= pale(text, at, glyphs.size) | faint(text, at, looks, glyphs.loose, glyphs.codes)
    return out


def _codes(text: object, count: int) -> NDArray[np.uint32]:
    """The code point of each character: in one call where every one is a unit of UTF-16, one by one
    otherwise.
    """
    units = np.zeros(count + 1, np.uint16)
    written = _text(text, 0, count, units.ctypes) - 1
    if written == count and not np.any((units >= 0xD800) & (units <= 0xDFFF)):
        return units[:count].astype(np.uint32)
    return np.fromiter(map(_unicode, repeat(text), range(count)), np.uint32, count)


def _sizes(text: object, at: NDArray[np.intp], offsets: Array) -> tuple[Array, Array]:
    """Font size × text matrix of each character, and its angle in degrees, asked once for those whose loose
    boxes lie alike around
    their origins: the box is the font's height and the advance, scaled by nothing else.
    """
    # Four numbers of 16 bits, in fiftieths of a point, seen as one of 64.
    shapes = np.round(np.clip(offsets * 50, -32767, 32767)).astype(np.int16).view(np.int64).reshape(-1)
    _, firsts, which = np.unique(shapes, return_index=True, return_inverse=True)
    asked = at[firsts].tolist()
    matrices, _ = call_each(_char_matrix, len(asked), 6, np.float32, repeat(text), asked, struct=True)
    a, b, c, d = matrices[:, :4].astype(np.float64).T
    scale = np.maximum(np.hypot(a, b), np.hypot(c, d))
    sizes = np.fromiter(map(_font_size, repeat(text), asked), np.float64, len(asked))
    found: Array = (sizes * np.where(scale > 0, scale, 1.0))[which]
    return found, np.degrees(np.arctan2(b, a))[which]


def _boxes(shown: ShownArrays, glyphs: TextGlyphs) -> tuple[Array, Array]:
    """The loose and the tight boxes on the page as shown, in hundredths of a point."""
    corners = np.concatenate((glyphs.loose[:, [0, 3, 2, 1]], glyphs.tight[:, [0, 2, 1, 3]])).T
    (a, b), (c, d) = shown(*corners[:2]), shown(*corners[2:])
    boxes = np.column_stack((np.minimum(a, c), np.minimum(b, d), np.maximum(a, c), np.maximum(b, d)))
    boxes = np.round(boxes, 2)
    return boxes[: len(glyphs.at)], boxes[len(glyphs.at) :]
