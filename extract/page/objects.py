"""A PDFium page's objects: its texts, its pictures and its paths, of which the rulings are made.

What holds for each object is asked once, and only where the page needs it: a call costs as much as PDFium's
work in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from .arrays import Array, Matrix, begins, lengths
from .pdfium_calls import Handle, bare, call_each
from .rulings import RULE_THICKNESS, WHITE, Subpaths, straight_rulings

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
ShownArrays = Callable[[Array, Array], tuple[Array, Array]]
"""The map of x and y from page coordinates to the page as shown."""

_page_object = bare(pdfium.FPDFPage_GetObject, Handle)
_form_object = bare(pdfium.FPDFFormObj_GetObject, Handle)
_form_count = bare(pdfium.FPDFFormObj_CountObjects)
_type = bare(pdfium.FPDFPageObj_GetType)
_render_mode = bare(pdfium.FPDFTextObj_GetTextRenderMode)
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


class Paths(NamedTuple):
    """Paths, the matrix of the form objects around them, and whether each fills and strokes in a colour that
    is to be seen on white paper.
    """

    items: list[Handle]
    outer: Matrix
    filled: NDArray[np.bool_]
    stroked: NDArray[np.bool_]


class PageObjects(NamedTuple):
    """The paths of a page by the form object that they stand in, its texts, the render mode of each, and the
    area that its pictures cover in pt².
    """

    paths: list[Paths]
    texts: list[Handle]
    modes: list[int]
    pictures: float


def page_objects(page: object) -> PageObjects:
    """What is drawn on a page and in its form objects."""
    count = max(0, pdfium.FPDFPage_CountObjects(page))
    waiting = [(list(map(_page_object, repeat(page), range(count))), IDENTITY)]
    found = PageObjects([], [], [], 0.0)
    while waiting:
        items, outer = waiting.pop()
        # What is no text has no render mode: texts, by far the most, are not asked for what they are.
        modes = np.fromiter(map(_render_mode, items), np.int32, len(items))
        is_text = modes != pdfium.FPDF_TEXTRENDERMODE_UNKNOWN
        found.texts.extend(_chosen(items, is_text))
        found.modes.extend(modes[is_text].tolist())
        others = _chosen(items, ~is_text)
        kinds = np.fromiter(map(_type, others), np.int32, len(others))
        drawn, forms, pictures = (_chosen(others, kinds == kind) for kind in _KINDS)
        if drawn:
            found.paths.append(_paths(drawn, outer))
        for form in forms:
            inner = list(map(_form_object, repeat(form), range(max(0, _form_count(form)))))
            waiting.append((inner, _times(_matrices([form])[0].tolist(), outer)))
        found = found._replace(pictures=found.pictures + _area(pictures))
    return found


_KINDS = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM, pdfium.FPDF_PAGEOBJ_IMAGE


def _area(pictures: Sequence[Handle]) -> float:
    """The area of their bounds in pt²."""
    bounds = call_each(_bounds, len(pictures), 4, np.float32, pictures)[0].astype(np.float64)
    return float(np.abs((bounds[:, 2] - bounds[:, 0]) * (bounds[:, 3] - bounds[:, 1])).sum())


def _chosen(items: Sequence[Handle], which: NDArray[np.bool_]) -> list[Handle]:
    return list(map(items.__getitem__, np.flatnonzero(which).tolist()))


def is_dark(paths: Sequence[Paths]) -> bool:
    """Whether some of the paths fill an area in a colour in which white text is to be seen."""
    filled = [item for group in paths for item in _chosen(group.items, group.filled)]
    bounds = call_each(_bounds, len(filled), 4, np.float32, filled)[0]
    return bool((np.minimum(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1]) > RULE_THICKNESS).any())


def rulings_of(paths: Sequence[Paths], shown: ShownArrays) -> Array:
    """The rules that paths draw: stroked straight segments, and filled rectangles thin enough to be a rule.
    Shape (n, 4).
    """
    found = [_rulings(group, shown) for group in paths]
    return np.concatenate(found) if found else np.zeros((0, 4))


def _paths(items: list[Handle], outer: Matrix) -> Paths:
    modes, _ = call_each(_draw_mode, len(items), 2, np.int32, items)
    return Paths(
        items,
        outer,
        _with_ink(items, modes[:, 0] != 0, _fill_colour),
        _with_ink(items, modes[:, 1] != 0, _stroke_colour),
    )


def _with_ink(
    items: list[Handle], used: NDArray[np.bool_], colour_of: Callable[..., Any]
) -> NDArray[np.bool_]:
    """Which of the paths that use a colour use one that is to be seen on white paper; where PDFium knows
    none, it is taken for ink.
    """
    at = np.flatnonzero(used)
    if len(at):
        rgba, known = call_each(colour_of, len(at), 4, np.uint32, _chosen(items, used))
        used[at] = (rgba[:, 3] > 0) & (rgba[:, :3].min(axis=1) < WHITE) | (np.array(known) == 0)
    return used


def _matrices(items: Sequence[Handle]) -> Array:
    return call_each(_matrix, len(items), 6, np.float32, items, struct=True)[0].astype(np.float64)


def _times(first: Sequence[float], then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _rulings(paths: Paths, shown: ShownArrays) -> Array:
    drawn = paths.filled | paths.stroked
    if not drawn.any():
        return np.zeros((0, 4))
    subpaths = _subpaths(_chosen(paths.items, drawn), paths.outer, shown)
    return straight_rulings(subpaths, paths.filled[drawn], paths.stroked[drawn])


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
