"""Self-evaluation forms (绩效自评表): head, fund rows, indicator rows, total; and the target forms of the same make.

A form is read row by row with two column maps that its own header rows set: one for the fund rows (年初预算数 …), one
for the indicator rows (一级指标 …). Forms of all provinces in the lexicon go through the same code.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from extract import regex
from extract.fold import fold
from extract.model import Table

from .form import Form, FormReadings, Said, label, said_rows
from .form_funds import (
    is_fund_header,
    is_points_header,
    read_fund_row,
    read_listed,
    read_paired,
    read_planned,
    set_breakdowns,
    set_fund_columns,
    set_list_columns,
    set_points_columns,
)
from .form_indicators import (
    COUNT,
    divide_columns,
    headed_rows,
    is_indicator_header,
    read_indicator_row,
    read_second,
    second_list,
    set_columns,
)
from .lexicon import code_of
from .names import tidy
from .numbers import is_absent, money_unit
from .once import once
from .report import ScoreReading, UnitReading

GRADES = regex.compile(r"[“\"]?(优秀|优|良好|良|中等|中|合格|差|较差)[”\"]?")
CODED = regex.compile(r"^[\[(（【]?(\d{3,})[\])）】]?[-—_]?(?=[\p{Han}])")
PROJECT_CODE = regex.compile(r"^[\[(（【]?\d{6,}[A-Z]?\d*[\])）】]?[-—_]?(?=\p{Han})")
TITLED = regex.compile(r"[(（]([^()（）]{2,30})[)）]$")


@once
def is_form(table: Table) -> bool:
    """Whether a table is a self-evaluation form or the head of one: 三级指标 with values, or a named project with fund columns."""
    said = set(fold(c.text.chars) for c in table.cells)
    joined = "|".join(said)
    scored = not is_scoring(table) or any(regex.fullmatch("(评价|自评)?得分", w) for w in said)
    if (
        regex.search("三级指标|绩效指标|指标内容|指标名称", joined)
        and regex.search("得分|完成值|执行数|完成情况|自评分", joined)
        and scored
    ):
        return True
    return is_target_form(table) or (
        _names_project(table) and any(is_fund_header(said, rated=True) for said in said_rows(table))
    )


@once
def is_target_form(table: Table) -> bool:
    """Whether a table sets targets and reports nothing: an indicator header with 指标值 and neither 完成值 nor 得分."""
    headers = [set_columns(said) for said in headed_rows(table) if is_indicator_header(said)]
    return (
        bool(headers)
        and not is_scoring(table)
        and all("target" in h.values() and not {"actual", "score"} & set(h.values()) for h in headers)
    )


@once
def is_scoring(table: Table) -> bool:
    """Whether the table is the criteria sheet (评分表) of an evaluation: it says by what standard points are given."""
    return any(regex.fullmatch("评分标准|评价标准|计分标准", fold(c.text.chars)) for c in table.cells)


def judges_itself(table: Table) -> bool:
    """Whether the points of a criteria sheet are those that the unit gives itself."""
    return "自评" in fold(table.title) or any(
        regex.fullmatch("自评(得分|评分|分|分数)", fold(c.text.chars)) for c in table.cells
    )


def read_form(table: Table, before: Form | None = None) -> tuple[FormReadings, Form]:
    """The readings of a table that holds one or more forms, the rest of one (`before`: as far as it has been read), or a criteria sheet."""
    out = FormReadings()
    aims = is_target_form(table)
    form = replace(_goes_on(before, table) or _new_form(table), aims=aims)
    for row, (said, headed) in enumerate(zip(said_rows(table), headed_rows(table), strict=True)):
        indicated = bool(form.columns)
        heads = is_indicator_header(headed)
        if not heads and not form.projects and (project := _project(table, row, said)) is not None:
            form = replace(
                _new_form(table),
                project=PROJECT_CODE.sub("", project),
                scope="project",
                unit=form.unit,
                aims=aims,
            )
        if heads:
            form.columns, form.funds, form.carried = set_columns(headed), {}, {}
            form.further = second_list(headed, form.columns)
            set_list_columns(form, table, headed)
        elif is_fund_header(said):
            set_fund_columns(form, table, row, said)
        elif form.columns and divide_columns(form, said):
            continue
        elif form.columns:
            form = read_listed(table, row, said, form, out)
            read_indicator_row(table, row, form, out)
            if form.further and form.columns:
                read_second(table, row, form, out)
        elif form.funds:
            if code_of("self_evaluation", "blocks", next((t for _, t in said if t), "")) == "goals":
                form.funds = {}
            elif set_breakdowns(form, said):
                continue
            elif is_points_header(said):
                set_points_columns(form, said)
            else:
                read_fund_row(table, row, said, form, out)
        elif aims:
            read_planned(table, row, said, form, out)
        else:
            read_paired(table, row, said, form, out)
        if not form.columns:
            _read_head(table, said, form, out)
            if not indicated:
                _read_results(table, said, form, out)
    if aims:
        out.indicators = [replace(i, kind="target") for i in out.indicators]
    if is_scoring(table) and not judges_itself(table):
        out.indicators = [replace(i, kind="evaluation") for i in out.indicators]
        out.scores = [
            replace(s, method="department", component="other" if s.component == "total" else s.component)
            for s in out.scores
        ]
    return out, form


def _new_form(table: Table) -> Form:
    """A form as its table's title introduces it: 整体支出 speaks of the unit, a bracket may name the project."""
    title = fold(table.title)
    named = TITLED.search(title)
    project = (
        named.group(1)
        if named and not regex.search(r"年度|万元|指标|试行|样表|\d{4}|盖章", named.group(1))
        else None
    )
    return Form(
        table.index,
        project,
        "unit" if "整体" in title else "project",
        unit=money_unit(fold(table.unit_line)) or money_unit(title),
    )


def _goes_on(before: Form | None, table: Table) -> Form | None:
    """The form that an earlier table began and did not close, where this table names no project or unit of its own."""
    heads = any(
        code_of("self_evaluation", "head", label(fold(c.text.chars))) in ("project", "unit")
        for c in table.cells
    )
    return None if before is None or before.closed or heads or _new_form(table).project else before


def _names_project(table: Table) -> bool:
    return any(_head_value(said, "project") is not None for said in said_rows(table)[:6])


def _head_value(said: Said, wanted: str) -> str | None:
    """The value that stands beside a label of the head, or behind it in one cell."""
    for (_, text), (cell, value) in pairwise([x for x in said if x[1]]):
        if (
            code_of("self_evaluation", "head", label(text)) == wanted
            and not is_absent(value)
            and not code_of("self_evaluation", "head", label(value))
        ):
            return tidy(cell.text.chars)
    for cell, text in said:
        name, colon, value = text.partition(":")
        if colon and value and code_of("self_evaluation", "head", label(name)) == wanted:
            return regex.sub("^[^:：]*[:：]", "", tidy(cell.text.chars))
    return None


def _project(table: Table, row: int, said: Said) -> str | None:
    """The project's name; what stands beside or below it, beside the same label, is the rest of it: cells that are no labels and no pairs."""
    name = _head_value(said, "project")
    labels = [c for c, t in said if code_of("self_evaluation", "head", label(t)) == "project"]
    if name is None or not labels:
        return name
    beside = [(c, t) for c, t in said if t and c is not labels[0]]
    below = [x for said in said_rows(table)[row + 1 : row + labels[0].row_span] for x in said if x[1]]
    names = [
        tidy(c.text.chars)
        for c, _ in (beside if len(beside) == 2 else beside[:1]) + (below if len(below) == 1 else [])
    ]
    return "".join(names) if all(map(_may_be_name, names)) else name


def _may_be_name(text: str) -> bool:
    return (
        bool(regex.search(r"\p{Han}", text))
        and not regex.search("[:：]", text)
        and code_of("self_evaluation", "head", label(fold(text))) is None
    )


def _read_head(table: Table, said: Said, form: Form, out: FormReadings) -> None:
    """Label and value pairs at the top: supervising department, implementing unit; a department's name makes it a unit's form."""
    if _head_value(said, "unit") and not form.project:
        form.scope = "unit"
    for role in ("supervisor", "implementing"):
        value = _head_value(said, role)
        if value is None:
            continue
        coded = CODED.match(value)
        cell = next(c for c, _ in said if value in tidy(c.text.chars))
        out.units.append(
            UnitReading(
                place=table.place(cell),
                name=CODED.sub("", value),
                role=role,
                code=coded.group(1) if coded else None,
            )
        )


def _read_results(table: Table, said: Said, form: Form, out: FormReadings) -> None:
    """Scores and grades beside a label of their own: 自评得分 | 98.5, 评价等级 | 优, 产出得分 | 48."""
    total: ScoreReading | None = None
    for (_, text), (cell, value) in pairwise([x for x in said if x[1]]):
        kind = code_of("self_evaluation", "results", label(text)) if len(text) <= 12 else None
        number, grade = COUNT.fullmatch(value), GRADES.fullmatch(value)
        reading = ScoreReading(
            place=table.place(cell),
            component="total",
            name=label(text),
            project=form.project,
            scope=form.scope,
            method="self",
            table=form.table,
        )
        if kind == "grade" and grade:
            if total is not None:
                out.scores[-1] = replace(out.scores[-1], grade=grade.group(1))
            else:
                out.scores.append(replace(reading, grade=grade.group(1)))
        elif kind == "total" and number:
            total = replace(reading, score=number.group(1))
            out.scores.append(total)
        elif kind == "part" and number:
            out.scores.append(
                replace(
                    reading,
                    component=code_of("self_evaluation", "components", text) or "other",
                    score=number.group(1),
                )
            )
