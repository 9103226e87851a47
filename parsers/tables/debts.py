"""Tables of what a government owes, or may owe: the year whose end their amounts stand as of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extract.model import Table
from parsers.lexicon import code_of, column_words, statement_words
from parsers.report import Profile, Quantity

from .column_measures import StatementTable, of_year, year_above


def as_of(title: str, profile: Profile) -> int | None:
    """The year that the title of a table on borrowed money names, that of the report where it names none or
    two; null of any other table.
    """
    if not statement_words().borrowed.search(title):
        return None
    named = {int(m.group(1)) for m in column_words().year_named.compiled.finditer(title)}
    return named.pop() if len(named) == 1 else profile.fiscal_year


def of_debts(found: Iterable[Quantity], table: Table, kind: StatementTable) -> Iterator[Quantity]:
    """The amounts of a table on borrowed money with the year, and the measure, that their row names, or the
    one that it is a part of (2022年末余额, 其中：一般债务), else their column, else the title.
    """
    opened, at = "", None
    for q in found:
        if q.row != at:
            at = q.row
            begins = year_above([q.item]) or statement_words().heading.match(_printed(table, q.row))
            opened = q.item if begins else opened
        said = year_above([opened])
        measure = (code_of("columns", "measures", opened) if said else None) or q.measure
        if q.measure == kind.measure:
            measure, _ = of_year(measure, opened, kind)
        year = said or q.period or year_above([q.breakdown or ""]) or kind.as_of
        earlier = None not in (year, kind.year) and (year or 0) < (kind.year or 0)
        yield replace(
            q,
            measure="prior_final" if measure == "final" and earlier else measure,
            period=year if year != kind.year else None,
        )


def _printed(table: Table, row: int | None) -> str:
    """The first words of a row, with what numbers it."""
    return next((w for c in range(table.cols) if (w := table.words.get((row or 0, c)))), "")
