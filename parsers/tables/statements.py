"""The statement tables of final accounts and budgets (决算/预算报表) → quantities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract import regex
from extract.fold import fold
from extract.model import Cell, Table
from parsers.codes import Basis, Statement, TableCode
from parsers.lexicon import code_of, column_words, number_words, statement_words
from parsers.report import Quantity, in_cell
from parsers.words.bodies import is_body
from parsers.words.names import LAST_YEAR, clean_item, tidy
from parsers.words.numbers import cell_number, is_amount, is_percent, money_unit, money_word

from .column_measures import (
    RATES,
    ColumnContent,
    StatementTable,
    based,
    by_cell,
    column_content,
    counts,
    held_by,
    may_be_money,
    money_columns,
    of_year,
    unit_of,
)
from .debts import of_debts
from .headers import Block, Column, blocks, columns, header_rows, is_total
from .recognise import GATHERED
from .sums import with_sums

FULL_CODE = regex.compile(r"^[\[(]?(\d{3}(?:\d{2}){0,2})(?!\d)[\])]?[-—:]?(.*)$")
"""A code and the name behind it: 2130101行政运行, [2130101]行政运行, 2130101-行政运行."""
UNSETTLED: Statement = "other"
"""The statement of a row whose table has none for all of them, until its own words tell it."""

LISTS = ("projects", "assets", "procurement")
"""Tables whose rows are what was listed, perhaps with the body and the project that each belongs to."""

TOTAL = "合计"
"""What a sum is called behind what it sums."""


def read_statement(table: Table, kind: StatementTable) -> list[Quantity]:
    """The quantities of one statement table, row by row."""
    words, header = table.words, header_rows(table)
    found: list[Quantity] = []
    for block in blocks(columns(table)):
        if kind.statement == "three_public" and _lists_units(table, block):
            found.extend(_units_as_rows(table, header, block, kind))
        elif block.name is None and not block.codes:
            found.extend(_columns_as_items(table, header, block, kind))
        else:
            found.extend(_rows_as_items(table, header, block, kind, words))
    found = sorted(found, key=lambda q: (q.row or 0, q.col or 0))
    found = list(of_debts(found, table, kind)) if kind.as_of else found
    return with_sums(found) if kind.statement == "projects" else _with_parents(found)


def _cells(table: Table, row: int, cols: Sequence[Column]) -> Iterator[tuple[Column, Cell]]:
    """The cells that begin in a row, each with the first of the columns that it stands in."""
    found = {id(cell): (col, cell) for col in reversed(cols) if (cell := table.grid.get((row, col.index)))}
    yield from (held for held in reversed(found.values()) if held[1].row == row)


def _lists_units(table: Table, block: Block) -> bool:
    """Whether the rows of a block are units, not kinds of spending."""
    if block.name is None or not block.values or code_of("statements", "rows", block.name.label):
        return False
    said = [
        w
        for row in range(header_rows(table), table.row_count)
        if (w := table.words.get((row, block.name.index)))
    ]
    named = [w for w in said if not is_total(w)]
    return bool(named) and all(is_body(clean_item(w)) or statement_words().area.search(w) for w in named)


def _units_as_rows(table: Table, header: int, block: Block, kind: StatementTable) -> Iterator[Quantity]:
    """Tables of a government: its units down, the kinds of spending across; 合计 is of all of them."""
    held = held_by(block, kind)
    for row in range(header, table.row_count):
        name = (
            tidy(cell.text.chars) if block.name and (cell := table.grid.get((row, block.name.index))) else ""
        )
        if not name:
            continue
        unit = None if is_total(fold(name)) else clean_item(name)
        for col, cell in _cells(table, row, block.values):
            labels = [
                p
                for p in col.path
                if not code_of("columns", "measures", p) and not column_words().year.fullmatch(p)
            ]
            item = clean_item(_column_item(labels) or col.label)
            quantity = _quantity(table, cell, col, kind, held[col.index], item, None)
            if quantity is not None and not column_words().subtotal.whole(item):
                yield replace(quantity, breakdown=None, unit_name=unit)


def _with_parents(found: list[Quantity]) -> list[Quantity]:
    """Each coded quantity under the one of its upper code (项 under 款, 款 under 类, 类 under 合计) in the
    same kind of column,
    wherever in the table that stands: totals come first or last, and blocks go on beside each other. Where
    several columns of one kind
    print the same code, each is a list of its own.
    """
    printed = Counter((*_kind(q), q.item_code) for q in found if q.level is not None)
    several = {kind[:-1] for kind, n in printed.items() if n > 1}

    def column(q: Quantity) -> tuple[object, ...]:
        return (*_kind(q), q.col) if _kind(q) in several else _kind(q)

    held = {(column(q), q.item_code or ""): q.key for q in found if q.level is not None}
    # 部门 and 政府 economic classification (3xx, 5xx) side by side would each make up the total.
    mixed = len({q.item_code[0] for q in found if q.item_code and q.statement == "general_basic"}) > 1
    out = []
    for q in found:
        upper = (
            []
            if not q.item_code
            else [q.item_code[:n] for n in (5, 3) if n < len(q.item_code)] + ([] if mixed else [""])
        )
        parent = next((held[column(q), u] for u in upper if (column(q), u) in held), None)
        out.append(replace(q, parent=parent, part="exhaustive") if parent else q)
    return out


def _kind(q: Quantity) -> tuple[object, ...]:
    """What kind of column a quantity stands in."""
    return q.breakdown, q.measure, q.period


def _rows_as_items(
    table: Table, header: int, block: Block, kind: StatementTable, words: dict[tuple[int, int], str]
) -> Iterator[Quantity]:
    carried: list[str] = []
    heading = ""
    held = held_by(block, kind)
    values = money_columns(block, kind)
    for row in range(header, table.row_count):
        code, item = _row_subject(block, row, words, carried)
        item = item or _elsewhere(table, row, kind, block, code)
        if not item and not code:
            continue
        if kind.statement == "operation":
            printed = words[row, block.name.index] if block.name else ""
            opens = code_of("statements", "rows", item) and statement_words().heading.match(printed)
            heading = item if opens else heading
            item = heading + TOTAL if statement_words().sums.whole(item) else item
        named = {id(table.grid.get((row, c.index))) for c in block.names}
        for col, cell in _cells(table, row, values):
            if id(cell) in named or not may_be_money(kind, col, item):
                continue
            quantity = _quantity(table, cell, col, kind, held[col.index], item, code)
            if quantity is not None and column_words().measured_rows.fullmatch(item):
                quantity = _of_column(quantity, col, item, kind)
            if quantity is not None and (read := _in_its_statement(quantity, kind, heading, item)):
                yield read


def _elsewhere(table: Table, row: int, kind: StatementTable, block: Block, code: str | None) -> str:
    """What a row is of that has no name in the column of names: a total or a body before its amounts, in a
    list of projects, of purchases or of assets anywhere in it.
    """
    if code:
        return ""
    end = table.cols if kind.statement in LISTS else block.values[0].index
    begin = 0 if kind.statement in LISTS else block.begin
    cells = [c for c in table.row_cells(row) if begin <= c.col < end]
    bodies = (name for c in cells if is_body(name := clean_item(c.text.chars.strip())))
    return next(filter(is_total, (c.text.folded for c in cells)), "") or next(bodies, "")


def _in_its_statement(quantity: Quantity, kind: StatementTable, heading: str, item: str) -> Quantity | None:
    """A row's quantity with the statement of its row, where its table gathers several; null where it is no
    money.
    """
    if kind.statement == "projects":
        apart = (
            quantity.level == 0 or not kind.projects or is_body(item) or statement_words().area.search(item)
        )
        return replace(quantity, statement="other", project=None if apart else item)
    if kind.statement == "operation":
        assets = code_of("statements", "rows", heading) == "assets"
        if assets and not statement_words().money_row.search(item):
            return None
    statement = _row_statement(heading, quantity.statement)
    if statement == quantity.statement:
        return None if statement == UNSETTLED else quantity
    return None if statement == UNSETTLED else replace(quantity, statement=statement)


def _of_column(quantity: Quantity, col: Column, label: str, kind: StatementTable) -> Quantity | None:
    """The quantity of a row that only says what it measures (预算数, 决算数, 2022年 down the side): its
    column is the item; null where that is a 小计 of what no label names.
    """
    item = clean_item(_column_item(list(col.path)))
    if column_words().subtotal.whole(item):
        return None
    measure, year = of_year(code_of("columns", "measures", label) or quantity.measure, label, kind)
    compared = (
        measure in ("change", "change_rate") and statement_words().across_years.search(label) is not None
    )
    basis: Basis | None = "prior_year" if compared else None
    unit = "%" if measure.endswith("_rate") else quantity.unit
    return replace(
        quantity,
        item=item,
        breakdown=None,
        measure=measure,
        basis=basis,
        unit=unit,
        period=year if year != kind.year else quantity.period,
        statement=_row_statement(item, quantity.statement),
    )


def _row_subject(
    block: Block, row: int, words: dict[tuple[int, int], str], carried: list[str]
) -> tuple[str | None, str]:
    """The row's code (joined, upper parts carried down) and its name."""
    parts = [words.get((row, c.index), "") for c in block.codes]
    name = next((w for c in reversed(block.names) if (w := words.get((row, c.index)))), "")
    digits = [p if p.isdigit() else "" for p in parts]
    for part in parts:
        if part and not part.isdigit():
            found = FULL_CODE.match(part)
            if found and found.group(2):
                digits, name = [found.group(1)], name or found.group(2)
            elif not name:
                name = part
    code = _join_code(digits, carried)
    if code is None and (found := FULL_CODE.match(name)) and found.group(2):
        code, name = found.group(1), found.group(2)
    return code, clean_item(name)


def _join_code(digits: list[str], carried: list[str]) -> str | None:
    if not any(digits):
        return None
    longest = max(digits, key=len)
    merged = len(longest) == 3 and len(set(digits)) == 1  # one cell over the columns of 类, 款 and 项
    if len(longest) >= 5 or len(digits) == 1 or merged:
        return longest
    last = max(i for i, d in enumerate(digits) if d)
    parts = [d or (carried[i] if i < len(carried) else "") for i, d in enumerate(digits[: last + 1])]
    carried[:] = parts
    return "".join(parts)


def _level(code: str | None, item: str) -> int | None:
    if code:
        return {3: 1, 5: 2, 7: 3}.get(len(code))
    return 0 if statement_words().totals.fullmatch(item) else None


def _quantity(
    table: Table,
    cell: Cell,
    col: Column,
    kind: StatementTable,
    held: ColumnContent,
    item: str,
    code: str | None,
) -> Quantity | None:
    text, own = cell_number(cell.text.folded), None
    if not (is_amount(text) or is_percent(text)):
        text, held = _without_prior(text, held, kind)
        own = number_words().money_cell.fullmatch(text)
        text = own["number"] if own else text
    rate, statement = is_percent(text), _settled(kind.statement)
    row_unit = _row_unit(table, cell.row)
    if not (is_amount(text) or rate) or counts(kind, col, item, held.measure) or row_unit == "":
        return None
    if (
        told := by_cell(held, item if column_words().measured_rows.fullmatch(item) else col.label, rate)
    ) is None:
        return None
    held, unit = told, own["unit"] if own else unit_of(col) or row_unit or _unit_over(table, col) or kind.unit
    return Quantity(
        **in_cell(table, cell),
        statement=_row_statement(item, statement)
        if kind.statement in ("three_public", GATHERED)
        else statement,
        item=item,
        item_code=code,
        breakdown=held.breakdown,
        measure=held.measure,
        basis=held.basis,
        period=held.year if held.year != kind.year else None,
        number=text.rstrip("%"),
        unit="%" if rate or held.measure in RATES else unit,
        sign=-1 if held.measure.startswith("change") and statement_words().less.search(col.label) else 1,
        level=_level(code, item),
    )


def _row_unit(table: Table, row: int) -> str | None:
    """The money unit that a row names in a column of units; empty where it counts something else."""
    col = next((c.index for c in columns(table) if c.role == "row_unit"), None)
    said = table.words.get((row, col), "") if col is not None else ""
    return (money_word(said) or "") if said else None


def _unit_over(table: Table, col: Column) -> str | None:
    """The money unit over a column, where the rows above the labels name one for each of several parts."""
    above = [c for row in table.covering[: table.caption_rows] for c in row]
    named = [(c.col, unit) for c in above if (unit := money_unit(c.text.folded))]
    several = len({unit for _, unit in named}) > 1
    return max((n for n in named if n[0] <= col.index), default=(0, None))[1] if several else None


def _without_prior(text: str, held: ColumnContent, kind: StatementTable) -> tuple[str, ColumnContent]:
    """A cell's words and what they hold, where last year's amount stands in it too, or alone:
    8.00（上年:10.00万元）.
    """
    found = number_words().prior_within.fullmatch(text)
    if found is None:
        return text, held
    if found["own"]:
        return found["own"], held
    measure, year = of_year(kind.measure, LAST_YEAR, kind)
    return found["prior"], replace(held, measure=measure, year=year)


def _settled(code: TableCode) -> Statement:
    """The statement that all rows of a table have, where they have one."""
    return UNSETTLED if code == "operation" or code == "projects" or code == "gathered" else code


def _row_statement(item: str, otherwise: Statement) -> Statement:
    """The statement of a row of a table that gathers several subjects: 会议费 below the 三公, 机关运行经费
    beside them.
    """
    return code_of("statements", "rows", item) or otherwise


def _columns_as_items(table: Table, header: int, block: Block, kind: StatementTable) -> Iterator[Quantity]:
    """A table whose one row of amounts has no label (公开07表): the columns are the items. Of several rows
    nothing says what each is of.
    """
    cells = [x for row in range(header, table.row_count) for x in _cells(table, row, block.values)]
    if len({cell.row for _, cell in cells if is_amount(cell_number(cell.text.folded))}) > 1:
        return
    for col, cell in cells:
        labels = [p for p in col.path if not code_of("columns", "measures", p)]
        item = _column_item(labels) or col.label
        held = based(column_content(col, kind), col, block, kind)
        quantity = _quantity(table, cell, col, kind, held, clean_item(item), None)
        if quantity is not None and item and not column_words().subtotal.whole(quantity.item):
            yield replace(quantity, breakdown=None)


def _column_item(labels: list[str]) -> str:
    """The last label; 小计 and 合计 are named after the label above them."""
    if not labels:
        return ""
    if statement_words().sum_columns.whole(labels[-1]) and len(labels) > 1:
        above = labels[-2]
        if column_words().subtotal.whole(labels[-1]) or statement_words().part.search(above):
            return above
        return above + TOTAL if statement_words().three_public.found_in(above) and len(above) <= 12 else TOTAL
    return labels[-1]
