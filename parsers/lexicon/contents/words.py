"""What the files of the lexicon hold that every reader asks: numbers, subjects, persons."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.lexicon.wordings import Codes, Wordings


@dataclass(frozen=True)
class ConceptWords:
    """concepts.toml: canonical subjects by their printed names."""

    concepts: Codes


@dataclass(frozen=True)
class FigureWords:
    """figures.toml: words behind numbers that count something."""

    measure_words: Wordings
    units: Wordings
    figure: Wordings
    listed: Wordings
    dated: Wordings
    large: Wordings
    counted: Wordings
    coded: Wordings
    coded_item: Wordings
    percentage: Wordings
    counts: Wordings


@dataclass(frozen=True)
class NumberWords:
    """numbers.toml: numbers with their units, and the numbering of names."""

    nothing: Wordings
    money_unit: Wordings
    unit_in_label: Wordings
    bare_unit: Wordings
    yuan: Wordings
    money: Wordings
    money_cell: Wordings
    prior_within: Wordings
    shared_unit: Wordings
    held_in_bracket: Wordings
    alone: Wordings
    kept_part: Wordings
    numbering: Wordings
    lead: Wordings
    shared_by_names: Wordings
    noted_unit: Wordings
    without_unit: Wordings


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
    no_money: Wordings
    mobile: Wordings
    phone: Wordings
    name_follows: Wordings
    citizen: Wordings
    card: Wordings
    given: Wordings
    behind_name: Wordings
    titled: Wordings
    form_of_address: Wordings
    addressed: Wordings
    paid: Wordings
    recipients: Wordings
    recipient: Wordings


@dataclass(frozen=True)
class ThreadWords:
    """threads.toml: what the words between two numbers change."""

    event: Wordings
    occasion: Wordings
    within: Wordings
    evaluation_of: Wordings
    evaluated: Wordings
    cause: Wordings
    numbered: Wordings
    parts: Wordings
    own_list: Wordings
    within_the_whole: Wordings
    own_execution: Wordings
    added_to: Wordings
    parted_anew: Wordings
    line_number: Wordings
    numeral: Wordings
    opening: Wordings
    opened_between: Wordings
    opening_amount: Wordings
    project_ends: Wordings
    no_opening: Wordings
    measured: Wordings
    made: Wordings
    goes_on: Wordings
    reasons_numbered: Wordings
    reason_number: Wordings
    bracket_of_parts: Wordings
    counted_projects: Wordings
    involved: Wordings
    managed: Wordings
    count: Wordings
    comparing: Wordings
    done: Wordings
    topic: Wordings
    years: Wordings
    limit: Wordings
    side_again: Wordings
    besides: Wordings
