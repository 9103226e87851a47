"""Where lists of parts begin and end, and what is a part of which whole."""

from __future__ import annotations

import pytest

from parsers.narrative.lists import is_numbered, of_many
from parsers.narrative.thread import Listing, Thread
from tests.parsers.narrative.book import report_of
from tests.parsers.narrative.points import found
from tests.parsers.narrative.reports import FINAL, funds


def test_entries_begin_with_a_number_of_their_own() -> None:
    assert is_numbered("：(1)小学教育") and is_numbered("2.初中教育") and not is_numbered("小学教育1")


def test_several_that_are_parts_of_nothing_are_many() -> None:
    thread = Thread(beside={"护堤", "清淤"})
    assert not of_many(thread)
    thread.beside.add("引水")
    assert of_many(thread)
    thread.listings.append(Listing(found("水利"), None, 0, "final", entries=3))
    assert not of_many(thread)
    thread.listings[-1].whole = None
    assert of_many(thread)


@pytest.mark.parametrize(
    ("text", "wholes"),
    [
        (
            "新增债务90万元，其中：一般债务30万元、专项债务60万元。偿还债务本金40万元，其中：一般债务10万元、专项债务30万元。",
            [None, "新增债务", "新增债务", None, "偿还债务本金", "偿还债务本金"],
        ),
        (
            "新增债务90万元，其中：一般债务30万元。年末债务余额400万元，其中：一般债务100万元。",
            [None, "新增债务", None, "债务余额"],
        ),
        (
            "新增债务90万元，其中：一般债务60万元。专项债务30万元，其中：土地储备专项债券10万元。",
            [None, "新增债务", "新增债务", "专项债务"],
        ),
    ],
)
def test_a_whole_behind_all_parts_of_another_is_no_part_of_it(text: str, wholes: list[str | None]) -> None:
    found = funds(*FINAL, "三、地方政府债务情况", text)
    names = {f.fund_id: f.item for f in found}
    assert [names.get(f.parent_id or "") for f in found] == wholes


@pytest.mark.parametrize(
    ("lines", "wholes"),
    [
        (
            ["支出90万元，其中：教育支出60万元，其中：小学教育40万元、初中教育20万元；农林水支出30万元。"],
            [None, "支出", "教育支出", "教育支出", "支出"],
        ),
        (
            ["支出90万元，其中：教育支出60万元，其中：小学教育40万元，初中教育20万元，农林水支出30万元。"],
            [None, "支出", "教育支出", "教育支出", "支出"],
        ),
        (
            ["支出90万元，其中：教育支出60万元，农林水支出30万元。其中：小学教育40万元。"],
            [None, "支出", "支出", "支出"],
        ),
        (
            ["支出90万元。其中：", "1.教育支出60万元。", "其中：小学教育40万元。", "2.农林水支出30万元。"],
            [None, "支出", "教育支出", "支出"],
        ),
        (
            ["支出90万元，其中：", "1.教育支出60万元，其中：（1）小学教育40万元；（2）初中教育20万元。"],
            [None, "支出", "教育支出", "教育支出"],
        ),
        (
            ["支出90万元，其中：（1）教育支出60万元，其中小学教育40万元；（2）农林水支出30万元。"],
            [None, "支出", "教育支出", "支出"],
        ),
    ],
)
def test_parts_of_an_entry_are_its_own(lines: list[str], wholes: list[str | None]) -> None:
    found = funds(*FINAL, "三、支出决算情况说明", *lines)
    names = {f.fund_id: f.item for f in found}
    assert [names.get(f.parent_id or "") for f in found] == wholes


def test_the_totals_of_a_balance_are_no_parts_of_each_other() -> None:
    text = "截至2023年12月31日，资产总额90万元，其中：流动资产30万元，固定资产60万元。负债总额8万元，净资产82万元。"
    found = {f.item: f for f in funds(*FINAL, "十一、国有资产占用情况", text)}
    assert found["固定资产"].parent_id == found["资产总额"].fund_id
    assert found["负债总额"].parent_id is None and found["净资产"].parent_id is None


def test_what_follows_an_amount_without_a_name_is_no_part_of_the_total_before_it() -> None:
    text = "收入总量900万元。第四季度增发国债90万元，全部安排给各县，其中今年安排50万元，财政赤字9万元。"
    found = funds(*FINAL, "一、一般公共预算收支决算情况", text)
    assert [(f.item, f.parent_id) for f in found if f.item != "收入总量"] == [("财政赤字", None)]


@pytest.mark.parametrize(
    ("text", "wholes"),
    [
        (
            "基金收入90万元，其中：出让收入60万元；加上级补助收入8万元，收入总量98万元。",
            [None, "基金收入", None, None],
        ),
        (
            "预算收入90万元。其中：税收收入60万元，非税收入20万元。加上调入资金8万元。",
            [None, "预算收入", "预算收入", None],
        ),
        (
            "债券90万元，其中：新增债券66万元（一般债券12万元、专项债券54万元）。",
            [None, "债券", "新增债券", "新增债券"],
        ),
        (
            "债券90万元，其中：新增债券66万元（一般债券12万元、专项债券50万元）。",
            [None, "债券", None, None],
        ),
        (
            "债券90万元，其中：新增债券60万元，再融资债券30万元。偿还债券本金8万元。",
            [None, "债券", "债券", None],
        ),
        (
            "债券90万元，其中：新增债券60万元，再融资债券30万元。按期限分：十年期债券90万元。",
            [None, "债券", "债券", "债券"],
        ),
        # What is more than is left of its whole contradicts it, and is a part all the same.
        (
            "新增债务90万元，其中：道路改造60万元；护堤养护50万元。",
            [None, "新增债务", "新增债务"],
        ),
        # What follows the sentence of the parts and is more than is left is none, however often it is named.
        (
            "2023年安排水利资金预算90万元，其中：清淤60万元。护堤预算102万元，护堤调整预算178万元。",
            [None, "水利资金", None, None],
        ),
        (
            "2023年安排水利资金预算90万元，其中：清淤60万元。河道养护决算20万元。",
            [None, "水利资金", None],
        ),
        (
            "基金滚存结余90万元。其中：医疗保险基金收入60万元，医疗保险基金滚存结余30万元。",
            [None, None, "基金滚存结余"],
        ),
    ],
)
def test_what_stands_beside_parts_is_none(text: str, wholes: list[str | None]) -> None:
    found = funds(*FINAL, "三、地方政府债务和基金预算情况", text)
    names = {f.fund_id: f.item for f in found}
    assert [names.get(f.parent_id or "") for f in found] == wholes


BULLETIN = ("云溪县2023年一季度财政收支情况", "一、总体情况")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "一季度，全县财政收入995亿元，其中中央财政收入448亿元。全县财政支出1402亿元，其中中央财政支出195亿元。",
            [("中央财政收入", "财政收入"), ("中央财政支出", "财政支出")],
        ),
        (
            "一季度，全县财政收入640万元，其中非税收入100万元。全县税收收入1246万元。",
            [("非税收入", "财政收入")],
        ),
        (
            "一季度，全县税收收入90万元，其中：增值税60万元，契税30万元；本次清理的税收收入20万元。",
            [("增值税", "税收收入"), ("契税", "税收收入")],
        ),
    ],
)
def test_what_is_no_part_of_the_whole_before(text: str, parts: list[tuple[str, str]]) -> None:
    listed = funds(*BULLETIN, text)
    items = {f.fund_id: f.item for f in listed}
    assert [(f.item, items[f.parent_id]) for f in listed if f.parent_id] == parts


def test_what_was_spent_is_no_part_of_what_came() -> None:
    text = "实际到位护堤资金90万元，其中：省级资金50万元，县级资金30万元。实际支出护堤资金80万元。"
    listed = funds("云溪县水务局2023年度护堤项目绩效自评报告", "（二）项目资金情况", text)
    assert [(f.measure, f.parent_id is None) for f in listed] == [
        ("received", True),
        ("received", False),
        ("received", False),
        ("final", True),
    ]


@pytest.mark.parametrize(
    ("title", "measure"),
    [
        ("云溪县2023年护堤补助资金安排情况公示", "initial_budget"),
        ("云溪县2023年护堤补助资金安排使用方案的公示", "initial_budget"),
        ("云溪县水务局关于下达2023年护堤补助资金的通知", "received"),
        ("云溪县2023年护堤补助资金公告", "received"),
    ],
)
def test_the_title_of_a_notice_tells_what_its_amounts_are(title: str, measure: str) -> None:
    assert [(f.item, f.measure) for f in funds(title, "一、渠道清淤资金20万元。")] == [
        ("渠道清淤资金", measure)
    ]


def test_the_parts_of_a_numbered_entry_are_its_own_whatever_parts_them() -> None:
    text = (
        "“三公”经费预算9.00万元。其中：\n（一）公务用车购置及运行费预算6.40万元。其中：公务用车购置费1.00万元；"
        "公务用车运行费5.40万元，主要是加油。\n（二）公务接待费2.60万元。"
    )
    read = report_of(text, "budget", headings=["七、“三公”经费情况说明"]).quantities
    items = {q.key: q.item for q in read}
    whole, entry = "“三公”经费", "公务用车购置及运行费"
    assert [items.get(q.parent or "") for q in read] == [None, whole, entry, entry, whole]
