"""Which tables are forms, and whose points they hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.forms.recognise import is_form, is_scoring, is_target_form, judges_itself
from tests.written import table

EVALUATION = ["一级指标", "三级指标", "指标值", "完成值", "得分"]
TARGETS = ["一级指标", "三级指标", "指标值"]
CRITERIA = ["一级指标", "三级指标", "评分标准", "得分"]


@pytest.mark.parametrize(
    ("rows", "form", "targets", "scoring"),
    [
        ([EVALUATION], True, False, False),
        ([TARGETS], True, True, False),
        ([CRITERIA], True, False, True),
        ([[*CRITERIA[:3], "自评分值"]], False, False, True),
        ([["项目名称", "道路养护", "", ""], ["", "预算数", "执行数", "执行率"]], True, False, False),
        ([["科目名称", "道路养护", "", ""], ["", "预算数", "执行数", "执行率"]], False, False, False),
        ([["项目名称", "道路养护", "", ""], ["", "预算数", "执行数", "备注"]], False, False, False),
        ([["科目", "预算数", "决算数"]], False, False, False),
    ],
)
def test_forms(rows: list[list[str]], form: bool, targets: bool, scoring: bool) -> None:
    held = table(0, rows)
    assert (is_form(held), is_target_form(held), is_scoring(held)) == (form, targets, scoring)


def test_a_table_with_both_reports_and_aims_is_no_form_of_targets() -> None:
    assert not is_target_form(table(0, [[*TARGETS, "", ""], EVALUATION]))


@pytest.mark.parametrize(
    ("title", "label", "own"),
    [("绩效自评表", "得分", True), ("评分表", "自评得分", True), ("评分表", "得分", False)],
)
def test_whose_points(title: str, label: str, own: bool) -> None:
    assert judges_itself(replace(table(0, [[*CRITERIA[:3], label]]), title=title)) == own
