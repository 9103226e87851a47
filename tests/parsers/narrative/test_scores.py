"""Scores and grades in the text of a report."""

from __future__ import annotations

import pytest

from extract.model import Document, Paragraph, Text
from parsers.narrative.scores import read_scores
from parsers.outline.sections import narrative
from parsers.report import Profile
from tests.parsers.narrative.reports import FINAL, read

PROFILE = Profile(
    doc_type="self_evaluation", title="青禾市水务局2023年度培训项目绩效自评报告", fiscal_year=2023
)


def told(*paragraphs: str) -> list[tuple[str, str | None, str | None, str | None]]:
    """(component, weight, score, grade) of every score of a text."""
    blocks = tuple(Paragraph(n, Text(words)) for n, words in enumerate(paragraphs))
    placed = list(narrative(Document("a.txt", "0" * 64, "txt", (), blocks)))
    return [(s.component, s.weight, s.score, s.grade) for s in read_scores(placed, PROFILE)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本项目自评得分98.4分，自评等级为优。", [("total", None, "98.4", "优")]),
        ("投入10分，得10分；过程20分，得18.5分。", [("decision", "10", "10", None), ("process", "20", "18.5", None)]),
        ("决策指标（满分15分）得分13.5分。", [("decision", "15", "13.5", None)]),
        ("产出指标得分19分（满分20分）。", [("output", "20", "19", None)]),
        ("产出指标：分值30分，自评得分29.5分。", [("output", "30", "29.5", None)]),
        ("综合评价等级为“良”。", [("total", None, None, "良")]),
        ("整体支出综合评分为97分。", [("total", None, "97", None)]),
        ("对项目进行评价，最终得分85.82，等级为良。", [("total", None, "85.82", "良")]),
        ("自评得分率85.82%。", []),
        ("自评评分98分，自评结论为“优秀”。", [("total", None, "98", "优秀")]),
        ("自评项目5个，其中3个项目评级为“优”。", []),
    ],
)  # fmt: skip
def test_a_sentence(text: str, expected: list[tuple[str, str | None, str | None, str | None]]) -> None:
    assert told(text) == expected


def test_what_an_indicator_below_a_part_was_given_is_no_score_of_a_part() -> None:
    assert told(
        "1.产出指标完成情况：分值30分，自评得分29分。",
        "（1）数量指标：分值20分，自评得分19分。培训10期。",
        "（2）质量指标：分值10分，自评得分10分。",
        "2.满意度指标完成情况：分值10分，自评得分9分。学员满意度：分值10分，自评得分9分。",
    ) == [("output", "30", "29", None), ("satisfaction", "10", "9", None)]


@pytest.mark.parametrize(
    "text",
    [
        "8个项目自评结果为“优”，2个项目自评结果为“良”。",
        "8个自评等级为优；评价结果为“良”的项目2个；自评结果为“中”的2个。",
        "10个项目中，8个评价结果为优，其余评价结果为良。",
        "平均得分XX分（其中，绩效评级为“优”的项目XX个；绩效评级为“合格”的项目XX个）。",
    ],
)
def test_a_count_of_projects_by_grade_is_no_grade(text: str) -> None:
    assert not read(*FINAL, "十二、预算绩效情况说明", text).scores


@pytest.mark.parametrize(
    "text",
    [
        "2个项目绩效自评，涉及资金80万元，2个项目自评等级为“优”。",
        "部门整体支出绩效自评等级为“优”。",
        "组织10个项目自评，整体支出评价等级为优。",
        "本项目涉及3个乡镇，评价等级为优。",
    ],
)
def test_a_grade_without_a_score_is_a_score(text: str) -> None:
    assert [(s.grade, s.score) for s in read(*FINAL, "十二、预算绩效情况说明", text).scores] == [("优", None)]


@pytest.mark.parametrize("bracket", ["（满分{}分）", "（{}分）", "（总分{}分）"])
@pytest.mark.parametrize("verb", ["得分", "得"])
def test_points_before_what_they_are_of(verb: str, bracket: str) -> None:
    told = "，".join(
        f"{name}{verb}{score}分{bracket.format(full)}"
        for name, score, full in (("决策指标", "19", 20), ("过程指标", "19.5", 20), ("产出指标", "29", 30))
    )
    scores = read("2023年度项目绩效评价报告", f"{told}。").scores
    assert [(s.name, str(s.score), str(s.weight)) for s in scores] == [
        ("决策指标", "19", "20"),
        ("过程指标", "19.5", "20"),
        ("产出指标", "29", "30"),
    ]


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("堤防养护项目再评价得分88.5分。", "department"),
        ("堤防养护项目财政评价得分88.5分。", "department"),
        ("堤防养护项目第三方机构评价得分88.5分。", "department"),
        ("堤防养护项目重点绩效评价得分88.5分。", "department"),
        ("堤防养护项目复评得分88.5分。", "department"),
        ("堤防养护项目评价得分88.5分。", "self"),
        ("堤防养护项目自评得分88.5分。", "self"),
    ],
)
def test_who_judged_it(text: str, method: str) -> None:
    placed = list(narrative(Document("a.txt", "0" * 64, "txt", (), (Paragraph(0, Text(text)),))))
    assert [s.method for s in read_scores(placed, PROFILE)] == [method]
