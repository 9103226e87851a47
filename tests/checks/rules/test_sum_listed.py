"""Lists of the narrative, whatever their entries are called."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.rules import sum_listed
from checks.run import check_rows
from tests.checks.cases import narrative, wording
from tests.checks.held import breaks, broken, cents, keeps, rules_of, state
from tests.checks.printed import accounts
from tests.checks.printed.report import read


@pytest.mark.parametrize("rule", rules_of(sum_listed))
def test_each_rule_is_kept_by_one_document_and_broken_by_another(rule: str) -> None:
    assert keeps(rule) and breaks(rule)


@given(st.decimals(0, 40, places=2))
def test_a_list_that_leaves_nothing_out_makes_its_whole(part: Decimal) -> None:
    assert bool(broken("sum.listed", narrative.listed(cents(part)))) == (abs(part - 20) > Decimal("0.02"))


@given(st.decimals(10, 40, places=2))
def test_numbered_rows_make_the_total_below_them(second: Decimal) -> None:
    assert bool(broken("sum.numbered", narrative.numbered(cents(second)))) == (
        abs(second - 30) > Decimal("0.02")
    )


@given(st.decimals(100, 300, places=2))
def test_the_forms_make_what_the_text_says_of_them(said: Decimal) -> None:
    assert bool(broken("sum.target", narrative.targets(cents(said)))) == (abs(said - 200) > Decimal("0.015"))


def test_another_count_of_forms_says_nothing_of_these() -> None:
    rows = narrative.targets("180.00")
    other = tuple(replace(f, value=Decimal(5)) for f in rows.figures)
    assert state("sum.target", replace(rows, figures=other)) == "missing"


@given(st.decimals(50, 150, places=2))
def test_classes_that_are_shares_of_basic_expenditure_make_it(whole: Decimal) -> None:
    assert bool(broken("sum.economic", wording.split(cents(whole)))) == (abs(whole - 100) > Decimal("0.02"))


@pytest.mark.parametrize(("part", "told"), [("5.00", "missing"), ("20.00", "holds")])
def test_a_list_that_may_leave_something_out_proves_nothing_by_being_less(part: str, told: str) -> None:
    rows = narrative.listed(part)
    named = tuple(
        replace(
            f, item=f.item.replace("货物", "设备"), concept=None if f.subject_by == "listed" else f.concept
        )
        for f in rows.funds
    )
    assert state("sum.listed", replace(rows, funds=named)) == told


def test_what_is_increased_is_not_added_up() -> None:
    said = "2023年基本支出100.00万元，比上年增加{}万元，项目支出50.00万元，支出合计150.00万元。"
    rows = read((accounts.ACCOUNTS, "#三、支出决算情况说明", said), "20.00")
    assert {c.rule: c.outcome for c in check_rows(rows).checks}["sum.added"] == "not_applicable"


INCOME = "本年收入合计{}万元，其中：财政拨款收入80.00万元，事业收入15.00万元，其他收入5.00万元"
SPENT_ON = "公用经费{}万元，主要用于办公费12.00万元、电费8.00万元"


ALL_INCOME = INCOME.replace("，事业", "，上级补助收入0万元，经营收入0万元，附属单位上缴收入0万元，事业")
BASIC = "六、一般公共预算财政拨款基本支出决算情况说明"


@pytest.mark.parametrize(
    ("section", "said", "right", "wrong", "told"),
    [
        ("二、收入决算情况说明", f"{INCOME}。年初结转和结余20.00万元。", "100.00", "97.00", "broken"),
        ("二、收入决算情况说明", f"{INCOME}，年初结转和结余20.00万元。", "100.00", "107.00", "missing"),
        ("二、收入决算情况说明", f"{ALL_INCOME}；年初结转和结余20.00万元。", "100.00", "107.00", "broken"),
        ("二、收入决算情况说明", f"{ALL_INCOME}，其中利息收入1.00万元。", "100.00", "107.00", "broken"),
        (
            "二、收入决算情况说明",
            f"{INCOME}，其中利息收入1.00万元，罚没收入3.00万元。",
            "100.00",
            "107.00",
            "missing",
        ),
        (
            "二、收入决算情况说明",
            f"{INCOME}。利息收入1.00万元，罚没收入3.00万元。",
            "100.00",
            "107.00",
            "missing",
        ),
        ("二、收入决算情况说明", INCOME.replace("，事", "，含基金2.00万元，事"), "100.00", "97.00", "broken"),
        ("二、收入决算情况说明", INCOME.replace("，事", "（基金2.00万元），事"), "100.00", "97.00", "broken"),
        ("二、收入决算情况说明", f"{INCOME}（利息1.00万元、罚没2.00万元）", "100.00", "107.00", "missing"),
        (BASIC, f"{SPENT_ON}。会议费30.00万元。", "20.00", "27.00", "missing"),
        (BASIC, f"{SPENT_ON}、会议费60.00万元。培训费3.00万元。", "80.00", "79.00", "broken"),
    ],
)
def test_what_follows_a_list_is_no_entry_of_it(
    section: str, said: str, right: str, wrong: str, told: str
) -> None:
    assert state("sum.listed", read((accounts.ACCOUNTS, f"#{section}", said), right)) == "holds"
    assert state("sum.listed", read((accounts.ACCOUNTS, f"#{section}", said), wrong)) == told


CITY = ("=安川市2023年财政决算报告", "#一、一般公共预算收支决算情况")
ADDED = "2023年全市一般公共预算收入20.00亿元，{}加上上级补助收入8.00亿元、调入资金8.00亿元，收入总计{}亿元。"
SPENT = "一般公共预算支出30.00亿元，加上上解支出4.00亿元、结转下年2.00亿元，支出总计{}亿元。"
BONDS = "新增一般债券5.00亿元、再融资债券3.00亿元"


@pytest.mark.parametrize(
    "said",
    [
        f"1）{ADDED}".format("（其中税收收入15.00亿元）", "{}"),
        f"（一）{ADDED}".format("（税收收入（含增值税）15.00亿元）", "{}"),
        ADDED.format("【含税收收入15.00亿元】", "{}"),
        ADDED.format("比上年增加1.00亿元，", "{}"),
        ADDED.format("", "36.00").replace("。", f"，{SPENT}"),
        ADDED.format("", "{}").replace("。", "，") + SPENT.format("36.00"),
        ADDED.format("", "{}").replace("上级补助收入8.00亿元", f"{BONDS}，债券收入合计8.00亿元"),
        ADDED.format("", "{}").replace("上级补助收入8.00亿元", f"{BONDS}合计8.00亿元"),
        ADDED.format("", "{}").replace("收入总计", "转移收入合计16.00亿元，收入总计"),
        ADDED.format("", "{}").replace("、调入资金", "，再加上调入资金"),
    ],
)
def test_each_entry_is_added_once(said: str) -> None:
    for amount, told in (("36.00", "holds"), ("46.00", "broken")):
        assert state("sum.added", read((*CITY, said), amount)) == told


@pytest.mark.parametrize(
    "behind",
    [
        "上级补助收入8.00亿元，其中：返还性收入3.00亿元，其中增值税返还1.00亿元",
        "上级补助收入8.00亿元，包括返还性收入3.00亿元、转移支付5.00亿元",
        "上级补助收入8.00亿元，含返还性收入3.00亿元",
        "上级补助收入8.00亿元：返还性收入3.00亿元、转移支付5.00亿元",
        "上级补助收入8.00亿元——返还性收入3.00亿元、转移支付5.00亿元",
        f"{BONDS}共8.00亿元",
        "上级补助收入12.00亿元，扣除上解上级支出4.00亿元",
        "上级补助收入8.00亿元，比上年收入总计30.00亿元增加6.00亿元",
    ],
)
def test_what_is_no_entry_of_its_own_makes_a_sum_unsure(behind: str) -> None:
    said = ADDED.format("", "36.00").replace("上级补助收入8.00亿元", behind)
    assert state("sum.added", read((*CITY, said))) == "missing"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (ADDED.format("（其中：税收收入15.00亿元；非税收入5.00亿元），", "36.00"), "missing"),
        (
            "2023年全市一般公共预算收入15.00亿元；" + ADDED.format("", "51.00").replace("2023年", ""),
            "missing",
        ),
        ("2023年全市一般公共预算收入15.00亿元；" + ADDED.format("", "46.00").replace("2023年", ""), "broken"),
        (ADDED.format("", "16.00"), "broken"),
    ],
)
def test_what_is_added_may_stand_outside_of_its_sentence(said: str, told: str) -> None:
    assert state("sum.added", read((*CITY, said))) == told


def test_an_amount_without_a_place_in_its_sentence_is_not_added() -> None:
    rows = read(
        ("=安川市2023年财政决算报告", "#一、一般公共预算收支决算情况", ADDED.format("", "46.00")), "46.00"
    )
    assert state("sum.added", rows) == "broken"
    for value in (20, 8, 46):
        lost = tuple(replace(f, raw="另印") if f.value == value else f for f in rows.figures)
        assert state("sum.added", replace(rows, figures=lost)) == "missing"


def test_equal_amounts_of_a_sum_are_both_its_evidence() -> None:
    said = "2023年全市一般公共预算收入20.00亿元，加上上级补助收入8.00亿元、调入资金8.00亿元，收入总计{}亿元。"
    rows = read(("=安川市2023年财政决算报告", "#一、一般公共预算收支决算情况", said), "46.00")
    (found,) = (f for f in check_rows(rows).findings if f.rule == "sum.added")
    assert [e.raw for e in found.evidence] == ["46.00亿元", "20.00亿元", "8.00亿元", "8.00亿元"]
    assert (found.reported, found.expected) == (46, 36)
    assert (
        check_rows(
            read(("=安川市2023年财政决算报告", "#一、一般公共预算收支决算情况", said), "36.00")
        ).findings
        == ()
    )


@pytest.mark.parametrize(("part", "told"), [("78.37", 1), ("78.48", 0), ("88.07", 0)])
def test_a_list_that_nothing_completes_misses_its_whole_by_one_decimal(part: str, told: int) -> None:
    assert len(broken("sum.slip", narrative.slipped(part))) == told


def test_yuan_printed_for_ten_thousand_yuan() -> None:
    rows = narrative.slipped("78.07")
    last = replace(rows.funds[2], unit="元", amount_yuan=Decimal("78.07"))
    (found,) = broken("sum.slip", replace(rows, funds=(*rows.funds[:2], last)))
    assert "疑为单位误印，按万元计则相符" in found.message
