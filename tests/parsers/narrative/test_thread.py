"""The state of the reader: a new one knows nothing, and shares nothing with another."""

from __future__ import annotations

import pytest

from parsers.narrative.thread import Listing, Measured, Thread
from tests.parsers.narrative.points import found
from tests.parsers.narrative.reports import funds


def test_the_list_that_the_reader_is_in_is_the_last_one() -> None:
    thread = Thread()
    assert thread.listing is None
    outer, inner = Listing(found("支出"), None, 0, None), Listing(found("基本支出"), None, 1, "final")
    thread.listings += [outer, inner]
    assert thread.listing is inner
    thread.listings.pop()
    assert thread.listing is outer


def test_threads_share_nothing() -> None:
    first, second = Thread(), Thread()
    first.stated.add(("支出", "final"))
    first.queue.append(found("支出"))
    first.recent.append(found("支出").subject)
    first.listings.append(Listing(None, None, 0, None))
    assert second == Thread() != first and second.fresh


def test_a_measure_is_of_this_year_and_above_zero_unless_it_is_said() -> None:
    assert (Measured("final").sign, Measured("final").basis, Measured("share").whole) == (1, None, None)


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
