"""What is printed for people steers no terminal."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from extract.terminal import visible


@given(st.text())
def test_no_character_steers_a_terminal(text: str) -> None:
    shown = visible(text)
    assert not any(unicodedata.category(c) == "Cc" and c not in "\t\n" for c in shown)
    assert not any(
        unicodedata.bidirectional(c) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
        for c in shown
    )


@given(st.text(alphabet="决算2023年度（）％abc ,.\n\t"))
def test_plain_text_is_printed_as_it_is(text: str) -> None:
    assert visible(text) == text
