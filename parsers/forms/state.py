"""What the readers of a self-evaluation form share: the form as far as it has been read, and the readings
that it gave.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from extract import regex
from extract.model import Cell, Table
from parsers.codes import FundColumn, Measure, Scope
from parsers.lexicon import form_words
from parsers.memo import remembered

Said = list[tuple[Cell, str]]
"""The cells that begin in a row, with their folded text."""
LONGEST_LABEL = 24


@remembered
def said_rows(table: Table) -> tuple[Said, ...]:
    """The cells that begin in each row of a table, with their folded text."""
    return tuple(
        [(c, c.text.folded) for c in table.row_cells(row) if c.row == row] for row in range(table.row_count)
    )


@dataclass
class Form:
    """One form as far as it has been read. `table`: the first table that it stands in; `closed`: its total
    has been read.

    `funds` and `columns` say what each grid column holds below the latest header of either kind.
    """

    table: int
    project: str | None = None
    scope: Scope = "project"
    funds: dict[int, FundColumn] = field(default_factory=dict)
    columns: dict[int, str] = field(default_factory=dict)
    unit: str | None = None
    parents: dict[str, str] = field(default_factory=dict)
    carried: dict[str, str] = field(default_factory=dict)
    blocks: dict[int, tuple[str, Measure]] = field(default_factory=dict)
    nested: bool = False
    breakdowns: dict[int, str] = field(default_factory=dict)
    """The kind of money that a second header row names over a grid column: 财政拨款 under 全年预算数."""
    named: int | None = None
    """The grid column of the rows' names, where the header of the fund block says which."""
    listed: bool = False
    """Whether those names are of projects or tasks."""
    scored: str | None = None
    """The label over the scores of those projects, each of a whole one."""
    graded: int | None = None
    """The grid column of their grades."""
    further: dict[int, str] = field(default_factory=dict)
    """What the columns hold of a second list of indicators beside the first: 中期 and 年度."""
    aims: bool = False
    """Whether the form sets targets and reports nothing."""
    projects: int | None = None
    """The grid column of the projects' names, where the indicators of several are listed below one another.
    """
    amounts: dict[int, tuple[Measure, str]] = field(default_factory=dict)
    """What the amounts beside those names measure, and their label."""
    paired: dict[int, Measure] = field(default_factory=dict)
    """What the amounts in a grid column measure, by the first pair of label and amount above."""
    beside: dict[int, int] = field(default_factory=dict)
    """The grid column of the label of each amount, where every measure has labels of its own beside it."""
    heading: Cell | None = None
    """The label of the whole block, where they do."""
    kinds: dict[int, str] = field(default_factory=dict)
    """The kind of money in each grid column, where the rows are what is measured."""
    full: str | None = None
    """The points for budget execution that the header of the fund block prints."""
    closed: bool = False


@lru_cache(maxsize=8192)
def label(folded: str) -> str:
    """A label without its number, the colon and the bracket behind it: 二、实施单位（盖章）： is 实施单位; a
    bracket that names the column (A) stays.
    """
    bare = regex.sub(r"\((?!A\)|B\)|B/A\))[^()]{0,12}\)$", "", folded.rstrip(":："))
    return form_words().section_number.sub("", bare) or folded
