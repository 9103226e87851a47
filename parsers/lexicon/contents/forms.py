"""What the files of the lexicon hold that forms are read by."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.lexicon.wordings import Codes, Wordings


@dataclass(frozen=True)
class FormWords:
    """self_evaluation.toml: labels of forms."""

    grades: Wordings
    grades_of_rows: Wordings
    firsts: Wordings
    seconds: Wordings
    glued_firsts: Wordings
    first_label: Wordings
    glued_seconds: Wordings
    steadily: Wordings
    improves: Wordings
    fulfilled: Wordings
    summed: Wordings
    labelled: Wordings
    listed_amount: Wordings
    before_label: Wordings
    unit_behind: Wordings
    money_label: Wordings
    level_that_pays: Wordings
    sum_of_money: Wordings
    parts: Wordings
    moneyed_part: Wordings
    source_of_money: Wordings
    left_over: Wordings
    measure_ends: Wordings
    value: Wordings
    names: Wordings
    moneyed: Wordings
    full: Wordings
    no_measure: Wordings
    kinds_of_money: Wordings
    executed: Wordings
    budget_block: Wordings
    bare_score: Wordings
    sum_score: Wordings
    executed_or_spent: Wordings
    further_head: Wordings
    project_code: Wordings
    no_project: Wordings
    overall: Wordings
    points_in_label: Wordings
    enumerated: Wordings
    points_said: Wordings
    operator: Wordings
    named_target: Wordings
    quantified: Wordings
    adjusted: Wordings
    name_column: Wordings
    count: Wordings
    points: Wordings
    several_points: Wordings
    points_in_name: Wordings
    points_behind: Wordings
    score_column: Wordings
    named_indicators: Wordings
    reported: Wordings
    standard: Wordings
    own: Wordings
    own_points: Wordings
    long_term: Wordings
    indicators_behind: Wordings
    year_before: Wordings
    section_number: Wordings
    grade_column: Wordings
    whole_score: Wordings
    block_of_money: Wordings
    given_points: Wordings
    graded: Wordings
    graded_row: Wordings
    numbered: Wordings
    unfilled: Wordings
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
class HunanUnitWords:
    """hunan_unit.toml: the form of a unit in 湖南."""

    heads: Wordings
    spent: Wordings


@dataclass(frozen=True)
class UnrolledWords:
    """unrolled.toml: forms that were printed one cell to a line."""

    points: Wordings
    beginning: Wordings
    in_two: Wordings
    indicator: Wordings
    reasons: Wordings
    level_points: Wordings
    firsts: Wordings
    seconds: Wordings
    downwards: Wordings
    third: Wordings
    level_end: Wordings


@dataclass(frozen=True)
class GluedWords:
    """glued.toml: target forms whose cells were run together."""

    header: Wordings
    whole_form: Wordings
    title: Wordings
    project: Wordings
    money: Wordings
    money_lines: Wordings
    second: Wordings
    said: Wordings
    levels: Wordings
    joined: Wordings
    target: Wordings
