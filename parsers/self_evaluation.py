"""Self-evaluation forms (绩效自评表): head, fund rows, indicator rows, total.

The form is read row by row with two column maps that its own header rows set: one for the fund rows (年初预算数 …), one
for the indicator rows (一级指标 …). Forms of all provinces in the lexicon go through the same code.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract import regex
from extract.fold import fold
from extract.model import Cell, Place, Table

from .headers import texts
from .indicators import HeaderPoints, clean_indicator, join_target, parse_points, split_indicators
from .lexicon import code_of
from .names import clean_item, tidy
from .numbers import DIGITS, is_absent, is_amount, is_percent, money_unit
from .report import IndicatorReading, Quantity, ScoreReading, UnitReading

LABELLED = regex.compile(rf"(?P<label>[^:;,。\d]{{2,24}})[:：](?P<number>{DIGITS})(?P<unit>万元|元)?")
PERSONAL = regex.compile(r"负责人|联系人|联系电话|填表人|填报人|经办人|审核人|电话")
COUNT = regex.compile(rf"({DIGITS})分?")


@dataclass
class Form:
    """One form as far as it has been read."""

    project: str | None = None
    scope: str = "project"
    funds: dict[int, str] = field(default_factory=dict)
    columns: dict[int, str] = field(default_factory=dict)
    unit: str | None = None
    parent: str | None = None
    parents: dict[str, str] = field(default_factory=dict)
    carried: dict[str, str] = field(default_factory=dict)
    block: str | None = None
    blocks: dict[int, tuple[str, str]] = field(default_factory=dict)


@dataclass
class FormReadings:
    """What the forms of one table state."""

    quantities: list[Quantity] = field(default_factory=list)
    indicators: list[IndicatorReading] = field(default_factory=list)
    scores: list[ScoreReading] = field(default_factory=list)
    units: list[UnitReading] = field(default_factory=list)


def is_form(table: Table) -> bool:
    """Whether a table is a self-evaluation form: it has 三级指标 with values, or fund rows beside goals."""
    said = set(fold(c.text.chars) for c in table.cells)
    joined = "|".join(said)
    return (
        bool(regex.search("三级指标|绩效指标", joined))
        and bool(regex.search("得分|完成值|执行数|完成情况|自评分", joined))
        and (not is_scoring(table) or any(regex.fullmatch("(评价|自评)?得分", w) for w in said))
    )


def is_scoring(table: Table) -> bool:
    """Whether the table is the criteria sheet (评分表) of an evaluation: it says by what standard points are given."""
    return any(regex.fullmatch("评分标准|评价标准|计分标准", fold(c.text.chars)) for c in table.cells)


def read_form(table: Table) -> FormReadings:
    """The readings of a table that holds one or more forms, or the criteria sheet of an evaluation."""
    words = texts(table)
    out = FormReadings()
    evaluated = is_scoring(table)
    form = Form(scope="unit" if regex.search("整体", fold(table.title)) else "project", unit=money_unit(fold(table.unit_line)))
    title_project = regex.search(r"[(（]([^()（）]{2,30})[)）]$", fold(table.title))
    titled = title_project.group(1) if title_project and not regex.search("年度|万元|指标|试行|样表", title_project.group(1)) else None
    form.project = titled
    for row in range(table.rows):
        cells = [c for c in table.row_cells(row) if c.row == row]
        said = [(c, fold(c.text.chars)) for c in cells]
        if _is_fund_header(said):
            _set_fund_columns(form, table, row, said)
        elif _is_indicator_header(said):
            _set_columns(form, table, row, said)
        elif form.columns:
            _read_indicator_row(table, row, words, form, out)
        elif form.funds:
            if code_of("self_evaluation", "blocks", said[0][1] if said else "") == "goals":
                form.funds = {}
            else:
                _read_fund_row(table, row, said, form, out)
        if not form.columns:
            _read_head(table, said, form, out, titled)
    if evaluated:
        out.indicators = [replace(i, kind="evaluation") for i in out.indicators]
        out.scores = [replace(s, method="department", component="other" if s.component == "total" else s.component) for s in out.scores]
    return out


def _read_head(table: Table, said: list[tuple[Cell, str]], form: Form, out: FormReadings, titled: str | None) -> None:
    """Label and value pairs at the top: project, supervising department, implementing unit."""
    for (_, label), (cell, value) in pairwise(said):
        code = code_of("self_evaluation", "head", label)
        if not code or is_absent(value) or PERSONAL.search(value):
            continue
        name = tidy(cell.text.chars)
        place = table.place(cell)
        if code == "project":
            form.project, form.columns, form.scope = name, {}, "project"
        elif code == "unit":
            form.scope = "unit" if form.scope == "unit" or not form.project else form.scope
        else:
            out.units.append(UnitReading(place=place, name=name, role=code))


def _is_fund_header(said: list[tuple[Cell, str]]) -> bool:
    codes = {code_of("self_evaluation", "funds", t) for _, t in said if t and len(t) <= 20 and not is_amount(t)}
    return len(codes & {"initial_budget", "adjusted_budget", "final", "requested", "received"}) >= 2 and not any(is_amount(t) for _, t in said)


def _set_fund_columns(form: Form, table: Table, row: int, said: list[tuple[Cell, str]]) -> None:
    form.funds, form.columns, form.parents, form.block, form.blocks = {}, {}, {}, None, {}
    for cell, text in said:
        code = code_of("self_evaluation", "funds", text)
        if code and not regex.search("资金总额", text):
            for col in range(cell.col, cell.col + cell.col_span):
                form.funds[col] = code
    around = "|".join(fold(table.grid[row, c].text.chars) for c in range(table.cols) if (row, c) in table.grid)
    form.unit = money_unit(around) or form.unit or money_unit(fold(table.title))


def _read_fund_row(table: Table, row: int, said: list[tuple[Cell, str]], form: Form, out: FormReadings) -> None:
    """A row of the fund block: 年度资金总额, 其中：…, or cells that hold label and number together."""
    if any(LABELLED.search(t) for _, t in said) or (form.blocks and not any(is_amount(t) for _, t in said)):
        _read_labelled(table, said, form, out)
        return
    label = next((c for c, t in said if t and c.col not in form.funds and not is_amount(t) and c.row == row and not is_percent(t)), None)
    if label is None:
        return
    printed = fold(label.text.chars)
    item = clean_item(tidy(label.text.chars))
    total = bool(regex.search("资金总额|总额|合计|年度预算|预算资金", printed)) and not printed.startswith("其中")
    if total:
        form.parents = {}
    weight = score = None
    for cell, text in said:
        measure = form.funds.get(cell.col)
        if measure is None or cell is label or is_absent(text) or not (is_amount(text) or is_percent(text)):
            continue
        if measure in ("weight", "score"):
            weight, score = (text, score) if measure == "weight" else (weight, text)
            continue
        key = table.locator(cell)
        rate = measure.endswith("_rate")
        out.quantities.append(
            Quantity(
                place=table.place(cell),
                statement="self_evaluation",
                item=item,
                measure=measure,
                number=text.rstrip("%"),
                unit="%" if rate or is_percent(text) else form.unit,
                key=key,
                group=f"t{table.index}c{cell.col}",
                project=form.project,
                basis="adjusted_budget" if measure == "execution_rate" else "received" if measure == "arrival_rate" else None,
                section=table.title or None,
                table=table.index,
                row=row,
                col=cell.col,
                level=0 if total else 1,
                parent=None if total or rate else form.parents.get(measure),
                part=None if total or rate or measure not in form.parents else "exhaustive",
            )
        )
        if total and not rate:
            form.parents[measure] = key
    if weight or score:
        place = table.place(next(c for c, t in said if form.funds.get(c.col) in ("weight", "score") and t in (weight, score)))
        out.scores.append(
            ScoreReading(
                place=place,
                component="budget_execution",
                name=item,
                project=form.project,
                scope=form.scope,
                method="self",
                weight=weight,
                score=score,
                table=table.index,
            )
        )


def _read_labelled(table: Table, said: list[tuple[Cell, str]], form: Form, out: FormReadings) -> None:
    """`按收入性质分：414.66` and the lines under it: label and number share a cell; the column's first label heads the list."""
    for cell, text in said:
        found = LABELLED.search(text)
        if not found:
            continue
        item = clean_item(found.group("label"))
        start = cell.text.chars.find(found.group("number"))
        place = table.place(cell, start, start + len(found.group("number"))) if start >= 0 else table.place(cell)
        heads = bool(regex.match("按.*分$", item))
        if heads:
            form.blocks[cell.col] = (item, "final" if "支出" in item else "adjusted_budget")
        heading, measure = form.blocks.get(cell.col, (None, "adjusted_budget"))
        key = table.locator(cell)
        out.quantities.append(
            Quantity(
                place=place,
                statement="self_evaluation",
                item=item,
                breakdown=None if heads else heading,
                measure=measure,
                number=found.group("number"),
                unit=found.group("unit") or form.unit,
                key=key,
                group=f"t{table.index}l{cell.col}",
                project=form.project,
                section=table.title or None,
                table=table.index,
                row=cell.row,
                col=cell.col,
                level=0 if heads else 1,
                parent=None if heads else form.parents.get(f"block{cell.col}"),
                part=None if heads else "exhaustive",
            )
        )
        if heads:
            form.parents[f"block{cell.col}"] = key


def _is_indicator_header(said: list[tuple[Cell, str]]) -> bool:
    codes = {code_of("self_evaluation", "columns", t) for _, t in said if t and len(t) <= 24}
    return "level3" in codes and bool(codes & {"target", "actual", "weight", "score"})


def _set_columns(form: Form, table: Table, row: int, said: list[tuple[Cell, str]]) -> None:
    form.columns, form.funds, form.carried = {}, {}, {}
    for cell, text in said:
        code = code_of("self_evaluation", "columns", text) if len(text) <= 24 else None
        if code:
            for col in range(cell.col, cell.col + cell.col_span):
                form.columns[col] = code


def _read_indicator_row(table: Table, row: int, words: dict[tuple[int, int], str], form: Form, out: FormReadings) -> None:
    own = {}
    for col, code in form.columns.items():
        cell = table.grid.get((row, col))
        if cell is not None and code not in own:
            own[code] = cell
    first = next((fold(c.text.chars) for c in table.row_cells(row) if c.row == row and c.text.chars.strip()), "")
    if code_of("self_evaluation", "blocks", first) == "total":
        _read_total(table, row, form, out)
        form.columns = {}
        return
    level1, points = _level1(table, own, form, row)
    if points is not None:
        out.scores.append(
            ScoreReading(
                place=points.place,
                component=code_of("self_evaluation", "components", level1 or "") or "other",
                name=level1,
                project=form.project,
                scope=form.scope,
                method="self",
                weight=points.number,
                table=table.index,
            )
        )
    level2 = _carried(own.get("level2"), "level2", form)
    level3 = own.get("level3")
    if level3 is None or level3.row != row:
        return
    name = tidy(level3.text.chars)
    values = {code: own[code] for code in ("target", "actual", "weight", "score", "deviation") if code in own}
    target = join_target(words_of(own.get("sign")), words_of(values.get("target")), words_of(own.get("unit")))
    if (
        level3 in (own.get("level1"), own.get("level2"))
        or is_absent(fold(name))
        or not any(not is_absent(fold(c.text.chars)) for code, c in values.items() if code != "deviation")
    ):
        return
    out.indicators.extend(
        split_indicators(
            IndicatorReading(
                place=table.place(level3),
                project=form.project,
                scope=form.scope,
                level1=level1,
                level2=level2,
                level3=clean_indicator(name),
                target=target,
                actual=words_of(values.get("actual")),
                weight=_points(values.get("weight")),
                score=_points(values.get("score")),
                deviation=words_of(values.get("deviation")),
                table=table.index,
                row=row,
            )
        )
    )


def _level1(table: Table, own: dict[str, Cell], form: Form, row: int) -> tuple[str | None, HeaderPoints | None]:
    cell = own.get("level1")
    if cell is None or not fold(cell.text.chars):
        return form.carried.get("level1"), None
    name, points = parse_points(table, cell)
    if form.carried.get("level1") != name:
        form.carried.pop("level2", None)
    form.carried["level1"] = name
    return name, points if cell.row == row else None


def _carried(cell: Cell | None, code: str, form: Form) -> str | None:
    """A merged label, carried down to the rows that it spans and over page ends."""
    if cell is not None and fold(cell.text.chars):
        form.carried[code] = clean_indicator(regex.sub(r"[(（]?\d+分[)）]?$", "", tidy(cell.text.chars)))
    return form.carried.get(code)


def words_of(cell: Cell | None) -> str | None:
    """A cell's words without line breaks; null where it says nothing."""
    if cell is None:
        return None
    text = tidy(cell.text.chars)
    return None if is_absent(fold(text)) else text


def _points(cell: Cell | None) -> str | None:
    found = COUNT.fullmatch(fold(cell.text.chars)) if cell is not None else None
    return found.group(1) if found else None


def _read_total(table: Table, row: int, form: Form, out: FormReadings) -> None:
    weight = score = None
    place: Place | None = None
    numbers = [c for c in table.row_cells(row) if c.row == row and COUNT.fullmatch(fold(c.text.chars))]
    for cell in numbers:
        code = form.columns.get(cell.col)
        if code == "weight":
            weight = _points(cell)
        elif code == "score":
            score = _points(cell)
        else:
            continue
        place = table.place(cell)
    if place is not None:
        name = next(tidy(c.text.chars) for c in table.row_cells(row) if c.text.chars.strip())
        out.scores.append(
            ScoreReading(
                place=place, component="total", name=name, project=form.project, scope=form.scope, method="self", weight=weight, score=score, table=table.index
            )
        )
