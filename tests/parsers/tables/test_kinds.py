"""Each table is read by the one kind that knows it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.model import Table
from parsers.forms.state import Form
from parsers.report import Profile
from parsers.tables.kinds import KINDS, STATEMENT, kind_names, kind_of, name_of
from tests.written import LEFT as L
from tests.written import table

PROFILE = Profile(doc_type="final_accounts", fiscal_year=2023)


def titled(title: str, *rows: list[str]) -> Table:
    return replace(table(0, rows), title=title)


TABLES = {
    "criteria_sheet": titled("评分表", ["一级指标", "三级指标", "评分标准", "得分"]),
    "self_evaluation": titled(
        "绩效自评表", ["一级指标", "三级指标", "指标值", "完成值", "得分"], ["产出", "里程", "9", "9", "10"]
    ),
    "performance_target": titled(
        "绩效目标表", ["单位名称", "预算", "产出指标", L], ["", "", "数量指标", "质量指标"]
    ),
    "money_sources": titled(
        "", ["计划安排资金（万元）", "9", "实际支出（万元）", "8"], ["省财政", "9", "省财政", "8"]
    ),
    "fund_usage": titled("", ["项目名称", "资金到位", L, "资金使用", L], ["甲", "1", "1", "1", "1"]),
    "site_sample": titled(
        "现场评价明细表", ["编码", "单位", "甲", "乙", "丙"], ["219001", "甲局", "1", "2", "3"]
    ),
    "base_data": titled("基础数据表", ["", "2022年决算数", "2023年决算数"], ["接待费", "1", "2"]),
    "score_table": titled(
        "", ["一级指标", "分值", "得分"], *([n, "10", "9"] for n in ("决策", "过程", "产出"))
    ),
    "expenditure": titled("支出决算表", ["科目名称", "决算数"], ["教育支出", "1.00"]),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_called_by_its_kind(name: str) -> None:
    held = TABLES[name]
    assert name_of(held, PROFILE) == name and name in kind_names()
    kind = kind_of(held, PROFILE)
    assert kind is not None and (kind is STATEMENT) == (name == "expenditure")


def test_every_kind_has_an_example() -> None:
    assert {k.name for k in KINDS} - {"statement"} == set(TABLES) - {"expenditure"}


def test_a_table_that_nobody_knows_is_not_read() -> None:
    odd = titled("人员名册", ["姓名", "电话"], ["甲", "1"])
    assert kind_of(odd, PROFILE) is None and name_of(odd, PROFILE) is None


def test_only_a_form_goes_on() -> None:
    before = Form(0, "道路养护", columns={0: "level1", 1: "level3", 2: "target", 3: "actual"})
    for name, held in TABLES.items():
        kind = kind_of(held, PROFILE)
        assert kind is not None
        _, form = kind.read(held, PROFILE, before)
        assert (form is not None) == (name in ("criteria_sheet", "self_evaluation"))


def test_names_are_named_once() -> None:
    assert len(set(kind_names())) == len(kind_names()) and "statement" not in kind_names()
