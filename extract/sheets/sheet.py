"""A sheet as its readers fill it: printed cells at their places, merged areas, what is hidden."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

LETTERS = 26


@dataclass(frozen=True)
class SheetCell:
    """A cell's print, and whether a line is drawn to its left or right."""

    text: str
    ruled: bool = False


@dataclass
class Sheet:
    """A visible sheet. Rows and columns count from 0."""

    name: str
    number: int
    """Which of the visible sheets it is, from 1."""
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row, first column, last row, last column."""
    hidden_rows: Collection[int] = ()
    hidden_cols: Collection[int] = ()
    unknown: list[str] = field(default_factory=list)
    """Places whose number format is not read."""
    uncached: list[str] = field(default_factory=list)
    """Cells of the workbook that hold formulas whose result was not saved."""
    errors: list[str] = field(default_factory=list)
    """Places that print an error (#REF!)."""

    def at(self, row: int, col: int) -> str:
        """A place as it is named: 收入!B7."""
        return f"{self.name}!{column_name(col)}{row + 1}"


def column_name(col: int) -> str:
    """A, B, … Z, AA."""
    name, col = "", col + 1
    while col:
        col, rest = divmod(col - 1, LETTERS)
        name = chr(ord("A") + rest) + name
    return name
