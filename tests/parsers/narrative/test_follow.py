"""What the words between two numbers change in the state of the reader."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.narrative.follow import begin, follow, opening, years
from parsers.narrative.thread import Listing, Thread
from parsers.narrative.vocabulary import Vocabulary
from parsers.report import Quantity, in_cell
from tests.parsers.narrative.points import PROFILE, found, placed
from tests.written import table

HELD = table(0, [["1.00"]])
AMOUNT = Quantity(
    **in_cell(HELD, HELD.cells[0]),
    statement="expenditure",
    item="支出合计",
    measure="final",
    number="1.00",
    unit="万元",
)


def said(
    words: str, thread: Thread | None = None, held: frozenset[int] = frozenset(), statement: object = None
) -> Thread:
    """The state behind some words."""
    thread = thread or Thread()
    follow(thread, words, placed(words, statement), PROFILE, Vocabulary(), False, held, frozenset(), 0)
    return thread


def of_whole(**more: object) -> Thread:
    return Thread(
        found=found("支出合计"),
        whole=found("支出合计"),
        last_money=AMOUNT,
        latest=AMOUNT,
        fresh=False,
        **more,
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("2023年度收入", "收入"),
        ("2022年收入", "上年收入"),
        ("2021年收入", "2021年收入"),
        ("2023年5月", "2023年5月"),
    ],
)
def test_years_as_they_are_seen_from_the_report(words: str, told: str) -> None:
    assert years(words, PROFILE) == told
    assert years(words, replace(PROFILE, fiscal_year=None)) == words


def test_of_which_opens_a_list_of_the_last_amount() -> None:
    thread = said("，其中：基本支出", of_whole())
    assert thread.listing is not None and (thread.listing.quantity, thread.listing.depth) == (AMOUNT, 0)
    assert thread.listing.whole == found("支出合计") and thread.listing.measure == "final"
    assert said("，其中：基本支出").listing is None


def test_a_sentence_ends_what_it_spoke_of() -> None:
    thread = said(
        "。",
        of_whole(
            main=found("支出合计"), changed=AMOUNT, context="培训", reason=True, recent=[found("a").subject]
        ),
    )
    assert thread.fresh and thread.returning == found("支出合计") and thread.main is None
    assert (thread.changed, thread.context, thread.reason, thread.recent) == (None, "", False, [])
    assert thread.resting == [found("a").subject]


def test_a_semicolon_ends_its_part_and_no_list() -> None:
    thread = said("；", of_whole(reason=True, listings=[Listing(found("支出合计"), AMOUNT, 0, "final")]))
    assert not thread.fresh and not thread.reason and thread.listing is not None and thread.listing.parted
    assert said("；二是", of_whole(reason=True)).reason


def test_a_bracket_holds_the_parts_of_what_stands_before_it() -> None:
    thread = said("（其中：", of_whole(), frozenset({0}))
    assert thread.depth == 1 and thread.listing is not None and thread.listing.quantity == AMOUNT
    assert said("）", thread, frozenset({0})).listing is None and thread.depth == 0
    assert said("（其中：", of_whole()).depth == 0


def test_a_comparison_says_with_what() -> None:
    assert said("，比年初预算").basis == "initial_budget" and said("，比年初预算").based
    compared = said("，比上年")
    assert (compared.basis, compared.compared) == ("prior_year", True)
    assert not said("。", replace(compared, based=True)).based


def test_a_reason_lasts_to_the_end_of_its_sentence() -> None:
    assert said("，主要原因是").reason and not said("，主要原因是人员增加。").reason


@pytest.mark.parametrize(
    ("words", "statement", "told"),
    [("组织对绿化项目开展绩效自评，", "performance", "绿化项目"), ("组织对绿化项目开展绩效自评，", None, "")],
)
def test_an_evaluation_is_the_context_where_performance_is_spoken_of(
    words: str, statement: object, told: str
) -> None:
    assert said(words, statement=statement).context == told


@pytest.mark.parametrize(
    ("folded", "statement", "name"),
    [
        ("2080201行政运行:2023年决算数为", None, "行政运行"),
        ("1.住房公积金(项)。年初预算为", None, "住房公积金"),
        ("河道巡护:支出决算为1.00万元", "general_expenditure", "河道巡护"),
        ("河道巡护:支出决算为1.00万元", "three_public", None),
        ("主要情况如下:", None, None),
        ("支出1.00万元。", None, None),
    ],
)
def test_the_item_that_a_paragraph_opens_with(folded: str, statement: object, name: str | None) -> None:
    head = opening(folded, placed(folded, statement), PROFILE, Vocabulary())
    assert (head and head.subject.name) == name


@pytest.mark.parametrize(
    ("style", "kept"), [("1.河道养护", True), ("其中：河道养护", True), ("河道养护", False)]
)
def test_a_list_goes_on_over_paragraphs_of_one_kind(style: str, kept: bool) -> None:
    thread = of_whole(listings=[Listing(found("支出合计"), AMOUNT, 0, "final", lines="1.")])
    begin(thread, style, placed(style), PROFILE, Vocabulary())
    assert (thread.listing is not None) == kept and thread.fresh and thread.stated == set()


def test_an_evaluated_project_heads_its_paragraph() -> None:
    thread = Thread()
    begin(thread, "自评综述", placed("自评综述", evaluated="绿化"), PROFILE, Vocabulary())
    assert thread.head is not None and thread.head.subject.name == "绿化" == (
        thread.found and thread.found.subject.name
    )


def test_an_item_opens_and_the_lists_outside_of_brackets_end() -> None:
    held = [Listing(found("支出合计"), AMOUNT, 0, "final"), Listing(found("支出合计"), AMOUNT, 1, "final")]
    thread = said("教育支出（类）", of_whole(listings=held))
    assert [x.depth for x in thread.listings] == [1] and thread.head is not None
    assert thread.head.subject.name == "教育支出" == (thread.found and thread.found.subject.name)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("3个项目开展了重点绩效评价，", "开展重点绩效评价的项目"),
        ("开展了1项整体支出绩效自评价，", "整体支出绩效自评价"),
    ],
)
def test_how_many_projects_were_evaluated_how(words: str, told: str) -> None:
    assert said(words, statement="performance").context == told and said(words).context == ""
