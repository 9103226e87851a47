"""PDF page → glyphs and rulings, through PDFium's raw functions.

Everything leaves here in points from the upper left corner of the page as shown: rotation, crop box and the matrices of
form objects are applied once, in this module.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2.raw as pdfium

from .model import Box, Glyph

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
WHITE = 245
"""A fill whose three channels reach this is paper, not ink."""
RULE_THICKNESS = 4.0
"""A filled rectangle thinner than this (pt) is a ruling, a thicker one a background."""


@dataclass(frozen=True, slots=True)
class PageGlyph:
    """One printed character. `loose`: the box of its advance and line; `baseline`: its origin's y; `size`: font size in pt."""

    char: str
    glyph: Glyph
    loose: Box
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight horizontal or vertical line."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(frozen=True)
class RawPage:
    """What PDFium gives for one page. `image_cover`: share of the page that pictures cover."""

    number: int
    width: float
    height: float
    glyphs: tuple[PageGlyph, ...]
    rulings: tuple[Ruling, ...]
    image_cover: float


def read_page(document: object, number: int) -> RawPage:
    """Page `number` (from 1) of an open PDFium document."""
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        return RawPage(number, 0, 0, (), (), 0)
    try:
        shown = _shown(page)
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        rulings, images = _rulings(page, shown)
        return RawPage(number, width, height, tuple(_glyphs(page, number, shown)), tuple(rulings), min(1.0, images / max(width * height, 1)))
    finally:
        pdfium.FPDF_ClosePage(page)


def _shown(page: object) -> Callable[[float, float], Point]:
    """The map from page coordinates to the page as shown."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    turns: dict[int, Callable[[float, float], Point]] = {
        0: lambda x, y: (x - left, top - y),
        1: lambda x, y: (y - bottom, x - left),
        2: lambda x, y: (right - x, y - bottom),
        3: lambda x, y: (top - y, right - x),
    }
    return turns[pdfium.FPDFPage_GetRotation(page) % 4]


def _glyphs(page: object, number: int, shown: Callable[[float, float], Point]) -> Iterator[PageGlyph]:
    """The page's characters in the file's order, without those that PDFium makes up (line ends, gaps)."""
    text = pdfium.FPDFText_LoadPage(page)
    try:
        loose_box = pdfium.FS_RECTF()
        left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
        matrix = pdfium.FS_MATRIX()
        for i in range(pdfium.FPDFText_CountChars(text)):
            code = pdfium.FPDFText_GetUnicode(text, i)
            if code < 32 or 0xFFFE <= code <= 0xFFFF or pdfium.FPDFText_IsGenerated(text, i) == 1:
                continue
            pdfium.FPDFText_GetLooseCharBox(text, i, loose_box)
            pdfium.FPDFText_GetCharBox(text, i, left, right, bottom, top)
            pdfium.FPDFText_GetCharOrigin(text, i, x, y)
            pdfium.FPDFText_GetMatrix(text, i, matrix)
            loose = _box(shown, loose_box.left, loose_box.bottom, loose_box.right, loose_box.top)
            tight = _box(shown, left.value, bottom.value, right.value, top.value)
            if tight[2] <= tight[0] or tight[3] <= tight[1]:
                tight = loose
            scale = max((matrix.a**2 + matrix.b**2) ** 0.5, (matrix.c**2 + matrix.d**2) ** 0.5)
            size = pdfium.FPDFText_GetFontSize(text, i) * (scale or 1.0)
            yield PageGlyph(chr(code), Glyph(number, tight), loose, shown(x.value, y.value)[1], size)
    finally:
        pdfium.FPDFText_ClosePage(text)


def _box(shown: Callable[[float, float], Point], x0: float, y0: float, x1: float, y1: float) -> Box:
    (a, b), (c, d) = shown(x0, y0), shown(x1, y1)
    return (round(min(a, c), 2), round(min(b, d), 2), round(max(a, c), 2), round(max(b, d), 2))


def _rulings(page: object, shown: Callable[[float, float], Point]) -> tuple[list[Ruling], float]:
    """The page's straight rules, and the area that its pictures cover."""
    found: list[Ruling] = []
    images = 0.0
    for item, matrix in _objects(page):
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            found.extend(_path_rulings(item, matrix, shown))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            corners = [ctypes.c_float() for _ in range(4)]
            pdfium.FPDFPageObj_GetBounds(item, *corners)
            x0, y0, x1, y1 = (c.value for c in corners)
            images += abs((x1 - x0) * (y1 - y0))
    return found, images


def _objects(page: object) -> Iterator[tuple[object, Matrix]]:
    """All page objects with the matrix of the form objects around them."""
    waiting = [(pdfium.FPDFPage_GetObject(page, i), IDENTITY) for i in range(pdfium.FPDFPage_CountObjects(page))]
    waiting.reverse()
    while waiting:
        item, matrix = waiting.pop()
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_FORM:
            yield item, matrix
            continue
        inner = _times(_matrix_of(item), matrix)
        count = pdfium.FPDFFormObj_CountObjects(item)
        waiting.extend((pdfium.FPDFFormObj_GetObject(item, i), inner) for i in reversed(range(count)))


def _matrix_of(item: object) -> Matrix:
    m = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, m)
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _path_rulings(item: object, outer: Matrix, shown: Callable[[float, float], Point]) -> Iterator[Ruling]:
    """The rules that one path draws: stroked straight segments, and filled rectangles thin enough to be a rule."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    stroked = bool(stroke.value) and _is_ink(item, pdfium.FPDFPageObj_GetStrokeColor)
    filled = bool(fill.value) and _is_ink(item, pdfium.FPDFPageObj_GetFillColor)
    if not stroked and not filled:
        return
    for points in _subpaths(item, _times(_matrix_of(item), outer), shown):
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
        if min(x1 - x0, bottom - top) < RULE_THICKNESS and max(x1 - x0, bottom - top) > 0 and (filled or len(points) == 2):
            yield _axis(x0, top, x1, bottom)
        elif stroked:
            for (ax, ay), (bx, by) in pairwise(points):
                if abs(ax - bx) < 1 or abs(ay - by) < 1:
                    yield _axis(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _axis(x0: float, top: float, x1: float, bottom: float) -> Ruling:
    """A thin box as the line along its middle."""
    if x1 - x0 >= bottom - top:
        middle = (top + bottom) / 2
        return Ruling(x0, middle, x1, middle)
    middle = (x0 + x1) / 2
    return Ruling(middle, top, middle, bottom)


def _is_ink(item: object, colour_of: Callable[..., int]) -> bool:
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    if not colour_of(item, r, g, b, a):
        return True
    return a.value > 0 and min(r.value, g.value, b.value) < WHITE


def _subpaths(item: object, matrix: Matrix, shown: Callable[[float, float], Point]) -> Iterator[list[Point]]:
    """The path's polygons as shown. A polygon with a curve is left out: rules are straight."""
    a, b, c, d, e, f = matrix
    points: list[Point] = []
    curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(pdfium.FPDFPath_CountSegments(item)):
        segment = pdfium.FPDFPath_GetPathSegment(item, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        points.append(shown(a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points
