"""What each file of the lexicon holds."""

from __future__ import annotations

from dataclasses import dataclass

from .wordings import Codes, Wordings


@dataclass(frozen=True)
class ColumnWords:
    """columns.toml: labels of the columns of tables."""

    plain: Wordings
    measured_rows: Wordings
    totals: Wordings
    sums: Wordings
    counts: Wordings
    measures: Codes
    usage: Codes
    roles: Codes


@dataclass(frozen=True)
class FigureWords:
    """figures.toml: words behind numbers that count something."""

    measure_words: Wordings


@dataclass(frozen=True)
class ConceptWords:
    """concepts.toml: canonical subjects by their printed names."""

    concepts: Codes


@dataclass(frozen=True)
class NarrativeWords:
    """narrative.toml: words by which sentences tell what a number is."""

    rise: Wordings
    fall: Wordings
    leads: Wordings
    particles: Wordings
    generic: Wordings
    heading: Wordings
    heading_tail: Wordings
    opening: Wordings
    kinds_of_money: Wordings
    total_name: Wordings
    three_public: Wordings
    described: Wordings
    last_year: Wordings
    compared_with: Wordings
    comparing: Wordings
    behind_change: Wordings
    resumes: Wordings
    budget: Wordings
    amid: Wordings
    kind: Wordings
    counted: Wordings
    tail: Wordings
    whole_name: Wordings
    head_noun: Wordings
    no_name: Wordings
    no_entry: Wordings
    unsaid: Wordings
    aside_clause: Wordings
    other_money: Wordings
    reason: Wordings
    after_reason: Wordings
    whole_tail: Wordings
    undecided: Wordings
    changed_to: Wordings
    changing_to: Wordings
    budgeted: Wordings
    completed: Wordings
    involved: Wordings
    recounted: Wordings
    of_money: Wordings
    spent: Wordings
    part_of_money: Wordings
    money_itself: Wordings
    own_money: Wordings
    own: Wordings
    same: Wordings
    aside: Wordings
    foreign: Wordings
    threshold: Wordings
    limit: Wordings
    money: Wordings
    measures: Codes
    rates: Codes
    subjects: Codes
    wholes: Codes
    bases: Codes


@dataclass(frozen=True)
class OutlineWords:
    """outline.toml: what a report is, whose, and what is said of bodies."""

    title_end: Wordings
    title_words: Wordings
    accounts: Wordings
    spent: Wordings
    budgeted: Wordings
    reporting: Wordings
    form_unit: Wordings
    natures: Wordings
    itself: Wordings
    became: Wordings
    empty: Wordings
    kinds: Codes
    labels: Codes


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
    no_names: Wordings
    titles: Wordings
    surnames: Wordings


@dataclass(frozen=True)
class FormWords:
    """self_evaluation.toml: labels of forms."""

    grades: Wordings
    grades_of_rows: Wordings
    firsts: Wordings
    seconds: Wordings
    glued_firsts: Wordings
    glued_seconds: Wordings
    steadily: Wordings
    improves: Wordings
    fulfilled: Wordings
    signs: Codes
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
    labels: Wordings
    kinds: Wordings
    placeholder: Wordings


FILES: dict[str, type] = {
    "columns": ColumnWords,
    "concepts": ConceptWords,
    "figures": FigureWords,
    "narrative": NarrativeWords,
    "outline": OutlineWords,
    "personal": PersonalWords,
    "self_evaluation": FormWords,
    "statements": StatementWords,
    "units": UnitWords,
}
"""The dataclass of each file."""
