"""What a paragraph names without an amount: its project, the years that a sentence goes through, and what a limit is for."""

from __future__ import annotations

import pytest

from parsers.narrative.thread import CARRIED, Thread
from parsers.narrative.topic import keep_limited, topic_of, years_of
from tests.parsers.narrative.points import PROFILE, point


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("危桥改造项目分两批实施：", "危桥改造项目"),
        ("支出决算完成。该水窖修复工程由县财政", "水窖修复工程"),
        ("危桥改造项目支出", None),
        ("分两批实施", None),
    ],
)
def test_a_topic_is_what_a_sentence_names_before_a_verb_without_an_amount(
    said: str, name: str | None
) -> None:
    found = topic_of(said)
    assert (found.subject.name if found else None) == name
    assert found is None or found.by == CARRIED


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("2020年、2021年和2022年公务接待费分别为", [2020, 2021, 2022]),
        ("2019年至2022年，", [2019, 2020, 2021, 2022]),
        ("2022年，", []),
        ("第一批、第二批", []),
    ],
)
def test_years_that_a_sentence_goes_through(words: str, years: list[int]) -> None:
    assert years_of(words) == years


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("暑期夏令营经费控制数18万元", "暑期夏令营经费"),
        ("操场翻新成本目标值不高于50万元", "操场翻新"),
        ("控制数18万元", None),
        ("夏令营经费18万元", None),
    ],
)
def test_a_limit_keeps_what_it_is_set_for(text: str, name: str | None) -> None:
    thread = Thread()
    keep_limited(thread, point(text).n, PROFILE)
    assert (thread.found.subject.name if thread.found else None) == name
