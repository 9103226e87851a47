"""What the files of the lexicon hold that tell what a report is, whose, and what its parts are."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.lexicon.wordings import Codes, Wordings


@dataclass(frozen=True)
class OutlineWords:
    """outline.toml: what a report is, whose, and what is said of bodies."""

    title_end: Wordings
    title_words: Wordings
    accounts: Wordings
    judged: Wordings
    evaluated: Wordings
    settled: Wordings
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
class ProfileWords:
    """profile.toml: title, year and unit of a report."""

    body: Wordings
    not_compared: Wordings
    reported: Wordings
    spoken: Wordings
    drafted: Wordings
    months: Wordings
    any_year: Wordings
    date: Wordings
    month: Wordings
    numeral_year: Wordings
    no_title: Wordings
    complete: Wordings
    plain: Wordings
    dated_or_named: Wordings
    no_plain: Wordings
    named_table: Wordings
    sentence: Wordings
    listed: Wordings
    annexed: Wordings
    of_the_site: Wordings
    posted: Wordings
    joint: Wordings
    headed: Wordings
    titled_year: Wordings
    year_line: Wordings
    notice: Wordings
    unit_tail: Wordings
    behind_unit: Wordings
    unit_behind_year: Wordings
    unit_before_project: Wordings
    unit_lead: Wordings
    telling: Wordings
    budget: Wordings
    amount: Wordings
    target_form: Wordings
    reported_form: Wordings
    own_form: Wordings
    year: Wordings
    bracketed_year: Wordings
    overview: Wordings
    body_name: Wordings
    above: Wordings
    form_labels: Wordings
    no_body: Wordings
    version: Wordings
    again: Wordings
    mark: Wordings
    marked: Wordings
    corrects: Wordings
    says_corrected: Wordings
    title_end: Wordings
    numerals: Wordings
    labelled_unit: Wordings
    unit_end: Wordings
    acting: Wordings


@dataclass(frozen=True)
class HeadingWords:
    """headings.toml: headings, numbers of lists, and what stands under them."""

    contents: Wordings
    leading: Wordings
    other_money: Wordings
    project: Wordings
    title: Wordings
    of_general_budget: Wordings
    annex: Wordings
    income: Wordings
    general_budget: Wordings
    the_project: Wordings
    on_evaluation: Wordings
    project_tail: Wordings
    amount: Wordings
    telling: Wordings
    ranks: Codes
    parts: Codes


@dataclass(frozen=True)
class PassageWords:
    """passages.toml: passages that report nothing: templates left standing, annexes announced."""

    number: Wordings
    inside: Wordings
    residue: Wordings
    naked: Wordings
    none: Wordings
    introduced: Wordings
    points: Wordings
    direction: Wordings
    form_date: Wordings
    project_period: Wordings
    span: Wordings
    doubled: Wordings
    ended: Wordings
    annex: Wordings
    announced: Wordings
    announces: Wordings
    numbered_annex: Wordings
    named_annex: Wordings
    annex_name: Wordings
    reason: Wordings
    empty: Wordings


@dataclass(frozen=True)
class BodyWords:
    """bodies.toml: what is said of bodies: names, numbers, posts."""

    name: Wordings
    long_name: Wordings
    quote: Wordings
    budget_code: Wordings
    coded_name: Wordings
    label_tail: Wordings
    subject: Wordings
    nature_word: Wordings
    nature: Wordings
    above_word: Wordings
    above: Wordings
    below_word: Wordings
    below: Wordings
    short_word: Wordings
    short_name: Wordings
    renamed: Wordings
    renamed_from: Wordings
    merged: Wordings
    absorbed: Wordings
    lead: Wordings
    year: Wordings


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
    present: Wordings
    not_present: Wordings
    name_column: Wordings
    no_list: Wordings
    name_tail: Wordings
    project: Wordings
    name_label: Wordings
    list_number: Wordings
    said_of: Wordings
    itself: Wordings
    conjunction: Wordings
    list_lead: Wordings
    posts: Wordings
    below_named: Wordings
    itself_below: Wordings
    body: Wordings
    own_tail: Wordings
    list_tail: Wordings
    labelled: Wordings
