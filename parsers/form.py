"""What the readers of a self-evaluation form share: the form as far as it has been read, and the readings that it gave."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract import regex
from extract.model import Cell

from .report import IndicatorReading, Quantity, ScoreReading, UnitReading

Said = list[tuple[Cell, str]]
"""The cells that begin in a row, with their folded text."""
LONGEST_LABEL = 24


@dataclass
class Form:
    """One form as far as it has been read. `table`: the first table that it stands in; `closed`: its total has been read.

    `funds` and `columns` say what each grid column holds below the latest header of either kind.
    """

    table: int
    project: str | None = None
    scope: str = "project"
    funds: dict[int, str] = field(default_factory=dict)
    columns: dict[int, str] = field(default_factory=dict)
    unit: str | None = None
    parents: dict[str, str] = field(default_factory=dict)
    carried: dict[str, str] = field(default_factory=dict)
    blocks: dict[int, tuple[str, str]] = field(default_factory=dict)
    nested: bool = False
    closed: bool = False


@dataclass
class FormReadings:
    """What the forms of one table state."""

    quantities: list[Quantity] = field(default_factory=list)
    indicators: list[IndicatorReading] = field(default_factory=list)
    scores: list[ScoreReading] = field(default_factory=list)
    units: list[UnitReading] = field(default_factory=list)


def label(folded: str) -> str:
    """A label without the colon and the bracket behind it: 实施单位（盖章）： is 实施单位; a bracket that names the column (A) stays."""
    return regex.sub(r"\((?!A\)|B\)|B/A\))[^()]{0,12}\)$", "", folded.rstrip(":：")) or folded
