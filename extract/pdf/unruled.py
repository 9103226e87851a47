"""Rules that a table leaves out, from the white space that stands for them, so that it is read by the same
grid as a ruled one.

Three kinds are looked for: tables ruled across only, with open or closed sides; tables in a frame; tables
without any rule. A column border is where the gaps of all rows have a common place; where a cell's words run
over it, it is left out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.model import Box
from extract.page.arrays import Array, Glyphs, RawPage, begins, lengths
from extract.page.grid import SNAP, Grid, find_grids

from .bands import HAIR, Bands, Segment, Skyline, Spread
from .group_labels import heads_group, with_group
from .textlines import OUTSIDE, Grouped, closes, group_lines

CELL_GAP = 0.4
"""A gap wider than this share of the font size may part two cells."""
WIDE_GAP = 1.0
"""A gap as wide as this parts two columns where no rule helps to see them."""
SAME_SIDE = 8.0
"""Rules across one table begin and end within this of each other (pt)."""
OVERLAP = 0.02
"""What stands by more than this share of the size over a closing mark is another cell's."""
RISE, FALL = 0.85, 0.1
"""What a line of text takes above and below its baseline, as shares of its size."""
TIGHT, LEADING = 0.5, 1.35
"""The white between the lines of a cell is less than this share of the size; that between rows is so many
times as much at least.
"""
APART = 4.0
"""Rows of a table without rules are less than so many times the size apart."""
FEWEST = 3
"""Rows, rules and columns that a table without a full grid has at least."""


class RuledLine(NamedTuple):
    """A level rule from x0 to x1 at the height y."""

    x0: float
    x1: float
    y: float


class UnruledRow(NamedTuple):
    """A row from `top` to `bottom`, and the x extents of its cells from left to right."""

    top: float
    bottom: float
    cells: list[tuple[float, float]]


def missing_rules(
    page: RawPage, grids: Sequence[Grid], outside: NDArray[np.bool_], grouped: Grouped
) -> Array:
    """The rules that the page's half-ruled and unruled tables leave out, shape (n, 4). `outside`: which
    glyphs stand in no cell of `grids`; `grouped`: the lines of each cell's glyphs and of those.
    """
    listed = [g for g in grids if len(g.xs) == 2 and len(g.ys) > FEWEST]
    if not listed and not _has_columns(page.glyphs, Grouped(*(of[: int(outside.sum())] for of in grouped))):
        return np.zeros((0, 4))
    segments = Spread(_segments(page.glyphs, np.ones(len(page.glyphs), bool), CELL_GAP))
    found: list[Box] = []
    taken = [g.bbox for g in grids if g not in listed]
    for region, rules in _regions(page, listed, taken):
        rows = _rows(segments.inside(region), region, rules)
        if _is_table(rows):
            taken.append(region)
            found += _completed(rows, region, rules)
    for region in _stretches(page.glyphs, outside, taken):
        rows = _rows(segments.inside(region), region, ())
        if _is_table(rows):
            cells = with_group([row.cells for row in rows], len(_borders(rows, ())) + 1)
            found += _completed([rows[0]._replace(cells=cells), *rows[1:]], region, ())
    return np.array(found).reshape(-1, 4)


def _has_columns(glyphs: Glyphs, grouped: Grouped) -> bool:
    """Whether any line has as many wide gaps as part the fewest columns."""
    order, line = grouped
    if not len(order):
        return False
    loose, size = glyphs.loose[order], glyphs.size[order]
    end = np.where(closes(glyphs.codes[order]), loose[:, 0], loose[:, 2])
    parted = (loose[1:, 0] - loose[:-1, 2] > CELL_GAP * np.maximum(size[1:], 1)) & (line[1:] == line[:-1])
    wide = parted & (loose[1:, 0] - end[:-1] > WIDE_GAP * size[1:])
    return bool(np.any(np.bincount(line[1:][wide]) + 1 >= FEWEST))


def _segments(glyphs: Glyphs, kept: NDArray[np.bool_], gap: float) -> list[Segment]:
    """The kept glyphs in segments, line by line."""
    if not kept.any():
        return []
    glyphs = glyphs.only(kept)
    order, line = group_lines(glyphs, np.full(len(glyphs), OUTSIDE))
    loose, size, base = glyphs.loose[order], glyphs.size[order], glyphs.baseline[order]
    new = begins(line)
    hangs, apart = closes(glyphs.codes[order]), loose[1:, 0] - loose[:-1, 2]
    new[1:] |= (apart > gap * np.maximum(size[1:], 1)) | (
        hangs[:-1] & ~hangs[1:] & (apart < -OVERLAP * size[1:])
    )
    first = np.flatnonzero(new)
    ends = first + lengths(first, len(order)) - 1
    # A closing mark may hang over the edge of its cell.
    x1 = np.maximum.reduceat(np.where(hangs, loose[:, 0], loose[:, 2]), first)
    return [
        Segment(a, b, y - RISE * s, y + FALL * s, s, n)
        for a, b, y, s, n in zip(
            loose[first, 0].tolist(),
            x1.tolist(),
            base[first].tolist(),
            size[first].tolist(),
            line[ends].tolist(),
            strict=True,
        )
    ]


def _lines(segments: Sequence[Segment]) -> Iterator[list[Segment]]:
    held: list[Segment] = []
    for segment in segments:
        if held and held[-1].line != segment.line:
            yield held
            held = []
        held.append(segment)
    if held:
        yield held


def _regions(
    page: RawPage, listed: Sequence[Grid], taken: Sequence[Box]
) -> Iterator[tuple[Box, list[RuledLine]]]:
    """Where rules enclose what may be a table, and the rules that part it."""
    for grid in listed:
        yield grid.bbox, [RuledLine(grid.bbox[0], grid.bbox[2], y) for y in grid.ys[1:-1]]
    for grid in find_grids(page.rulings, 1):
        if len(grid.cells) == 1:
            yield grid.bbox, []
    yield from _ruled_across(_level(page.rulings, taken))


def _level(rulings: Array, taken: Sequence[Box]) -> list[RuledLine]:
    """The level rules that touch no box that is taken, from the top down."""
    rulings = rulings[rulings[:, 2] - rulings[:, 0] > rulings[:, 3] - rulings[:, 1]]
    rulings = rulings[np.lexsort((rulings[:, 0], rulings[:, 1]))]
    free = np.ones(len(rulings), bool)
    thickest = np.max(rulings[:, 3] - rulings[:, 1], initial=0) + HAIR
    for x0, top, x1, bottom in taken:
        first, after = np.searchsorted(rulings[:, 1], (top - SNAP - thickest, bottom + SNAP))
        near = rulings[first:after]
        touches = (near[:, 0] < x1 + SNAP) & (near[:, 2] > x0 - SNAP) & (near[:, 3] > top - SNAP)
        free[first:after] &= ~touches
    return list(_joined(rulings[free].tolist()))


def _ruled_across(lines: Sequence[RuledLine]) -> Iterator[tuple[Box, list[RuledLine]]]:
    """Regions whose rules begin and end at the same sides, with the rules within them."""
    x0, x1, y = np.array(lines).reshape(-1, 3).T
    order = np.argsort(x0, kind="stable")
    begins_at = x0[order]
    left_over = np.ones(len(lines), bool)
    for number, (left, right, top) in enumerate(lines):
        if not left_over[number]:
            continue
        first, after = np.searchsorted(begins_at, (left - SAME_SIDE, right + SAME_SIDE))
        near = np.sort(order[first:after])
        near = near[left_over[near]]
        alike = near[(np.abs(x0[near] - left) < SAME_SIDE) & (np.abs(x1[near] - right) < SAME_SIDE)]
        bottom = float(y[alike[-1]])
        within = near[(top <= y[near]) & (y[near] <= bottom)]
        within = within[(left - SAME_SIDE < x0[within]) & (x1[within] < right + SAME_SIDE)]
        left_over[within] = False
        if len(alike) >= FEWEST:
            yield (left, top, right, bottom), [lines[i] for i in within.tolist() if top < lines[i].y < bottom]


def _joined(level: Sequence[Sequence[float]]) -> Iterator[RuledLine]:
    """Level rules from the top down, those that touch on one height joined."""
    held: RuledLine | None = None
    for x0, y, x1, _ in level:
        if held and abs(held.y - y) <= SNAP and x0 <= held.x1 + SNAP:
            held = held._replace(x1=max(held.x1, x1))
        else:
            if held:
                yield held
            held = RuledLine(x0, x1, y)
    if held:
        yield held


def _stretches(glyphs: Glyphs, outside: NDArray[np.bool_], taken: Sequence[Box]) -> Iterator[Box]:
    """Where lines stand below each other in columns and no rule encloses them."""
    free = Spread(_segments(glyphs, outside, CELL_GAP)).beside(taken)
    held: list[list[Segment]] = []
    above: list[Segment] = []
    for line in [*sorted(_lines(free), key=lambda line: line[0].bottom), []]:
        near = bool(held and line) and line[0].top - held[-1][0].bottom < APART * line[0].size
        if near and (len(line) > 1 or any(len(x) > 1 for x in held[-FEWEST:])):
            held.append(line)
            continue
        while held and len(held[-1]) < 2:
            held.pop()
        if sum(_wide_gaps(x) + 1 >= FEWEST for x in held) >= FEWEST:
            group = [s for s in above if heads_group(s, held)]
            yield _around([*group, *(segment for x in held for segment in x)])
        held, above = ([line], above) if len(line) > 1 else ([], line)


def _around(segments: Sequence[Segment]) -> Box:
    return (
        min(s.x0 for s in segments) - SNAP,
        min(s.top for s in segments) - SNAP,
        max(s.x1 for s in segments) + SNAP,
        max(s.bottom for s in segments) + SNAP,
    )


def _wide_gaps(line: Sequence[Segment]) -> int:
    return sum(b.x0 - a.x1 > WIDE_GAP * b.size for a, b in pairwise(line))


def _rows(segments: Sequence[Segment], region: Box, rules: Sequence[RuledLine]) -> list[UnruledRow]:
    """The rows between the rules. Rules that part head, body and total only leave the rows between them to
    white space.
    """
    borders = [region[1], *sorted({r.y for r in rules}), region[3]]
    between: list[list[Segment]] = [[] for _ in range(len(borders) + 1)]
    for s in segments:
        between[bisect_right(borders, (s.top + s.bottom) / 2)].append(s)
    out: list[UnruledRow] = []
    for (top, bottom), held in zip(pairwise(borders), between[1:], strict=False):
        lines = _by_white(held) if len(borders) - 1 <= FEWEST else [held]
        middles = [(max(s.bottom for s in a) + min(s.top for s in b)) / 2 for a, b in pairwise(lines)]
        out += [
            UnruledRow(a, b, _cells(line))
            for a, b, line in zip([top, *middles], [*middles, bottom], lines or [[]], strict=True)
        ]
    return out


def _by_white(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Segments in rows. The words of one cell stand closer than rows do; the cells of one row have a height
    in common, and a label that reaches over rows is left to the one that it stands in most. Cells that many
    others stand level with say where the rows are.
    """
    blocks = _blocks(segments)
    spans = [(min(s.top for s in b), max(s.bottom for s in b)) for b in blocks]
    middles = sorted((top + bottom) / 2 for top, bottom in spans)
    level = [
        bisect_left(middles, (top + bottom) / 2 + 1) - bisect_right(middles, (top + bottom) / 2 - 1)
        for top, bottom in spans
    ]
    bands = Bands()
    held: list[list[Segment]] = []
    over: list[int] = []
    for i in sorted(range(len(blocks)), key=lambda i: (-level[i], spans[i])):
        top, bottom = spans[i]
        beside = bands.beside(top, bottom, 1)
        if len(beside) > 1:
            over.append(i)
        elif beside:
            bands.widen(beside[0], top, bottom)
            held[beside[0]] += blocks[i]
        else:
            bands.add(top, bottom)
            held.append(list(blocks[i]))
    for i in over:
        held[bands.nearest(*spans[i])] += blocks[i]
    return [
        [s._replace(top=max(s.top, top), bottom=max(top, min(s.bottom, bottom))) for s in row]
        for (top, bottom), row in sorted(zip(bands.extents, held, strict=True))
    ]


def _blocks(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Segments below each other as near as lines of one cell are."""
    ordered = sorted(segments, key=lambda s: (s.top, s.x0))
    ended = sorted(range(len(ordered)), key=lambda i: (ordered[i].bottom, i))
    skyline = Skyline()
    above: list[tuple[float, int] | None] = []
    done = 0
    for i, s in enumerate(ordered):
        while done < i and ordered[ended[done]].bottom <= s.top + 1:
            u = ended[done]
            skyline.cover(ordered[u].x0, ordered[u].x1, ordered[u].bottom, u)
            done += 1
        over = skyline.lowest(s.x0, s.x1)
        above.append(over and (s.top - over[0], over[1]))
    limit = _leading([gap for gap, _ in filter(None, above)], max((s.size for s in ordered), default=1))
    out: list[list[Segment]] = []
    of: list[int] = []
    for s, near in zip(ordered, above, strict=True):
        if near and near[0] <= limit:
            of.append(of[near[1]])
            out[of[-1]].append(s)
        else:
            of.append(len(out))
            out.append([s])
    return out


def _leading(gaps: Sequence[float], size: float) -> float:
    """The widest white between two lines of a cell; below 0 where no cell has two."""
    return next(
        (a for a, b in pairwise(sorted(gaps)) if a < TIGHT * size and b >= LEADING * max(a, 0.1 * size)), -1.0
    )


def _cells(segments: Sequence[Segment]) -> list[tuple[float, float]]:
    out: list[tuple[float, float]] = []
    for s in sorted(segments):
        if out and s.x0 <= out[-1][1] + CELL_GAP * s.size:
            out[-1] = out[-1][0], max(out[-1][1], s.x1)
        else:
            out.append((s.x0, s.x1))
    return out


def _is_table(rows: Sequence[UnruledRow]) -> bool:
    """Whether most rows have cells side by side, and some of them three."""
    counts = [len(row.cells) for row in rows if row.cells]
    return sum(n >= FEWEST for n in counts) >= 2 and sum(n >= 2 for n in counts) * 2 >= len(counts) >= FEWEST


def _completed(rows: Sequence[UnruledRow], region: Box, rules: Sequence[RuledLine]) -> Iterator[Box]:
    """The frame, the row borders that no rule marks, and the column borders where no words run over them."""
    left, top, right, bottom = region
    marked = {r.y for r in rules}
    for y in (top, bottom, *(row.bottom for row in rows[:-1] if row.bottom not in marked)):
        yield left, y, right, y
    inner = _borders(
        rows, sorted({x for r in rules for x in (r.x0, r.x1) if min(x - left, right - x) > SNAP})
    )
    for x in (left, *inner, right):
        for row in rows:
            if x in (left, right) or not _runs_over(row.cells, x):
                yield x, row.top, x, row.bottom


def _runs_over(cells: Sequence[tuple[float, float]], x: float) -> bool:
    """Whether the words of one of a row's cells stand across x."""
    n = bisect_left(cells, (x,)) - 1
    return n >= 0 and x < cells[n][1]


def _borders(rows: Sequence[UnruledRow], ends: Sequence[float]) -> set[float]:
    """Where rules end, and the fewest places more such that one lies in every gap between two cells: in the
    middle of what its gaps have in common.
    """
    gaps = sorted((b, a) for row in rows for (_, a), (b, _) in pairwise(row.cells))
    return {
        *ends,
        *(
            (low + high) / 2
            for low, high in _common(gaps)
            if not any(low - SNAP <= x <= high + SNAP for x in ends)
        ),
    }


def _common(gaps: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """What neighbouring gaps, given as (end, start), have in common."""
    held: tuple[float, float] | None = None
    for end, start in gaps:
        if held and start < held[1]:
            held = max(held[0], start), held[1]
        else:
            if held:
                yield held
            held = start, end
    if held:
        yield held
