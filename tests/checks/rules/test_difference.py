"""大于, 小于, 持平 against the numbers that they are said of; nothing where it is not certain which numbers are meant."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import juesuan
from checks.rules import difference as module
from checks.run import check_rows
from normalize.schema import Figure, Passage, Rows
from parsers.lexicon import passage_words
from tests.checks.cases import narrative
from tests.checks.cases.builders import cells, document, passage, text
from tests.checks.cases.words import directed
from tests.checks.held import breaks, keeps, rules_of
from tests.written import rows_of


def state(rows: Rows) -> str | None:
    """The severity of the finding, passed, or null where nothing was compared."""
    checked = check_rows(rows)
    found = [f.severity for f in checked.findings if f.rule == "difference.direction"]
    outcome = next(c.outcome for c in checked.checks if c.rule == "difference.direction")
    return found[0] if found else "passed" if outcome == "passed" else None


@pytest.mark.parametrize(
    ("word", "budget", "final", "expected"),
    [
        ("决算数小于预算数", "10.00", "8.00", "passed"),
        ("决算数与年初预算数持平", "10.00", "10.00", "passed"),
        ("决算数与年初预算数持平", "10.00", "8.00", "error"),
        ("决算数等于年初预算数", "10.00", "10.01", "passed"),
        ("决算数等于年初预算数", "155", "155.20", "passed"),
        ("决算数大于年初预算数", "10.00", "10.00", "info"),
        ("决算数高于预算数", "10.00", "8.00", "error"),
        ("决算数小于全年预算数", "10.00", "12.00", None),
        ("决算数小于预算数", "10.00", "0.00", "passed"),
    ],
)
def test_words(word: str, budget: str, final: str, expected: str | None) -> None:
    assert state(directed(word, budget, final)) == expected


def test_any_budget_that_fits_is_enough_where_none_is_named() -> None:
    """年初预算100, 全年预算120, 决算110: 大于 and 小于 are both right of one of them."""
    said = text(
        1,
        "general_expenditure",
        *(
            ("行政运行", v, m, {})
            for v, m in (("100.00", "initial_budget"), ("120.00", "adjusted_budget"), ("110.00", "final"))
        ),
    )
    for word in ("决算数大于预算数", "决算数小于预算数"):
        assert state(document(said, passage("direction", word, locator="p1@40-50"))) == "passed"


def test_an_approximate_amount_is_not_compared() -> None:
    assert state(directed("决算数小于年初预算数", approximate=True)) is None


def test_an_amount_in_between_that_no_fund_carries_may_be_the_one_meant() -> None:
    rows = directed("决算数小于年初预算数")
    unread = Figure(figure_id="x", unit="万元", locator="p1@30-34")
    assert state(replace(rows, figures=(unread,))) is None
    assert state(replace(rows, figures=(replace(unread, locator="p1@50-54"),))) == "error"


def level(prior: str, **columns: Any) -> Rows:
    """与上年持平 said of an amount whose 上年决算数 a table prints."""
    held = {"concept": "reception", "budget_kind": "appropriation"}
    table = [
        replace(f, measure="prior_final")
        for f in cells("three_public", "三公经费表", ("公务接待费", {"": prior}, held))
    ]
    return document(
        table,
        text(1, "three_public", ("公务接待费", "0.30", "final", held)),
        passage("direction", "与上年度持平", locator="p1@40-50"),
    )


def test_last_years_amount_comes_from_the_tables() -> None:
    assert state(level("0.30")) == "passed"
    assert state(level("0.44")) == "error"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("决算数大于年初预算数的主要原因是", "决算数大于年初预算数"),
        ("支出决算小于预算的主要原因", "决算小于预算"),
        ("决算数与全年预算数持平", "决算数与全年预算数持平"),
        ("较上年持平", "较上年持平"),
        ("决算数大于（小于）年初预算数", None),
        ("决算数大于/小于预算数", None),
        ("与上年基本持平", None),
    ],
)
def test_what_the_reader_takes_for_such_a_word(text: str, found: str | None) -> None:
    m = passage_words().direction.search(text)
    assert (m.group() if m else None) == found


def test_the_words_become_passages(tmp_path: Any) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "某市财政局2023年度部门决算\n一、支出情况\n年初预算为8.00万元，支出决算为10.00万元，决算数大于年初预算数的主要原因是工作增加。\n",
        "utf-8",
    )
    held: list[Passage] = [p for p in juesuan.parse(path).passages if p.kind == "direction"]
    assert [(p.text, p.raw) for p in held] == [("决算数大于年初预算数", "决算数大于年初预算数")]


@pytest.mark.parametrize("rule", rules_of(module))
def test_each_rule_is_kept_by_one_document_and_broken_by_another(rule: str) -> None:
    assert keeps(rule) and breaks(rule)


def test_a_change_of_another_sum_or_amount_is_no_twin() -> None:
    rows = narrative.turned("990.00")
    other = replace(rows.funds[3], value=rows.funds[3].value and rows.funds[3].value + 1, amount_yuan=9910000)
    assert twins(replace(rows, funds=(*rows.funds[:3], other))) == "not_applicable"
    assert twins(rows) == "failed"


def twins(rows: Rows) -> str:
    return next(c.outcome for c in check_rows(rows).checks if c.rule == "difference.twin")


ABOVE = "青禾区2023年“三公”经费决算数86.50万元，2022年“三公”经费决算数80.50万元。\n2023年“三公”经费决算数比上年增加{}万元。"


@pytest.mark.parametrize(("change", "rules"), [("6.00", []), ("9.00", ["difference.prior"])])
def test_a_change_is_held_against_both_years_above_it(change: str, rules: list[str]) -> None:
    rows = rows_of("青禾区2023年“三公”经费决算情况\n" + ABOVE.format(change))
    assert [f.rule for f in rows.findings if f.severity == "error"] == rules


def test_what_a_change_should_be_is_told_as_finely_as_its_amounts() -> None:
    said = "公务接待费年初预算14.9万元，支出决算5.21万元，比年初预算减少0.1万元。"
    found = rows_of("青禾区2023年“三公”经费决算情况\n" + said).findings
    assert ["应减少9.69万元" in f.message for f in found if f.rule == "difference.budget"] == [True]
