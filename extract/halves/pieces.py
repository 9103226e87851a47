"""A wide table that is written in several, part beside part and piece below piece, each part made whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from extract.model import Table

from .rows import first_figures


def whole_parts(tables: Sequence[Table], joins: Callable[[Table, Table], bool]) -> list[Table]:
    """The parts, left to right, where `tables` are all pieces of each in turn, or one of each by turns; none
    where they are not. `joins`: whether a table goes on to the right of another.
    """
    kinds = list(dict.fromkeys(map(header, tables)))
    pieces = [[t for t in tables if header(t) == kind] for kind in kinds]
    if not 1 < len(kinds) < len(tables):
        return []
    down = len(list(groupby(tables, header))) == len(kinds)
    turns = len(tables) // len(kinds)
    across = list(map(header, tables)) == kinds * turns and all(
        joins(pieces[0][n], p[n]) for p in pieces[1:] for n in range(turns)
    )
    parts = [stacked(p) for p in pieces]
    return parts if (down or across) and all(joins(parts[0], p) for p in parts[1:]) else []


def header(table: Table) -> tuple[tuple[str, ...], ...]:
    """The folded texts of the rows above the first number."""
    rows = [tuple(c.text.folded for c in table.row_cells(r)) for r in range(table.row_count)]
    return tuple(rows[: first_figures(rows)])


def stacked(pieces: Sequence[Table]) -> Table:
    """The pieces of a part below each other, the header once."""
    whole, *more = pieces
    for piece in more:
        head = len(header(piece))
        lower = (replace(c, row=c.row + whole.row_count - head) for c in piece.cells if c.row >= head)
        whole = replace(
            whole, cells=(*whole.cells, *lower), row_count=whole.row_count + piece.row_count - head
        )
    return whole
