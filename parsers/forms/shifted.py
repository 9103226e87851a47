"""Rows of forms in exported text that lack the cells of a merged label to their left: they are moved to where
they belong.

In a web page a label merged over several rows stands in the first of them alone; where its rows are written
one to a line, those
below begin with the cell beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from extract import regex
from extract.model import Cell, Table
from parsers.lexicon import code_of, form_words
from parsers.words.numbers import is_absent, is_amount, is_percent, money_unit

from .fund_header import AMOUNTS, fund_measure, is_fund_header
from .indicator_header import headed_rows, indicator_headers, is_indicator_header, set_columns
from .lines.labels import is_third, level_names
from .state import Said, said_rows

Columns = Mapping[int, str]
TARGETED = regex.compile(r"[≥≤=><≧≦═\d]")
"""What a target begins with, and no name."""


def is_settled(table: Table) -> bool:
    """Whether the rows of indicators stand under their header: none has more cells, and in most a name stands
    where an indicator's is to be, no number.
    """
    labelled = any(is_third(t) for said in said_rows(table) for _, t in said)
    if labelled and not indicator_headers(table):
        return False
    last, third, named, numbered = None, 0, 0, 0
    for said, headed in zip(said_rows(table), headed_rows(table), strict=True):
        held = {c.col: t for c, t in said if t}
        if is_indicator_header(headed):
            third = next(c for c, code in set_columns(headed).items() if code == "level3")
            last = max(c.col + c.col_span - 1 + (money_unit(t) is not None) for c, t in headed if t)
        elif is_fund_header(said) or not held or _is_total(held[min(held)]):
            last = None
        elif last is not None:
            if max(held) > last:
                return False
            numbered += is_amount(held.get(third, ""))
            named += bool(held.get(third)) and not is_amount(held[third])
    return numbered <= named


def in_place(table: Table) -> Table:
    """A table whose rows are moved under their headers; a table of a source with pages stands as it is
    printed.
    """
    if any(c.page is not None or c.row_span > 1 for c in table.cells):
        return table
    moves = dict(_moves(table))
    if not moves:
        return table
    cells = [
        replace(c, col=c.col + by)
        for c in table.cells
        if not (by := moves.get(c.row, 0)) or c.col + by < table.cols
    ]
    blanks = [replace(_blank(table, r), col=c) for r, by in moves.items() for c in range(by)]
    order = sorted([*cells, *blanks], key=lambda c: (c.row, c.col))
    return replace(table, cells=tuple(order))


def _is_total(text: str) -> bool:
    return code_of("self_evaluation", "blocks", text) == "total"


def _blank(table: Table, row: int) -> Cell:
    cell = table.row_cells(row)[-1]
    return replace(cell, text=cell.text[0:0], col_span=1)


def _moves(table: Table) -> Iterator[tuple[int, int]]:
    """(row, columns to the right) of the rows that are to be moved."""
    columns: Columns = {}
    funds: Columns = {}
    rows = said_rows(table)
    for row, (said, headed) in enumerate(zip(rows, headed_rows(table), strict=True)):
        if is_indicator_header(headed):
            columns, funds = set_columns(headed), {}
        elif is_fund_header(said):
            by = int(_heads_names(said, rows[row + 1]) if row + 1 < len(rows) else False)
            funds = {col + by: m for col, m in _measures(said).items()}
            if by:
                yield row, by
        elif by := _missing(said, columns) if columns else _missing_funds(said, funds):
            yield row, by


def _heads_names(said: Said, below: Said) -> bool:
    """Whether the labels of the money begin over the names of its rows, with as many amounts beside these:
    the header lacks the cell over the names.
    """
    heads = [c.col for c, t in said if fund_measure(t)]
    held = {c.col: t for c, t in below if t}
    named = heads[:1] == [0] and held.get(0, "") != "" and not _is_value(held[0])
    beside = [held.get(col + 1, "") for col in heads]
    return (
        named and all(map(_is_value, beside)) and any(map(is_amount, beside)) and max(held) == heads[-1] + 1
    )


def _measures(said: Said) -> Columns:
    """What the columns of the money measure, without the labels of its block: 年度预算数（万元） beside
    labels without a unit, 预算执行情况（10分）.
    """
    found = {c.col: (t, m) for c, t in said if (m := fund_measure(t)) and not form_words().full.search(t)}
    united = [c for c, (t, m) in found.items() if m in AMOUNTS and money_unit(t)]
    apart = [c for c, (t, m) in found.items() if m in AMOUNTS and not money_unit(t)]
    block = united if len(apart) > 1 and united and max(united) < min(apart) else []
    return {c: m for c, (_, m) in found.items() if c not in block}


def _missing(said: Said, columns: Columns) -> int:
    """How many levels a row of indicators lacks: its first cell is a 二级指标, or an indicator."""
    first = min(columns)
    if (lead := _missing_before(said, first)) is not None:
        return lead
    block = _without_block(said, first)
    held = {c.col + block: t for c, t in said if c.col + block >= first}
    begins = held.get(first, "")
    if block and len([t for _, t in said if t]) == 1 and level_names()[0].fullmatch(begins):
        return block
    lacked = _levels_lacked(held, columns, first)
    return 0 if lacked is None else block + lacked


def _levels_lacked(held: Mapping[int, str], columns: Columns, first: int) -> int | None:
    """How many levels a row lacks whose cells begin in that of the first; null where it fits no way."""
    begins, levels = held.get(first, ""), sum(code.startswith("level") for code in columns.values())
    upper, second = (level.fullmatch(begins) is not None for level in level_names())
    if upper and level_names()[1].fullmatch(held.get(first + 1, "")):
        return 0  # the row is whole, whether its indicator has a target or not
    fits = _fits(held, columns, 0)
    if not begins or levels < 2 or (upper and (fits or not second)):
        return 0 if fits else None
    by = 1 if second or levels == 2 else 2
    ends = [t for c, t in held.items() if c > max(held) - by]
    sure = second or not fits
    return by if sure and not any(ends) and _fits(held, columns, by) else None


def _missing_before(said: Said, first: int) -> int | None:
    """How many of the columns before the levels a row of a list of projects lacks, whose unit, project and
    money are merged over its indicators: its 一级 and 二级指标 stand so far to the left, and as many cells at
    its end are blank. Null where it is no such row.
    """
    if first < 2:
        return None
    held = {c.col: t for c, t in said}
    for by in range(1, first + 1):
        upper, lower = held.get(first - by, ""), held.get(first - by + 1, "")
        blank = not any(t for c, t in held.items() if c > max(held) - by)
        if blank and level_names()[0].fullmatch(upper) and level_names()[1].fullmatch(lower):
            return by
    return None


def _without_block(said: Said, first: int) -> int:
    """By how many columns a row begins too early that lacks the label of the block before the levels, which
    its header has (绩效指标 | 一级指标 …).
    """
    held = {c.col: t for c, t in said}
    early = first == 1 and held.get(0) and not _is_total(held[0]) and not held.get(max(held))
    return int(bool(early))


def _fits(held: Mapping[int, str], columns: Columns, by: int) -> bool:
    """Whether the points of a row stand under their labels once it is moved; in a form without points,
    whether a name stands under 三级指标 and its target beside it.
    """
    if not {"weight", "score"} & set(columns.values()):
        cells = [(code, held.get(c - by, "")) for c, code in columns.items()]
        name, target = (next((t for x, t in cells if x == code), "") for code in ("level3", "target"))
        return bool(name and target) and not TARGETED.match(name)
    points = [held.get(c - by, "") for c, code in columns.items() if code in ("weight", "score")]
    return any(map(is_amount, points)) and all(map(_is_value, points))


def _missing_funds(said: Said, funds: Columns) -> int:
    """1 where the amounts of a row stand one column to the left of their labels."""
    amounts = [c for c, m in funds.items() if m in AMOUNTS]
    held = {c.col: t for c, t in said}
    if len(amounts) < 2 or held.get(max(held, default=0)):
        return 0
    moved = [held.get(c - 1, "") for c in amounts]
    label = held.get(min(amounts) - 1, "")
    return int(all(map(_is_value, moved)) and any(map(is_amount, moved)) and is_amount(label))


def _is_value(text: str) -> bool:
    return is_absent(text) or is_amount(text) or is_percent(text)
