"""What the files of the lexicon hold that the narrative is read by."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.lexicon.wordings import Codes, Wordings


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
    adding: Wordings
    aside: Wordings
    foreign: Wordings
    not_own: Wordings
    not_own_behind: Wordings
    threshold: Wordings
    limit: Wordings
    money: Wordings
    measures: Codes
    rates: Codes
    subjects: Codes
    wholes: Codes
    bases: Codes


@dataclass(frozen=True)
class ClauseWords:
    """clauses.toml: the words of a clause around its number."""

    number: Wordings
    listed_number: Wordings
    bare: Wordings
    of_the_item: Wordings
    change_begins: Wordings
    compared_tail: Wordings
    manner_tail: Wordings
    rate_begins: Wordings
    of: Wordings
    share: Wordings
    of_a_year: Wordings
    both_sides: Wordings
    shared_end: Wordings
    of_both: Wordings
    counted_each: Wordings
    came: Wordings
    involves: Wordings
    joined: Wordings
    each: Wordings
    several_summed: Wordings
    project: Wordings
    dated: Wordings
    budget: Wordings
    roughly_tail: Wordings
    of_a_budget: Wordings
    ended: Wordings
    numbered_line: Wordings
    growth: Wordings
    listed_for_each: Wordings
    listed_for_all: Wordings
    last_of_list: Wordings
    base_tail: Wordings
    from_tail: Wordings
    total_of_debts: Wordings
    before_share: Wordings
    sides: Wordings
    compared_lead: Wordings
    adjusted_money: Wordings
    label: Wordings


@dataclass(frozen=True)
class NamingWords:
    """naming.toml: how words name a subject."""

    item_line: Wordings
    accounts: Wordings
    about: Wordings
    brings_about: Wordings
    involves: Wordings
    evaluated: Wordings
    whole_expenditure: Wordings
    money_heading: Wordings
    rate_named: Wordings
    share_whole: Wordings
    last_word: Wordings
    chapter: Wordings
    marked: Wordings
    unmarked: Wordings
    numbering: Wordings
    coded: Wordings
    aside: Wordings
    option: Wordings
    year: Wordings
    opening_year: Wordings
    account_tail: Wordings
    bracket_head: Wordings
    bracket_tail: Wordings
    quoted: Wordings
    budget_or_accounts: Wordings
    unit_tail: Wordings
    behind_body: Wordings
    expenditure: Wordings
    marks: Wordings
    spelled: Wordings
    general_heading: Wordings
    account: Wordings
    overall: Wordings
    particle: Wordings
    class_mark: Wordings
    section_mark: Wordings
    item_mark: Wordings
    marked_name: Wordings
    classified: Wordings
    money_or_total: Wordings
    no_entry: Wordings
    goes_to: Wordings
    sampled_money: Wordings
    project_line: Wordings
    no_project: Wordings
    projects: Wordings
    project_named: Wordings
    last_words: Codes


@dataclass(frozen=True)
class MeasureWords:
    """measures.toml: what a number measures."""

    whole: Wordings
    part: Wordings
    other_rate: Wordings
    adjusted_by: Wordings
    beside_change: Wordings
    turned: Wordings
    falls: Wordings
    share_tail: Wordings
    share_of: Wordings
    counted_whole: Wordings
    whole_year: Wordings
    initial: Wordings
    planned: Wordings
    deviation: Wordings
    budget_base: Wordings
    no_budget_base: Wordings
    accounts_base: Wordings
    share_amount: Wordings
    own_change: Wordings
    budget_or_plan: Wordings
    entry_follows: Wordings
    budget: Wordings
    accounts_follow: Wordings
    budget_tail: Wordings
    budget_follows: Wordings
    as_of: Wordings
    execution: Wordings
    draft: Wordings
    set_heading: Wordings
    yearly: Wordings
    each_tail: Wordings
    arrival_follows: Wordings
    adjusted: Wordings
    said: Wordings
    under: Wordings
    leads: Wordings
    handed: Wordings
    set_aside: Wordings
    approved: Wordings
    executed: Wordings
    state_tail: Wordings
    arrived: Wordings
    arrived_then: Wordings
    unspent: Wordings
    to_be_paid: Wordings
    left_over: Wordings
    paid_to: Wordings
    whole_year_behind: Wordings
    investment: Wordings
    arrived_money: Wordings
    intended: Wordings
    two_budgets: Wordings
    several_below: Wordings
    time_of_year: Wordings
    other_year: Wordings
    leaving_out: Wordings
    against_target: Wordings
    due: Wordings
    level_money: Wordings
    spending_heading: Wordings
    spent_behind: Wordings
    granted: Wordings
    sum_lead: Wordings
    voted: Wordings
    voted_all: Wordings
    adjusting_from: Wordings
    adjusting: Wordings
    expected: Wordings
    expected_behind: Wordings
    sent_down: Wordings


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
    line_number: Wordings
    numeral: Wordings
    opening: Wordings
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
    besides: Wordings


@dataclass(frozen=True)
class ClueWords:
    """clues.toml: where a subject stands that the clause does not plainly name."""

    counted: Wordings
    sampled: Wordings
    managed: Wordings
    sum: Wordings
    alias: Wordings
    level: Wordings
    total: Wordings
    following_numbers: Wordings
    each: Wordings
    listed_behind: Wordings
    several_projects: Wordings
    each_of_several: Wordings
    budget_and_accounts: Wordings
    income: Wordings
    expenditure_total: Wordings
    total_tail: Wordings
    budget_sides: Wordings
    together: Wordings
    sides: Wordings
    this_year: Wordings
    appropriation_this_year: Wordings
    all_involves: Wordings
    kinds_of_expenditure: Wordings
    including: Wordings
    spent_on: Wordings
    amount_tail: Wordings
    whole_year: Wordings
    parts_lead: Wordings
    spends: Wordings
    purpose: Wordings
    from_budget: Wordings
    carrying_out: Wordings
    compared_tail: Wordings
    about: Wordings
    summed: Wordings
    between: Wordings
    amount_first: Wordings
    sum_of_a_side: Wordings
    opens_parts: Wordings
    parts_opened: Wordings
    the_project: Wordings
    on_projects: Wordings
    day: Wordings
    titled: Wordings
    sent_down: Wordings
    parts_behind: Wordings
    rate_of_money: Wordings
    whole_again: Wordings
    spent_beside: Wordings
    spent_of: Wordings
    priced: Wordings
    priced_name: Wordings
    both: Wordings
    arrived: Wordings
    works: Wordings
    things: Wordings
    added: Wordings
    using: Wordings
    own_budget: Wordings
    of_the_main: Wordings
    all_of_them: Wordings
    years_lead: Wordings
    valued: Wordings
    by_number: Wordings
    priced_count: Wordings
    share_ahead: Wordings
    income_name: Wordings
    sum_tail: Wordings
    level_verb: Wordings
    before_a_cause: Wordings
    account_side: Wordings
    money_behind: Wordings
    name_between: Wordings
    money_given: Wordings
    share_opens: Wordings
    spent_together: Wordings
    by_year: Wordings


@dataclass(frozen=True)
class ScoreWords:
    """scores.toml: scores and grades, in sentences and in small tables."""

    pointed: Wordings
    grade: Wordings
    score: Wordings
    graded: Wordings
    part: Wordings
    above: Wordings
    of_full: Wordings
    parts: Wordings
    count: Wordings
    counted_before: Wordings
    counted_behind: Wordings
    total_told: Wordings
    of_unit: Wordings
    project: Wordings
    total_named: Wordings
    state_tail: Wordings
    this_indicator: Wordings
    lead: Wordings
    full: Wordings
    full_tail: Wordings
    rate: Wordings
    weight: Wordings
