"""整体支出绩效评价基础数据表: blocks of rows under year columns
(2022年决算数 · 2023年预算数 · 2023年决算数).
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.fold import fold
from extract.model import Table
from parsers.codes import Measure
from parsers.forms.state import Said, said_rows
from parsers.lexicon import base_data_words, code_of
from parsers.report import Quantity, in_cell
from parsers.words.names import clean_item, tidy
from parsers.words.numbers import is_absent, is_amount, money_unit


def is_base_data(table: Table) -> bool:
    """Whether the table has two or more columns whose labels name a year and a budget or accounts, names of
    rows before them, and no statement's title.
    """
    title = table.folded_title
    if base_data_words().title.found_in(title):
        return True
    return code_of("statements", "titles", title) is None and any(
        len(years) >= 2 and 0 not in years for years in map(_year_columns, said_rows(table)[:8])
    )


def _year_columns(said: Said) -> dict[int, tuple[Measure, int]]:
    """Column → (measure, year) of a row of year labels; of two years of 决算 the earlier is the prior one."""
    found: dict[int, tuple[Measure, int]] = {}
    for cell, text in said:
        m = base_data_words().yeared.match(text)
        measure = code_of("columns", "measures", m.group(2)) if m else None
        if m and measure:
            found[cell.col] = (measure, int(m.group(1)))
    latest = max((year for _, year in found.values()), default=0)
    return {
        col: ("prior_final" if measure == "final" and year < latest else measure, year)
        for col, (measure, year) in found.items()
    }


def read_base_data(table: Table) -> Iterator[Quantity]:
    """The quantities of the money blocks; staff and building blocks state none."""
    columns: dict[int, tuple[Measure, int]] = {}
    unit = money_unit(table.folded_unit_line)
    for said in said_rows(table):
        years = _year_columns(said)
        if years:
            columns = years
            unit = money_unit("|".join(t for _, t in said)) or unit
            continue
        label = next((c for c, _ in said if c.text.chars.strip()), None)
        if label is None or not columns or label.col in columns or is_amount(label.text.folded):
            continue
        if base_data_words().no_money.search(label.text.folded):
            columns = {}
            continue
        item = clean_item(tidy(label.text.chars))
        if is_absent(fold(item)):
            continue
        for cell, text in said:
            if cell.col in columns and is_amount(text):
                measure, year = columns[cell.col]
                yield Quantity(
                    **in_cell(table, cell),
                    statement="base_data",
                    item=item,
                    measure=measure,
                    number=text,
                    unit=unit,
                    period=year,
                )
