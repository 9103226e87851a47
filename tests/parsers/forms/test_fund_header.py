"""The header of a form's money → what each column measures."""

from __future__ import annotations

import pytest

from parsers.forms.fund_header import (
    around,
    fund_measure,
    heads_words,
    is_fund_header,
    is_points_header,
    set_breakdowns,
    set_fund_columns,
    set_points_columns,
)
from parsers.forms.state import Form, said_rows
from tests.written import ABOVE as A
from tests.written import LEFT as L
from tests.written import table

HEADER = [
    "项目资金（万元）",
    "年初预算数",
    "全年预算数（A）",
    "全年执行数（B）",
    "分值",
    "执行率（B/A）",
    "得分",
]
TOTAL = ["年度资金总额", "80", "80", "60", "10", "75%", "7.5"]
MEASURES = ["initial_budget", "adjusted_budget", "final", "weight", "execution_rate", "score"]


def set_by(*rows: list[str], header: int = 0) -> Form:
    held, form = table(0, rows), Form(0)
    set_fund_columns(form, held, header, said_rows(held)[header])
    return form


def test_each_column_has_its_measure_and_the_label_the_unit() -> None:
    form = set_by(HEADER, TOTAL)
    assert [form.funds.get(c) for c in range(7)] == [None, *MEASURES] and form.unit == "万元"


def test_a_new_header_forgets_what_stood_above() -> None:
    held, form = (
        table(0, [HEADER, TOTAL]),
        Form(0, columns={1: "level3"}, parents={"final": "x"}, nested=True),
    )
    set_fund_columns(form, held, 0, said_rows(held)[0])
    assert (form.columns, form.parents, form.nested) == ({}, {}, False)


@pytest.mark.parametrize("block", ["年度预算数（万元）", "预算执行情况（万元）"])
def test_a_label_over_labels_is_the_block_s(block: str) -> None:
    form = set_by([block, "全年预算数", "全年执行数"], ["年度资金总额", "80", "60"])
    assert form.funds == {1: "adjusted_budget", 2: "final"} and form.unit == "万元"


@pytest.mark.parametrize("beside", ["资金情况（元）", "（元）"])
def test_the_unit_may_stand_beside_the_amounts(beside: str) -> None:
    assert set_by(["", "预算数", "执行数"], [beside, "80", "60"]).unit == "元"
    assert set_by(["", "预算数", "执行数"], ["备注", "甲", "乙"], [beside, "80", "60"]).unit is None


@pytest.mark.parametrize(("label", "points"), [("得分（20分*执行率）", "20"), ("得分", None)])
def test_the_points_for_execution_that_a_header_prints(label: str, points: str | None) -> None:
    assert set_by([*HEADER[:6], label], TOTAL).full == points


@pytest.mark.parametrize(
    ("row", "rated", "heads"),
    [
        (HEADER, True, True),
        (["", "年初预算数", "执行数"], False, True),
        (["", "年初预算数", "执行数"], True, False),
        (["", "年初预算数", "分值"], False, False),
        (["", "年初预算数", "执行数", "12.00"], False, False),
        (["项目名称", "预算数", L], False, True),
        (["项目名称", "预算数"], False, False),
    ],
)
def test_two_measures_and_no_number_head_amounts(row: list[str], rated: bool, heads: bool) -> None:
    assert is_fund_header(said_rows(table(0, [row]))[0], rated) == heads


@pytest.mark.parametrize(
    "text",
    [
        "",
        "年度资金总额",
        "上半年执行数",
        "1-6月执行数",
        "本项目用于保障机构正常运转的各项支出和日常的全年执行数",
    ],
)
def test_what_is_no_measure(text: str) -> None:
    assert fund_measure(text) is None


@pytest.mark.parametrize(
    ("text", "measure"),
    [("预算(A)", "adjusted_budget"), ("执行率(B/A)", "execution_rate"), ("得分(分)", "score")],
)
def test_a_bracket_may_name_the_column(text: str, measure: str) -> None:
    assert fund_measure(text) == measure


def test_kinds_of_money_under_the_amounts() -> None:
    rows = [
        ["名称", "全年预算数", L, "全年执行数", L],
        [A, "总额", "财政拨款", "总额", "财政拨款"],
        ["甲", "9", "8", "7", "6"],
    ]
    held, form = table(0, rows), set_by(*rows)
    assert set_breakdowns(form, said_rows(held)[1])
    assert form.breakdowns == {1: "总额", 2: "财政拨款", 3: "总额", 4: "财政拨款"}
    assert not set_breakdowns(form, said_rows(held)[2]) and len(form.breakdowns) == 4


@pytest.mark.parametrize(
    ("row", "points"),
    [
        (["资金管理情况", "情况说明", "分值", "得分"], True),
        (["资金", "执行数", "分值", "得分"], False),
        (["甲", "乙", "分值", "10"], False),
    ],
)
def test_a_header_of_points_alone(row: list[str], points: bool) -> None:
    said, form = said_rows(table(0, [row]))[0], Form(0)
    assert is_points_header(said) == points
    if points:
        set_points_columns(form, said)
        assert form.funds == {2: "weight", 3: "score"}


def test_a_header_over_words_and_the_words_around_a_row() -> None:
    held = table(0, [["年度预算数", "执行数"], ["总额", "60"], ["其他", "无"]])
    assert heads_words(held, held.cells[0]) and not heads_words(held, held.cells[1])
    assert around(held, 1) == "总额|60"
