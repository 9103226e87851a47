"""The fund rows of a self-evaluation form: 年度资金总额 and what it is made up of, under 年初预算数,
全年预算数, 全年执行数.
"""

from __future__ import annotations

from dataclasses import replace

from extract import regex
from extract.model import Cell, Table
from parsers.codes import Basis, Component, Measure
from parsers.lexicon import code_of, form_words
from parsers.report import Quantity, ScoreReading, TableReadings, in_cell
from parsers.words.names import clean_item, tidy
from parsers.words.numbers import cell_unit, is_absent, money_unit

from .fund_cells import fund_item, read_labelled
from .fund_header import AMOUNTS, fund_measure
from .state import Form, Said, label

BASES: dict[Measure, Basis] = {"execution_rate": "adjusted_budget", "arrival_rate": "received"}
"""What a rate of a fund row is measured against."""


PLANNED = AMOUNTS - {"requested"}
"""What a target form plans, whatever its columns call it."""


def read_fund_row(table: Table, said: Said, form: Form, out: TableReadings) -> None:
    """A row of the fund block: 年度资金总额, 其中：…, or cells that hold label and number together."""
    filled = any(form_words().value.fullmatch(t) for _, t in said)
    if any(form_words().labelled.search(t) for _, t in said) or (form.blocks and not filled):
        read_labelled(table, said, form, out)
    elif form.beside:
        _read_beside_labels(table, said, form, out)
    elif not _of_pairs(said):  # labels and amounts in turn under one header: its cells were lost
        _read_amounts(table, said, form, out)


def _read_amounts(table: Table, said: Said, form: Form, out: TableReadings) -> None:
    """A label and its amounts, and points, under the header of the block."""
    managed = not AMOUNTS & set(form.funds.values())
    named = next((c for c, t in said if t), None) if managed else _row_label(said, form)
    named = named or _block_label(table, said, form)
    if named is None:
        return
    total = _begins_total(named.text.folded, form) or named.row < said[0][0].row
    points: dict[str, tuple[str, Cell]] = {}
    for cell, text in said:
        measure, found = form.funds.get(cell.col), form_words().value.fullmatch(text)
        if measure is None or cell is named or not found:
            continue
        if measure == "weight" or measure == "score":
            points[measure] = (found["number"], cell)
        else:
            out.quantities.append(_fund(table, cell, named, measure, found, total, form))
            if total and not measure.endswith("_rate"):
                form.parents[measure] = table.locator(cell)
    if points and form.scored and not total:
        _read_project_score(table, named, points, form, out)
    elif points:
        item = fund_item(named)
        _read_points(table, item, points, "process" if managed else "budget_execution", form, out)


def _of_pairs(said: Said) -> bool:
    """Whether a row is labels and amounts in turn."""
    values = [form_words().value.fullmatch(t) is not None for _, t in said if t]
    return values[:4] == [False, True, False, True]


def _read_beside_labels(table: Table, said: Said, form: Form, out: TableReadings) -> None:
    """A row in which every measure has a label of its own: 预算数 | 66.00 | 到位数 | 66.00. What the label of
    a measure, or none, stands beside is of the whole block.
    """
    for cell, text in said:
        measure, found = form.funds.get(cell.col), form_words().value.fullmatch(text)
        if measure is None or measure == "weight" or measure == "score" or not found:
            continue
        named = table.grid.get((cell.row, form.beside[cell.col])) if cell.col in form.beside else None
        total = named is None or fund_measure(named.text.folded) is not None
        if (subject := form.heading or named if total else named) is None:
            continue
        out.quantities.append(_fund(table, cell, subject, measure, found, total, form))
        if total and not measure.endswith("_rate"):
            form.parents[measure] = table.locator(cell)


def _begins_total(printed: str, form: Form) -> bool:
    """Whether a row's label is that of the whole; the form keeps the whole, and whether what follows is part
    of a part.
    """
    part = form_words().parts.begins(printed)
    total = code_of("self_evaluation", "totals", printed) is not None and not part
    # 其中 below a part lists what that part is made of.
    within = part and bool(form.parents) and form.carried.get("fund") == "part"
    form.nested = form.nested or within
    if total:
        form.parents, form.nested = {}, False
    form.carried["fund"] = "total" if total else "part"
    return total


def _fund(
    table: Table, cell: Cell, named: Cell, measure: Measure, found: regex.Match[str], total: bool, form: Form
) -> Quantity:
    """The quantity of a cell of a fund row."""
    item, rate = fund_item(named), measure.endswith("_rate")
    apart = total or rate or form.nested or bool(form.breakdowns)
    parent = None if apart else form.parents.get(measure)
    return Quantity(
        **in_cell(table, cell),
        statement="performance_target" if form.aims else "self_evaluation",
        item=item,
        breakdown=form.breakdowns.get(cell.col),
        measure="planned" if form.aims and measure in PLANNED else measure,
        number=found["number"],
        unit="%" if rate else cell_unit(found["unit"]) or form.unit,
        project=item if form.listed and not total else form.project,
        basis=BASES.get(measure),
        level=0 if total else 1,
        parent=parent,
        part="exhaustive" if parent else None,
    )


def _row_label(said: Said, form: Form) -> Cell | None:
    """The label nearest to the amounts: a label of the whole block may stand to its left."""
    first = min(form.funds)
    labels = [c for c, t in said if t and not form_words().value.fullmatch(t) and not is_absent(t)]
    if form.named is not None:
        return next((c for c in labels if c.col <= form.named < c.col + c.col_span), None)
    before = [c for c in labels if c.col < first]
    return before[-1] if before else next((c for c in labels if c.col not in form.funds), None)


def _block_label(table: Table, said: Said, form: Form) -> Cell | None:
    """The label of the whole block beside a row of nothing but numbers: 部门预算执行情况（万元）."""
    if not form.funds or any(t and not form_words().value.fullmatch(t) and not is_absent(t) for _, t in said):
        return None
    over = (c for c in table.row_cells(said[0][0].row) if c.row < said[0][0].row and c.col < min(form.funds))
    return next((c for c in over if c.text.folded), None)


def _read_points(
    table: Table,
    item: str,
    points: dict[str, tuple[str, Cell]],
    component: Component,
    form: Form,
    out: TableReadings,
) -> None:
    """分值 and 得分 of a fund row: the points for budget execution, or for how the money is managed."""
    place = table.place((points.get("score") or points["weight"])[1])
    numbers = {name: number for name, (number, _) in points.items()}
    if form.full and component == "budget_execution":
        numbers.setdefault("weight", form.full)
    out.scores.append(
        ScoreReading(
            place=place,
            component=component,
            name=item,
            project=form.project,
            scope=form.scope,
            method="self",
            table=form.table,
            **numbers,
        )
    )


def _read_project_score(
    table: Table, named: Cell, points: dict[str, tuple[str, Cell]], form: Form, out: TableReadings
) -> None:
    """The score of a project in a list of many, with its grade."""
    number, cell = points["score"]
    graded = table.grid.get((cell.row, form.graded)) if form.graded is not None else None
    grade = form_words().graded_row.fullmatch(graded.text.folded) if graded is not None else None
    out.scores.append(
        ScoreReading(
            place=table.place(cell),
            component="total",
            name=form.scored,
            project=fund_item(named),
            scope="project",
            method="self",
            score=number,
            grade=grade["grade"] if grade else None,
            table=form.table,
        )
    )


def set_list_columns(form: Form, table: Table, said: Said) -> None:
    """Where an indicator header also heads projects and their money, each merged over the rows of its
    indicators: 项目名称 | 预算数 | … | 三级指标.
    """
    first = min(form.columns)
    left = [(c, t) for c, t in said if c.col < first]
    form.projects = next(
        (c.col for c, t in left if code_of("self_evaluation", "head", label(t)) == "project"), None
    )
    form.amounts = {}
    right = [(c, t) for c, t in said if c.col > first and c.col not in form.columns]
    form.unit = money_unit("|".join(t for _, t in (*left, *right))) or form.unit
    if form.projects is None:
        return
    if AMOUNTS & {fund_measure(t) for _, t in right}:
        left += right
    aims = not {"actual", "score"} & set(form.columns.values())
    for cell, text in left:
        measure = fund_measure(text) or (
            "final"
            if form_words().executed_or_spent.search(text)
            else "adjusted_budget"
            if form_words().moneyed.search(text)
            else None
        )
        if measure == "weight" or measure == "score":
            continue
        if measure is not None and cell.col != form.projects:
            form.amounts[cell.col] = (
                "planned" if aims and measure in AMOUNTS else measure,
                clean_item(tidy(cell.text.chars)),
            )


def read_listed(table: Table, said: Said, form: Form, out: TableReadings) -> Form:
    """The project that begins in a row of such a list, and its money."""
    named = next((c for c, t in said if t and c.col == form.projects), None)
    if form.projects is None or named is None or named.col_span > 1:
        return form
    name = tidy(named.text.chars)
    total = code_of("self_evaluation", "totals", named.text.folded) is not None
    for cell, text in said:
        measure, found = form.amounts.get(cell.col, (None, ""))[0], form_words().value.fullmatch(text)
        if measure is None or not found:
            continue
        rate = measure.endswith("_rate")
        out.quantities.append(
            Quantity(
                **in_cell(table, cell),
                statement="performance_target" if measure == "planned" else "self_evaluation",
                item=clean_item(name),
                breakdown=form.amounts[cell.col][1]
                if len(form.amounts) > 1 and measure == "planned"
                else None,
                measure=measure,
                number=found["number"],
                unit="%" if rate or found["unit"] == "%" else cell_unit(found["unit"]) or form.unit,
                project=None if total else name,
                basis="adjusted_budget" if measure == "execution_rate" else None,
            )
        )
    return form if total else replace(form, project=name, scope="project")
