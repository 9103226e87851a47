"""What came in, went out and was left, in one paragraph."""

from __future__ import annotations

import pytest

from checks.codes import State
from checks.comparison import Missing
from checks.facts import Facts
from checks.said.flows import both_sides, flows
from tests.written import rows_of

HEAD = "石河县水利局2023年度部门决算\n八、{kind}收入支出决算情况\n"
FUND, CAPITAL = "政府性基金预算财政拨款", "国有资本经营预算财政拨款"
WORDINGS = (
    (
        FUND,
        "2023年度政府性基金预算财政拨款收入{income}万元；年初结转和结余2.00万元；支出7.00万元，"
        "其中基本支出0.00万元，项目支出{project}万元；年末结转和结余{left}万元。",
    ),
    (
        FUND,
        "政府性基金预算财政拨款年初结转和结余2.00万元，本年收入{income}万元，本年支出7.00万元，其中：基本支出0.00万元，"
        "项目支出{project}万元，年末结转和结余{left}万元。",
    ),
    (
        CAPITAL,
        "2023年度国有资本经营预算财政拨款收入{income}万元，年初结转和结余2.00万元，支出7.00万元，其中基本支出0.00万元、"
        "项目支出{project}万元，年末结转和结余{left}万元。",
    ),
    (
        CAPITAL,
        "本年收入{income}万元，年初结转和结余2.00万元；本年支出合计7.00万元，其中：基本支出0.00万元，项目支出{project}万元；"
        "年末结转和结余{left}万元。",
    ),
)


@pytest.mark.parametrize(("kind", "said"), WORDINGS)
@pytest.mark.parametrize(
    ("income", "project", "left", "told"),
    [
        ("8.00", "7.00", "3.00", set()),
        ("9.00", "7.00", "3.00", {"sum.flow"}),
        ("8.00", "7.00", "5.00", {"sum.flow"}),
        ("8.00", "6.00", "3.00", {"sum.flow"}),
    ],
)
def test_a_paragraph_is_in_balance(
    kind: str, said: str, income: str, project: str, left: str, told: set[str]
) -> None:
    text = HEAD.format(kind=kind) + said.format(income=income, project=project, left=left)
    assert {f.rule for f in rows_of(text).findings if f.rule == "sum.flow"} == told


def test_what_is_not_told_whole_is_not_compared() -> None:
    text = HEAD.format(kind=FUND) + "2023年度政府性基金预算财政拨款收入8.00万元；支出7.00万元。"
    assert list(flows(Facts(rows_of(text)))) == []


@pytest.mark.parametrize(("whole", "count"), [("120.00", 0), ("102.00", 2)])
def test_parts_of_parts_are_counted_once(whole: str, count: int) -> None:
    text = (
        f"石河县水利局2024年部门预算\n一、收支预算总体情况\n2024年收支总预算{whole}万元。收入包括：一般公共预算收入90.00万元、"
        "事业收入30.00万元；支出包括：基本支出70.00万元（其中：人员经费50.00万元、公用经费20.00万元）、项目支出50.00万元。"
    )
    states = [c.state for c in both_sides(Facts(rows_of(text))) if not isinstance(c, Missing)]
    assert len(states) == 2 and states.count(State.BROKEN) == count
