"""What the files of the lexicon hold that tables are read by."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.lexicon.wordings import Codes, Wordings


@dataclass(frozen=True)
class ColumnWords:
    """columns.toml: labels of the columns of tables."""

    plain: Wordings
    measured_rows: Wordings
    totals: Wordings
    summed: Wordings
    counts: Wordings
    percent: Wordings
    planned_spent: Wordings
    so_far: Wordings
    compared: Wordings
    year: Wordings
    parts: Wordings
    spent: Wordings
    sides: Wordings
    no_breakdown: Wordings
    bodies: Wordings
    own_classes: Wordings
    subtotal: Wordings
    income_group: Wordings
    year_named: Wordings
    last_year: Wordings
    numbered: Wordings
    numbering: Wordings
    column_number: Wordings
    name_ends: Wordings
    measures: Codes
    rates: Codes
    roles: Codes


@dataclass(frozen=True)
class StatementWords:
    """statements.toml: titles, rows, headers and headings by the statement that they tell."""

    evaluated: Wordings
    evaluated_briefly: Wordings
    money_row: Wordings
    amounts: Wordings
    money_column: Wordings
    planned: Wordings
    handed_on: Wordings
    no_projects: Wordings
    kinds_of_money: Wordings
    debts: Wordings
    borrowed: Wordings
    area: Wordings
    places: Wordings
    executed: Wordings
    shared_out: Wordings
    heading: Wordings
    part: Wordings
    less: Wordings
    across_years: Wordings
    no_statement: Wordings
    sums: Wordings
    totals: Wordings
    sum_columns: Wordings
    three_public: Wordings
    titles: Codes
    rows: Codes
    headers: Codes
    sections: Codes


@dataclass(frozen=True)
class TargetWords:
    """targets.toml: 绩效目标表, wide: a row per unit or 专项."""

    signed: Wordings
    dated: Wordings
    no_targets: Wordings
    requested: Wordings
    name: Wordings
    project: Wordings
    sum: Wordings
    codes: Wordings
    worded: Wordings
    quantity: Wordings
    cost_or_output: Wordings


@dataclass(frozen=True)
class BaseDataWords:
    """base_data.toml: 整体支出绩效评价基础数据表."""

    yeared: Wordings
    title: Wordings
    no_money: Wordings


@dataclass(frozen=True)
class FundUsageWords:
    """fund_usage.toml: 资金使用结构明细表."""

    project_name: Wordings
    received: Wordings
    spent: Wordings
    sums: Wordings
    groups: Codes


@dataclass(frozen=True)
class SiteSampleWords:
    """site_sample.toml: 现场评价明细表."""

    title: Wordings
