"""Rules about titles, names, numbering and other words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from normalize.schema import Passage, Rows
from tests.checks.cases.builders import document, fund
from tests.checks.changed import broken_rules
from tests.written import rows_of


def passage(kind: str, raw: str, text: str | None = None, number: str | None = None) -> Passage:
    return Passage(
        passage_id=f"{kind}{raw}", kind=kind, raw=raw, text=text or raw, number=number, locator="p1@0-4"
    )


@pytest.mark.parametrize(
    ("rule", "broken", "kept"),
    [
        (
            "period.form_date",
            [passage("form_date", "2022/3/28", "2022-03-28")],
            [passage("form_date", "2024/3/28", "2024-03-28")],
        ),
        ("template.residue", [passage("template_residue", "增加（减少）3.00%")], []),
        ("percent.missing", [passage("number_without_unit", "增长13.95")], []),
        (
            "structure.numbering",
            [
                passage("heading", "（一）甲", number="（一）"),
                passage("heading", "（三）乙", number="（三）"),
            ],
            [
                passage("heading", "（一）甲", number="（一）"),
                passage("heading", "（二）乙", number="（二）"),
            ],
        ),
        (
            "structure.annex",
            [passage("annex_announced", "基础数据表", number="1")],
            [passage("annex_announced", "基础数据表", number="1"), passage("annex", "附件1", number="1")],
        ),
    ],
)
def test_words(form: Rows, rule: str, broken: list[Passage], kept: list[Passage]) -> None:
    bare = replace(form, passages=())
    assert broken_rules(replace(bare, passages=tuple(broken))) == {rule}
    assert broken_rules(replace(bare, passages=tuple(kept))) == set()


@pytest.mark.parametrize(
    ("title", "found"),
    [("质量监督", True), ("质量监管", False), ("质量监管项目", False), ("食品抽检", False)],
)
def test_projects_names_that_differ_by_a_slip(title: str, found: bool) -> None:
    form = fund("年度资金总额", "155", statement="self_evaluation", table_id="t", project="质量监管专项")
    rows = document(
        form, title=f"某市市场监督管理局2023年度{title}专项资金绩效自评报告", doc_type="self_evaluation"
    )
    assert ("name.project" in broken_rules(rows)) == found


def test_names_of_a_series_are_no_slips() -> None:
    for title, name in (
        ("水库除险加固一期", "水库除险加固二期"),
        ("小学建设", "中学建设"),
        ("水库除险加固", "水库除险加团"),
    ):
        form = fund("年度资金总额", "155", statement="self_evaluation", table_id="t", project=name)
        rows = document(form, title=f"某市水务局2023年度{title}绩效自评报告", doc_type="self_evaluation")
        assert ("name.project" in broken_rules(rows)) == (title == "水库除险加固")


@pytest.mark.parametrize(
    ("note", "amount", "outcome"),
    [
        ("说明：本表无数据。", "100.00", "failed"),
        ("说明：本表无数据。", "", "passed"),
        ("说明：我单位没有这类资金，故公开的该表为空表。", "100.00", "failed"),
        ("说明：如本表无数据，请注明。", "100.00", "not_applicable"),
        ("四、其他\n说明：本表无数据。", "100.00", "missing_input"),
    ],
)
def test_what_is_said_of_the_table_above(note: str, amount: str, outcome: str) -> None:
    table = [["科目编码", "科目名称", "合计", "基本支出", "项目支出"], ["", "合计", amount, amount, ""]]
    rows = rows_of("石河市民政局2024年度部门决算\n支出决算表\n单位：万元", table, note)
    assert next(c.outcome for c in rows.checks if c.rule == "structure.empty") == outcome


def headings(*numbers: str, between: str | None = None) -> list[Passage]:
    """Headings with these numbers, and a number that stands within the paragraph before the last."""
    out = [passage("heading", f"{n}标题{i}", number=n) for i, n in enumerate(numbers)]
    return out[:-1] + ([passage("numbered", between)] if between else []) + out[-1:]


@pytest.mark.parametrize(
    ("passages", "found"),
    [
        (headings("一", "二", "四"), True),
        (headings("一", "二", "二"), True),
        (headings("（一）", "（三）"), True),
        (headings("一", "五"), False),
        (headings("三", "二"), False),
        (headings("（一）", "（三）", between="(二)"), False),
        (headings("（一）", "（三）", between="二"), True),
        (headings("一", "第二部分", "三"), False),
        (
            [
                passage("heading", "一、概况", number="一"),
                passage("annex", "附件1", number="1"),
                passage("heading", "三、分析", number="三"),
            ],
            False,
        ),
    ],
)
def test_numbering(form: Rows, passages: list[Passage], found: bool) -> None:
    """One heading left out, or one number twice, is a slip; more than that, or a number within a paragraph, may be a heading that was not read."""
    assert ("structure.numbering" in broken_rules(replace(form, passages=tuple(passages)))) == found


def test_names_of_classification_items(accounts: Rows) -> None:
    funds = [
        replace(f, section=(f.section or "").replace("住房改革支出（款）", "住房保障支出（款）"))
        for f in accounts.funds
    ]
    assert "name.classification" in broken_rules(replace(accounts, funds=tuple(funds)))
