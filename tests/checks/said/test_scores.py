"""Scores in sentences of a report."""

from __future__ import annotations

import pytest

from checks.codes import State
from checks.facts import Facts
from checks.said.scores import said_scores
from tests.checks.cases.builders import document
from tests.checks.cases.builders import said as sentence
from tests.written import rows_of

EVALUATION = "石河县水利局2023年度河道清淤项目绩效自评报告\n一、自评得分\n"


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("自评得分为98.50分，支出20.00万元", 0),
        ("自评得分为985分，支出20.00万元", 1),
        ("满分120分，自评得分110分，支出20.00万元", 0),
        ("分值10分，满意度为99.1%，自评得分12分", 1),
    ],
)
def test_points_beside_other_numbers(said: str, wrong: int) -> None:
    found = said_scores(Facts(document(sentence(said))))
    assert sum(c.state == State.BROKEN for c in found) == wrong


@pytest.mark.parametrize(
    ("said", "severities"),
    [
        ("经自评，本项目自评得分100分，等级为优。", []),
        ("经自评，本项目自评得分130分，等级为优。", ["warning"]),
        ("本项目绩效自评总分为190.5分。", ["warning"]),
        ("综合评价得分为986分，评价等级为“优”。", ["warning"]),
        ("自评综合得分为105分。", ["warning"]),
        ("总分120分，自评得分110分。", []),
    ],
)
def test_a_score_without_another_number_is_a_hundred_at_most(said: str, severities: list[str]) -> None:
    found = rows_of(EVALUATION + said).findings
    assert [f.severity for f in found if f.rule == "score.bound"] == severities


@pytest.mark.parametrize(
    ("benefit", "severities"),
    [("30", []), ("80", ["warning"])],
)
@pytest.mark.parametrize(
    "said",
    [
        "1.产出指标完成情况：分值50分，自评得分50分。\n2.效益指标完成情况：分值{}分，自评得分30分。",
        "（一）产出指标情况：分值50分，自评得分48分。\n（二）效益指标情况：分值{}分，自评得分30分。",
        "1.产出指标完成情况：分值50分，得分50分。\n2.效益指标完成情况：分值{}分，得分29分。\n3.满意度指标完成情况：分值10分，得分10分。",
        "产出指标完成情况：分值50分，自评得分47.5分。\n效益指标完成情况：分值{}分，自评得分28分。",
    ],
)
def test_points_of_the_parts_are_a_hundred_at_most(said: str, benefit: str, severities: list[str]) -> None:
    found = rows_of(EVALUATION + said.format(benefit)).findings
    assert [f.severity for f in found if f.rule == "score.bound"] == severities
