"""The fund rows of a self-evaluation form: 年度资金总额 and what it is made up of, under 年初预算数, 全年预算数, 全年执行数."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from extract import regex
from extract.fold import fold
from extract.model import Cell, Table

from .form import LONGEST_LABEL, Form, FormReadings, Said, label
from .lexicon import code_of
from .names import clean_item, tidy
from .numbers import DIGITS, is_absent, is_amount, is_percent, money_unit
from .report import Quantity, ScoreReading, in_cell

LABELLED = regex.compile(rf"(?P<label>[^:;,。\d]{{2,24}})[:：](?P<number>{DIGITS})(?P<unit>万元|元)?")
VALUE = regex.compile(rf"(?P<number>[-+]?{DIGITS})(?P<unit>%|万元|元|分)?")
NAMES = regex.compile("(项目|任务|专项|资金)名称|(工作|重点)任务(名称)?|任务")
MONEYED = regex.compile("金额|总额|资金|预算|经费")
FULL = regex.compile(rf"\((?P<points>{DIGITS})分")
AMOUNTS = {"initial_budget", "adjusted_budget", "final", "requested", "received"}


def is_fund_header(said: Said, rated: bool = False) -> bool:
    """Whether a row heads amounts: two measures at least and no number; `rated`: with a rate among them."""
    codes = {_measure(t) for _, t in said}
    listed = any(NAMES.fullmatch(t) for _, t in said) and any(
        c.col_span > 1 and _measure(t) in AMOUNTS for c, t in said
    )
    return (
        (len(codes & AMOUNTS) >= 2 or (listed and not rated))
        and not any(VALUE.fullmatch(t) for _, t in said)
        and (not rated or "execution_rate" in codes)
    )


def _measure(text: str) -> str | None:
    if not text or len(text) > LONGEST_LABEL or regex.search("资金总额", text):
        return None
    return code_of("self_evaluation", "funds", text if regex.search(r"\([AB](/A)?\)$", text) else label(text))


def set_fund_columns(form: Form, table: Table, row: int, said: Said) -> None:
    """What the columns below hold, and the money unit that the header or the label beside it names."""
    form.funds, form.columns, form.parents, form.blocks, form.nested = {}, {}, {}, {}, False
    for cell, text in said:
        code = _measure(text)
        if code and not (code in AMOUNTS and _heads_words(table, cell)):
            form.funds.update(dict.fromkeys(range(cell.col, cell.col + cell.col_span), code))
    form.full = _full(table, row, said)
    form.breakdowns = {}
    named = next(((c, t) for c, t in said if NAMES.fullmatch(t)), None)
    form.named, form.listed = (named[0].col, True) if named else (None, False)
    form.unit = (
        money_unit(_around(table, row)) or _beside(table, row) or form.unit or money_unit(fold(table.title))
    )


def _heads_words(table: Table, header: Cell) -> bool:
    """Whether a header cell stands over the labels of the rows: 年度预算数（万元） over 总额, 其中：财政资金."""
    row = header.row + header.row_span
    below = table.grid.get((row, header.col))
    text = fold(below.text.chars) if below is not None else ""
    return (
        not VALUE.fullmatch(text)
        and not is_absent(text)
        and any(VALUE.fullmatch(fold(c.text.chars)) for c in table.row_cells(row))
    )


def set_breakdowns(form: Form, said: Said) -> bool:
    """Whether a row names the kinds of money under the amounts of the header above it: 总额, 财政拨款, 其他资金."""
    held = [(c, t) for c, t in said if t]
    under = all(
        form.funds.get(c.col) in AMOUNTS
        and regex.search("总额|合计|小计|拨款|资金|收入|补助", t)
        and not VALUE.fullmatch(t)
        for c, t in held
    )
    if under and len(held) >= 2:
        form.breakdowns = {c.col: t for c, t in held}
    return under and len(held) >= 2


def _full(table: Table, row: int, said: Said) -> str | None:
    """The points for budget execution where the header of the scores or the label of the block prints them: 得分（20分*执行率）, 预算执行情况（10分）."""
    heads = [t for _, t in said if _measure(t) == "score"] + [
        t for c in table.row_cells(row) if "执行" in (t := fold(c.text.chars))
    ]
    return next((m["points"] for t in heads if (m := FULL.search(t))), None)


def is_points_header(said: Said) -> bool:
    """Whether a row heads points that are given for how the money is managed: 资金管理情况 | 情况说明 | 分值 | 得分."""
    codes = {_measure(t) for _, t in said}
    return (
        {"weight", "score"} <= codes
        and not codes & {*AMOUNTS, "execution_rate"}
        and not any(VALUE.fullmatch(t) for _, t in said)
    )


def set_points_columns(form: Form, said: Said) -> None:
    """What the columns below hold: points alone."""
    form.funds = {c.col: code for c, t in said if (code := _measure(t)) in ("weight", "score")}


def _around(table: Table, row: int) -> str:
    """The words of all cells that cover a row."""
    return "|".join(fold(c.text.chars) for c in table.row_cells(row))


def _beside(table: Table, header: int) -> str | None:
    """The money unit in the label of the block, which may stand in any of the rows that have amounts below the header."""
    for row in range(header + 1, table.rows):
        said = [fold(c.text.chars) for c in table.row_cells(row)]
        if not any(regex.search(r"\d", t) for t in said):
            return None
        if unit := next((u for t in said if not VALUE.fullmatch(t) and (u := money_unit(t))), None):
            return unit
    return None


def read_fund_row(table: Table, row: int, said: Said, form: Form, out: FormReadings) -> None:
    """A row of the fund block: 年度资金总额, 其中：…, or cells that hold label and number together."""
    if any(LABELLED.search(t) for _, t in said) or (
        form.blocks and not any(VALUE.fullmatch(t) for _, t in said)
    ):
        _read_labelled(table, said, form, out)
        return
    managed = not AMOUNTS & set(form.funds.values())
    named = next((c for c, t in said if t), None) if managed else _row_label(said, form)
    if named is None:
        return
    printed = fold(named.text.chars)
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
    out: FormReadings,
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


def _read_labelled(table: Table, said: Said, form: Form, out: FormReadings) -> None:
    """`按收入性质分：414.66` and the lines under it: label and number share a cell; the column's first label heads the list."""
    for cell, text in said:
        found = LABELLED.search(text)
        if not found:
            continue
        item = clean_item(found.group("label"))
        heads = bool(regex.match("按.*分$", item))
        if heads:
            form.blocks[cell.col] = (item, "final" if "支出" in item else "adjusted_budget")
        heading, measure = form.blocks.get(cell.col, (None, "adjusted_budget"))
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


def read_planned(table: Table, row: int, said: Said, form: Form, out: FormReadings) -> None:
    """Money of a target form: 年度资金总额：80.00 in one cell, or the amount beside its label."""
    form.unit = money_unit(_around(table, row)) or form.unit
    for cell, text in said:
        if (found := LABELLED.search(text)) and regex.search("资金|拨款|总额|预算", text):
            out.quantities.append(
                _labelled(
                    table,
                    cell,
                    found,
                    clean_item(found["label"]),
                    form,
                    "planned",
                    "performance_target",
                    None,
                    None,
                    True,
                )
            )
    held = [(c, t) for c, t in said if t]
    for (named, name), (cell, text) in pairwise(held):
        if is_amount(text) and not is_percent(name) and regex.search("资金|拨款|总额|预算", name):
            out.quantities.append(
                Quantity(
                    **in_cell(table, cell),
                    statement="performance_target",
                    item=clean_item(tidy(named.text.chars)),
                    measure="planned",
                    number=text,
                    unit=form.unit,
                    project=form.project,
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
        measure = _measure(text) or (
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


def read_listed(table: Table, row: int, said: Said, form: Form, out: FormReadings) -> Form:
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


def read_paired(table: Table, row: int, said: Said, form: Form, out: FormReadings) -> None:
    """Labels and amounts in turn: 预算数 | 40.00 | 执行数 | 39.50; what is listed below an amount measures the same."""
    held = [(c, t) for c, t in said if t]
    if not any(is_amount(t) for _, t in held):
        return
    for (named, name), (cell, text) in pairwise(held):
        own = code_of("self_evaluation", "pairs", label(name))
        measure = own or (
            form.paired.get(cell.col)
            if name.startswith("其中") or regex.search("资金|拨款|收入", name)
            else None
        )
        rate = measure is not None and measure.endswith("_rate")
        if measure is None or not (is_percent(text) if rate else is_amount(text)):
            continue
        if own:
            form.paired[cell.col] = own
        beside = next(
            (
                tidy(c.text.chars)
                for c in table.row_cells(row)
                if c.col < named.col and not is_amount(fold(c.text.chars))
            ),
            "",
        )
        item = (
            label(fold(beside))
            if own and name.rstrip(":").endswith("数") and beside
            else clean_item(tidy(named.text.chars))
        )
        whole = form.parents.get(f"pair{cell.col}")
        out.quantities.append(
            Quantity(
                **in_cell(table, cell),
                statement="self_evaluation",
                item=item,
                measure=measure,
                number=text.rstrip("%"),
                unit="%"
                if rate
                else form.unit
                or money_unit(_around(table, row))
                or next((u for c in table.cells if (u := money_unit(fold(c.text.chars)))), None),
                basis="adjusted_budget" if rate else None,
                project=form.project,
                level=0 if own else 1,
                parent=None if own else whole,
                part="exhaustive" if whole and not own else None,
            )
        )
        if own:
            form.parents[f"pair{cell.col}"] = table.locator(cell)


def _labelled(
    table: Table,
    cell: Cell,
    found: regex.Match[str],
    item: str,
    form: Form,
    measure: str,
    statement: str,
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
