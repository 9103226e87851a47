"""Wide annexes of evaluation reports: 资金使用结构明细表 (project × kind of spending) and 现场评价明细表 (unit × project)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract import regex
from extract.fold import fold
from extract.model import Cell, Table

from .headers import columns, header_rows
from .names import clean_item, tidy
from .numbers import is_amount, is_percent, money_unit
from .report import Quantity, in_cell

USAGE = (("execution_rate", "使用率|执行率|支出率"), ("received", "到位|下达|安排"), ("final", "使用|支出"))
TOTALS = regex.compile(r"^(合计|小计|总计)(\(.*\))?$")


def is_fund_usage(table: Table) -> bool:
    """Projects down, 到位 and 使用 or 支出 across, in groups of columns."""
    groups = {fold(c.text.chars) for c in table.cells if c.row == 0 and c.col_span > 1}
    named = any(regex.search("项目名称", fold(c.text.chars)) for c in table.cells if c.row == 0)
    return named and any("到位" in g for g in groups) and any(regex.search("使用|支出", g) for g in groups)


def read_fund_usage(table: Table) -> Iterator[Quantity]:
    """A row per project; the group of a column tells what it measures, its own label the kind of spending."""
    unit = money_unit(fold(table.unit_line)) or money_unit(fold(table.title))
    cols = columns(table)
    named = next((c.index for c in cols if c.path and "项目名称" in c.path[-1]), 0)
    for row in range(header_rows(table), table.rows):
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
        total = bool(TOTALS.match(fold(name)))
        for col in cols[named + 1 :]:
            cell = table.grid.get((row, col.index))
            measure = next(
                (m for m, pattern in USAGE if col.path and regex.search(pattern, col.path[0])), None
            )
            if cell is None or cell.row != row or measure is None:
                continue
            if is_amount(fold(cell.text.chars)) or is_percent(fold(cell.text.chars)):
                basis = "received" if measure == "execution_rate" else None
                q = _quantity(
                    table, cell, "fund_usage", name, col.label, measure, unit, None if total else name
                )
                yield replace(q, basis=basis, section=col.path[0])


def is_site_sample(table: Table) -> bool:
    """现场评价明细表: units down, projects across."""
    return bool(regex.search("现场评价.*表", fold(table.title))) and table.cols > 4


def read_site_sample(table: Table) -> Iterator[Quantity]:
    """A row per unit; the columns are the projects. A header printed again sets the labels of what follows."""
    words = table.words
    unit = money_unit(fold(table.unit_line)) or money_unit(fold(table.title))
    labels: dict[int, str] = {}
    for row in range(table.rows):
        cells = list(table.row_cells(row))
        if not any(is_amount(words[row, c.col]) for c in cells[2:]):
            labels = {c.col: tidy(c.text.chars) for c in cells}
            continue
        named = [c for c in cells if fold(c.text.chars) and not is_amount(fold(c.text.chars))]
        if not named:
            continue
        name, last = tidy(named[-1].text.chars), named[-1]
        for cell in cells:
            text = fold(cell.text.chars)
            if cell.row == row and cell.col > last.col and is_amount(text):
                label = labels.get(cell.col, "")
                project = None if TOTALS.match(fold(label)) else label
                yield _quantity(
                    table, cell, "site_sample", clean_item(name), label, "received", unit, project
                )


def _quantity(
    table: Table,
    cell: Cell,
    statement: str,
    item: str,
    label: str,
    measure: str,
    unit: str | None,
    project: str | None,
) -> Quantity:
    text = fold(cell.text.chars)
    return Quantity(
        **in_cell(table, cell),
        statement=statement,
        item=item,
        breakdown=label or None,
        measure=measure,
        number=text.rstrip("%"),
        unit="%" if is_percent(text) else unit,
        project=project,
    )


def sampled_units(table: Table) -> Iterator[tuple[Cell, str, str]]:
    """(cell, name, code) of the units that a 现场评价明细表 lists with their 预算单位编码."""
    for row in range(table.rows):
        code, named = table.grid.get((row, 0)), table.grid.get((row, 1))
        if code is not None and named is not None and regex.fullmatch(r"\d{6}", fold(code.text.chars)):
            yield named, tidy(named.text.chars), fold(code.text.chars)
