"""Cells of a form's fund rows that carry their own labels."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TypedDict

from extract import regex
from extract.model import Cell, Table
from parsers.codes import Measure, Part, Statement
from parsers.lexicon import code_of, form_words, hunan_unit_words
from parsers.report import Quantity, TableReadings, in_cell
from parsers.words.names import clean_item, tidy
from parsers.words.numbers import cell_unit, is_absent, is_amount, is_percent, money_unit

from .fund_header import around
from .state import Form, Said, label, said_rows

PLANNED: Measure = "adjusted_budget"
"""What amounts beside their labels measure where nothing says that they are spent."""


def read_labelled(table: Table, said: Said, form: Form, out: TableReadings) -> None:
    """`按收入性质分：414.66` and the lines under it: label and number share a cell; the column's first label
    heads the list.
    """
    for cell, text in said:
        found = form_words().labelled.search(text)
        if not found:
            continue
        item = clean_item(found.group("label"))
        heads = bool(hunan_unit_words().heads.match(item))
        if heads:
            form.blocks[cell.col] = (
                item,
                "final" if hunan_unit_words().spent.found_in(item) else "adjusted_budget",
            )
        heading, measure = form.blocks.get(cell.col) or (None, PLANNED)
        out.quantities.append(
            _labelled(
                table,
                cell,
                found,
                item,
                form,
                measure,
                "self_evaluation",
                None if heads else heading,
                form.parents.get(f"block{cell.col}"),
                heads,
            )
        )
        if heads:
            form.parents[f"block{cell.col}"] = table.locator(cell)


def read_planned(table: Table, row: int, said: Said, form: Form, out: TableReadings) -> None:
    """Money of a target form: labels with their amounts in one cell, or the amount beside its label. What
    follows a total in its
    column is part of it.
    """
    form.unit = money_unit(around(table, row)) or form.unit
    form.parents.pop(ACROSS, None)
    held = [(c, t) for c, t in said if t]
    for (named, name), (cell, text) in pairwise(held):
        if (
            _is_money(text)
            and not is_percent(name)
            and (_names_money(table, named) or _pays(name, form))
            and not form_words().labelled.search(name)
            and (measure := _measure_planned(name)) is not None
        ):
            out.quantities.append(_planned(table, cell, named, measure, f"planned{cell.col}", form))
    for named, cell in _amounts_below(table, row, held):
        if (measure := _measure_planned(named.text.folded)) is not None:
            out.quantities.append(_planned(table, cell, named, measure, ACROSS, form))
    for cell, text in said:
        if form_words().money_label.search(text):
            for n, found in enumerate(form_words().listed_amount.finditer(text)):
                out.quantities.append(_planned_within(table, cell, found, n, form))


def _names_money(table: Table, named: Cell) -> bool:
    """Whether a label says that its amount is money, or is that of a sum beside, above or below such."""
    words, name = form_words(), named.text.folded
    if not words.sum_of_money.search(name):
        return words.money_label.search(name) is not None
    near = (table.grid.get((r, named.col)) for r in (named.row - 1, named.row + named.row_span))
    return any(c and words.money_label.search(c.text.folded) for c in (*table.row_cells(named.row), *near))


def _pays(name: str, form: Form) -> bool:
    """Whether a label is a level that pays a part of the whole, which has been read."""
    return bool(form.parents) and form_words().level_that_pays.fullmatch(name) is not None


def _amounts_below(table: Table, row: int, held: Said) -> list[tuple[Cell, Cell]]:
    """(label, amount) of a row of labels of money that stand over a row of nothing but their amounts."""
    labels = [c for c, t in held if c.row_span == 1 and _names_money(table, c) and not is_amount(t)]
    below = [x for x in (said_rows(table)[row + 1] if row + 1 < table.row_count else []) if x[1]]
    amounts = {c.col: c for c, t in below if is_amount(t)}
    pairs = [(c, amounts[c.col]) for c in labels if c.col in amounts]
    if len(pairs) < 2 or not all(is_amount(t) or is_absent(t) for _, t in below):
        return []
    whole = all(c.col in amounts for c in labels if c.col > min(amounts)) and len(pairs) == len(amounts)
    return pairs if whole else []  # else cells were lost


def _planned(table: Table, cell: Cell, named: Cell, measure: Measure, column: str, form: Form) -> Quantity:
    """The amount of a label of a target form; `column`: the list that it is of."""
    found = form_words().value.fullmatch(cell.text.folded)
    within = cell_unit(found["unit"]) if found else None
    held = Quantity(
        **in_cell(table, cell),
        statement="performance_target",
        item=fund_item(named),
        measure=measure,
        number=found["number"] if found else cell.text.folded,
        unit=within or form.unit or money_unit(around(table, cell.row)),
        project=form.project,
    )
    held = _within(table, cell, held, found) if found and within else held
    return replace(held, **_part_of(named.text.folded, column, held.key, form))


def _within(table: Table, cell: Cell, held: Quantity, found: regex.Match[str]) -> Quantity:
    """A quantity whose cell prints its unit too, at the place of its number alone."""
    start, end = cell.text.span(*found.span("number"))
    return replace(held, key=f"{held.key}@{start}-{end}", place=table.place(cell, start, end))


def _measure_planned(name: str) -> Measure | None:
    """What an amount of a target form measures; what the year before was to spend is none of this form's."""
    if not form_words().year_before.search(name):
        return "planned"
    return "prior_final" if form_words().executed.found_in(name) else None


LATEST = "latest"
"""The key of the total that was read last, of which amounts in other columns are parts too."""
ACROSS = "across"
"""The key of the total that began the row being read: 预算数 | 20.00 | 其中：财政资金 | 18.00."""


def fund_item(named: Cell) -> str:
    """What a label names, without the money unit in brackets behind it."""
    return form_words().unit_behind.sub("", clean_item(tidy(named.text.chars)))


class ListedFund(TypedDict):
    """Where a quantity stands among those that it is listed with."""

    level: int
    parent: str | None
    part: Part | None


def _part_of(name: str, column: str, key: str, form: Form) -> ListedFund:
    """The standing of the amount of a label in its column: a total begins a list, and what follows is part of
    it.
    """
    whole = any(code_of("self_evaluation", kind, label(name)) for kind in ("totals", "pairs"))
    if whole and not form_words().parts.begins(name):
        form.parents[column] = form.parents[ACROSS] = form.parents[LATEST] = key
        return {"level": 0, "parent": None, "part": None}
    parent = form.parents.get(ACROSS) or form.parents.get(column) or form.parents.get(LATEST)
    return {"level": 1, "parent": parent, "part": "exhaustive" if parent else None}


def _planned_within(table: Table, cell: Cell, found: regex.Match[str], n: int, form: Form) -> Quantity:
    """The n-th amount, from 0, that stands in a cell behind its label."""
    item = clean_item(form_words().before_label.sub("", found["label"]))
    held = _labelled(table, cell, found, item, form, "planned", "performance_target", None, None, True)
    start, end = cell.text.span(*found.span("number"))
    # A number with a unit of its own is a figure of the words in its cell, and those have such keys.
    key = f"{held.key}@{start}-{end}" if n or found["unit"] else held.key
    place = table.place(cell, start, end)
    return replace(held, key=key, place=place, **_part_of(item, "planned within", key, form))


def read_paired(table: Table, row: int, said: Said, form: Form, out: TableReadings) -> None:
    """Labels and amounts in turn: 预算数 | 40.00 | 执行数 | 39.50; what is listed below an amount measures
    the same.
    """
    held = [(c, t) for c, t in said if t]
    if not any(form_words().value.fullmatch(t) for _, t in held):
        return
    for (named, name), (cell, text) in pairwise(held):
        own = code_of("self_evaluation", "pairs", label(name))
        measure = own or (form.paired.get(cell.col) if form_words().moneyed_part.search(name) else None)
        rate = measure is not None and measure.endswith("_rate")
        if measure is None or not (is_percent(text) if rate else _is_money(text)):
            continue
        if own:
            form.paired[cell.col] = own
        item = _paired_item(table, row, named, name, own is not None, form)
        out.quantities.append(_paired(table, row, cell, item, measure, own is not None, form))
        if own:
            form.parents[f"pair{cell.col}"] = table.locator(cell)


def _is_money(text: str) -> bool:
    """Whether a cell is an amount, alone or with its unit."""
    found = form_words().value.fullmatch(text)
    return found is not None and (
        found["unit"] is None or money_unit(cell_unit(found["unit"]) or "") is not None
    )


def set_kinds(form: Form, table: Table, row: int, said: Said) -> bool:
    """Whether a row heads the kinds of money, the rows below it being what is measured: 资金总额 | 财政拨款
    over 年初预算数 | 60.00 | 50.00.
    """
    held = [(c, t) for c, t in said if t and c.row_span == 1]
    kinds = {
        c.col: fund_item(c)
        for c, t in held
        if form_words().kinds_of_money.search(t) and not form_words().labelled.search(t)
    }
    below = said_rows(table)[row + 1] if row + 1 < table.row_count else []
    if len(kinds) < 2 or any(is_amount(t) for _, t in held) or measure_of_row(below) is None:
        return False
    if sum(is_amount(t) for c, t in below if c.col in kinds) < 2:
        return False
    form.kinds = kinds
    form.unit = money_unit(around(table, row)) or form.unit
    return True


def measure_of_row(said: Said) -> Measure | None:
    """What all amounts of a row measure by the label that it begins with."""
    first = next((t for _, t in said if t), "")
    return code_of("self_evaluation", "pairs", label(first)) if not is_amount(first) else None


def read_by_kind(table: Table, said: Said, form: Form, out: TableReadings) -> None:
    """A row of one measure: its amounts by the kinds of money above them; what follows the whole is part of
    it.
    """
    measure = measure_of_row(said)
    whole: str | None = None
    amounts = [c for c, t in said if is_amount(t) or is_percent(t)]
    if measure is None or any(c.col not in form.kinds for c in amounts):
        return  # the row does not stand under its header
    for cell in amounts:
        item = form.kinds[cell.col]
        total = code_of("self_evaluation", "totals", item) is not None
        own = _paired(table, cell.row, cell, item, measure, total, form)
        parent = None if total or measure.endswith("_rate") else whole
        out.quantities.append(replace(own, parent=parent, part="exhaustive" if parent else None))
        whole = table.locator(cell) if total else whole


def _paired_item(table: Table, row: int, named: Cell, name: str, own: bool, form: Form) -> str:
    """What the amount beside a label is of: 预算数 of the label to its left, or, where pairs stand beside the
    indicators, of the one over them; 财政拨款 of itself.
    """
    if form.columns:
        over = (table.grid.get((r, named.col)) for r in reversed(range(row)))
        held = (c for c in over if c and (c.col_span > 1 or money_unit(c.text.folded)) and c.text.folded)
        return next(map(fund_item, held), fund_item(named))
    before = (c for c in table.row_cells(row) if c.col < named.col)
    beside = next((c.text for c in before if not is_amount(c.text.folded)), None)
    if own and form_words().measure_ends.ends(name.rstrip(":")) and beside is not None and beside.folded:
        return label(beside.folded)
    return clean_item(tidy(named.text.chars))


def _paired(
    table: Table, row: int, cell: Cell, item: str, measure: Measure, own: bool, form: Form
) -> Quantity:
    """The quantity of an amount beside its label; `own`: the label is a measure's, not that of a part."""
    rate = measure.endswith("_rate")
    whole = None if own else form.parents.get(f"pair{cell.col}")
    found = form_words().value.fullmatch(cell.text.folded)
    within = cell_unit(found["unit"]) if found and not rate else None
    unit = within or form.unit or money_unit(around(table, row))
    held = Quantity(
        **in_cell(table, cell),
        statement="self_evaluation",
        item=item,
        measure=measure,
        number=found["number"] if found else cell.text.folded.rstrip("%"),
        unit="%" if rate else unit or _any_unit(table),
        basis="adjusted_budget" if rate else None,
        project=form.project,
        level=0 if own else 1,
        parent=whole,
        part="exhaustive" if whole else None,
    )
    return _within(table, cell, held, found) if found and within else held


def _any_unit(table: Table) -> str | None:
    """The first money unit that a cell names."""
    return next((u for c in table.cells if (u := money_unit(c.text.folded))), None)


def _labelled(
    table: Table,
    cell: Cell,
    found: regex.Match[str],
    item: str,
    form: Form,
    measure: Measure,
    statement: Statement,
    breakdown: str | None,
    parent: str | None,
    heads: bool,
) -> Quantity:
    """A number that shares its cell with its label; `heads`: it is the whole of what is listed below."""
    number = found.group("number")
    start = cell.text.chars.find(number)
    return Quantity(
        place=table.place(cell, start, start + len(number)) if start >= 0 else table.place(cell),
        statement=statement,
        item=item,
        breakdown=breakdown,
        measure=measure,
        number=number,
        unit=found.group("unit") or form.unit,
        key=table.locator(cell),
        group=f"t{table.index}l{cell.col}",
        project=form.project,
        section=table.title or None,
        table=table.index,
        row=cell.row,
        col=cell.col,
        level=0 if heads else 1,
        parent=None if heads else parent,
        part=None if heads else "exhaustive",
    )
