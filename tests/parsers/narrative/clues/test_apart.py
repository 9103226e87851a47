"""Measures that are told apart: the words of each number, in the order of the list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parsers.narrative.clues.apart import told_apart
from parsers.narrative.thread import Thread

MEASURES = st.lists(
    st.sampled_from(["年初预算数", "全年预算", "支出决算数", "上年决算数", "执行数"]), min_size=2, max_size=4
)


@given(MEASURES, st.sampled_from("、和与"), st.sampled_from(["分别为", "分别是"]))
def test_each_number_has_the_measure_at_its_place(measures: list[str], joint: str, verb: str) -> None:
    thread = Thread()
    told = [told_apart(f"培训费{joint.join(measures)}{verb}", "", thread)]
    told += [told_apart("", "、", thread) for _ in measures[1:]]
    assert told == [f"培训费{measures[0]}", *measures[1:]]
    assert told_apart("", "、", thread) == ""


def test_a_number_behind_other_words_ends_the_list() -> None:
    thread = Thread()
    told_apart("培训费预算数、决算数分别为", "", thread)
    assert told_apart("会议费预算", "，会议费预算", thread) == "会议费预算" and thread.apart == []
