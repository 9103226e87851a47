"""What a document promises is there, and what it says of itself is true."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.rules import structure
from normalize.schema import Passage
from tests.checks.cases import wording, words
from tests.checks.cases.builders import cells, document, passage, text
from tests.checks.held import breaks, broken, keeps, rules_of, state
from tests.written import rows_of


def numbers(*held: str, between: str | None = None) -> list[Passage]:
    """Headings with these numbers, and a number that stands within the paragraph before the last."""
    out = [passage("heading", f"{n}标题{i}", number=n) for i, n in enumerate(held)]
    return out[:-1] + ([passage("numbered", between)] if between else []) + out[-1:]


@pytest.mark.parametrize("rule", rules_of(structure))
def test_each_rule_is_kept_by_one_document_and_broken_by_another(rule: str) -> None:
    assert keeps(rule) and breaks(rule)


STATEMENTS = ("收入决算表", "支出决算表", "国有资本经营预算支出决算表")


@given(st.integers(1, 98))
def test_han_numbers(number: int) -> None:
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    said = ("" if not tens else "十" if tens == 1 else digits[tens] + "十") + (digits[ones] if ones else "")
    assert structure.han_number(f"第{said}部分") == number and structure.han_number("（1）") == 0


@given(st.integers(1, 8), st.integers(1, 10))
def test_a_number_that_is_left_out_or_comes_twice(first: int, second: int) -> None:
    han = "一二三四五六七八九十"
    rows = document(
        *(
            passage("heading", f"{han[n - 1]}、标题{i}", number=han[n - 1])
            for i, n in enumerate((first, second))
        )
    )
    step = second - first
    found = state("structure.numbering", rows)
    assert found == ("holds" if step == 1 or second == 1 else "broken" if step in (0, 2) else "missing")


@pytest.mark.parametrize(
    ("passages", "told"),
    [
        (numbers("一", "二", "四"), "broken"),
        (numbers("（一）", "（三）"), "broken"),
        (numbers("（一）", "（三）", between="(二)"), "missing"),
        (numbers("（一）", "（三）", between="二"), "broken"),
        (numbers("一", "第二部分", "三"), None),
        (
            [
                passage("heading", "一、概况", number="一"),
                passage("annex", "附件1", number="1"),
                passage("heading", "三、分析", number="三"),
            ],
            None,
        ),
    ],
)
def test_numbering_begins_anew(passages: list[Passage], told: str | None) -> None:
    """More than one heading left out, or a number within a paragraph, may be a heading that was not read."""
    assert state("structure.numbering", document(*passages)) == told


@pytest.mark.parametrize(
    ("titles", "told"),
    [
        (STATEMENTS, "holds"),
        (STATEMENTS[:2], "broken"),
        (STATEMENTS[:1], "missing"),
        (("2023年度收入决算表", "部门支出决算表", STATEMENTS[2]), "holds"),
    ],
)
def test_statements_that_the_contents_promise(titles: tuple[str, ...], told: str) -> None:
    assert state("structure.contents", words.promised(*titles)) == told


def test_a_statement_that_was_read_is_there_whatever_it_is_called() -> None:
    rows = words.promised(*STATEMENTS[:2])
    table = cells("state_capital", "国资表", ("合计", {"": "1.00"}, {}))
    assert state("structure.contents", replace(rows, funds=tuple(table))) == "holds"


@pytest.mark.parametrize(("there", "told"), [(("1", "2"), 0), (("1",), 1), ((), 1)])
def test_annexes_that_are_announced(there: tuple[str, ...], told: int) -> None:
    assert len(broken("structure.annex", words.annexed(*there))) == told


def test_pages_that_were_not_read_may_hold_what_is_missed() -> None:
    dark = passage("unreadable_page", "pictures not read", page=3)
    for rule, rows in (
        ("structure.annex", words.annexed()),
        ("structure.contents", words.promised(*STATEMENTS[:2])),
    ):
        assert state(rule, replace(rows, passages=(*rows.passages, dark))) == "missing"


@pytest.mark.parametrize(
    ("note", "amount", "told"),
    [
        ("说明：本表无数据。", "100.00", "failed"),
        ("说明：本表无数据。", "", "passed"),
        ("说明：我单位没有这类资金，故公开的该表为空表。", "100.00", "failed"),
        ("说明：如本表无数据，请注明。", "100.00", "not_applicable"),
        ("四、其他\n说明：本表无数据。", "100.00", "missing_input"),
    ],
)
def test_what_is_said_of_the_table_above(note: str, amount: str, told: str) -> None:
    table = [["科目编码", "科目名称", "合计", "基本支出", "项目支出"], ["", "合计", amount, amount, ""]]
    rows = rows_of("石河市民政局2024年度部门决算\n支出决算表\n单位：万元", table, note)
    assert next(c.outcome for c in rows.checks if c.rule == "structure.empty") == told


def test_a_blank_table_that_the_text_gives_an_amount() -> None:
    rows = wording.blank(True)
    told = text(1, "three_public", ("“三公”经费", "3.00", "final", {}))
    (found,) = broken("structure.blank", replace(rows, funds=tuple(told)))
    assert "3.00万元" in found.message


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("注：本表反映国有资本经营预算情况。", "holds"),
        ("注：本表。", None),
        ("注：没有政府性基金和国有资本经营预算。", None),
    ],
)
def test_a_note_of_no_other_table(note: str, told: str | None) -> None:
    assert state("structure.note", wording.noted(note)) == told


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (("一、教育支出", "三、国防支出"), None),
        (("一、上级补助收入 | 4 |", "一、公共安全支出 | 20 |"), None),
        (("一、收入情况", "三、支出情况"), "broken"),
        (("一、收入情况", "二、教育支出", "三、支出情况"), "missing"),
    ],
)
def test_rows_of_a_statement_are_no_headings(rows: tuple[str, ...], told: str | None) -> None:
    headings = [passage("heading", row, number=row[:2], locator=f"p{n}@0-9") for n, row in enumerate(rows)]
    assert state("structure.numbering", document(*headings)) == told


@pytest.mark.parametrize(
    ("announced", "told"),
    [
        ("附件：2023年补助资金分配表", "附件“2023年补助资金分配表”（共1个）"),
        ("附件：2.补助资金分配表", "附件2（共1个）"),
    ],
)
def test_an_annex_that_is_not_there_is_told_by_number_or_name(announced: str, told: str) -> None:
    text = f"石河县水利局2023年度部门决算\n一、收入情况\n2023年收入合计20.00万元。\n{announced}"
    found = [f.message for f in rows_of(text).findings if f.rule == "structure.annex"]
    assert len(found) == 1 and told in found[0]
