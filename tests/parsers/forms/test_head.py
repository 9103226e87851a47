"""The head of a form: whose it is, what of, and what it was given."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.forms.head import goes_on, head_value, new_form, project_name, read_head, read_results
from parsers.forms.state import Form, said_rows
from parsers.report import TableReadings
from tests.written import ABOVE as A
from tests.written import LEFT as L
from tests.written import table


def titled(title: str, rows: list[list[str]], unit_line: str = ""):  # noqa: ANN201
    return replace(table(0, rows), title=title, unit_line=unit_line)


@pytest.mark.parametrize(
    ("title", "project", "scope"),
    [
        ("项目支出绩效自评表（道路养护）", "道路养护", "project"),
        ("部门整体支出绩效自评表", None, "unit"),
        ("项目支出绩效自评表（2023年度）", None, "project"),
        ("项目支出绩效自评表（单位：万元）", None, "project"),
        ("项目支出绩效自评表(样表)", None, "project"),
    ],
)
def test_what_a_title_says(title: str, project: str | None, scope: str) -> None:
    form = new_form(titled(title, [["甲"]]))
    assert (form.project, form.scope) == (project, scope)


def test_the_unit_line_before_the_title() -> None:
    assert new_form(titled("自评表（单位：万元）", [["甲"]], "单位：元")).unit == "元"
    assert new_form(titled("自评表（单位：万元）", [["甲"]])).unit == "万元"


@pytest.mark.parametrize(
    ("form", "title", "cell", "on"),
    [
        (Form(0), "", "里程", True),
        (Form(0, closed=True), "", "里程", False),
        (Form(0), "", "项目名称", False),
        (Form(0), "", "填报单位：", False),
        (Form(0), "自评表（绿化）", "里程", False),
        (None, "", "里程", False),
    ],
)
def test_a_form_goes_on_where_nothing_begins(form: Form | None, title: str, cell: str, on: bool) -> None:
    assert goes_on(form, titled(title, [[cell]])) is (form if on else None)


@pytest.mark.parametrize(
    ("row", "value"),
    [
        (["项目名称", "道路养护"], "道路养护"),
        (["项目名称：道路养护", ""], "道路养护"),
        (["序号1", "项目名称", "道路 养护"], "道路养护"),
        (["项目名称", "—"], None),
        (["项目名称", "主管部门", "甲局"], None),
        (["项目名称", ""], None),
    ],
)
def test_a_value_stands_beside_its_label_or_behind_it(row: list[str], value: str | None) -> None:
    assert head_value(said_rows(table(0, [row]))[0], "project") == value


def test_a_name_in_two_cells_and_in_two_rows() -> None:
    beside = table(0, [["项目名称", "省级专项", "道路养护"]])
    assert project_name(beside, 0, said_rows(beside)[0]) == "省级专项道路养护"
    below = table(0, [["项目名称", "省级专项"], [A, "道路养护"]])
    assert project_name(below, 0, said_rows(below)[0]) == "省级专项道路养护"
    coded = table(0, [["项目名称", "道路养护", "12345"]])
    assert project_name(coded, 0, said_rows(coded)[0]) == "道路养护"
    unnamed = table(0, [["项目名称", "道路养护", "负责人及电话", ""]])
    assert project_name(unnamed, 0, said_rows(unnamed)[0]) == "道路养护"


def test_who_supervises_and_who_carries_out() -> None:
    held, out, form = (
        table(0, [["主管部门", "[219]甲市交通局", "实施单位：乙镇", ""]]),
        TableReadings(),
        Form(0),
    )
    read_head(held, said_rows(held)[0], form, out)
    assert [(u.role, u.name, u.code) for u in out.units] == [
        ("supervisor", "甲市交通局", "219"),
        ("implementing", "乙镇", None),
    ]
    assert form.scope == "project"


@pytest.mark.parametrize(("project", "scope"), [(None, "unit"), ("道路养护", "project")])
def test_a_form_of_a_department_is_the_unit_s(project: str | None, scope: str) -> None:
    held, form = table(0, [["部门名称", "甲市交通局"]]), Form(0, project)
    read_head(held, said_rows(held)[0], form, TableReadings())
    assert form.scope == scope


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (["自评得分", "98.5", "评价等级", "优"], [("total", "98.5", "优")]),
        (["评价等级", "“良”"], [("total", None, "良")]),
        (["自评得分", "98.5分"], [("total", "98.5", None)]),
        (["产出得分", "48"], [("output", "48", None)]),
        (["预算执行率", "98%", "得分", "9.8"], [("budget_execution", "9.8", None)]),
        (["资金执行情况（10分）", "执行数", "评分", "9.8"], [("budget_execution", "9.8", None)]),
        (["预算执行率", "98%", "总得分", "97.8"], [("total", "97.8", None)]),
        (["预算执行率（10分）", "98%", "自评得分", "9.8"], []),
        (["预算执行率", "98%", "自评得分", "9.8"], []),
        (["执行率", "98%", "得分", "9.8"], [("budget_execution", "9.8", None)]),
        (["预算执行单位", "甲市水务局", "得分", "95"], [("total", "95", None)]),
        (["项目执行单位", "甲市水务局", "自评得分", "95"], [("total", "95", None)]),
        (["执行期限", "2023年", "总得分", "97.8"], [("total", "97.8", None)]),
        (["自评得分", "优"], []),
        (["评价等级", "98"], []),
        (["总分", "100", "96.4"], [("total", "96.4", None)]),
        (["总分", "100", "96.4", "评价等级", "优"], [("total", "96.4", "优")]),
        (["产出得分", "50", "48"], [("output", "48", None)]),
        (["总分", "96.4", "100"], []),
        (["总分", "100", "10", "96.4"], []),
    ],
)
def test_results_beside_their_labels(row: list[str], told: list[tuple[str, str | None, str | None]]) -> None:
    held, out = table(0, [[*row, *[L] * (6 - len(row))]]), TableReadings()
    read_results(held, said_rows(held)[0], Form(0), out)
    assert [(s.component, s.score, s.grade) for s in out.scores] == told


def test_points_to_be_had_stand_before_those_that_were_given() -> None:
    held, out = table(0, [["总分", "100", "96.4", L]]), TableReadings()
    read_results(held, said_rows(held)[0], Form(0), out)
    (total,) = out.scores
    assert (total.weight, total.score, total.place) == ("100", "96.4", held.place(held.grid[0, 2]))
