"""现场评价明细表: units by projects."""

from __future__ import annotations

from collections.abc import Iterator

from extract import regex
from extract.fold import fold
from extract.model import Cell, Table
from parsers.lexicon import site_sample_words
from parsers.report import Quantity
from parsers.words.names import clean_item, tidy
from parsers.words.numbers import is_amount, money_unit

from .fund_usage import is_sum, quantity


def is_site_sample(table: Table) -> bool:
    """现场评价明细表: units down, projects across."""
    return bool(site_sample_words().title.search(table.folded_title)) and table.cols > 4


def read_site_sample(table: Table) -> Iterator[Quantity]:
    """A row per unit; the columns are the projects. A header printed again sets the labels of what
    follows.
    """
    words = table.words
    unit = money_unit(table.folded_unit_line) or money_unit(table.folded_title)
    labels: dict[int, str] = {}
    for row in range(table.row_count):
        cells = list(table.row_cells(row))
        if not any(is_amount(words[row, c.col]) for c in cells[2:]):
            labels = {c.col: tidy(c.text.chars) for c in cells}
            continue
        named = [c for c in cells if c.text.folded and not is_amount(c.text.folded)]
        if not named:
            continue
        name, last = tidy(named[-1].text.chars), named[-1]
        for cell in cells:
            text = cell.text.folded
            if cell.row == row and cell.col > last.col and is_amount(text):
                label = labels.get(cell.col, "")
                project = None if is_sum(fold(label)) else label
                yield quantity(table, cell, "site_sample", clean_item(name), label, "received", unit, project)


def sampled_units(table: Table) -> Iterator[tuple[Cell, str, str]]:
    """(cell, name, code) of the units that a 现场评价明细表 lists with their 预算单位编码."""
    for row in range(table.row_count):
        code, named = table.grid.get((row, 0)), table.grid.get((row, 1))
        if code is not None and named is not None and regex.fullmatch(r"\d{6}", code.text.folded):
            yield named, tidy(named.text.chars), code.text.folded
