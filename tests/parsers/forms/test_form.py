"""A form, row by row."""

from __future__ import annotations

from parsers.forms.form import read_form
from tests.written import LEFT as L
from tests.written import rows_of, table

NAMED = ["项目名称", "道路养护"]


INDICATED = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]


VISITS = ["产出指标", "数量指标", "巡查次数", "≥20次", "22次", "50", "50"]


def test_money_below_the_indicators() -> None:
    table = [
        [*NAMED, *[L] * 5], INDICATED, VISITS,
        ["预算执行", "", "年初预算数（万元）", "全年预算数（万元）", "全年执行数（万元）", "执行率", "得分"],
        ["年度资金总额", L, "80", "80", "60", "75%", "7.5"], ["其中：财政拨款", L, "80", "80", "60", "75%", ""],
        ["总分", L, L, L, L, "100", "97.5"],
    ]  # fmt: skip
    rows = rows_of("项目支出绩效自评表（2023年度）", table)
    assert [(f.item, f.measure, f.value) for f in rows.funds][:4] == [
        ("年度资金总额", "initial_budget", 80), ("年度资金总额", "adjusted_budget", 80), ("年度资金总额", "final", 60),
        ("年度资金总额", "execution_rate", 75),
    ]  # fmt: skip
    assert len(rows.funds) == 8 and len(rows.indicators) == 1
    assert [(s.component, s.weight, s.score) for s in rows.scores] == [
        ("budget_execution", None, 7.5),
        ("total", 100, 97.5),
    ]


EVALUATED = [["项目名称", "道路养护", *[L] * 5], INDICATED, VISITS, ["总分", *[L] * 4, "100", "97.5"]]


def test_a_form_goes_on_in_the_next_table_until_its_total() -> None:
    first, form = read_form(table(0, EVALUATED[:2]))
    assert first.indicators == [] and not form.closed and form.project == "道路养护"
    rest, form = read_form(table(1, EVALUATED[2:]), form)
    assert [(i.project, i.level3) for i in rest.indicators] == [("道路养护", "巡查次数")] and form.closed
    assert [(s.component, s.score) for s in rest.scores] == [("total", "97.5")]
    nothing, _ = read_form(table(2, [VISITS]), form)
    assert nothing.indicators == []


def test_forms_below_one_another_are_told_by_their_projects() -> None:
    second = [
        ["项目名称", "绿化", *[L] * 5],
        INDICATED,
        ["产出指标", "数量指标", "面积", "3", "3", "50", "50"],
    ]
    found, _ = read_form(table(0, [*EVALUATED, *second]))
    assert [(i.project, i.level3) for i in found.indicators] == [("道路养护", "巡查次数"), ("绿化", "面积")]


def test_a_criteria_sheet_is_somebody_elses() -> None:
    header = [*INDICATED[:3], "评分标准", "指标值", "分值", "得分"]
    found, _ = read_form(
        table(0, [header, ["产出指标", "数量指标", "次数", "少一次扣一分", "9", "50", "50"]])
    )
    assert {i.kind for i in found.indicators} == {"evaluation"}
    aims, _ = read_form(table(0, [INDICATED[:4], VISITS[:4]]))
    assert {i.kind for i in aims.indicators} == {"target"}


def test_a_list_of_longer_targets_beside_those_of_the_year_states_none() -> None:
    rows = [
        ["项目名称", "护堤养护", "", "", "", "", ""],
        ["一级指标", "二级指标（长期）", "三级指标（长期）", "指标值（长期）", "二级指标（年度）", "三级指标（年度）", "指标值（年度）"],
        ["产出指标", "数量指标", "", "", "数量指标", "养护堤岸", "≥3公里"],
        ["产出指标", "质量指标", "完好率", "100%", "质量指标", "合格率", "≥95%"],
    ]  # fmt: skip
    found = rows_of("项目支出绩效目标表（2023年度）", rows).indicators
    assert [(i.level2, i.level3, i.target) for i in found] == [
        ("数量指标", "养护堤岸", "≥3公里"), ("质量指标", "合格率", "≥95%"),
    ]  # fmt: skip
