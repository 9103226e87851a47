"""What each file of the lexicon holds."""

from __future__ import annotations

from dataclasses import dataclass

from .wordings import Codes, Wordings


@dataclass(frozen=True)
class ColumnWords:
    """columns.toml: labels of the columns of tables."""

    plain: Wordings
    measured_rows: Wordings
    measures: Codes
    roles: Codes


@dataclass(frozen=True)
class FigureWords:
    """figures.toml: words behind numbers that count something."""

    measure_words: Wordings


@dataclass(frozen=True)
class PersonalWords:
    """personal.toml: labels of persons, of their numbers and of other ways to reach them."""

    people: Wordings
    numbers: Wordings
    handles: Wordings
    addresses: Wordings
    before: Wordings
    behind: Wordings
    others: Wordings
    columns: Wordings


@dataclass(frozen=True)
class FormWords:
    """self_evaluation.toml: labels of forms."""

    head: Codes
    columns: Codes
    funds: Codes
    pairs: Codes
    totals: Codes
    components: Codes
    blocks: Codes
    results: Codes


@dataclass(frozen=True)
class StatementWords:
    """statements.toml: titles, rows, headers and headings by the statement that they tell."""

    evaluated: Wordings
    evaluated_briefly: Wordings
    titles: Codes
    rows: Codes
    headers: Codes
    sections: Codes


@dataclass(frozen=True)
class UnitWords:
    """units.toml: names of bodies and how they are introduced."""

    ending: Wordings
    own: Wordings
    before: Wordings
    generic: Wordings
    members: Wordings
    other: Wordings
    below: Wordings
    implementing: Wordings
    supervisor: Wordings
    kinds: Wordings
    placeholder: Wordings


FILES: dict[str, type] = {
    "columns": ColumnWords,
    "figures": FigureWords,
    "personal": PersonalWords,
    "self_evaluation": FormWords,
    "statements": StatementWords,
    "units": UnitWords,
}
"""The dataclass of each file; a file that has none is read as it is written."""
