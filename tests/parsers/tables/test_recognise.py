"""Which statement a table is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.report import Profile
from parsers.tables.recognise import recognise, statement_codes
from tests.written import table

HEADED = [["科目编码", "科目名称", "合计"], ["205", "教育支出", "3.00"], ["", "合计", "3.00"]]


@pytest.mark.parametrize(
    ("title", "unit_line", "statement", "unit"),
    [
        ("支出决算表", "单位：万元", "expenditure", "万元"),
        ("一般公共预算财政拨款支出决算表", "", "general_expenditure", None),
        ("人员名册", "单位：万元", None, None),
    ],
)
def test_a_statement_is_told_by_its_title(
    title: str, unit_line: str, statement: str | None, unit: str | None
) -> None:
    held = replace(
        table(0, HEADED if statement else [["姓名", "电话"], ["甲", "1"]]), title=title, unit_line=unit_line
    )
    found = recognise(held, Profile(doc_type="final_accounts", fiscal_year=2023))
    assert (found and (found.statement, found.unit, found.measure)) == (
        statement and (statement, unit, "final")
    )
    assert statement is None or statement in statement_codes()


@pytest.mark.parametrize(
    ("title", "head", "projects"),
    [
        ("政府债券资金使用情况表", "项目名称", True),
        ("政府债券发行及还本付息情况表", "项目", False),
        ("专项转移支付预算表", "项目名称", False),
        ("专项资金安排明细表", "县（市、区）", False),
        ("专项资金安排明细表", "项目", True),
    ],
)
def test_whether_the_rows_of_a_list_are_projects(title: str, head: str, projects: bool) -> None:
    held = replace(table(0, [[head, "金额"], ["水库加固", "3.00"], ["河道整治", "2.00"]]), title=title)
    found = recognise(held, Profile(doc_type="other", fiscal_year=2023))
    assert found is not None and found.projects == projects
