"""Self-evaluation forms (绩效自评表): head, fund rows, indicator rows, total; and the target forms of the
same make.

A form is read row by row with two column maps that its own header rows set: one for the fund rows (年初预算数
…), one
for the indicator rows (一级指标 …). Forms of all provinces in the lexicon go through the same code.
"""

from __future__ import annotations

from dataclasses import replace

from extract.model import Table
from parsers.lexicon import code_of, form_words
from parsers.report import TableReadings

from .fund_cells import measure_of_row, read_by_kind, read_paired, read_planned, set_kinds
from .fund_header import (
    heads_list,
    is_fund_header,
    is_points_header,
    set_breakdowns,
    set_fund_columns,
    set_points_columns,
)
from .funds import read_fund_row, read_listed, set_list_columns
from .head import goes_on, new_form, project_name, read_head, read_results
from .indicator_header import divide_columns, headed_rows, is_indicator_header, second_list, set_columns
from .indicators import read_indicator_row, read_second, read_total
from .recognise import is_scoring, is_target_form, judges_itself
from .state import Form, Said, said_rows


def read_form(table: Table, before: Form | None = None) -> tuple[TableReadings, Form]:
    """The readings of a table that holds one or more forms, the rest of one (`before`: as far as it has been
    read), or a criteria sheet.
    """
    out = TableReadings()
    aims = is_target_form(table)
    form = replace(goes_on(before, table) or new_form(table), aims=aims)
    for row, (said, headed) in enumerate(zip(said_rows(table), headed_rows(table), strict=True)):
        form = _of_next_project(table, row, said, headed, form)
        indicated = bool(form.columns)
        form = _read_row(table, row, said, headed, form, out)
        if not form.columns:
            read_head(table, said, form, out)
            if not indicated and not form.closed:
                read_results(table, said, form, out)
    return _as_its_kind(table, aims, out), form


def _of_next_project(table: Table, row: int, said: Said, headed: Said, form: Form) -> Form:
    """The form that begins where a row names a project; the form as it is elsewhere."""
    if form.projects or is_indicator_header(headed) or heads_list(said):
        return form
    project = project_name(table, row, said)
    if project is None:
        return form
    return replace(
        new_form(table),
        project=form_words().project_code.sub("", project),
        scope="project",
        unit=form.unit,
        aims=form.aims,
    )


def _read_row(table: Table, row: int, said: Said, headed: Said, form: Form, out: TableReadings) -> Form:
    """One row, by the header that it is or stands under."""
    if is_indicator_header(headed):
        form.columns, form.funds, form.carried, form.kinds = set_columns(headed), {}, {}, {}
        form.further = second_list(headed, form.columns)
        form.columns = {c: x for c, x in form.columns.items() if x == "level1" or c not in form.further}
        set_list_columns(form, table, headed)
    elif is_fund_header(said):
        set_fund_columns(form, table, row, said)
    elif not form.columns and set_kinds(form, table, row, said):
        form.funds, form.parents = {}, {}
    elif form.kinds and measure_of_row(said) is not None:
        read_by_kind(table, said, form, out)
    elif form.columns:
        return _read_indicators(table, row, said, form, out)
    elif form.funds:
        _read_funds(table, row, said, form, out)
    elif form.aims:
        read_planned(table, row, said, form, out)
    else:
        read_paired(table, row, said, form, out)
    return form


def _read_indicators(table: Table, row: int, said: Said, form: Form, out: TableReadings) -> Form:
    """A row under the header of the indicators."""
    if divide_columns(form, said):
        return form
    form = read_listed(table, said, form, out)
    read_indicator_row(table, row, form, out)
    if form.further and form.columns:
        read_second(table, row, form, out)
    if (
        form.columns
        and form.projects is None
        and (beside := [x for x in said if x[0].col > max(form.further or form.columns)])
    ):
        read_paired(table, row, beside, form, out)
    return form


def _read_funds(table: Table, row: int, said: Said, form: Form, out: TableReadings) -> None:
    """A row under the header of the money; the goals end its block."""
    first = next((t for _, t in said if t), "")
    if code_of("self_evaluation", "blocks", first) == "goals":
        form.funds = {}
    elif form_words().summed.match(first):
        read_total(table, row, form, out)
        form.funds, form.closed = {}, True
    elif set_breakdowns(form, said):
        return
    elif is_points_header(said):
        set_points_columns(form, said)
    else:
        read_fund_row(table, said, form, out)


def _as_its_kind(table: Table, aims: bool, out: TableReadings) -> TableReadings:
    """The readings of a target form, or of a criteria sheet that others than the unit filled in, said to be
    theirs.
    """
    if aims:
        out.indicators = [replace(i, kind="target") for i in out.indicators]
    if is_scoring(table) and not judges_itself(table):
        out.indicators = [replace(i, kind="evaluation") for i in out.indicators]
        out.scores = [
            replace(s, method="department", component="other" if s.component == "total" else s.component)
            for s in out.scores
        ]
    return out
