"""Projects with targets, tracked and evaluated, and how they were graded."""

from __future__ import annotations

import pytest

from checks.codes import State
from checks.facts import Facts
from checks.said.covered import covered
from tests.written import rows_of

TITLE = "青禾市水务局2024年度部门决算\n一、预算绩效情况说明\n"
TOLD = (
    "编报绩效目标的2024年度项目{}个，涉及预算金额{}万元；绩效跟踪评价的{}年度项目27个，涉及预算金额612.35万元；绩效自评的2024年度项目27个，"
    "涉及预算金额612.35万元，平均得分96.50分（其中，绩效评级为“优”的项目{}个；绩效评级为“良”的项目{}个；绩效评级为“合格”的项目0个；"
    "绩效评级为“不合格”的项目0个）。"
)


def told(*said: str) -> list[tuple[str, str]]:
    found = rows_of(TITLE + TOLD.format(*said)).findings
    return [(f.severity, f.message) for f in found if f.rule == "equality.paragraph"]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (("26", "612.35", "2024", "25", "2"), "前后不一致"),
        (("27", "612.85", "2024", "25", "2"), "前后不一致"),
        (("27", "6123.50", "2024", "25", "2"), "前后不一致"),
        (("27", "612.35", "2023", "25", "2"), "所述2023年与报告年度2024年不符"),
        (("27", "612.35", "2024", "25", "5"), "绩效评价项目共27个，各等级合计30个，两者不符"),
    ],
)
def test_what_is_told_of_one_set_of_projects_agrees(said: tuple[str, ...], message: str) -> None:
    ((severity, found),) = told(*said)
    assert severity == "warning" and message in found


@pytest.mark.parametrize(
    "said",
    [
        ("27", "612.35", "2024", "25", "2"),
        ("29", "700.10", "2024", "25", "2"),  # more had targets than were tracked
        ("27", "598.00", "2024", "25", "2"),  # the budget was adjusted since
    ],
)
def test_what_may_differ(said: tuple[str, ...]) -> None:
    assert told(*said) == []


def test_grades_are_counted_where_none_is_left_out() -> None:
    text = (
        "绩效自评的项目27个，涉及预算金额612.35万元。其中，绩效评级为“优”的项目20个，"
        "绩效评级为“良”的项目2个。"
    )
    assert [f for f in rows_of(TITLE + text).findings if f.rule == "equality.paragraph"] == []


@pytest.mark.parametrize(("best", "count"), [("20", 0), ("21", 1)])
def test_other_words_for_grades(best: str, count: int) -> None:
    text = (
        f"开展绩效评价的2024年度项目23个，涉及资金88.60万元，评价等级为优秀的项目{best}个、"
        "评价等级为良好的项目3个、评价等级为差的项目0个。"
    )
    found = [f for f in rows_of(TITLE + text).findings if f.rule == "equality.paragraph"]
    assert len(found) == count


@pytest.mark.parametrize("count", ["27", "30"])
def test_the_same_money_is_of_as_many_projects(count: str) -> None:
    rows = rows_of(TITLE + TOLD.format(count, "612.35", "2024", "27", "0"))
    broken = [c for c in covered(Facts(rows)) if c.state == State.BROKEN]
    assert len(broken) == (count != "27")
