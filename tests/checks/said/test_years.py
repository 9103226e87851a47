"""Years that sentences name against the title's, and days that are none."""

from __future__ import annotations

import pytest

from checks.facts import Facts
from checks.said.years import NO_DAY, dated_sentences, said_year
from tests.checks.cases.wording import covered_by
from tests.written import rows_of


@pytest.mark.parametrize("year", range(2019, 2027))
def test_the_title_s_year_is_held_against_that_of_the_text(year: int) -> None:
    rows = covered_by(year)
    found = said_year(Facts(rows))
    assert (found is None) == (year == 2023)
    assert [y for _, y in dated_sentences(Facts(rows))] == [2023, 2023, 2023]
    assert found is None or found[:2] == (2023, 3)


def test_one_wrong_title_is_one_finding() -> None:
    found = [f for f in covered_by(2021).findings if f.severity != "info"]
    assert [f.rule for f in found] == ["period.cover"] and "2021年" in found[0].message


@pytest.mark.parametrize(
    "text",
    [
        "石河县2023年预算执行情况和2024年预算草案的报告\n一、2023年预算执行情况\n2023年财政收入完成8.10亿元。\n"
        "2023年财政支出完成8.30亿元。\n2023年民生支出完成5.20亿元。",
        "石河县水利局2024年部门预算\n一、收支情况说明\n2023年支出58.10万元。\n2023年项目支出20.00万元。\n"
        "2023年公务接待费支出1.20万元。\n2024年支出预算60.00万元。",
        "石河县水利局2023年度部门决算\n一、收支情况说明\n2022年收入合计60.20万元。\n2023年收入合计61.20万元。",
    ],
)
def test_reports_that_tell_of_the_year_before(text: str) -> None:
    assert [f.message for f in rows_of(text).findings if f.rule == "period.cover"] == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("截至2023年12月31日", []),
        ("截至2023年24月31日", ["24月31日"]),
        ("2023年6月31日", ["6月31日"]),
        ("2月29日前完成", []),
        ("2月30日前完成", ["2月30日"]),
        ("16月底前完成", ["16月底"]),
        ("为期18个月，每月30日发放", []),
        ("保存期24月，12月15日交付", []),
    ],
)
def test_days_that_no_calendar_has(text: str, days: list[str]) -> None:
    assert [m.group() for m in NO_DAY.finditer(text)] == [d.removesuffix("底") for d in days]


@pytest.mark.parametrize(("said", "told"), [(2, True), (1, False)])
def test_a_title_s_year_that_the_text_nowhere_names(said: int, told: bool) -> None:
    lines = ["2023年度收入合计60.20万元，均为财政拨款收入。", "2023年度支出合计58.10万元，均为基本支出。"]
    rows = rows_of("石河县水利局2021年度部门决算\n一、收支决算情况说明\n" + "\n".join(lines[:said]))
    assert bool(said_year(Facts(rows))) == told


@pytest.mark.parametrize(
    ("said", "severities"),
    [
        ("公务接待费支出4.10万元，比上年增加0.52万元；比2019年决算数减少0.40万元。", []),
        ("公务接待费支出4.10万元，比上年增加0.52万元，比2019年决算数减少0.40万元。", []),
        (
            "公务接待费支出4.10万元，比上年增加0.52万元；公务用车运行费2.10万元，比2019年决算数减少0.40万元。",
            ["warning"],
        ),
    ],
)
def test_a_report_may_compare_with_an_earlier_year_as_well(said: str, severities: list[str]) -> None:
    head = "石河县水利局2023年度部门决算\n七、“三公”经费支出决算情况说明\n"
    found = rows_of(head + said).findings
    assert [f.severity for f in found if f.rule == "period.base"] == severities


@pytest.mark.parametrize(("year", "rules"), [(2023, []), (2022, ["period.cover"]), (2021, ["period.cover"])])
def test_of_two_years_in_a_title_the_second_follows(year: int, rules: list[str]) -> None:
    title = f"关于石河县2022年财政决算和{year}年上半年预算执行情况的报告\n一、一般公共预算\n"
    found = rows_of(title + "2022年全县一般公共预算收入60.20万元，为预算的100.00%。").findings
    assert [f.rule for f in found if f.rule == "period.cover"] == rules


@pytest.mark.parametrize(("year", "count"), [("2023", 0), ("4023", 1)])
def test_the_year_in_the_name_of_a_project(year: str, count: int) -> None:
    table = [["项目", "金额"], [f"东乡{year}年度饮水工程", "20.00"], ["合计", "20.00"]]
    found = rows_of("石河县2023年水利资金分配表", "单位：万元", table).findings
    assert len([f for f in found if f.rule == "period.misprint"]) == count


@pytest.mark.parametrize(
    "said",
    [
        "二、2023年度支出决算与2023年预算对比情况",
        "2023年度支出决算与2023年年初预算相比，增加5.20万元。",
        "2023年度部门决算和2023年度部门预算已公开。",
    ],
)
def test_accounts_against_the_budget_of_their_year_do_not_follow_it(said: str) -> None:
    rows = rows_of(f"石河县水利局2023年度部门决算\n一、总体情况\n{said}\n支出6.20万元。")
    assert [f.message for f in rows.findings if f.rule == "period.cover"] == []
