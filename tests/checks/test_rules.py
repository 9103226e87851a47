"""Rules one by one: a document that breaks the rule gives one finding of it, the same document mended gives none."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

import juesuan
from checks.run import check_rows
from normalize.schema import Figure, Passage, Rows, Score
from tests.checks.cases import bounds, scores
from tests.checks.cases.builders import cells, document, fund, text
from tests.written import rows_of

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@pytest.fixture(scope="module")
def accounts() -> Rows:
    return juesuan.parse(FIXTURES / "accounts-shanghai/document.docx")


@pytest.fixture(scope="module")
def form() -> Rows:
    return juesuan.parse(FIXTURES / "form-national/document.docx")


def broken_rules(rows: Rows) -> set[str]:
    return {f.rule for f in check_rows(rows).findings if f.severity != "info"}


def with_fund(rows: Rows, wanted: dict[str, object], value: str) -> Rows:
    """The rows with the first fund that fits changed to another value."""
    funds = list(rows.funds)
    i = next(i for i, f in enumerate(funds) if all(getattr(f, k) == v for k, v in wanted.items()))
    scale = (
        funds[i].amount_yuan / funds[i].value
        if funds[i].amount_yuan is not None and funds[i].value
        else Decimal(10000)
    )
    amount = None if funds[i].amount_yuan is None else Decimal(value) * scale
    funds[i] = replace(funds[i], value=Decimal(value), amount_yuan=amount)
    return replace(rows, funds=tuple(funds))


@pytest.mark.parametrize(
    ("rule", "fund", "value"),
    [
        (
            "sum.classification",
            {"statement": "expenditure", "item_code": "20138", "breakdown": "项目支出"},
            "1.00",
        ),
        ("sum.row", {"statement": "expenditure", "item_code": "2210201", "breakdown": "基本支出"}, "1.00"),
        ("sum.balance", {"statement": "income_expenditure_summary", "item": "年末结转和结余"}, "99.99"),
        ("sum.basic", {"statement": "general_basic", "item": "人员经费合计"}, "1.00"),
        ("sum.three_public", {"statement": "three_public", "item": "公务接待费", "origin": "table"}, "77.00"),
        ("sum.text", {"statement": "expenditure", "item": "项目支出", "origin": "text"}, "1.00"),
        (
            "sum.structure",
            {
                "statement": "general_expenditure",
                "item": "卫生健康支出",
                "origin": "text",
                "measure": "final",
            },
            "1.00",
        ),
        ("ratio.share", {"statement": "expenditure", "measure": "share"}, "12.34"),
        ("ratio.completion", {"measure": "completion_rate"}, "55.55"),
        ("ratio.growth", {"measure": "change_rate"}, "77.77"),
        ("equality.text", {"statement": "general_basic", "item": "人员经费", "origin": "text"}, "1.00"),
        ("equality.tables", {"statement": "income_expenditure_summary", "item": "本年支出合计"}, "1.00"),
        ("bound.share", {"measure": "share"}, "112.34"),
        ("bound.three_public", {"item_code": "30217"}, "99.00"),
        (
            "bound.appropriation",
            {"statement": "expenditure", "item": "合计", "breakdown": "基本支出"},
            "1.00",
        ),
    ],
)
def test_accounts(accounts: Rows, rule: str, fund: dict[str, object], value: str) -> None:
    assert broken_rules(accounts) == set()
    assert rule in broken_rules(with_fund(accounts, fund, value))


@pytest.mark.parametrize(
    ("rule", "fund", "value"),
    [
        ("ratio.execution", {"measure": "execution_rate"}, "50.00"),
        ("bound.execution", {"item": "年度资金总额", "measure": "final"}, "99.00"),
        ("sum.classification", {"item": "当年财政拨款", "measure": "final"}, "12.00"),
    ],
)
def test_form_funds(form: Rows, rule: str, fund: dict[str, object], value: str) -> None:
    assert broken_rules(form) == set()
    assert rule in broken_rules(with_fund(form, fund, value))


@pytest.mark.parametrize(
    ("rule", "fund", "value"),
    [
        ("sum.annex", {"item": "质量提升", "breakdown": "印刷费"}, "500.00"),
        ("sum.annex", {"item": "合计", "breakdown": "专项资金", "measure": "received"}, "1.00"),
        ("ratio.usage", {"item": "标准化建设", "measure": "execution_rate"}, "12.00"),
    ],
)
def test_annexes(rule: str, fund: dict[str, object], value: str) -> None:
    rows = juesuan.parse(FIXTURES / "annex-usage/document.docx")
    assert broken_rules(rows) == set()
    assert rule in broken_rules(with_fund(rows, fund, value))


def test_form_points(form: Rows) -> None:
    first, *rest = form.indicators
    assert {"score.weights", "score.header"} <= broken_rules(
        replace(form, indicators=(replace(first, weight=Decimal(25)), *rest))
    )
    assert "score.total" in broken_rules(
        replace(form, indicators=(replace(first, score=Decimal(19), deviation="说明"), *rest))
    )
    assert "score.reason" in broken_rules(
        replace(form, indicators=(replace(first, score=Decimal(19)), *rest))
    )
    assert "score.bound" in broken_rules(replace(form, indicators=(replace(first, score=Decimal(21)), *rest)))


def narrative_score(score: str, grade: str | None) -> Score:
    return Score(
        score_id="x",
        component="total",
        name="自评得分",
        method="self",
        score=Decimal(score),
        grade=grade,
        locator="p1@0-4",
        raw=score,
    )


def test_scores_of_the_text(form: Rows) -> None:
    assert broken_rules(replace(form, scores=(*form.scores, narrative_score("97.55", "优")))) == set()
    assert broken_rules(replace(form, scores=(*form.scores, narrative_score("97.55", "良")))) == {
        "score.grade"
    }
    assert broken_rules(replace(form, scores=(*form.scores, narrative_score("98", None)))) == {"score.text"}


@pytest.mark.parametrize(
    ("score", "found"),
    [
        ({"project": "河道治理"}, True), ({"project": "河道治理项目"}, True), ({"scope": "project"}, True), ({}, True),
        ({"project": "防汛物资"}, False), ({"scope": "unit"}, False),
    ],
)  # fmt: skip
def test_the_text_may_score_something_else_than_the_form(score: dict[str, str], found: bool) -> None:
    form = scores.score("total", "100", "97.6", project="河道治理", scope="project")
    rows = document(form, replace(narrative_score("92", None), **score))
    assert ("score.text" in broken_rules(rows)) == found


@pytest.mark.parametrize(
    ("last", "total", "points", "found"),
    [
        ("预算执行率", "100", "97.5", False), ("预算执行率", "100", "99", True), ("预算执行率", "110", "107", False),
        ("验收合格率", "90", "88", True), ("验收合格率", "100", "97.5", True),
    ],
)  # fmt: skip
def test_budget_execution_that_an_indicator_repeats_counts_once(
    last: str, total: str, points: str, found: bool
) -> None:
    """Ten points on the row of the money and ten of an indicator: a form of 100 points counts them once, one of 110 both."""
    rows = [scores.indicator("长度", "90", "88"), scores.indicator(last, "10", "9.5")]
    done = scores.score("budget_execution", "10", "9.5")
    given = {f.rule for f in check_rows(document(*rows, done, scores.score("total", total, points))).findings}
    assert bool(given & {"score.total", "score.weights"}) == found


@pytest.mark.parametrize(("points", "found"), [("88", False), ("97.5", True)])
def test_a_total_of_the_indicators_alone(points: str, found: bool) -> None:
    rows = [
        scores.indicator("长度", "90", "88"),
        scores.score("budget_execution", "10", "9.5"),
        scores.score("total", "90", points),
    ]
    assert (
        bool({f.rule for f in check_rows(document(*rows)).findings} & {"score.total", "score.weights"})
        == found
    )


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
    ("rows", "outcome"),
    [
        (bounds.cost("557.65", "食品安全监管", "食品生产安全监管"), "missing_input"),
        (bounds.cost("557.65", "食品安全监管成本", "食品安全监管项目"), "failed"),
        (bounds.own_cost("项目总成本"), "failed"),
        (bounds.own_cost("食品抽检成本"), "failed"),
        (bounds.own_cost("抽检设备购置成本"), "missing_input"),
        (bounds.own_cost("项目总成本", "518.00"), "passed"),
    ],
)
def test_whose_cost_an_indicator_limits(rows: Rows, outcome: str) -> None:
    """The project with its name, but for words that any project's name may have; in a project's own form what names nothing but the cost."""
    assert next(c.outcome for c in check_rows(rows).checks if c.rule == "bound.cost") == outcome


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
    ("subtotals", "whole", "outcome"),
    [
        (("3.00", "3.00"), "6.00", "passed"),
        (("3.00", "3.00"), "7.00", "failed"),
        (("3.00", "4.00"), "7.00", "missing_input"),
        (("3.00", "4.00"), "6.00", "passed"),
    ],
)
def test_a_total_over_rows_and_subtotals(subtotals: tuple[str, str], whole: str, outcome: str) -> None:
    listed = [
        ("甲", "1.00"),
        ("乙", "2.00"),
        ("小计", subtotals[0]),
        ("丙", "3.00"),
        ("小计", subtotals[1]),
        ("合计", whole),
    ]
    rows = document(
        cells("fund_usage", "资金使用结构明细表", *((item, {"支出": value}, {}) for item, value in listed))
    )
    assert next(c.outcome for c in check_rows(rows).checks if c.rule == "sum.annex") == outcome


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


def test_a_change_may_be_of_an_earlier_amount() -> None:
    """收入总计…，其中年初结转…，较上年减少…: the sentence leaves open which of the two."""
    amounts = [("收入总计", "1250.30", "final", {}), ("年初结转和结余", "50.30", "final", {})]
    told = ("年初结转和结余", "-100.00", "change", {"basis": "prior_year"})
    for rate, found in (("-7.41", False), ("-66.53", False), ("-9.99", True)):
        rows = document(
            text(1, "income_expenditure_summary", *amounts, told, ("年初结转和结余", rate, "change_rate", {}))
        )
        assert ("ratio.growth" in broken_rules(rows)) == found


def test_rates_of_two_changes_may_stand_together() -> None:
    """基本支出增加…，项目支出减少…，分别增长…和下降…."""
    amounts = [("基本支出", "450.00", "final", {}), ("项目支出", "40.00", "final", {})]
    changes = [
        (n, v, "change", {"basis": "prior_year"}) for n, v in (("基本支出", "10.00"), ("项目支出", "-5.00"))
    ]
    for rate, found in (("2.27", False), ("-11.11", False), ("7.70", True)):
        rows = document(text(1, "expenditure", *amounts, *changes, ("项目支出", rate, "change_rate", {})))
        assert ("ratio.growth" in broken_rules(rows)) == found


def test_last_years_amount_is_no_other_mention() -> None:
    columns = {"concept": "expenditure_this_year", "budget_kind": "general"}
    said = text(
        1, "general_expenditure", *(("财政拨款支出", v, "final", columns) for v in ("98.00", "95.00"))
    )
    for words, found in (("与上年95.00万元相比", False), ("支出95.00万元", True)):
        figure = Figure(figure_id="x", used_by=said[1].fund_id, context=f"财政拨款支出98.00万元，{words}")
        assert ("equality.text" in broken_rules(replace(document(said), figures=(figure,)))) == found


def test_a_share_is_not_of_another_part() -> None:
    """构成为：财政拨款收入…，占…；其他收入…，占…: the total stands elsewhere."""
    parts = [
        ("财政拨款收入", "90.00", "90.00", "appropriation_income"),
        ("其他收入", "10.00", "10.00", "other_income"),
    ]
    said = [
        x
        for name, amount, share, c in parts
        for x in ((name, amount, "final", {"concept": c}), (name, share, "share", {"concept": c}))
    ]
    assert broken_rules(document(text(1, "income", *said))) == set()


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


def test_rounding_is_no_finding(accounts: Rows) -> None:
    """A total off by one hundredth with several parts is within what rounding explains."""
    parts = [
        f
        for f in accounts.funds
        if f.statement == "expenditure" and f.item_code == "201" and f.breakdown == "项目支出"
    ]
    value = parts[0].value + Decimal("0.01")
    rows = with_fund(
        accounts, {"statement": "expenditure", "item_code": "201", "breakdown": "项目支出"}, str(value)
    )
    assert broken_rules(rows) == set()


def test_zero_base(accounts: Rows) -> None:
    rows = with_fund(
        accounts, {"measure": "initial_budget", "statement": "general_expenditure", "origin": "text"}, "0.00"
    )
    messages = [f.message for f in check_rows(rows).findings if f.rule == "ratio.completion"]
    assert any("基数为0" in m for m in messages)


def test_findings_are_stable_and_short(accounts: Rows) -> None:
    rows = with_fund(accounts, {"statement": "general_basic", "item": "人员经费", "origin": "text"}, "1.00")
    one, two = check_rows(rows).findings, check_rows(rows).findings
    assert one == two and one
    assert all(len(f.message) <= 200 and len(f.evidence) <= 8 for f in one)
    assert len({f.finding_id for f in one}) == len(one)
