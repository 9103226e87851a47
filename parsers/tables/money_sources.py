"""The money of a project by measure and source: 计划安排资金（万元） | 20.00 | 实际到位资金（万元） | 18.00,
and below each of them the sources that it is made of. Counties of Hunan evaluate special money by this form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extract.model import Cell, Table
from parsers.codes import Measure
from parsers.forms.fund_cells import fund_item
from parsers.forms.fund_header import AMOUNTS, fund_measure
from parsers.forms.state import Said, label, said_rows
from parsers.lexicon import form_words
from parsers.report import Quantity, in_cell
from parsers.words.numbers import is_absent, is_amount, money_unit

FEWEST = 2
"""Measures beside one another that make such a table."""


@dataclass(frozen=True)
class Pair:
    """A label of a measure and the amount beside it."""

    named: Cell
    amount: Cell
    measure: Measure
    left: bool
    """Whether the label is of what was left, which is spent by nobody."""


def is_by_source(table: Table) -> bool:
    """Whether a row of a table is labels of measures with their money units, each with its amount."""
    return any(len({p.measure for p in _pairs(said)}) >= FEWEST for said in said_rows(table))


def read_by_source(table: Table) -> Iterator[Quantity]:
    """The amounts of the measures, and below each of them those of its sources; a further measure may stand
    alone below them.
    """
    rows, least = said_rows(table), FEWEST
    for row, said in enumerate(rows):
        pairs = _pairs(said)
        if len({p.measure for p in pairs}) < least:
            continue
        least = 1
        yield from (_quantity(table, p, p.named, p.amount) for p in pairs)
        for below in rows[row + 1 :]:
            if not any(form_words().source_of_money.whole(t) for _, t in below):
                break
            yield from _sources(table, pairs, dict((c.col, (c, t)) for c, t in below))


def _pairs(said: Said) -> list[Pair]:
    """The labels of a row that name a measure and a money unit, with the amounts beside them."""
    out = []
    for (named, name), (cell, text) in pairwise([(c, t) for c, t in said if t]):
        code, left = fund_measure(name), form_words().left_over.begins(label(name))
        measure: Measure | None = code if code in AMOUNTS else "final" if left else None
        if measure and money_unit(name) and (is_amount(text) or is_absent(text)):
            out.append(Pair(named, cell, measure, left))
    return out


def _sources(table: Table, pairs: list[Pair], below: dict[int, tuple[Cell, str]]) -> Iterator[Quantity]:
    """The amounts of one row of sources, each part of the measure over it."""
    for p in pairs:
        named, cell = below.get(p.named.col), below.get(p.amount.col)
        if named and cell and form_words().source_of_money.whole(named[1]) and is_amount(cell[1]):
            yield _quantity(table, p, named[0], cell[0])


def _quantity(table: Table, p: Pair, named: Cell, cell: Cell) -> Quantity:
    """The quantity of an amount: the measure's own, or of a source below it."""
    own = named is p.named
    return Quantity(
        **in_cell(table, cell),
        statement="self_evaluation",
        item=fund_item(named),
        breakdown=fund_item(p.named) if p.left and not own else None,
        measure=p.measure,
        number=cell.text.folded,
        unit=money_unit(p.named.text.folded),
        level=0 if own else 1,
        parent=None if own else table.locator(p.amount),
        part=None if own else "exhaustive",
    )
