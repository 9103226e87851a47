"""A sentence is found from its end, whatever stands before it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from parsers.words.sentences import sentence_before

texts = st.text("甲乙丙。；，", max_size=400)


@given(texts, st.integers(0, 400))
def test_it_is_what_splitting_gives(text: str, end: int) -> None:
    end = min(end, len(text))
    assert sentence_before(text, end) == re.split("[。！？；;]", text[:end])[-1]


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_however_long_it_is(before: int, within: int) -> None:
    text = "乙" * before + "。" + "甲" * within + "。"
    assert sentence_before(text, len(text) - 1) == "甲" * within
