"""The kinds of tables, in the order in which they are tried: the one list by which tables are told, read and
named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from extract.model import Table
from parsers.forms.form import read_form
from parsers.forms.recognise import is_form, is_scoring
from parsers.forms.state import Form
from parsers.report import IndicatorReading, Profile, Quantity, ScoreReading, TableReadings, UnitReading

from .base_data import is_base_data, read_base_data
from .fund_usage import is_fund_usage, read_fund_usage
from .money_sources import is_by_source, read_by_source
from .recognise import recognise, statement_codes
from .scores import is_score_table, read_score_table
from .site_sample import is_site_sample, read_site_sample, sampled_units
from .statements import read_statement
from .targets import is_target_table, read_targets


@dataclass(frozen=True)
class TableKind:
    """A kind of table. `read` gets the form that the table before began and did not close, and gives that of
    this one.
    """

    name: str
    recognises: Callable[[Table, Profile], bool]
    read: Callable[[Table, Profile, Form | None], tuple[TableReadings, Form | None]]


def _form(table: Table, _: Profile, before: Form | None) -> tuple[TableReadings, Form | None]:
    return read_form(table, before)


def _targets(table: Table, _: Profile, __: Form | None) -> tuple[TableReadings, None]:
    quantities, indicators = read_targets(table)
    return _readings(quantities, indicators=indicators), None


def _usage(table: Table, _: Profile, __: Form | None) -> tuple[TableReadings, None]:
    return _readings(read_fund_usage(table)), None


def _sample(table: Table, _: Profile, __: Form | None) -> tuple[TableReadings, None]:
    units = (
        UnitReading(place=table.place(cell), name=name, role="implementing", code=code)
        for cell, name, code in sampled_units(table)
    )
    return _readings(read_site_sample(table), units=units), None


def _by_source(table: Table, _: Profile, __: Form | None) -> tuple[TableReadings, None]:
    return _readings(read_by_source(table)), None


def _base_data(table: Table, _: Profile, __: Form | None) -> tuple[TableReadings, None]:
    return _readings(read_base_data(table)), None


def _scores(table: Table, profile: Profile, _: Form | None) -> tuple[TableReadings, None]:
    return _readings(scores=read_score_table(table, profile)), None


def _statement(table: Table, profile: Profile, _: Form | None) -> tuple[TableReadings, None]:
    statement = recognise(table, profile)
    return _readings(read_statement(table, statement) if statement else ()), None


def _readings(
    quantities: Iterable[Quantity] = (),
    indicators: Iterable[IndicatorReading] = (),
    scores: Iterable[ScoreReading] = (),
    units: Iterable[UnitReading] = (),
) -> TableReadings:
    return TableReadings(list(quantities), list(indicators), list(scores), list(units))


STATEMENT = TableKind("statement", lambda t, p: recognise(t, p) is not None, _statement)
KINDS = (
    TableKind("criteria_sheet", lambda t, _: is_scoring(t) and is_form(t), _form),
    TableKind("self_evaluation", lambda t, _: is_form(t), _form),
    TableKind("money_sources", lambda t, _: is_by_source(t), _by_source),
    TableKind("performance_target", lambda t, _: is_target_table(t), _targets),
    TableKind("fund_usage", lambda t, _: is_fund_usage(t), _usage),
    TableKind("site_sample", lambda t, _: is_site_sample(t), _sample),
    TableKind("base_data", lambda t, _: is_base_data(t), _base_data),
    TableKind("score_table", lambda t, _: is_score_table(t), _scores),
    STATEMENT,
)
"""The first that recognises a table reads it."""


def kind_of(table: Table, profile: Profile) -> TableKind | None:
    """The kind of a table; null where nothing is read from it."""
    return next((kind for kind in KINDS if kind.recognises(table, profile)), None)


def name_of(table: Table, profile: Profile) -> str | None:
    """What a table is called: its kind's name, of a statement its code; null where nothing
    is read from it.
    """
    kind = kind_of(table, profile)
    if kind is STATEMENT and (statement := recognise(table, profile)) is not None:
        return statement.statement
    return None if kind is None else kind.name


def kind_names() -> list[str]:
    """All names that `name_of` can give."""
    return list(dict.fromkeys([*(k.name for k in KINDS if k is not STATEMENT), *statement_codes()]))
