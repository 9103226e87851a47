"""Rows of a form's money: the whole, its parts, and the points for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.forms.fund_header import set_fund_columns
from parsers.forms.funds import read_fund_row, read_listed, set_list_columns
from parsers.forms.indicator_header import set_columns
from parsers.forms.state import Form, said_rows
from parsers.report import Quantity, TableReadings
from tests.written import ABOVE as A
from tests.written import table

HEADER = ["项目资金（万元）", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
TOTAL = ["年度资金总额", "80", "60", "10", "75%", "7.5"]


def read(*rows: list[str], aims: bool = False) -> tuple[TableReadings, Form]:
    """The readings of a header and the rows under it."""
    held, form, out = table(0, rows), Form(0, "道路养护", aims=aims), TableReadings()
    set_fund_columns(form, held, 0, said_rows(held)[0])
    for said in said_rows(held)[1:]:
        read_fund_row(held, said, form, out)
    return out, form


def listed(found: list[Quantity]) -> list[tuple[str, str, str, int | None, str | None]]:
    return [(q.item, q.measure, q.number, q.level, q.parent) for q in found]


@given(
    st.lists(st.sampled_from(["其他资金", "其中：财政拨款", "结转资金"]), max_size=3, unique=True).map(
        lambda x: sorted(x, key=lambda n: not n.startswith("其中"))
    ),
    st.integers(0, 99),
)
def test_what_follows_the_whole_is_part_of_it(parts: list[str], amount: int) -> None:
    out, _ = read(HEADER, TOTAL, *([p, str(amount), str(amount), "", "", ""] for p in parts))
    assert listed(out.quantities)[:3] == [
        ("年度资金总额", "adjusted_budget", "80", 0, None),
        ("年度资金总额", "final", "60", 0, None),
        ("年度资金总额", "execution_rate", "75", 0, None),
    ]
    whole = {q.measure: q.key for q in out.quantities[:2]}
    assert [(q.number, q.level, q.parent, q.part) for q in out.quantities[3:]] == [
        (str(amount), 1, whole[m], "exhaustive") for _ in parts for m in ("adjusted_budget", "final")
    ]
    assert {q.unit for q in out.quantities if q.measure != "execution_rate"} == {"万元"}


def test_what_a_part_is_made_of_is_no_part_of_the_whole() -> None:
    part = ["财政拨款", "50", "50", "", "", ""]
    out, _ = read(HEADER, TOTAL, part, ["其中：上级补助", "20", "20", "", "", ""])
    assert [q.parent is None for q in out.quantities[3:]] == [False, False, True, True]


def test_a_rate_is_of_the_budget_and_no_part() -> None:
    out, _ = read(HEADER, TOTAL, ["财政拨款", "50", "50", "", "100%", ""])
    rates = [q for q in out.quantities if q.measure == "execution_rate"]
    assert [(q.unit, q.basis, q.parent) for q in rates] == [("%", "adjusted_budget", None)] * 2


def test_the_points_for_execution() -> None:
    out, _ = read(HEADER, TOTAL)
    assert [(s.component, s.name, s.weight, s.score, s.project) for s in out.scores] == [
        ("budget_execution", "年度资金总额", "10", "7.5", "道路养护")
    ]
    out, _ = read(
        ["资金", "全年预算数", "全年执行数", "得分（20分*执行率）"], ["年度资金总额", "80", "60", "15"]
    )
    assert [(s.weight, s.score) for s in out.scores] == [("20", "15")]


def test_blank_cells_are_no_zeros_and_a_row_without_numbers_says_nothing() -> None:
    out, _ = read(HEADER, ["年度资金总额", "80", "", "", "", "—"], ["其他资金", "", "-", "", "", ""])
    assert listed(out.quantities) == [("年度资金总额", "adjusted_budget", "80", 0, None)] and not out.scores
    assert listed(read(HEADER, ["年度资金总额", "0", "0", "", "", ""])[0].quantities)[0][2] == "0"


def test_a_form_of_aims_plans() -> None:
    out, _ = read(HEADER, TOTAL, aims=True)
    assert {(q.measure, q.statement) for q in out.quantities} == {
        ("planned", "performance_target"),
        ("execution_rate", "performance_target"),
    }


def test_money_by_task_is_each_task_s() -> None:
    out, _ = read(["任务名称", "预算数", "执行数"], ["巡查", "30", "20"], ["合计", "30", "20"])
    assert [q.project for q in out.quantities] == ["巡查", "巡查", "道路养护", "道路养护"]


def test_projects_beside_their_indicators() -> None:
    rows = [
        ["项目名称", "预算数（万元）", "执行数", "三级指标", "指标值", "完成值"],
        ["道路养护", "80", "60", "里程", "10", "11"],
        [A, A, A, "合格率", "90%", "95%"],
        ["绿化", "5", "4.5", "面积", "3", "3"],
    ]
    held, out = table(0, rows), TableReadings()
    header, form = said_rows(held)[0], Form(0)
    form.columns = set_columns(header)
    set_list_columns(form, held, header)
    projects = []
    for said in said_rows(held)[1:]:
        form = read_listed(held, said, form, out)
        projects.append(form.project)
    assert projects == ["道路养护", "道路养护", "绿化"]
    assert [(q.project, q.measure, q.number, q.unit) for q in out.quantities] == [
        ("道路养护", "initial_budget", "80", "万元"), ("道路养护", "final", "60", "万元"),
        ("绿化", "initial_budget", "5", "万元"), ("绿化", "final", "4.5", "万元"),
    ]  # fmt: skip


@pytest.mark.parametrize("label", ["序号", "部门"])
def test_a_list_that_names_no_projects_has_none(label: str) -> None:
    held = table(0, [[label, "预算数", "三级指标", "指标值"], ["1", "80", "里程", "10"]])
    form, out = Form(0, "道路养护"), TableReadings()
    form.columns = set_columns(said_rows(held)[0])
    set_list_columns(form, held, said_rows(held)[0])
    assert read_listed(held, said_rows(held)[1], form, out).project == "道路养护" and not out.quantities
