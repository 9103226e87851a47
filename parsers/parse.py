"""Document → Report: the parsers one after the other, each table read by the one that knows its kind."""

from __future__ import annotations

from collections.abc import Iterator

from extract import regex
from extract.model import Document, Table
from parsers.forms.form import read_form
from parsers.forms.recognise import is_form
from parsers.forms.state import Form
from parsers.narrative.read import read_narrative
from parsers.narrative.scores import read_scores
from parsers.outline.figures import read_figures
from parsers.outline.passages import read_passages
from parsers.outline.profile import read_profile
from parsers.outline.sections import narrative, outline
from parsers.outline.units import read_units, with_full_names
from parsers.tables.base_data import is_base_data, read_base_data
from parsers.tables.fund_usage import is_fund_usage, read_fund_usage
from parsers.tables.scores import is_score_table, read_score_table
from parsers.tables.site_sample import is_site_sample, read_site_sample, sampled_units
from parsers.tables.statements import read_statement, recognise
from parsers.tables.targets import is_target_table, read_targets

from .report import IndicatorReading, Profile, Quantity, Report, ScoreReading, UnitReading


def parse_document(document: Document) -> Report:
    """What the document states, as written. An empty template states nothing but its template text."""
    profile = read_profile(document)
    placed = list(narrative(document))
    quantities: list[Quantity] = []
    indicators: list[IndicatorReading] = []
    scores: list[ScoreReading] = []
    whole = outline(document)
    units: list[UnitReading] = list(read_units(document, whole, profile))
    unfinished: Form | None = None
    for table in document.tables:
        before, unfinished = unfinished, None
        if is_form(table):
            form, unfinished = read_form(table, before)
            quantities.extend(form.quantities)
            indicators.extend(form.indicators)
            scores.extend(form.scores)
            units.extend(form.units)
        elif is_target_table(table):
            funds, targets = read_targets(table)
            quantities.extend(funds)
            indicators.extend(targets)
        elif is_fund_usage(table):
            quantities.extend(read_fund_usage(table))
        elif is_site_sample(table):
            quantities.extend(read_site_sample(table))
            units.extend(
                UnitReading(place=table.place(cell), name=name, role="implementing", code=code)
                for cell, name, code in sampled_units(table)
            )
        elif is_base_data(table):
            quantities.extend(read_base_data(table))
        elif is_score_table(table):
            scores.extend(read_score_table(table, profile))
        elif (kind := recognise(table, profile)) is not None:
            quantities.extend(read_statement(table, kind))
    quantities.extend(read_narrative(placed, profile))
    scores.extend(read_scores(placed, profile))
    return Report(
        profile=profile,
        units=tuple(with_full_names(units, whole, profile)),
        quantities=tuple(quantities),
        indicators=tuple(indicators),
        scores=tuple(scores),
        figures=tuple(read_figures(document)),
        passages=tuple(read_passages(document)),
        warnings=tuple(_warnings(document, profile)),
    )


def _warnings(document: Document, profile: Profile) -> Iterator[str]:
    """What a reader of the dataset should know: statement tables that name no money unit."""
    for table in document.tables:
        kind = recognise(table, profile)
        if (
            kind is not None
            and kind.unit is None
            and not is_form(table)
            and not is_base_data(table)
            and _has_numbers(table)
        ):
            yield f"table {table.index} ({table.folded_title or 'untitled'}) names no money unit: its amounts have no amount_yuan"


def _has_numbers(table: Table) -> bool:
    return any(regex.fullmatch(r"[\d,]+\.\d\d", c.text.folded) for c in table.cells)
