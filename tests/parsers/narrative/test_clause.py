"""The words of a number's clause: the subject's, and whether there are others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.narrative.clause import explained, listed_subjects, of_a_year, subject_words
from parsers.narrative.thread import Measured
from parsers.narrative.vocabulary import Vocabulary
from tests.parsers.narrative.points import point


@pytest.mark.parametrize(
    ("text", "measure", "words"),
    [
        ("公务接待费比上年减少2.00万元", "change", "公务接待费"),
        ("公务接待费同比增长3%", "change_rate", "公务接待费"),
        ("基本支出占支出合计的60%", "share", "基本支出"),
        ("教育支出完成年初预算的50%", "completion_rate", "教育支出"),
        ("项目预算执行率50%", "execution_rate", "项目"),
        ("公务接待费2021年决算数2.00万元", "final", "公务接待费"),
        ("办公费支出2.00万元", "final", "办公费支出"),
        ("与2022年度决算数3.00万元", "final", ""),
        ("60%", "share", ""),
    ],
)
def test_where_the_subject_stands(text: str, measure: str, words: str) -> None:
    assert subject_words(point(text), Measured(measure)) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lead", "told"),
    [
        ("“三公”经费2021年决算数", ("“三公”经费", "2021年")),
        ("公务接待费上年决算为", ("公务接待费", "上年")),
        ("公务接待费比上年决算", None),
        ("河道两岸2021年决算数", None),
        ("公务接待费", None),
    ],
)
def test_a_year_behind_its_subject(lead: str, told: tuple[str, str] | None) -> None:
    assert of_a_year(lead, Vocabulary()) == told


def test_a_year_behind_an_item_that_is_known() -> None:
    assert of_a_year("小学教育2021年决算数", Vocabulary()) == ("小学教育", "2021年")


@given(
    st.lists(
        st.sampled_from(["基本支出", "项目支出", "公务接待费", "会议费", "培训费"]),
        min_size=2,
        max_size=4,
        unique=True,
    ),
    st.sampled_from("、和与及"),
)
def test_as_many_subjects_as_numbers(names: list[str], mark: str) -> None:
    words = "、".join(names[:-1]) + mark + names[-1]
    assert listed_subjects(words, len(names)) == names
    assert listed_subjects(words, len(names) + 1) == []


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("收、支总计", ["收入总计", "支出总计"]),
        ("收入支出总计", ["收入总计", "支出总计"]),
        ("2023年收入和支出决算总计", ["2023年收入决算总计", "2023年支出决算总计"]),
        ("甲、乙", []),
        ("基本支出", []),
    ],
)
def test_totals_and_what_is_no_list(words: str, names: list[str]) -> None:
    assert listed_subjects(words) == names


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("2023年度支出决算为", True),
        ("", True),
        ("青禾市水务局本年支出", True),
        ("公务接待费", False),
        ("河道整治支出决算为", False),
    ],
)
def test_words_that_name_no_other_subject(words: str, told: bool) -> None:
    assert explained(point("支出2.00万元"), words) == told
