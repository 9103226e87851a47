"""Wide annexes of evaluation reports: 资金使用结构明细表 (project × kind of spending) and 现场评价明细表
(unit × project).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.fold import fold
from extract.model import Cell, Table
from parsers.codes import Basis, Measure, Statement
from parsers.lexicon import code_of, fund_usage_words
from parsers.report import Quantity, in_cell
from parsers.words.names import tidy
from parsers.words.numbers import is_amount, is_percent, money_unit

from .headers import columns, header_rows


def is_fund_usage(table: Table) -> bool:
    """Projects down, 到位 and 使用 or 支出 across, in groups of columns."""
    groups = {c.text.folded for c in table.cells if c.row == 0 and c.col_span > 1}
    words = fund_usage_words()
    named = any(words.project_name.search(c.text.folded) for c in table.cells if c.row == 0)
    return named and any(map(words.received.found_in, groups)) and any(map(words.spent.found_in, groups))


def is_sum(label: str) -> bool:
    """Whether a folded label says that its row or column is a sum."""
    return fund_usage_words().sums.fullmatch(label) is not None


def read_fund_usage(table: Table) -> Iterator[Quantity]:
    """A row per project; the group of a column tells what it measures, its own label the kind of spending."""
    unit = money_unit(table.folded_unit_line) or money_unit(table.folded_title)
    cols = columns(table)
    named = next(
        (c.index for c in cols if c.path and fund_usage_words().project_name.found_in(c.path[-1])), 0
    )
    for row in range(header_rows(table), table.row_count):
        name = next(
            (
                tidy(c.text.chars)
                for at in (named, 0)
                if (c := table.grid.get((row, at))) and c.text.chars.strip()
            ),
            "",
        )
        if not name or is_amount(fold(name)):
            continue
        total = is_sum(fold(name))
        for col in cols[named + 1 :]:
            cell = table.grid.get((row, col.index))
            measure = code_of("fund_usage", "groups", col.path[0]) if col.path else None
            if cell is None or cell.row != row or measure is None:
                continue
            if is_amount(cell.text.folded) or is_percent(cell.text.folded):
                basis: Basis | None = "received" if measure == "execution_rate" else None
                q = quantity(
                    table, cell, "fund_usage", name, col.label, measure, unit, None if total else name
                )
                yield replace(q, basis=basis, section=col.path[0])


def quantity(
    table: Table,
    cell: Cell,
    statement: Statement,
    item: str,
    label: str,
    measure: Measure,
    unit: str | None,
    project: str | None,
) -> Quantity:
    """The quantity that a cell of a wide annex states; a percentage names its own unit."""
    text = cell.text.folded
    return Quantity(
        **in_cell(table, cell),
        statement=statement,
        item=item,
        breakdown=label or None,
        measure=measure,
        number=text.rstrip("%"),
        unit="%" if is_percent(text) else unit,
        project=project,
        level=0 if is_sum(fold(item)) else None,
    )
