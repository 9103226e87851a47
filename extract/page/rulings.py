"""Subpaths of a page → the rulings that divide its tables."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .arrays import Array

WHITE = 245
"""A fill whose three channels reach this is paper, not ink."""
RULE_THICKNESS = 4.0
"""A filled rectangle thinner than this (pt) is a ruling, a thicker one a background."""
STRAIGHT = 1.0
"""A segment that rises or shifts by less than this (pt) is meant to be horizontal or vertical."""


@dataclass(frozen=True)
class Subpaths:
    """Points as shown; for each subpath its path, its first point, how many points it has, whether it is
    closed and whether curved.
    """

    xs: Array
    ys: Array
    path: NDArray[np.intp]
    first: NDArray[np.intp]
    length: NDArray[np.intp]
    closed: NDArray[np.bool_]
    curved: NDArray[np.bool_]


def straight_rulings(subpaths: Subpaths, filled: NDArray[np.bool_], stroked: NDArray[np.bool_]) -> Array:
    """Rulings (n, 4) of the subpaths. One with a curve has none."""
    s, xs, ys = subpaths, subpaths.xs, subpaths.ys
    if not len(s.first):
        return np.zeros((0, 4))
    x0, x1 = np.minimum.reduceat(xs, s.first), np.maximum.reduceat(xs, s.first)
    top, bottom = np.minimum.reduceat(ys, s.first), np.maximum.reduceat(ys, s.first)
    usable = (s.length > 1) & ~s.curved
    flat = (np.minimum(x1 - x0, bottom - top) < RULE_THICKNESS) & (np.maximum(x1 - x0, bottom - top) > 0)
    thin = usable & flat & (filled[s.path] | (s.length + s.closed == 2))
    outlined = usable & ~thin & stroked[s.path]
    inside = np.repeat(outlined, s.length)
    inside[s.first + s.length - 1] = False
    begin = np.concatenate((np.flatnonzero(inside), (s.first + s.length - 1)[outlined & s.closed]))
    end = np.concatenate((np.flatnonzero(inside) + 1, s.first[outlined & s.closed]))
    straight = (np.abs(xs[begin] - xs[end]) < STRAIGHT) | (np.abs(ys[begin] - ys[end]) < STRAIGHT)
    begin, end = begin[straight], end[straight]
    boxes = (
        np.concatenate((x0[thin], np.minimum(xs[begin], xs[end]))),
        np.concatenate((top[thin], np.minimum(ys[begin], ys[end]))),
        np.concatenate((x1[thin], np.maximum(xs[begin], xs[end]))),
        np.concatenate((bottom[thin], np.maximum(ys[begin], ys[end]))),
    )
    return _axes(*boxes)


def _axes(x0: Array, top: Array, x1: Array, bottom: Array) -> Array:
    """Thin boxes as the lines along their middles."""
    level = x1 - x0 >= bottom - top
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    return np.column_stack(
        (np.where(level, x0, x), np.where(level, y, top), np.where(level, x1, x), np.where(level, y, bottom))
    )
