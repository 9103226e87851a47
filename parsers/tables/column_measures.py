"""What the columns of a statement table hold: measure, year and base of comparison, as their labels tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from parsers.codes import Basis, Measure, TableCode
from parsers.lexicon import code_of, column_words, form_words, statement_words
from parsers.report import Profile
from parsers.words.bodies import is_body
from parsers.words.numbers import money_unit

from .headers import Block, Column

RATES: tuple[Measure, ...] = (
    "change_rate",
    "completion_rate",
    "execution_rate",
    "control_rate",
    "arrival_rate",
    "share",
)
"""Measures that are percentages, whether their cells say so or their header."""


@dataclass(frozen=True)
class StatementTable:
    """What a table is: its statement, its money unit, what its plain columns measure, and the year of its
    report.
    """

    statement: TableCode
    unit: str | None
    measure: Measure
    year: int | None = None
    projects: bool = True
    """Whether the rows of a list are projects."""
    told: int | None = None
    """The year that plain columns speak of, by the title, where that is not the report's."""
    as_of: int | None = None
    """The year that a table on borrowed money is of; null of any other table."""
    by_title: bool = False
    """Whether only the title tells what plain columns measure: what was spent may be this year's."""


@dataclass(frozen=True)
class ColumnContent:
    """What a column holds: its measure, its label where the measure alone does not say it, and the year that
    it names.
    """

    measure: Measure
    breakdown: str | None
    year: int | None
    basis: Basis | None = None


def plain_measure(profile: Profile, title: str, places: bool) -> Measure:
    """What plain columns measure, by the report; by the title where that is neither budget nor accounts. What
    is shared out among `places` has been sent to them.
    """
    if statement_words().debts.search(title):
        return "final"
    if profile.doc_type == "budget":
        return "final" if statement_words().executed.match(title) else "initial_budget"
    shared = places and statement_words().shared_out.found_in(title)
    if profile.doc_type != "final_accounts" and statement_words().planned.search(title):
        return "received" if shared else "initial_budget"
    told = profile.doc_type == "final_accounts" or not statement_words().handed_on.search(title)
    return "final" if told else "received"


def held_by(block: Block, kind: StatementTable) -> dict[int, ColumnContent]:
    """What each column of a block holds. Columns of one label under several groups (年初结转和结余 合计,
    本年收入 合计) are told apart by the
    group's; those of 本年支出, which every such table has, keep their own.
    """
    held = {c.index: based(column_content(c, kind), c, block, kind) for c in block.values}
    for before, col in pairwise(block.values):
        # 预算金额 | 其中：财政拨款: a part measures what its whole does.
        if (
            column_words().parts.begins(col.label)
            and held[col.index].measure == kind.measure != held[before.index].measure
        ):
            held[col.index] = replace(held[col.index], measure=held[before.index].measure)
    common = Counter(held.values())
    for col in block.values:
        own = held[col.index]
        if common[own] > 1 and len(col.path) > 1 and not column_words().spent.found_in(col.path[-2]):
            held[col.index] = replace(own, breakdown="".join(col.path[-2:]))
        elif common[own] > 1 and own.breakdown is None and len({c.label for c in block.values}) > 1:
            held[col.index] = replace(own, breakdown=col.label or None)  # 已提前下达 beside 本次下达
    return held


def money_columns(block: Block, kind: StatementTable) -> tuple[Column, ...]:
    """The columns of a list of projects, or of assets, that are money: where one says that it is, those that
    do not are none, but for the parts of one that is. All columns of any other statement, but several that
    have no label.
    """
    words = statement_words()
    if kind.statement not in ("projects", "assets"):
        labelled = tuple(c for c in block.values if c.path)
        return labelled if len(labelled) < len(block.values) - 1 else block.values
    lists = kind.statement == "projects"
    named = words.amounts if lists else words.money_row
    said = words.money_column if lists else words.money_row
    if not any(named.search(p) for c in block.values for p in c.path):
        return block.values
    found: list[Column] = []
    for before, col in zip((None, *block.values), block.values, strict=False):
        part = column_words().parts.begins(col.label) and found[-1:] == [before]
        if part or any(map(said.search, col.path)) or (lists and any(map(_is_of_list, col.path))):
            found.append(col)
    return tuple(found)


def _is_of_list(label: str) -> bool:
    """Whether a label is that of a measure, of a body, or of an area, each of which has its own amounts."""
    measured = code_of("columns", "measures", label) is not None
    return measured or is_body(label) or bool(statement_words().area.search(label))


def may_be_money(kind: StatementTable, col: Column, item: str) -> bool:
    """Whether the label of a column, or of its row, says that an asset is told in money; all else may be."""
    return kind.statement != "assets" or any(map(statement_words().money_row.search, (*col.path, item)))


def unit_of(col: Column) -> str | None:
    """The money unit in the bracket behind a column's label, nearer to its amounts than that of the table."""
    return next((money_unit(p) for p in reversed(col.path) if form_words().unit_behind.search(p)), None)


def counts(kind: StatementTable, col: Column, item: str, measure: Measure) -> bool:
    """Whether the labels of a cell say that it counts something, or is a percentage of a kind that nobody
    measures, and is no money.
    """
    if measure not in RATES and column_words().percent.search(col.label):
        return True
    worth = kind.statement == "assets" and any(map(statement_words().money_row.search, col.path))
    # A project may be named after what it counts (耕地面积核查); in a column of money an asset has its worth.
    items = [item] if kind.statement != "projects" and not worth else []
    return any(column_words().counts.search(label) for label in ("|".join(col.path), *items))


def year_told(profile: Profile, title: str) -> int | None:
    """The year of a table within a budget that says what came of another year's."""
    found = statement_words().executed.match(title) if profile.doc_type == "budget" else None
    year = int(found["year"]) if found else None
    return None if year == profile.fiscal_year else year


def column_content(col: Column, kind: StatementTable) -> ColumnContent:
    """What a column holds by its label path, and by the year that the title tells."""
    held = _content(col, kind)
    if kind.told is None or held.year is not None:
        return held
    if held.measure == "final":
        return replace(held, measure="prior_final", year=kind.told)
    return replace(held, year=kind.told - (held.measure == "prior_final"))


def _content(col: Column, kind: StatementTable) -> ColumnContent:
    for label in reversed(col.path):
        measure = code_of("columns", "measures", label)
        if measure and len(label) <= 20:
            return _measured(label, measure, col, kind)
    if named := next((p for p in col.path if column_words().year.fullmatch(p)), None):
        measure, year = of_year(kind.measure, named, kind)
        return ColumnContent(measure, col.label if col.label != named else None, year)
    if column_words().plain.fullmatch(col.label):
        above = [p for p in col.path[:-1] if not column_words().no_breakdown.whole(p)]
        return ColumnContent(kind.measure, above[-1] if above else None, None)
    if (
        column_words().subtotal.whole(col.label)
        and len(col.path) > 1
        and column_words().income_group.fullmatch(col.path[-2])
    ):
        return ColumnContent(kind.measure, col.path[-2], None)  # 事业收入 over 小计 and 其中：教育收费
    return ColumnContent(kind.measure, col.label or None, None)


def _measured(label: str, measure: Measure, col: Column, kind: StatementTable) -> ColumnContent:
    """What a column holds below a label that tells the measure."""
    percent = column_words().percent.search(col.label)
    if measure == "change" and percent:
        measure = "change_rate"  # 比上年增加 over 金额 and %
    measure, year = of_year(measure, _dated(label, col), kind)
    rest = [p for p in col.path if p != label]
    year = year or (year_above(rest) if measure in RATES else None)
    other = col.label != label and not (percent or column_words().plain.fullmatch(col.label))
    apart = other or column_words().parts.begins(label)
    return ColumnContent(measure, col.label if rest and apart else None, year)


def _dated(label: str, col: Column) -> str:
    """A label that names its year, or the one above it that does: 2023年 over 年初预算数 and 执行数."""
    words = column_words()
    if words.year_named.match(label) or words.last_year.match(label):
        return label
    return next((p for p in reversed(col.path) if words.year_named.match(p)), label)


def year_above(labels: Sequence[str]) -> int | None:
    """The year that labels name for what stands below them: 2022年执行数 over 占预算%."""
    return next((int(m.group(1)) for p in labels if (m := column_words().year_named.match(p))), None)


def based(held: ColumnContent, col: Column, block: Block, kind: StatementTable) -> ColumnContent:
    """What a column holds with what it is measured against: a change beside the budgets of two years is one
    of the budget.
    """
    if held.measure == "share":
        return replace(held, basis="total")
    if held.measure not in ("change", "change_rate"):
        return held
    if column_words().compared.search("|".join(col.path)):
        return replace(held, basis="prior_year")
    beside = [column_content(c, kind) for c in block.values]
    budgets = {h.year for h in beside if h.measure.endswith("_budget")}
    if kind.year and kind.year - 1 in budgets:
        return replace(held, basis="prior_budget")
    amounts = {h.measure for h in beside if h.measure not in ("change", *RATES)}
    if amounts in ({"initial_budget", "adjusted_budget"}, {"initial_budget", "final"}):
        return replace(held, basis="initial_budget")
    return replace(held, basis="prior_year") if amounts == {"prior_final", kind.measure} else held


def by_cell(held: ColumnContent, label: str, percent: bool) -> ColumnContent | None:
    """What a column holds where a cell of it is a percentage, or is none: 比上年增长 is a rate where its
    cells are; null where the label does not tell what such a cell is.
    """
    rate = code_of("columns", "rates", label)
    if held.measure in RATES or code_of("columns", "measures", label) in RATES:
        return held
    if not percent:
        return None if rate else held
    measure: Measure | None = "change_rate" if held.measure == "change" else rate
    return replace(held, measure=measure, breakdown=None) if measure else None


def of_year(measure: Measure, label: str, kind: StatementTable) -> tuple[Measure, int | None]:
    """What a label measures, and the year that it names. The accounts of an earlier year than the report's
    are `prior_final`; in a budget that is 上年执行数 as well.
    """
    named = None if measure in ("change", "change_rate") else column_words().year_named.match(label)
    year = int(named.group(1)) if named else None
    if (
        kind.year
        and column_words().last_year.match(label)
        and (measure.endswith("_budget") or column_words().year.fullmatch(label))
    ):
        year = (kind.told or kind.year) - 1
    planned = kind.measure == "initial_budget" and not kind.by_title
    if (
        measure == "final"
        and planned
        and year in (None, kind.year)
        and column_words().planned_spent.search(label)
    ):
        return kind.measure, year
    if measure == "final" and not column_words().so_far.search(label):
        earlier = year is not None and kind.year is not None and year < kind.year
        if earlier or (planned and year != kind.year):
            return "prior_final", year
    return measure, year
