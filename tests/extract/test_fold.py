"""Folding: one spelling, and every folded character traced to its source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fold import fold, fold_each, fold_in_place, fold_index


@pytest.mark.parametrize(("printed", "folded"), [
    ("部⻔决算", "部门决算"), ("３９３．１０ 万元", "393.10万元"), ("393.10²", "393.10"), ("（境）", "(境)"), ("≧70％", "≥70%"), ("一 般\n公共", "一般公共"), ("①项", "项"), ("「三公」經費決算數", "“三公”经费决算数"), ("乾县著名", "乾县著名"),
])  # fmt: skip
def test_spellings(printed: str, folded: str) -> None:
    assert fold(printed) == folded


@given(st.text(alphabet="一二三ＡＢ１２（）⻔萬於後 \n²①.,%", max_size=40))
def test_folding_is_idempotent_and_traced(text: str) -> None:
    folded, index = fold_each(text), fold_index(text)
    assert fold(folded) == folded == fold(text)
    assert len(index) == len(folded) and list(index) == sorted(index)
    assert all(fold(text[i]) for i in index)


@given(st.text(max_size=40))
def test_folding_in_place_keeps_every_place(text: str) -> None:
    flat = fold_in_place(text)
    assert len(flat) == len(text)
    assert all(a == (fold(b) or " ")[0] for a, b in zip(flat, text, strict=True))
