"""Tables that stand beside each other, each below its own title: parted where their titles begin."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from extract import regex
from extract.captions import LABELS
from extract.model import Table

from .rows import is_figure

TITLE = regex.compile(
    r"(?!.*(?:指标|绩效)).*(?:收支|收入|支出|预算|决算|经费|拨款|采购|资产|基金|资本).*表(?:\(.{1,30}\))?"
)
"""A title of a statement; within a form a line may be named a table too."""


class CellSaid(NamedTuple):
    """What a cell says, folded, and where: its row, its first column, the one behind its last."""

    row: int
    first: int
    end: int
    said: str


def sides(cells: Iterable[CellSaid]) -> list[int]:
    """The columns at which tables begin that stand beside each other: those of the titles of one row, where
    no cell stands in two of them and each has numbers beside names; none where there is one table.
    """
    rows: dict[int, list[CellSaid]] = {}
    for cell in cells:
        if cell.said:
            rows.setdefault(cell.row, []).append(cell)
    if not (titles := _titles([rows[row] for row in sorted(rows)])):
        return []
    under = (held for row, held in rows.items() if row > titles[0].row and len(held) > 1)
    below = [cell for held in under for cell in held]
    starts = [0, *(_begins(a, b, below) for a, b in pairwise(titles))]
    if any(c.first < start < c.end for c in below for start in starts):
        return []
    listed = all(_lists(below, a, b) for a, b in pairwise([*starts, sys.maxsize]))
    return starts if listed else []


def _begins(left: CellSaid, right: CellSaid, below: Sequence[CellSaid]) -> int:
    """The column at which the table of the right title begins: behind the last that is blank between both
    titles, else that of the title.
    """
    used = {col for c in below for col in range(c.first, c.end)}
    return max((n + 1 for n in range(left.first, right.first) if n not in used), default=right.first)


def _lists(cells: Sequence[CellSaid], start: int, end: int) -> bool:
    """Whether what stands first from one column to another names the numbers beside it."""
    held = [c for c in cells if start <= c.first < end]
    first = min((c.first for c in held), default=0)
    numbered = {c.row for c in held if is_figure(c.said) and c.first > first}
    return any(c.row in numbered and not is_figure(c.said) for c in held if c.first == first)


def _titles(rows: Sequence[Sequence[CellSaid]]) -> list[CellSaid]:
    """The titles of several tables in the first row that holds more than labels, left to right."""
    several = (held for held in rows if len(held) > 1 and not all(LABELS.match(c.said) for c in held))
    titles = sorted(next(several, []), key=lambda c: c.first)
    different = len({t.said for t in titles}) == len(titles)
    return titles if different and all(TITLE.fullmatch(t.said) for t in titles) else []


def side_by_side(table: Table) -> list[Table]:
    """The tables that are written beside each other in one; what is merged over several stands in the
    first.
    """
    starts = sides(CellSaid(c.row, c.col, c.col + c.col_span, c.text.folded) for c in table.cells)
    return [_columns(table, a, b) for a, b in pairwise([*starts, table.cols])] if starts else [table]


def _columns(table: Table, start: int, end: int) -> Table:
    """The columns from a start to an end as a table of their own, the blank ones behind them left out; a cell
    that spans further is cut.
    """
    held = [c for c in table.cells if start <= c.col < end]
    end = 1 + max(c.col for c in held if c.text.folded)
    cells = tuple(
        replace(c, col=c.col - start, col_span=min(c.col_span, end - c.col)) for c in held if c.col < end
    )
    return replace(table, cells=cells, cols=end - start)
