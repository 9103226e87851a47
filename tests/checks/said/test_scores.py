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


PARTS = "1.产出指标完成情况：分值30分，自评得分28分。\n（1）数量指标：分值{}分，自评得分15分。\n（2）时效指标：分值10分，自评得分{}分。"


@pytest.mark.parametrize(
    ("weight", "score", "told"),
    [
        ("20", "13", []),
        ("25", "13", ["产出指标分值30分，其下所列2项分值合计35分，两者不符。"]),
        ("20", "9", ["产出指标得分28分，其下所列2项得分合计24分，两者不符。"]),
        ("10", "3", []),  # neither comes out: more parts may have been left out
    ],
)
@pytest.mark.parametrize("last", ["\n2.效益指标完成情况：分值30分，自评得分30分。", "\n二、存在的问题"])
def test_points_of_a_part_are_those_listed_below_it(
    weight: str, score: str, told: list[str], last: str
) -> None:
    found = rows_of(EVALUATION + PARTS.format(weight, score) + last).findings
    assert [f.message for f in found if f.rule == "score.bound" and "所列" in f.message] == told


@pytest.mark.parametrize("besides", ["", "，支出资金20.00万元"])
def test_a_score_above_its_points_is_told_once(besides: str) -> None:
    text = PARTS.format("20", "8").replace("得分15分", f"得分21分{besides}")
    found = [f.message for f in rows_of(EVALUATION + text).findings if f.rule == "score.bound"]
    assert len(found) == 1 and "得分大于分值" in found[0]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "满意度指标：分值10分，得分10分。学生满意度：分值10分，得分10分；家长满意度：分值10分，得分10分。",
            1,
        ),
        ("满意度指标：分值10分，得分10分。学生满意度：分值5分，得分5分；家长满意度：分值5分，得分5分。", 0),
        ("产出指标：分值50分，得分50分；效益指标：分值30分，得分30分；满意度指标：分值30分，得分10分。", 0),
        # An indicator below another is no further part.
        ("产出指标：分值50分，得分48分。数量指标：分值50分，得分48分，培训人数：分值20分，得分18分。", 0),
    ],
)
def test_points_listed_within_one_paragraph(said: str, told: int) -> None:
    found = rows_of(EVALUATION + said).findings
    assert sum("所列" in f.message for f in found if f.rule == "score.bound") == told


@pytest.mark.parametrize(("score", "told"), [("10", []), ("12", ["error"])])
def test_a_part_has_no_more_points_than_there_are(score: str, told: list[str]) -> None:
    found = rows_of(EVALUATION + f"（1）经济效益指标：分值10分，自评得分{score}分。").findings
    assert [f.severity for f in found if f.rule == "score.bound"] == told
