"""Names that differ between two places of a report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.rules import name
from normalize.schema import Rows
from tests.checks.cases import narrative, wording, words
from tests.checks.cases.builders import cells, document, fund, passage, said, text
from tests.checks.held import breaks, broken, keeps, rules_of, state
from tests.written import rows_of


@pytest.mark.parametrize("rule", rules_of(name))
def test_each_rule_is_kept_by_one_document_and_broken_by_another(rule: str) -> None:
    assert keeps(rule) and breaks(rule)


def form_of(title: str, name: str) -> Rows:
    row = fund("年度资金总额", "155", statement="self_evaluation", table_id="t", project=name)
    return document(row, title=f"某市水务局2023年度{title}专项资金绩效自评报告", doc_type="self_evaluation")


@pytest.mark.parametrize(
    ("title", "name", "told"),
    [
        ("质量监督", "质量监管专项", "broken"),
        ("质量监管", "质量监管专项", "holds"),
        ("质量监管项目", "质量监管专项", "holds"),
        ("食品抽检", "质量监管专项", "missing"),
        ("水库除险加固一期", "水库除险加固二期", "missing"),
        ("小学建设", "中学建设", "missing"),
        ("水库除险加固", "水库除险加团", "broken"),
        ("整体支出", "质量监管", None),
    ],
)
def test_projects_names_that_differ_by_a_slip(title: str, name: str, told: str | None) -> None:
    assert state("name.project", form_of(title, name)) == told


@given(
    st.text("水库除险加固河道清淤堤防", min_size=8, max_size=8), st.integers(0, 7), st.sampled_from("甲治修")
)
def test_one_character_in_eight_may_be_a_slip(name: str, at: int, other: str) -> None:
    changed = name[:at] + other + name[at + 1 :]
    assert state("name.project", form_of(name, changed)) == ("missing" if other == "甲" else "broken")
    assert state("name.project", form_of(name, name)) == "holds"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("石河市桥头区水利局", "holds"),
        ("江北石河桥头区水利局", "holds"),
        ("江北省石河市桥头区水利局", "holds"),
        ("江北省石河市桥头区水务局", "broken"),
        ("乙公司", None),
    ],
)
def test_names_without_their_region_are_the_units(name: str, told: str | None) -> None:
    for mark in ("", "：", "、", " "):
        title = passage("heading", f"第二部分{mark}{name}2023年度部门决算表")
        assert state("name.unit", document(title, unit_name="江北省石河市桥头区水利局")) == told


@pytest.mark.parametrize(
    ("code", "told"),
    [("2210201", False), ("2210301", True), ("2210202", True), ("221", False), ("22", False)],
)
def test_a_code_is_that_of_the_item_beside_it(code: str, told: bool) -> None:
    found = broken("name.code", narrative.coded(code))
    assert bool(found) == told and all("应为2210201" in c.message for c in found)


def test_a_heading_names_the_code_of_its_item() -> None:
    for words_, told in (
        ("住房公积金（2210201）", False),
        ("住房公积金（2210301）", True),
        ("2210201-住房公积金", False),
        ("2210301-住房公积金", True),
    ):
        assert bool(broken("name.code", document(passage("heading", words_)))) == told, words_


@pytest.mark.parametrize(("name", "told"), [("住房改革支出", "holds"), ("住房保障支出", "broken")])
def test_items_of_the_narrative_are_those_of_the_table(name: str, told: str) -> None:
    assert state("name.classification", words.classified(name)) == told


@pytest.mark.parametrize(
    ("name", "told"), [("卫生健康支出", "holds"), ("卫生健康", "holds"), ("医疗卫生与计划生育支出", "broken")]
)
def test_a_class_is_called_by_one_name(name: str, told: str) -> None:
    assert bool(broken("name.class", narrative.classed(name))) == (told == "broken")


@pytest.mark.parametrize(
    ("names", "told"), [(("基本工资",), "holds"), (("基本工资", "奖金"), "broken"), (("津贴",), None)]
)
def test_what_the_text_lists_has_an_amount(names: tuple[str, ...], told: str | None) -> None:
    assert state("name.listed", wording.listed(*names)) == told


@pytest.mark.parametrize(
    ("ending", "told"), [("", ["30109住房公积金2.00"]), ("等", []), ("、住房公积金", [])]
)
def test_what_has_an_amount_and_is_not_listed_is_told(ending: str, told: list[str]) -> None:
    printed = {
        "30101基本工资": "9.00",
        "30102津贴补贴": "5.00",
        "30103奖金": "3.00",
        "30109住房公积金": "2.00",
    }
    rows = [(name[5:], {"": v}, {"item_code": name[:5]}) for name, v in printed.items()]
    (amount,) = text(1, "general_basic", ("人员经费", "19.00", "final", {"concept": "personnel"}))
    sentence = f"人员经费19.00万元，主要包括：基本工资、津贴补贴、奖金{ending}。"
    held = document(
        cells("general_basic", "基本支出决算表", *rows),
        [amount],
        said(sentence, amount.fund_id, amount.locator),
    )
    found = broken("name.listed", held)
    assert [c.severity for c in found] == ["info"] * len(told)
    assert all(t in c.message for t, c in zip(told, found, strict=True))


LONG_LIST = "、".join(f"第{n}项专用的材料费" for n in "一二三四五六七八九十" * 3)
"""More than is kept of a sentence."""


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "人员经费19.00万元，主要包括：奖金、基本工资，公用经费2.00万元，主要包括：办公费、电费、邮电费、差旅费。",
            [],
        ),
        ("公用经费2.00万元，主要包括：水费，人员经费19.00万元，主要包括：奖金。", ["公用经费“"]),
        (
            "人员经费（主要包括：奖金、基本工资）19.00万元，公用经费（主要包括：水费、电费）2.00万元。",
            ["公用经费“"],
        ),
        (
            "人员经费19.00万元，主要包括：奖金、基本工资等，公用经费2.00万元，主要包括：邮电费、办公费、电费。",
            ["公用经费所列科目中没有基本支出表列有的30211"],
        ),
        ("公用经费2.00万元，人员经费19.00万元，主要包括：基本工资、津贴补贴、奖金。", []),
        ("人员经费19.00万元、公用经费2.00万元，主要包括：办公费、电费、邮电费、差旅费。", []),
        ("公用经费2.00万元，主要包括办公费、电费、邮电费和差旅费。", []),
        ("公用经费2.00万元，主要包括办公费、电费、邮电费以及水费。", ["公用经费“", "公用经费所列"]),
        ("公用经费2.00万元，主要包括：办公费、电费、邮电费支出、维修费等日常公用支出。", []),
        ("公用经费2.00万元，主要包括：办公费、电费、邮电费、水费等支出。", ["公用经费“"]),
        ("公用经费2.00万元，主要包括：办公费；电费、邮电费；差旅费。", []),
        ("公用经费2.00万元，主要包括：办公费；电费；邮电费；水费。", ["公用经费“", "公用经费所列"]),
        ("公用经费2.00万元，主要包括：办公费、电费、邮电费；较上年减少0.10万元。", ["公用经费所列"]),
        (f"公用经费2.00万元，主要包括：办公费、电费、邮电费、{LONG_LIST}、差旅费。", []),
    ],
)
def test_each_amount_has_the_list_behind_it(sentence: str, told: list[str]) -> None:
    printed = {"30101基本工资": "10.00", "30102津贴补贴": "6.00", "30103奖金": "3.00"}
    printed |= {"30201办公费": "0.60", "30205水费": "0.00"}
    printed |= {"30206电费": "0.80", "30207邮电费": "0.50", "30211差旅费": "0.10"}
    table = [(name[:5], name[5:], amount) for name, amount in printed.items()]
    rows = rows_of(
        f"石河县水利局2023年度部门决算\n六、一般公共预算财政拨款基本支出决算情况说明\n{sentence}",
        "一般公共预算财政拨款基本支出决算表\n单位：万元",
        [("科目编码", "科目名称", "决算数"), *table],
    )
    found = [f.message for f in rows.findings if f.rule == "name.listed"]
    assert len(found) == len(told) and all(m.startswith(t) for m, t in zip(found, told, strict=True))


def test_a_title_may_be_longer_than_the_name_in_the_form() -> None:
    assert state("name.project", form_of("城区河道清淤", "河道清淤")) == "holds"
    assert state("name.project", form_of("河道清淤", "城区河道清淤")) == "holds"


@pytest.mark.parametrize(
    ("section", "told"),
    [
        ("城乡社区支出（21201）行政运行（2120101）", False),
        ("城乡社区支出（21202）行政运行（2120101）", True),
        ("行政运行（2120101）", False),
        ("21201、21202行政运行（2120101）", False),
    ],
)
def test_the_code_of_an_item_begins_with_that_of_its_section(section: str, told: bool) -> None:
    said = text(
        1, "general_expenditure", ("行政运行", "1.00", "final", {"item_code": "2120101", "section": section})
    )
    found = broken("name.code", document(said))
    assert bool(found) == told and all("应为2120201" in c.message for c in found)
