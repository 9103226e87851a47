"""Scores and grades in the text of a report."""

from __future__ import annotations

import pytest

from extract.model import Document, Paragraph, Text
from parsers.narrative.scores import read_scores
from parsers.outline.sections import narrative
from parsers.report import Profile

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
