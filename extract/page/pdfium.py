"""PDF page → arrays of glyphs and rulings, through PDFium's raw functions.

Everything leaves here in points from the upper left corner of the page as shown: rotation, crop box and the
matrices of form objects are applied once, in this module.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from .arrays import Array, Glyphs, Matrix, RawPage, begins, lengths, no_glyphs, printed_glyphs
from .pdfium_calls import Handle, bare, call_each
from .remarks import bare_remarks, with_remarks
from .rulings import RULE_THICKNESS, WHITE, Subpaths, straight_rulings
from .seen import SCANNED, faint, pale, slanted, unseen

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


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
        paths, texts, images = _objects(page)
        cover = min(1.0, images / max(width * height, 1))
        text = pdfium.FPDFText_LoadPage(page)
        try:
            codes = _codes(text, max(0, pdfium.FPDFText_CountChars(text)))
            kept = np.flatnonzero(printed_glyphs(codes))
            turn = _turn(page, text, kept) if cover <= SCANNED else 0
            shown = _shown(page, turn)
            glyphs = _glyphs(text, codes, kept, shown, texts, paths, cover)
        finally:
            pdfium.FPDFText_ClosePage(text)
        if turn % 2:
            width, height = height, width
        glyphs = with_remarks(glyphs, remarks, shown)
        return RawPage(number, width, height, glyphs, _rulings(paths, shown), cover, turn)
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


Groups = list[tuple[list[Handle], Matrix]]
"""Page objects, with the matrix of the form objects around them."""
ShownArrays = Callable[[Array, Array], tuple[Array, Array]]


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


def _turn(page: object, text: object, kept: NDArray[np.intp]) -> int:
    """The quarter turns clockwise that set the page's text upright, by a sample of its characters."""
    at = kept[:: max(1, len(kept) // SAMPLE)].tolist()
    matrices, _ = call_each(_char_matrix, len(at), 6, np.float32, repeat(text), at, struct=True)
    a, b = matrices[:, 0].astype(np.float64), matrices[:, 1].astype(np.float64)
    angles = np.degrees(np.arctan2(b, a)) - 90 * pdfium.FPDFPage_GetRotation(page)
    turns = np.bincount(np.round(angles / 90).astype(int) % 4, minlength=4)
    return int(turns.argmax()) if turns.max() > SIDEWAYS * max(1, turns.sum()) else 0


SAMPLE, SIDEWAYS = 200, 0.8
"""How many characters tell how a page is turned, and the share of them that must agree."""
_TEXT = pdfium.FPDF_PAGEOBJ_TEXT
_PATH, _FORM, _IMAGE = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM, pdfium.FPDF_PAGEOBJ_IMAGE
_text = bare(pdfium.FPDFText_GetText)
_unicode = bare(pdfium.FPDFText_GetUnicode, ctypes.c_uint)
_loose_box = bare(pdfium.FPDFText_GetLooseCharBox)
_char_box = bare(pdfium.FPDFText_GetCharBox)
_origin = bare(pdfium.FPDFText_GetCharOrigin)
_font_size = bare(pdfium.FPDFText_GetFontSize, ctypes.c_double)
_char_matrix = bare(pdfium.FPDFText_GetMatrix)
_page_object = bare(pdfium.FPDFPage_GetObject, Handle)
_form_object = bare(pdfium.FPDFFormObj_GetObject, Handle)
_form_count = bare(pdfium.FPDFFormObj_CountObjects)
_type = bare(pdfium.FPDFPageObj_GetType)
_matrix = bare(pdfium.FPDFPageObj_GetMatrix)
_bounds = bare(pdfium.FPDFPageObj_GetBounds)
_draw_mode = bare(pdfium.FPDFPath_GetDrawMode)
_fill_colour = bare(pdfium.FPDFPageObj_GetFillColor)
_stroke_colour = bare(pdfium.FPDFPageObj_GetStrokeColor)
_segment_count = bare(pdfium.FPDFPath_CountSegments)
_segment = bare(pdfium.FPDFPath_GetPathSegment, Handle)
_segment_point = bare(pdfium.FPDFPathSegment_GetPoint)
_segment_type = bare(pdfium.FPDFPathSegment_GetType)
_segment_closes = bare(pdfium.FPDFPathSegment_GetClose)


def _glyphs(
    text: object,
    codes: NDArray[np.uint32],
    kept: NDArray[np.intp],
    shown: ShownArrays,
    texts: list[Handle],
    paths: Groups,
    cover: float,
) -> Glyphs:
    """The characters of a text page that are seen; `kept`: those that are no white space, of which PDFium
    makes some up.
    """
    if not len(kept):
        return no_glyphs()
    at, n = kept.tolist(), len(kept)
    loose_ltrb, _ = call_each(_loose_box, n, 4, np.float32, repeat(text), at, struct=True)
    tight_lrbt, _ = call_each(_char_box, n, 4, np.float64, repeat(text), at)
    origins, _ = call_each(_origin, n, 2, np.float64, repeat(text), at)
    loose = loose_ltrb.astype(np.float64)
    size, angle = _sizes(text, kept, loose - np.tile(origins, 2))
    hidden = unseen(text, kept, texts, cover, any(_fills(items) for items, _ in paths))
    read = ~(hidden | slanted(angle) | pale(text, kept, size))
    read &= ~faint(text, kept, texts, loose, codes[kept])
    wide = _boxes(shown, loose[:, 0], loose[:, 3], loose[:, 2], loose[:, 1])
    ink = _boxes(shown, tight_lrbt[:, 0], tight_lrbt[:, 2], tight_lrbt[:, 1], tight_lrbt[:, 3])
    empty = (ink[:, 2] <= ink[:, 0]) | (ink[:, 3] <= ink[:, 1])
    ink[empty] = wide[empty]
    found = Glyphs(codes[kept], ink, wide, shown(origins[:, 0], origins[:, 1])[1], size)
    return found if read.all() else found.only(read)


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


def _boxes(shown: ShownArrays, x0: Array, y0: Array, x1: Array, y1: Array) -> Array:
    (a, b), (c, d) = shown(x0, y0), shown(x1, y1)
    return np.round(
        np.column_stack((np.minimum(a, c), np.minimum(b, d), np.maximum(a, c), np.maximum(b, d))), 2
    )


def _objects(page: object) -> tuple[Groups, list[Handle], float]:
    """The page's paths, in groups with the matrix of the form objects around them, its text objects, and the
    area that its pictures cover in pt².
    """
    waiting = [
        (list(map(_page_object, repeat(page), range(max(0, pdfium.FPDFPage_CountObjects(page))))), IDENTITY)
    ]
    paths: Groups = []
    texts: list[Handle] = []
    images = 0.0
    while waiting:
        items, outer = waiting.pop()
        kinds = np.fromiter(map(_type, items), np.int32, len(items))
        drawn, forms, pictures, said = (
            [items[i] for i in np.flatnonzero(kinds == kind)] for kind in (_PATH, _FORM, _IMAGE, _TEXT)
        )
        texts += said
        paths.append((drawn, outer))
        for form in forms:
            inner = list(map(_form_object, repeat(form), range(max(0, _form_count(form)))))
            waiting.append((inner, _times(_matrices([form])[0].tolist(), outer)))
        bounds = call_each(_bounds, len(pictures), 4, np.float32, pictures)[0].astype(np.float64)
        images += float(np.abs((bounds[:, 2] - bounds[:, 0]) * (bounds[:, 3] - bounds[:, 1])).sum())
    return paths, texts, images


def _matrices(items: Sequence[Handle]) -> Array:
    return call_each(_matrix, len(items), 6, np.float32, items, struct=True)[0].astype(np.float64)


def _times(first: Sequence[float], then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _rulings(groups: Groups, shown: ShownArrays) -> Array:
    """The rules that paths draw: stroked straight segments, and filled rectangles thin enough to be a rule.
    Shape (n, 4).
    """
    found = [_path_rulings(items, outer, shown) for items, outer in groups if items]
    return np.concatenate(found) if found else np.zeros((0, 4))


def _fills(items: list[Handle]) -> bool:
    """Whether some of the paths fill an area in a colour in which white text is to be seen."""
    modes, _ = call_each(_draw_mode, len(items), 2, np.int32, items)
    filled = [items[i] for i in np.flatnonzero(modes[:, 0] != 0)]
    if not filled:
        return False
    bounds = call_each(_bounds, len(filled), 4, np.float32, filled)[0]
    large = np.minimum(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1]) > RULE_THICKNESS
    return bool((large & _is_ink(filled, _fill_colour)).any())


def _path_rulings(items: list[Handle], outer: Matrix, shown: ShownArrays) -> Array:
    modes, _ = call_each(_draw_mode, len(items), 2, np.int32, items)
    filled = (modes[:, 0] != 0) & _is_ink(items, _fill_colour)
    stroked = (modes[:, 1] != 0) & _is_ink(items, _stroke_colour)
    drawn = np.flatnonzero(filled | stroked)
    if not len(drawn):
        return np.zeros((0, 4))
    return straight_rulings(_subpaths([items[i] for i in drawn], outer, shown), filled[drawn], stroked[drawn])


def _is_ink(items: Sequence[Handle], colour_of: Callable[..., Any]) -> NDArray[np.bool_]:
    """Whether the colour is to be seen on white paper; where PDFium knows none, it is taken for ink."""
    rgba, known = call_each(colour_of, len(items), 4, np.uint32, items)
    ink: NDArray[np.bool_] = (rgba[:, 3] > 0) & (rgba[:, :3].min(axis=1) < WHITE) | (np.array(known) == 0)
    return ink


def _subpaths(items: list[Handle], outer: Matrix, shown: ShownArrays) -> Subpaths:
    """All subpaths of some paths."""
    counts = np.fromiter(map(_segment_count, items), np.intp, len(items)).clip(0)
    total, held = int(counts.sum()), np.repeat(np.arange(len(items)), counts)
    starts = np.cumsum(counts) - counts
    segments = list(
        map(_segment, [items[i] for i in held.tolist()], (np.arange(total) - starts[held]).tolist())
    )
    points, _ = call_each(_segment_point, total, 2, np.float32, segments)
    kinds = np.fromiter(map(_segment_type, segments), np.int32, total)
    closes = np.fromiter(map(_segment_closes, segments), np.int32, total)
    a, b, c, d, e, f = _matrices(items)[held].T
    p, q, r, s, t, u = outer
    x, y = points[:, 0].astype(np.float64), points[:, 1].astype(np.float64)
    x, y = a * x + c * y + e, b * x + d * y + f
    xs, ys = shown(p * x + r * y + t, q * x + s * y + u)
    first = np.flatnonzero((kinds == pdfium.FPDF_SEGMENT_MOVETO) | begins(held))
    length = lengths(first, total)
    closed, curved = np.zeros(len(first), bool), np.zeros(len(first), bool)
    if total:
        closed = np.maximum.reduceat(closes, first) > 0
        curved = np.maximum.reduceat((kinds == pdfium.FPDF_SEGMENT_BEZIERTO).astype(np.int8), first) > 0
        last = first + length - 1
        closed &= (xs[first] != xs[last]) | (ys[first] != ys[last])
    return Subpaths(xs, ys, held[first], first, length, closed, curved)
