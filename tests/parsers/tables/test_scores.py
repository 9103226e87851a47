"""Small tables of points: across or down, for the parts and the whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.report import Profile
from parsers.tables.scores import is_score_table, read_score_table
from tests.written import table

PARTS = {"决策": "decision", "过程": "process", "产出": "output", "效益": "benefit", "合计": "total"}
ROWS = [["一级指标", "分值", "得分", "得分率"], *([n, "20分", "19.5", "97.5%"] for n in PARTS)]


@given(st.lists(st.sampled_from(list(PARTS)), min_size=3, unique=True), st.booleans())
def test_each_part_has_its_points_whichever_way_the_table_stands(names: list[str], turned: bool) -> None:
    rows = [ROWS[0][:3], *([n, str(10 + i), str(9 + i)] for i, n in enumerate(names))]
    held = table(0, [list(c) for c in zip(*rows, strict=True)] if turned else rows)
    assert is_score_table(held)
    assert [(s.name, s.component, s.weight, s.score) for s in read_score_table(held, Profile())] == [
        (n, PARTS[n], str(10 + i), str(9 + i)) for i, n in enumerate(names)
    ]


@pytest.mark.parametrize(
    ("doc_type", "title", "scope", "method"),
    [
        ("self_evaluation", "", "project", "self"),
        ("evaluation", "整体支出得分表", "unit", "department"),
        ("evaluation", "自评得分表", "project", "self"),
    ],
)
def test_whose_points_and_of_what(doc_type: str, title: str, scope: str, method: str) -> None:
    found = read_score_table(replace(table(0, ROWS), title=title), Profile(doc_type=doc_type))  # type: ignore[arg-type]
    assert {(s.scope, s.method) for s in found} == {(scope, method)}


@pytest.mark.parametrize(
    "rows",
    [
        ROWS[:3],
        [["一级指标", "三级指标", "分值", "得分"], *(["产出", n, "10", "9"] for n in "甲乙丙")],
        [["一级指标", "分值", "得分率"], *([n, "20", "97%"] for n in PARTS)],
        [["一级指标", "分值", "得分"], *([n, "20", ""] for n in PARTS)],
        [["分值", "得分", "一级指标"], *(["20", "9", n] for n in PARTS)],
    ],
)
def test_what_is_no_table_of_scores(rows: list[list[str]]) -> None:
    assert not is_score_table(table(0, rows))


def test_a_part_without_both_points_is_left_out() -> None:
    rows = [*ROWS, ["公平性", "—", "5", ""]]
    assert [s.name for s in read_score_table(table(0, rows), Profile())] == list(PARTS)
