"""The fund rows of a self-evaluation form: 年度资金总额 and what it is made up of, under 年初预算数, 全年预算数, 全年执行数."""

from __future__ import annotations

from dataclasses import replace

from extract import regex
from extract.model import Cell, Table
from parsers.lexicon import code_of
from parsers.report import Quantity, ScoreReading, TableReadings, in_cell
from parsers.words.names import clean_item, tidy
from parsers.words.numbers import is_absent, money_unit

from .fund_cells import LABELLED, read_labelled
from .fund_header import AMOUNTS, MONEYED, VALUE, fund_measure
from .state import Form, Said, label


def read_fund_row(table: Table, row: int, said: Said, form: Form, out: TableReadings) -> None:
    """A row of the fund block: 年度资金总额, 其中：…, or cells that hold label and number together."""
    if any(LABELLED.search(t) for _, t in said) or (
        form.blocks and not any(VALUE.fullmatch(t) for _, t in said)
    ):
        read_labelled(table, said, form, out)
        return
    managed = not AMOUNTS & set(form.funds.values())
    named = next((c for c, t in said if t), None) if managed else _row_label(said, form)
    if named is None:
        return
    printed = named.text.folded
    item = clean_item(tidy(named.text.chars))
    total = code_of("self_evaluation", "totals", printed) is not None and not printed.startswith("其中")
    within = (
        printed.startswith("其中")
        and not total
        and len(form.parents) > 0
        and form.carried.get("fund") == "part"
    )
    form.nested = form.nested or within
    if total:
        form.parents, form.nested = {}, False
    form.carried["fund"] = "total" if total else "part"
    points: dict[str, tuple[str, Cell]] = {}
    for cell, text in said:
        measure, found = form.funds.get(cell.col), VALUE.fullmatch(text)
        if measure is None or cell is named or not found:
            continue
        if measure in ("weight", "score"):
            points[measure] = (found["number"], cell)
            continue
        rate = measure.endswith("_rate")
        listed = (
            not total and not rate and not form.nested and measure in form.parents and not form.breakdowns
        )
        out.quantities.append(
            Quantity(
                **in_cell(table, cell),
                statement="performance_target" if form.aims else "self_evaluation",
                item=item,
                breakdown=form.breakdowns.get(cell.col),
                measure="planned" if form.aims and not rate else measure,
                number=found["number"],
                unit="%" if rate or found["unit"] == "%" else found["unit"] or form.unit,
                project=item if form.listed and not total else form.project,
                basis="adjusted_budget"
                if measure == "execution_rate"
                else "received"
                if measure == "arrival_rate"
                else None,
                level=0 if total else 1,
                parent=form.parents[measure] if listed else None,
                part="exhaustive" if listed else None,
            )
        )
        if total and not rate:
            form.parents[measure] = table.locator(cell)
    if points:
        _read_points(table, item, points, "process" if managed else "budget_execution", form, out)


def _row_label(said: Said, form: Form) -> Cell | None:
    """The label nearest to the amounts: a label of the whole block may stand to its left."""
    first = min(form.funds)
    labels = [c for c, t in said if t and not VALUE.fullmatch(t) and not is_absent(t)]
    if form.named is not None:
        return next((c for c in labels if c.col <= form.named < c.col + c.col_span), None)
    before = [c for c in labels if c.col < first]
    return before[-1] if before else next((c for c in labels if c.col not in form.funds), None)


def _read_points(
    table: Table,
    item: str,
    points: dict[str, tuple[str, Cell]],
    component: str,
    form: Form,
    out: TableReadings,
) -> None:
    """分值 and 得分 of a fund row: the points for budget execution, or for how the money is managed."""
    place = table.place(next(iter(points.values()))[1])
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


def set_list_columns(form: Form, table: Table, said: Said) -> None:
    """Where an indicator header also heads projects and their money, each merged over the rows of its indicators: 项目名称 | 预算数 | … | 三级指标."""
    first = min(form.columns)
    left = [(c, t) for c, t in said if c.col < first]
    form.projects = next(
        (c.col for c, t in left if code_of("self_evaluation", "head", label(t)) == "project"), None
    )
    form.amounts = {}
    if form.projects is None:
        return
    aims = not {"actual", "score"} & set(form.columns.values())
    for cell, text in left:
        measure = fund_measure(text) or (
            "final"
            if regex.search("执行|支出数", text)
            else "adjusted_budget"
            if MONEYED.search(text)
            else None
        )
        if measure is not None and cell.col != form.projects:
            form.amounts[cell.col] = (
                "planned" if aims and measure in AMOUNTS else measure,
                clean_item(tidy(cell.text.chars)),
            )
    form.unit = money_unit("|".join(t for _, t in left)) or form.unit


def read_listed(table: Table, row: int, said: Said, form: Form, out: TableReadings) -> Form:
    """The project that begins in a row of such a list, and its money."""
    named = next((c for c, t in said if t and c.col == form.projects), None)
    if form.projects is None or named is None or named.col_span > 1:
        return form
    name = tidy(named.text.chars)
    for cell, text in said:
        measure, found = form.amounts.get(cell.col, (None, ""))[0], VALUE.fullmatch(text)
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
                unit="%" if rate or found["unit"] == "%" else found["unit"] or form.unit,
                project=name,
                basis="adjusted_budget" if measure == "execution_rate" else None,
            )
        )
    return replace(form, project=name, scope="project")
