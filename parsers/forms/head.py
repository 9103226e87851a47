"""The head of a form: project, supervisor, implementing unit, and where a new form begins."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, takewhile

from extract import regex
from extract.fold import fold
from extract.model import Cell, Table
from extract.printed import number_of
from parsers.lexicon import code_of, form_words
from parsers.report import ScoreReading, TableReadings, UnitReading
from parsers.words.names import tidy
from parsers.words.numbers import is_absent, money_unit

from .state import LONGEST_LABEL, Form, Said, label, said_rows

CODED = regex.compile(r"^[\[(（【]?(\d{3,})[\])）】]?[-—_]?(?=[\p{Han}])")

TITLED = regex.compile(r"[(（]([^()（）]{2,30})[)）]$")


def new_form(table: Table) -> Form:
    """A form as its table's title introduces it: 整体支出 speaks of the unit, a bracket may name
    the project.
    """
    title = table.folded_title
    named = TITLED.search(title)
    project = named.group(1) if named and not form_words().no_project.search(named.group(1)) else None
    return Form(
        table.index,
        project,
        "unit" if form_words().overall.found_in(title) else "project",
        unit=money_unit(table.folded_unit_line) or money_unit(title),
    )


def goes_on(before: Form | None, table: Table) -> Form | None:
    """The form that an earlier table began and did not close, where this table names no project or unit of
    its own.
    """
    heads = any(
        code_of("self_evaluation", "head", label(c.text.folded)) in ("project", "unit") for c in table.cells
    )
    return None if before is None or before.closed or heads or new_form(table).project else before


def head_value(said: Said, wanted: str) -> str | None:
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


def project_name(table: Table, row: int, said: Said) -> str | None:
    """The project's name; what stands beside or below it, beside the same label, is the rest of it: cells
    that are no labels and no pairs.
    """
    name = head_value(said, "project")
    labels = [c for c, t in said if code_of("self_evaluation", "head", label(t)) == "project"]
    if name is None or not labels:
        return name
    behind = [x for x in said if x[0].col > labels[0].col]
    beside = [x for x in behind if x[1]]
    if len(beside) == 2 and not behind[-1][1] and form_words().further_head.search(label(beside[1][1])):
        beside = beside[:1]  # the value of that label is left out
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


def read_head(table: Table, said: Said, form: Form, out: TableReadings) -> None:
    """Label and value pairs at the top: supervising department, implementing unit; a department's name makes
    it a unit's form.
    """
    if head_value(said, "unit") and not form.project:
        form.scope = "unit"
    for role in ("supervisor", "implementing"):
        value = head_value(said, role)
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


def _budget_block(said: Said) -> str:
    """The label of the block of the budget, where a row begins with it; else nothing."""
    first = next((t for _, t in said if t), "")
    return first if len(first) <= LONGEST_LABEL and form_words().budget_block.search(first) else ""


def _points_behind(held: Said) -> tuple[Cell, str, str | None] | None:
    """The points given that stand behind a label, and those to be had where both do (总分 | 100 | 97.5). Of
    more numbers, or of two that cannot be these, nothing tells which is meant.
    """
    told = ((cell, form_words().count.fullmatch(text)) for cell, text in held)
    match [(cell, found[1]) for cell, found in takewhile(lambda x: x[1], told) if found]:
        case [(cell, number)]:
            return cell, number, None
        case [(_, had), (cell, number)] if number_of(number) <= number_of(had):
            return cell, number, had
    return None


def read_results(table: Table, said: Said, form: Form, out: TableReadings) -> None:
    """Scores and grades beside a label of their own: 自评得分 | 98.5, 评价等级 | 优, 产出得分 | 48.
    A bare 得分 in the block of the budget is that part's (预算执行率 | 98% | 得分 | 9.8), 总得分 the whole's.
    """
    total: ScoreReading | None = None
    block = _budget_block(said)
    held = [x for x in said if x[1]]
    for n, ((_, text), (beside, value)) in enumerate(pairwise(held), 1):
        kind = code_of("self_evaluation", "results", label(text)) if len(text) <= 12 else None
        points = _points_behind(held[n:])
        cell, number, had = points or (beside, None, None)
        grade = form_words().graded.fullmatch(value)
        reading = ScoreReading(
            place=table.place(cell),
            component="total",
            name=label(text),
            project=form.project,
            scope=form.scope,
            method="self",
            weight=had,
            table=form.table,
        )
        if kind == "grade" and grade:
            if total is not None:
                out.scores[-1] = replace(out.scores[-1], grade=grade.group(1))
            else:
                out.scores.append(replace(reading, grade=grade.group(1)))
        elif kind == "total" and number and block and form_words().bare_score.whole(label(text)):
            # 预算执行情况（10分） | 预算数 | … | 得分 | 9.5
            full = form_words().full.search(block)
            weight = full["points"] if full else None
            out.scores.append(
                replace(
                    reading,
                    component="budget_execution",
                    name=label(block),
                    weight=had or weight,
                    score=number,
                )
            )
        elif kind == "total" and number and (not block or form_words().sum_score.found_in(text)):
            # 预算执行率 | 98% | 自评得分 | 9.5 may be either's
            total = replace(reading, score=number)
            out.scores.append(total)
        elif kind == "part" and number:
            out.scores.append(
                replace(
                    reading,
                    component=code_of("self_evaluation", "components", text) or "other",
                    score=number,
                )
            )
