"""Tables of what a government owes, or may owe: the year whose end their amounts stand as of."""

from __future__ import annotations

from dataclasses import replace

from parsers.codes import Measure
from parsers.lexicon import column_words, statement_words
from parsers.report import Profile, Quantity

from .column_measures import StatementTable


def as_of(title: str, profile: Profile) -> int | None:
    """The year that the title of a table of debts names, that of the report where it names none or two; null
    of any other table.
    """
    if not statement_words().debts.search(title):
        return None
    named = {int(m.group(1)) for m in column_words().year_named.compiled.finditer(title)}
    return named.pop() if len(named) == 1 else profile.fiscal_year


def of_debts(quantity: Quantity, year: int, kind: StatementTable) -> Quantity:
    """What is owed at the end of a year, or may be: by its row (2022年末余额, and the parts below it), by its
    column, or by the title.
    """
    earlier = quantity.measure == "final" and kind.year is not None and year < kind.year
    measure: Measure = "prior_final" if earlier else quantity.measure
    return replace(quantity, measure=measure, period=year if year != kind.year else None)
