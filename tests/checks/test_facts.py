"""The rows of one document as the rules ask for them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.facts import Amount, Facts, offset, paragraph, same_subject, where
from normalize.schema import Fund
from tests.checks.cases.builders import cells, document, fund, indicator, passage, said, score, text
from tests.written import rows_of

MEASURES = ["final", "initial_budget", "share", "change"]
PLACES = st.lists(st.tuples(st.sampled_from(["甲", "乙"]), st.sampled_from(MEASURES)), max_size=8)


def sentence(*spoken: tuple[str, str], number: int = 1) -> list[Fund]:
    return text(
        number, "expenditure", *((item, f"{n}.00", measure, {}) for n, (item, measure) in enumerate(spoken))
    )


@given(PLACES)
def test_only_amounts_are_money_and_rates_are_found_by_measure(spoken: list[tuple[str, str]]) -> None:
    facts = Facts(document(sentence(*spoken)))
    assert [f.measure for f in facts.money] == [m for _, m in spoken if m in ("final", "initial_budget")]
    assert all(isinstance(f, Amount) for f in facts.money) and not any(
        isinstance(f, Amount) for f in facts.rates("share", "change")
    )
    assert len(facts.rates("share")) == sum(m == "share" for _, m in spoken)
    assert facts.by_id.keys() == {f.fund_id for f in facts.money}


@given(PLACES, st.integers(0, 7), st.sampled_from(MEASURES[:2]))
def test_the_nearest_amount_before_is_the_last_of_its_subject(
    spoken: list[tuple[str, str]], at: int, measure: str
) -> None:
    funds = sentence(*spoken)
    if at >= len(funds):
        return
    facts = Facts(document(funds))
    before = [f for f in facts.paragraphs[1][:at] if f.measure == measure]
    same = [f for f in before if f.item == funds[at].item]
    assert facts.before(facts.paragraphs[1][at], [measure]) is (same[-1] if same else None)
    assert facts.before(facts.paragraphs[1][at], [measure], same_item=False) is (
        before[-1] if before else None
    )
    assert facts.said_before(funds[at], measure, 2) == before[::-1][:2]


def test_a_paragraph_above_is_asked_where_nothing_unread_stands_between() -> None:
    above, here = sentence(("甲", "final")), sentence(("甲", "share"), number=2)
    rows = document(above, here)
    assert Facts(rows).before(here[0], ["final"]) is None
    found = Facts(rows).before(here[0], ["final"], reach=1)
    assert found is not None and found.fund_id == above[0].fund_id
    moved = replace(here[0], locator="p2@20-25")
    unread = replace(said("7万元", place="p2@0-2"), unit="万元")
    assert Facts(document(above, [moved], unread)).before(moved, ["final"], reach=1) is None


def test_rows_without_an_exact_value_take_part_in_nothing() -> None:
    held = replace(fund("甲", "1.00"), value=None, amount_yuan=None)
    assert Facts(document([held])).funds == () == Facts(document([held])).money


def test_amounts_are_chosen_by_all_that_is_asked_for() -> None:
    table = cells(
        "expenditure", "t", ("甲", {"a": "1.00", "b": "2.00"}, {"concept": "x", "budget_kind": "all"})
    )
    spoken = text(1, "income", ("乙", "3.00", "final", {"concept": "x"}))
    facts = Facts(document(table, spoken))
    assert [f.value for f in facts.select(concept="x")] == [1, 2, 3]
    assert [f.value for f in facts.select(concept="x", origin="table", kind="all")] == [1, 2]
    assert [f.value for f in facts.select(statement=("income", "other"))] == [3]
    assert facts.one(concept="x", origin="text") is facts.money[2] and facts.one(concept="y") is None
    assert len(facts.tables["t"]) == 2 and len(facts.table_rows["t", 0, "final"]) == 2


def test_the_one_amount_of_a_concept() -> None:
    def sole(*values: str) -> object:
        rows = [fund("甲", v, statement="expenditure", concept="x") for v in values]
        return Facts(document(rows)).sole("final", "expenditure", "x")

    assert sole("1.00", "1.00") is not None and sole("1.00", "2.00") is None is sole()
    assert Facts(document()).sole("final", "expenditure", None) is None


def test_what_is_listed_under_an_amount() -> None:
    whole = fund("合计", "3.00")
    part = fund("甲", "1.00", parent_id=whole.fund_id)
    held = Facts(document([whole, part, fund("乙", "1.00", "share", parent_id=whole.fund_id)])).children
    assert {id: [f.fund_id for f in below] for id, below in held.items()} == {whole.fund_id: [part.fund_id]}


def test_points_that_indicators_share_count_once() -> None:
    rows = [indicator(n, "10", "9", points_locator="t0r1c5") for n in "甲乙"] + [indicator("丙", "5", "5")]
    target = indicator("丁", "5", None, kind="target")
    forms = Facts(
        document(*rows, target, score("total", "15", "14"), score("total", "15", "14", table_id=None))
    ).forms
    ((indicators, scores),) = forms.values()
    assert [(i.level3, i.weight) for i in indicators] == [("甲", 10), ("乙", None), ("丙", 5)] and len(
        scores
    ) == 1


@pytest.mark.parametrize(
    ("locator", "page", "number", "at"),
    [("p12@34-56", 3, 12, 34), ("t1r2c3", 3, -1, 0), (None, None, -1, 0), ("收入!B7@3-9", 0, 7, 3)],
)
def test_where_in_the_text_a_row_stands(locator: str | None, page: int | None, number: int, at: int) -> None:
    row = fund("甲", "1", locator=locator, page=page)
    assert (paragraph(row), offset(row)) == (number, at)


def test_cells_of_two_sheets_are_two_paragraphs_in_their_order() -> None:
    rows = [
        fund("甲", "1", locator=loc, page=page)
        for loc, page in (("a!B7@0-1", 1), ("a!B7/2@0-1", 1), ("b!A1@0-1", 2))
    ]
    numbers = [paragraph(r) for r in rows]
    assert numbers == sorted(set(numbers)) and len(numbers) == 3


@pytest.mark.parametrize(
    ("changed", "same"),
    [({}, True), ({"item": "乙"}, False), ({"statement": "income"}, False), ({"breakdown": "x"}, False)],
)
def test_two_rows_of_one_subject(changed: dict[str, object], same: bool) -> None:
    a = fund("甲", "1", statement="expenditure")
    assert same_subject(a, replace(a, **changed)) == same  # type: ignore[arg-type]
    named = replace(a, concept="x")
    assert same_subject(named, replace(named, item="乙"))


def test_places_are_named_once_and_not_more_than_four() -> None:
    rows = [passage("heading", "甲", page=n) for n in (3, 3, 7, 8, 9, 10)]
    assert where(*rows) == "（第3页、第7页、第8页、第9页）" and where(passage("heading", "甲")) == ""
    assert where(passage("heading", "甲", page=1, locator="收入!B7@0-3")) == "（收入!B7）"


def test_the_words_around_a_number() -> None:
    (row,) = sentence(("甲", "final"))
    assert Facts(document([row], said("甲支出", row.fund_id))).context(row) == "甲支出"
    assert Facts(document([row])).context(row) == "" == Facts(document()).context(row)
    assert Facts(document(passage("heading", "甲"), passage("annex", "乙"))).noted("annex")[0].text == "乙"


@pytest.mark.parametrize(
    ("said", "raw", "before"),
    [
        (
            "一般公共预算支出 32.83 万元，其中：基本支出 2.83 万元。",
            "2.83 万元",
            "一般公共预算支出32.83万元,其中:基本支出",
        ),
        ("支出12.83万元，占82.83%，比上年增加2.83万元。", "2.83万元", "支出12.83万元,占82.83%,比上年增加"),
    ],
)
def test_a_number_stands_where_it_is_printed(said: str, raw: str, before: str) -> None:
    head = "石河县水利局2023年度部门决算\n五、一般公共预算财政拨款支出决算情况说明\n"
    facts = Facts(rows_of(head + said))
    (figure,) = (f for f in facts.rows.figures if f.raw == raw)
    assert facts.parted(figure)[:2] == (before, raw.replace(" ", ""))
