"""Remarks on a PDFium page, and fields of a form, whose file says what they say and not how they look: set as
a viewer sets them.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from extract import regex

from .arrays import Array, Glyphs, printed_glyphs

UNSEEN = 2 | 32
"""Flags of annotations that are not shown: hidden, and not for the screen (ISO 32000, 12.5.3)."""
SAYING = {pdfium.FPDF_ANNOT_FREETEXT: b"Contents", pdfium.FPDF_ANNOT_WIDGET: b"V"}
"""The key of what each kind of annotation says."""
DRAWN = regex.compile(r"(?<![^\s)\]>])(?:T[jJ]|Do|['\"])(?![^\s(\[<])")
"""Operators that show text, or an object which may."""
FONT = regex.compile(r"(\d+(?:\.\d+)?) Tf")
USUAL = 10.0
"""The size of a remark that names none, in pt."""
INSET, LEADING, RISE = 2.0, 1.2, 0.85
"""A viewer's margin within the box (pt), the distance of lines and a baseline's depth, in font sizes."""


class Remark(NamedTuple):
    """The words of a remark or a field, its size and where its box begins (pt, page coordinates)."""

    words: str
    size: float
    left: float
    top: float


def bare_remarks(page: object) -> list[Remark]:
    """The shown free-text annotations and form fields whose appearance has no words."""
    found = []
    for n in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, n)
        key = SAYING.get(pdfium.FPDFAnnot_GetSubtype(annotation))
        if key and _is_bare(annotation) and (words := _string(annotation, key)):
            box = pdfium.FS_RECTF()
            pdfium.FPDFAnnot_GetRect(annotation, box)
            font = FONT.search(_string(annotation, b"DA"))
            size = float(font[1]) if font and float(font[1]) > 0 else USUAL
            found.append(Remark(words, size, min(box.left, box.right), max(box.top, box.bottom)))
        pdfium.FPDFPage_CloseAnnot(annotation)
    return found


def _is_bare(annotation: object) -> bool:
    """Whether an annotation is shown and its appearance draws no text: it has none, or an empty one, as
    LibreOffice writes fields for the viewer to fill (NeedAppearances).
    """
    if pdfium.FPDFAnnot_GetFlags(annotation) & UNSEEN:
        return False
    size = pdfium.FPDFAnnot_GetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0)
    held = _filled(size, lambda *into: pdfium.FPDFAnnot_GetAP(annotation, 0, *into))
    return DRAWN.search(held) is None


def _string(annotation: object, key: bytes) -> str:
    """A text of an annotation; empty where it has none."""
    size = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    return _filled(size, lambda *into: pdfium.FPDFAnnot_GetStringValue(annotation, key, *into))


def _filled(size: int, write: Callable[[object, int], int]) -> str:
    """What a call writes into a buffer of so many bytes; empty where it has but the closing zero."""
    if size <= 2:
        return ""
    held = ctypes.create_string_buffer(size)
    write(ctypes.cast(held, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
    return held.raw[: size - 2].decode("utf-16-le", "replace")


def with_remarks(
    glyphs: Glyphs, remarks: Sequence[Remark], shown: Callable[[Array, Array], tuple[Array, Array]]
) -> Glyphs:
    """The glyphs of a page and those of its remarks; `shown` maps page coordinates to the page as shown."""
    set_out = [x for remark in remarks for x in _set(remark)]
    if not set_out:
        return glyphs
    codes = np.array([c for c, _, _, _, _ in set_out], np.uint32)
    x, base, wide, size = (np.array([row[i] for row in set_out]) for i in range(1, 5))
    (a, b), (c, d) = shown(x, base + RISE * size), shown(x + wide, base - (1 - RISE) * size)
    boxes = np.column_stack((np.minimum(a, c), np.minimum(b, d), np.maximum(a, c), np.maximum(b, d)))
    return Glyphs(
        np.concatenate((glyphs.codes, codes)),
        np.concatenate((glyphs.tight, boxes)),
        np.concatenate((glyphs.loose, boxes)),
        np.concatenate((glyphs.baseline, shown(x, base)[1])),
        np.concatenate((glyphs.size, size)),
    )


def _set(remark: Remark) -> list[tuple[int, float, float, float, float]]:
    """(code, x, baseline, width, size) of each character: a full width for those of Chinese, half of one for
    others.
    """
    out = []
    for n, line in enumerate(regex.split(r"\r\n|\r|\n", remark.words)):
        x, base = remark.left + INSET, remark.top - INSET - remark.size * (RISE + n * LEADING)
        for char in line:
            wide = remark.size * (1.0 if unicodedata.east_asian_width(char) in "WF" else 0.5)
            if printed_glyphs(np.array([ord(char)], np.uint32))[0]:
                out.append((ord(char), x, base, wide, remark.size))
            x += wide
    return out
