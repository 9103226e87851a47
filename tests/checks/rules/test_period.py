"""Years that do not fit the report's own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.rules import period
from tests.checks.cases import narrative, words
from tests.checks.cases.builders import document, passage, said
from tests.checks.held import breaks, broken, keeps, rules_of, state
from tests.written import rows_of


@pytest.mark.parametrize("rule", rules_of(period))
def test_each_rule_is_kept_by_one_document_and_broken_by_another(rule: str) -> None:
    assert keeps(rule) and breaks(rule)


YEARS = st.integers(2018, 2026)


@given(YEARS)
def test_what_is_over_is_dated_after_it(year: int) -> None:
    late = "holds" if year > 2023 else "broken"
    assert state("period.report_date", words.dated(f"{year}-03-28")) == late
    assert state("period.form_date", words.filled_in(f"{year}-03-28")) == late
    budget = replace(
        words.dated(f"{year}-03-28"),
        document=replace(words.dated("").document, doc_type="budget", report_date="2022-01-01"),
    )
    assert state("period.report_date", budget) is None
    targets = replace(words.filled_in(f"{year}-03-28"), document=budget.document)
    assert state("period.form_date", targets) == ("holds" if year <= 2023 else "broken")


def test_a_month_is_a_date() -> None:
    assert state("period.report_date", words.dated("2024-01")) == "holds"
    (found,) = broken("period.report_date", words.dated("2023-12"))
    assert "2023年12月，" in found.message


@given(YEARS)
def test_a_title_is_of_the_year_of_its_report(year: int) -> None:
    assert state("period.title", words.titled(year)) == ("holds" if year == 2023 else "broken")


def test_where_most_name_another_year_it_is_the_report_s_that_was_misread() -> None:
    rows = document(
        *(passage("table_title", f"2021年度{n}绩效自评表") for n in "甲乙丙"),
        passage("table_title", "2023年度绩效自评表"),
    )
    assert state("period.title", rows) == "missing"


@given(YEARS)
def test_a_sentence_that_opens_with_a_year_speaks_of_it(year: int) -> None:
    found = broken("period.text", narrative.year(str(year)))
    assert bool(found) == (year != 2023) and all(f"{year}年" in c.message for c in found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2023年支出", 0),
        ("2203年支出20.00万元", 1),
        ("20223年支出", 1),
        ("22017年支出", 1),
        ("2500年前", 0),
        ("2023.5年", 0),
        ("12345年", 0),
        ("1998年", 0),
        ("1023年12月31日前完成", 1),
        ("始建于1023年", 0),
        ("无法在4023年开展", 1),
        ("依托3000年古道", 0),
        ("青禾县有5000年文明史", 0),
    ],
)
def test_digits_that_are_no_year(text: str, told: int) -> None:
    assert len(broken("period.misprint", document(said(text), said(text)))) == told


def test_the_label_of_a_column_names_a_year() -> None:
    for label, told in (("2022年预算", 0), ("2622年预算", 1), ("20220年预算", 1)):
        number = said(f"事业收入|{label}", place="t0r1c1")
        assert len(broken("period.misprint", document(number, number))) == told


@given(YEARS)
def test_accounts_stand_as_of_the_end_of_their_year(year: int) -> None:
    rows = document(said(f"截至{year}年12月31日，共有车辆2辆"), title="2023年度部门决算")
    assert state("period.as_of", rows) == ("holds" if year == 2023 else "broken")
    several = document(
        *(said(f"截至{year}年12月31日，{n}", place=f"p{i}@0-4") for i, n in enumerate("甲乙")),
        title="2023年度部门决算",
    )
    assert state("period.as_of", several) == ("holds" if year == 2023 else "missing")


@given(YEARS)
def test_nothing_is_held_against_its_own_year(year: int) -> None:
    rows = document(said(f"2023年支出20.00万元，与{year}年决算数持平"))
    assert state("period.own", rows) == ("broken" if year == 2023 else "holds")


def test_accounts_may_be_held_against_their_budget() -> None:
    assert state("period.own", document(said("2023年支出20.00万元，与2023年预算数持平"))) is None
    budget = document(said("2023年支出20.00万元，与2023年预算数持平"), doc_type="budget")
    assert state("period.own", budget) == "broken"


def test_a_budget_may_be_held_against_the_year_whose_accounts_stand_beside_it() -> None:
    said_of_next = said("2024年公务接待费预算20.00万元，比2023年实际支出减少1.00万元")
    beside = "青禾市水务局2023年“三公”经费支出决算和2024年预算情况"
    assert state("period.own", document(said_of_next, title=beside)) is None
    assert state("period.own", document(said_of_next, title="青禾市水务局2023年度部门决算")) == "broken"


TITLE = "青禾市农业局2023年度部门决算"


@given(YEARS)
def test_a_numbered_section_is_of_the_year_in_the_title(year: int) -> None:
    section = passage("heading", f"三、{year}年度“三公”经费支出决算情况说明")
    assert state("period.title", document(section, title=TITLE)) == ("holds" if year == 2023 else "broken")
    assert state("period.title", document(section, title="部门决算")) == (
        "holds" if year == 2023 else "missing"
    )
    for heading in (f"三、{year}年收支预算执行情况", f"五、{year}年工作计划", f"二、比{year}年支出情况"):
        assert state("period.title", document(passage("heading", heading), title=TITLE)) is None


def test_the_budget_of_a_year_and_the_accounts_of_the_year_before_stand_side_by_side() -> None:
    headings = [passage("heading", "一、2023年“三公”经费预算安排情况")]
    headings += [passage("heading", f"{n}、2022年“三公”经费决算情况") for n in "二三"]
    title = "青禾市农业局2023年“三公”经费公开"
    assert state("period.title", document(*headings[:2], title=title)) is None
    more = passage("heading", "四、2023年部门决算收入支出情况")
    assert state("period.title", document(*headings, more, title=title)) == "broken"


@given(YEARS)
def test_what_is_compared_with_is_the_year_before(year: int) -> None:
    usual = said("支出20.00万元，与2022年决算数持平", place="p1@0-4")
    rows = document(usual, said(f"收入20.00万元，与{year}年决算数持平"), title=TITLE)
    assert state("period.base", rows) == ("holds" if year in (2022, 2023) else "broken")
    untitled = document(usual, said(f"收入20.00万元，与{year}年决算数持平"))
    assert state("period.base", untitled) is None


def test_a_year_that_a_heading_says_again_is_one() -> None:
    usual = said("支出20.00万元，与2022年决算数持平", place="p1@0-4")
    words = "（一）接待费2.00万元，与2021年决算数持平"
    rows = document(
        usual, said(words, place="p2@0-4"), passage("heading", words, locator="p2@0-4"), title=TITLE
    )
    assert len(broken("period.base", rows)) == 1


def test_an_earlier_year_may_be_held_against_the_one_before_it() -> None:
    usual = said("支出20.00万元，与2022年决算数持平", place="p1@0-4")
    earlier = said("2021年收入20.00万元，与2020年决算数持平")
    assert state("period.base", document(usual, earlier, title=TITLE)) == "holds"
    alone = said("收入20.00万元，与2019年决算数持平")
    assert state("period.base", document(alone, title=TITLE)) is None


@given(YEARS)
def test_counts_are_of_the_year_that_opens_their_sentence(year: int) -> None:
    rows = document(said(f"{year}年青禾市农业局因公出国(境)团组0个，人数0人"), title=TITLE)
    assert state("period.text", rows) == ("holds" if year == 2023 else "broken")
    assert state("period.text", document(said(f"{year}年公务用车比上年少3辆"), title=TITLE)) is None


def test_this_year_s_income_by_name_is_of_the_year_that_opens_its_sentence() -> None:
    wrong = narrative.year("2021")
    named = replace(
        wrong,
        document=replace(wrong.document, title=TITLE),
        figures=(replace(wrong.figures[0], context="2021年本年收入合计3.00万元"), wrong.figures[1]),
    )
    assert state("period.text", named) == "broken"


@given(YEARS)
def test_what_there_was_not_is_of_the_year_of_the_report(year: int) -> None:
    rows = document(passage("none_stated", f"{year}年度无政府性基金预算财政拨款收入"), title=TITLE)
    assert state("period.text", rows) == ("holds" if year == 2023 else "broken")
    assert state("period.text", replace(rows, document=replace(rows.document, title=None))) is None


def test_the_amounts_of_its_own_sentence_do_not_make_a_year_last_year_s() -> None:
    rows = rows_of(
        "青禾市农业局2023年度部门整体支出绩效自评报告\n2023年基本支出年初预算数为400.00万元，决算数为410.00万元。\n"
        "2022年项目支出年初预算数为596.00万元，全年预算为855.87万元，决算数为850.87万元。"
    )
    assert [f.rule for f in rows.findings if f.severity != "info"] == ["period.text"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("现将2024年度部门决算情况说明如下：", []),
        (
            "现将2023年度部门决算情况说明如下：",
            ["正文写“2023年度部门决算情况说明如下”，与报告年度2024年不符。"],
        ),
        (
            "青禾市水务局2025年度部门决算公开说明",
            ["正文写“2025年度部门决算公开说明”，与报告年度2024年不符。"],
        ),
        ("2023年度部门预算公开说明", []),
        ("2022年度部门决算公开\n2023年度部门决算公开", []),  # earlier reports that a site lists
        ("现将2024年度部门决算公开如下：\n2022年度部门决算公开\n2023年度部门决算公开", []),
    ],
)
def test_what_a_report_says_that_it_tells_is_of_its_year(said: str, told: list[str]) -> None:
    text = f"青禾市水务局2024年度部门决算\n{said}\n一、收支情况\n2024年度收入合计60.20万元。"
    assert [f.message for f in rows_of(text).findings if f.rule == "period.title"] == told


@pytest.mark.parametrize(("year", "said"), [(2023, "holds"), (2022, "holds"), (2021, "broken")])
def test_statements_of_a_report_on_two_years_are_of_either(year: int, said: str) -> None:
    titles = (passage("table_title", f"{y}年全县一般公共预算收支平衡表") for y in (2023, 2023, year))
    title = "青禾县2022年预算执行情况和2023年预算草案的报告"
    assert state("period.title", document(*titles, title=title, doc_type="budget")) == said


@pytest.mark.parametrize(("year", "told"), [("2023", 0), ("2022", 0), ("2021", 1), ("2024", 1)])
def test_a_budget_counts_at_the_end_of_a_year_before(year: str, told: int) -> None:
    text = f"青禾市水务局2024年部门预算\n一、国有资产情况\n截至{year}年12月31日，共有车辆3辆。"
    assert sum(f.rule == "period.as_of" for f in rows_of(text).findings) == told


@pytest.mark.parametrize(("year", "told"), [("2024", 0), ("2023", 1), ("2026", 1)])
def test_a_year_that_brackets_follow_with_another(year: str, told: int) -> None:
    text = (
        "青禾市水务局2024年度部门决算\n一、收支情况\n"
        f"{year}年，水务局项目支出共20.10万元（含2023年结转2.00万元），均为财政拨款。"
    )
    assert sum(f.rule == "period.text" for f in rows_of(text).findings) == told


@pytest.mark.parametrize(
    ("year", "twin", "told"),
    [("2023", "2023", 0), ("2024", "2023", 1), ("2022", "2023", 1), ("2022", "2022", 0)],
)
def test_the_money_of_the_one_project_of_a_report(year: str, twin: str, told: int) -> None:
    said = "年河道清淤项目共支出16.20万元，全部为县级资金。"
    text = f"石河县水利局2023年度河道清淤项目绩效自评报告\n一、资金情况\n{twin}{said}\n二、其他情况\n{year}{said}"
    assert sum(f.rule == "period.text" for f in rows_of(text).findings) == told


@pytest.mark.parametrize(("year", "told"), [("2024", 0), ("2023", 1)])
def test_income_and_expenditure_told_in_one_sentence_are_of_one_year(year: str, told: int) -> None:
    text = (
        "青禾市水务局2024年度部门决算\n一、收支情况\n"
        f"2024年收入合计60.20万元，比上年减少1.10万元，{year}年支出总计58.00万元，比上年减少0.70万元。"
    )
    assert sum(f.rule == "period.base" for f in rows_of(text).findings) == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("2023年，全县支出完成81200万元", 0),
        ("2022年，全县支出完成81200万元", 1),
        ("2023年，全县支出安排81200万元", 1),
    ],
)
def test_a_budget_after_accounts_in_one_report_is_of_its_own_year(said: str, told: int) -> None:
    text = (
        "青禾县2023年预算执行情况和2024年预算草案的报告\n一、一般公共预算\n"
        f"{said}。\n2024年，全县收入安排26900万元。\n2024年，全县基金收入安排13700万元。"
    )
    assert sum(f.rule == "period.text" for f in rows_of(text).findings) == told


def test_a_report_of_two_years_tells_of_both() -> None:
    text = (
        "青禾县2023年预算执行情况和2024年预算草案的报告\n现将2023年预算收支情况说明如下：\n一、一般公共预算"
    )
    assert not [f for f in rows_of(text).findings if f.rule == "period.title"]


def test_an_amount_in_brackets_is_of_the_year_that_they_name() -> None:
    text = (
        "青禾市水务局2024年度部门决算\n一、收支情况\n2023年，水务局堤防项目开工（2024年项目支出20.10万元）。"
    )
    assert not [f for f in rows_of(text).findings if f.rule == "period.text"]
