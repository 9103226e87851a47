"""Sentences that add amounts up to a total."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.compare.added import Addition, additions, is_addition
from normalize.schema import Figure

AMOUNTS = st.decimals(1, 900, places=2)


def read(sentence: str, *amounts: Decimal, change: int | None = None) -> list[Addition]:
    """The additions of a sentence with these amounts in its places {}; `change`: which of them is one."""
    figures: list[tuple[Figure, int]] = []
    for n, value in enumerate(amounts):
        at = sentence.index("{}")
        sentence = sentence.replace("{}", f"{value}亿元", 1)
        columns = {"used_by": "change" if n == change else None, "unit": "亿元", "decimals": 2}
        figures.append((Figure(figure_id=f"n{n}", value=value, raw=f"{value}亿元", **columns), at))
    return list(additions(figures, sentence, frozenset({"change"})))


def told(found: Addition) -> tuple[list[Decimal | None], list[Decimal | None], Decimal | None]:
    return [f.value for f in found.first], [f.value for f in found.added], found.whole.value


@given(AMOUNTS, st.lists(AMOUNTS, min_size=1, max_size=6), AMOUNTS, st.sampled_from("、，"))
def test_what_is_added_is_what_stands_between(
    first: Decimal, added: list[Decimal], whole: Decimal, mark: str
) -> None:
    said = f"收入{{}},加上{mark.join('补助{}' for _ in added)},收入总计{{}}"
    (found,) = read(said, first, *added, whole)
    assert told(found) == ([first], added, whole)
    assert (found.count, found.sure, found.name) == (len(added), True, "收入总计")
    assert found.parts == (*found.first, *found.added)


@given(st.lists(AMOUNTS, min_size=2, max_size=5), AMOUNTS)
def test_the_sum_of_some_parts_stands_for_them(parts: list[Decimal], other: Decimal) -> None:
    said = f"收入{{}},加上{'、'.join('债券{}' for _ in parts)},合计{{}},调入{{}},收入总计{{}}"
    (found,) = read(said, other, *parts, sum(parts, Decimal(0)), other, other)
    assert told(found) == ([other], [sum(parts, Decimal(0)), other], other)
    assert found.count == len(parts) + 1


TEN = Decimal("10.00")


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("收入{},加上补助{}、调入{},收入总计{},支出{},加上上解{},支出总计{}", 2),
        ("收入{},加上补助{}、调入{}", 0),
        ("收入{}(加上补助{}、调入{},收入总计{})", 0),
        ("收入{},参加上述活动{},收入总计{}", 0),
        ("1)收入{},加上补助{},收入总计{}", 1),
        ("收入{},加上1)补助{},2)调入{},收入总计{}", 1),
    ],
)
def test_a_sentence_may_add_more_than_once(sentence: str, count: int) -> None:
    assert len(read(sentence, *[TEN] * sentence.count("{}"))) == count


@pytest.mark.parametrize(
    ("sentence", "change", "sure"),
    [
        ("收入{},加上补助{},一般公共预算调入{},总计{}", None, True),
        ("收入{},比上年增加{},加上补助{}、调入{},总计{}", 1, True),
        ("收入{},加上补助{},比上年增加{},调入{},总计{}", 2, False),
        ("收入{},加上补助{},其中返还{},调入{},总计{}", None, False),
        ("收入{},加上补助{},调入和债券共{},总计{}", None, False),
        ("收入{},加上补助{}(含返还),调入{},总计{}", None, True),
    ],
)
def test_an_addition_is_sure_of_entries_alone(sentence: str, change: int | None, sure: bool) -> None:
    (found,) = read(sentence, *[TEN] * sentence.count("{}"), change=change)
    assert found.sure == sure and len(found.first) == 1


def test_which_sentences_add_something_up() -> None:
    assert is_addition("收入加上补助") and is_addition("加：补助")
    assert not is_addition("增加上年支出") and not is_addition("收入（加上补助）") and not is_addition("追加")
