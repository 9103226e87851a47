"""Sentences that a report says twice, word by word."""

from __future__ import annotations

import pytest

from checks.codes import State
from checks.facts import Facts
from checks.said.repeated import repeated
from tests.written import rows_of

HEAD = "石河县水利局2023年度部门决算\n一、主要工作\n"
DONE = "开展巡查{}次，清淤渠道{}公里，加固堤防{}处，投入资金{}万元。"


def told(first: tuple[str, ...], second: tuple[str, ...]) -> list[str]:
    text = HEAD + "全年" + DONE.format(*first) + "\n二、绩效情况\n全年" + DONE.format(*second)
    return [c.message for c in repeated(Facts(rows_of(text))) if c.state == State.BROKEN]


@pytest.mark.parametrize(
    ("second", "count"),
    [
        (("126", "18.46", "31", "85.40"), 0),
        (("136", "18.46", "31", "85.40"), 1),
        (("126", "18.46", "31", "85.04"), 1),
        (("136", "18.64", "31", "85.40"), 0),  # of two of four other things may be meant
    ],
)
def test_one_number_of_a_repeated_sentence(second: tuple[str, ...], count: int) -> None:
    assert len(told(("126", "18.46", "31", "85.40"), second)) == count


def test_short_numbers_are_the_same_by_chance() -> None:
    assert told(("6", "8", "3", "5"), ("6", "8", "3", "4")) == []


def test_the_clause_of_the_number_is_shown() -> None:
    (message,) = told(("126", "18.46", "31", "85.40"), ("126", "18.46", "37", "85.40"))
    assert message.startswith("“加固堤防31处”在另一处作“加固堤防37处”")


@pytest.mark.parametrize("mark", ["{}.", "（{}）"])
@pytest.mark.parametrize(("done", "count"), [("85.40", 0), ("85.04", 1)])
def test_the_number_of_a_paragraph_is_none_of_its_sentence(mark: str, done: str, count: int) -> None:
    lines = [mark.format(n) + DONE.format("126", "18.46", "31", x) for n, x in ((1, "85.40"), (3, done))]
    held = Facts(rows_of(HEAD + lines[0] + "\n二、绩效情况\n" + lines[1]))
    assert sum(c.state == State.BROKEN for c in repeated(held)) == count
