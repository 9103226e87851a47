"""Document → Report: the parsers one after the other, each table read by the one that knows its kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract import regex
from extract.model import Document, Table
from parsers.forms.glued import read_glued
from parsers.forms.indicator_header import indicator_headers
from parsers.forms.shifted import in_place, is_settled
from parsers.forms.state import Form, said_rows
from parsers.forms.unrolled import in_rows
from parsers.narrative.read import read_narrative
from parsers.narrative.scores import read_scores
from parsers.narrative.vocabulary import vocabulary
from parsers.outline.bodies import read_bodies
from parsers.outline.figures import read_figures
from parsers.outline.passages import read_passages
from parsers.outline.profile import read_profile, why_no_year
from parsers.outline.sections import narrative, outline
from parsers.outline.titles import title_of_form
from parsers.outline.units import read_units, supervisors, with_full_names
from parsers.tables.kinds import STATEMENT, kind_of
from parsers.tables.recognise import recognise

from .report import IndicatorReading, Profile, Quantity, Report, ScoreReading, TableReadings, UnitReading


def parse_document(document: Document) -> Report:
    """What the document states, as written. An empty template states nothing but its template text."""
    document = _laid_out(document)
    profile = read_profile(document)
    # A form run together in one line is no text, and nothing tells its cells apart.
    placed = [p for p in narrative(document) if title_of_form(p.folded) is None]
    quantities: list[Quantity] = []
    indicators: list[IndicatorReading] = []
    scores: list[ScoreReading] = []
    whole = outline(document)
    units: list[UnitReading] = list(read_units(document, whole, profile))
    unfinished: Form | None = None
    lost = _unsettled(document)
    unread: list[str] = []
    for table in document.tables:
        kind = kind_of(table, profile) if table.settled and table.index not in lost else None
        found, unfinished = kind.read(table, profile, unfinished) if kind else (TableReadings(), None)
        if kind and document.file_format == "txt" and not found.indicators and _lists_indicators(table):
            unread.append(_indicators_lost(table))
        quantities.extend(found.quantities)
        indicators.extend(found.indicators)
        scores.extend(found.scores)
        units.extend(found.units)
    glued = read_glued(document.paragraphs)
    quantities.extend(glued.quantities)
    indicators.extend(glued.indicators)
    told = read_narrative(placed, profile, vocabulary(quantities))
    quantities.extend(told.quantities)
    scores.extend(read_scores(placed, profile))
    bodies = tuple(read_bodies(document, whole))
    units.extend(supervisors(bodies, units, profile))
    return Report(
        profile=profile,
        units=tuple(with_full_names(units, whole, profile)),
        quantities=tuple(quantities),
        indicators=tuple(indicators),
        scores=tuple(scores),
        figures=tuple(
            replace(f, unread=told.unread[f.key]) if f.key in told.unread else f
            for f in read_figures(document, quantities)
        ),
        passages=tuple(read_passages(document)),
        bodies=bodies,
        warnings=(*_warnings(document, profile), *map(_cells_lost, lost.values()), *unread),
    )


def _laid_out(document: Document) -> Document:
    """The document with the rows of forms in exported text put together, and under their headers."""
    if document.file_format != "txt":
        return document
    blocks = tuple(in_place(in_rows(b)) if isinstance(b, Table) and b.settled else b for b in document.blocks)
    return replace(document, blocks=blocks)


def _unsettled(document: Document) -> dict[int, Table]:
    """The forms in exported text whose rows do not fit their headers: cells were lost, nothing is guessed."""
    exported = document.file_format == "txt"
    return {t.index: t for t in document.tables if exported and t.settled and not is_settled(t)}


def _lists_indicators(table: Table) -> bool:
    """Whether a form heads indicators and has rows with something in them below."""
    headers = indicator_headers(table)
    below = said_rows(table)[headers[0][0][0].row + 1 :] if headers else ()
    return any(sum(bool(t) for _, t in said) > 2 for said in below)


def _cells_lost(table: Table) -> str:
    return f"{_named(table)}的单元格有缺失，各行与表头对不上，无法确定各列，未读取"


def _indicators_lost(table: Table) -> str:
    return f"{_named(table)}的绩效指标与表头对不上，单元格有缺失，指标未读取"


def _named(table: Table) -> str:
    """A table by its number and its first words."""
    said = next((t for c in table.cells if (t := c.text.chars.strip())), "")
    return f"第{table.index + 1}张表（{said[:20]}）"


def _warnings(document: Document, profile: Profile) -> Iterator[str]:
    """What a reader of the dataset should know, in Chinese: why there is no year, statement tables that name
    no money unit.
    """
    readable = all(p.readable for p in document.pages)
    if profile.fiscal_year is None and readable and any(p.text.folded for p in document.paragraphs):
        yield why_no_year(document)
    for table in document.tables:
        statement = recognise(table, profile) if table.settled else None
        if statement is None or statement.unit is not None or not _has_numbers(table):
            continue
        if kind_of(table, profile) is STATEMENT:
            title = table.folded_title or "无标题"
            yield f"第{table.index + 1}张表（{title}）没有注明金额单位，金额无法换算为元"


def _has_numbers(table: Table) -> bool:
    return any(regex.fullmatch(r"[\d,]+\.\d\d", c.text.folded) for c in table.cells)
