"""Which statement a table is, by its title, its labels or its rows."""

from __future__ import annotations

from typing import Literal

from extract.model import Table
from parsers.codes import TableCode
from parsers.lexicon import code_of, statement_words, target_words
from parsers.memo import remembered
from parsers.report import Profile
from parsers.words.numbers import money_unit

from .column_measures import StatementTable, plain_measure, year_told
from .debts import as_of
from .headers import blocks, columns, header_rows, is_total

GATHERED: Literal["gathered"] = "gathered"
"""The code of a table that is told by its rows alone; each has its own statement."""


def recognise(table: Table, profile: Profile) -> StatementTable | None:
    """The statement that a table is, by its title and then by its column labels; null where it is none."""
    statement, unit = _told(table)
    if statement is None:
        return None
    title = table.folded_title
    places = _of_places(table)
    listed = statement_words().no_projects.search(title) or (
        statement_words().kinds_of_money.search(title) and not _of_projects(table)
    )
    projects = not (places or listed)
    by_title = profile.doc_type not in ("budget", "final_accounts")
    measure = plain_measure(profile, title, places)
    told = year_told(profile, title)
    owed = as_of(title, profile)
    return StatementTable(statement, unit, measure, profile.fiscal_year, projects, told, owed, by_title)


def _of_projects(table: Table) -> bool:
    """Whether the names of a table's rows are headed as those of projects."""
    return any(b.name and target_words().project.search(b.name.label) for b in blocks(columns(table)))


def _of_places(table: Table) -> bool:
    """Whether the names of a table's rows are headed as those of places."""
    return any(b.name and statement_words().places.whole(b.name.label) for b in blocks(columns(table)))


@remembered
def _told(table: Table) -> tuple[TableCode | None, str | None]:
    """The statement that a table is, whatever report it is of, and its money unit."""
    words, header = table.words, header_rows(table)
    labels = "|".join(dict.fromkeys(words.get((r, c), "") for r in range(header) for c in range(table.cols)))
    title = table.folded_title
    statement = code_of("statements", "titles", title) if title else None
    if statement is None:
        statement = code_of("statements", "headers", labels)
    if statement is None and _gathers(table):
        statement = GATHERED
    if statement is None or statement_words().no_statement.search("|".join(words.values())):
        return None, None
    return statement, money_unit(table.folded_unit_line) or money_unit(title) or money_unit(labels)


def _gathers(table: Table) -> bool:
    """Whether the rows of a table without a title each tell their own statement: 机关运行经费, “三公”经费."""
    names = [b.name.index for b in blocks(columns(table)) if b.name is not None]
    rows = range(header_rows(table), table.row_count)
    said = [w for row in rows for c in names[:1] if (w := table.words.get((row, c)))]
    rest = [w for w in said if code_of("statements", "rows", w) is None]
    return len(said) - len(rest) >= 2 and all(map(is_total, rest))


def statement_codes() -> list[str]:
    """The statements that a table may be."""
    words = statement_words()
    return [*(entry.code for entry in (*words.titles.entries, *words.headers.entries)), GATHERED]
