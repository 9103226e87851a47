"""Arrays of glyphs, and runs of like values."""

from __future__ import annotations

import unicodedata
from itertools import groupby

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.page.arrays import Glyphs, RawPage, begins, lengths, no_glyphs, printed_glyphs

RUNS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1)), min_size=1, max_size=20)


@given(RUNS)
def test_runs_are_those_of_groupby(values: list[tuple[int, int]]) -> None:
    first = np.flatnonzero(begins(*np.array(values).T))
    found = [(values[i], n) for i, n in zip(first, lengths(first, len(values)).tolist(), strict=True)]
    assert found == [(value, len(list(run))) for value, run in groupby(values)]


def test_nothing_has_no_runs() -> None:
    assert lengths(np.zeros(0, np.intp), 0).tolist() == [] == begins(np.zeros(0)).tolist()


@given(st.integers(0, 0x10FFFF))
def test_what_is_seen_is_no_space_and_no_control(code: int) -> None:
    (seen,) = printed_glyphs(np.array([code], np.uint32))
    if chr(code).isspace() or code < 32:
        assert not seen
    elif unicodedata.category(chr(code))[0] in "LNP":
        assert seen


@pytest.mark.parametrize("code", [0xFFFE, 0xFFFF, 0x3000, 0xA0, 0x2003])
def test_non_characters_and_wide_spaces(code: int) -> None:
    assert not printed_glyphs(np.array([code], np.uint32))[0]


@pytest.mark.parametrize("confidence", [None, np.array([0.1, 0.2, 0.3])])
def test_some_of_the_glyphs_keep_all_that_is_theirs(confidence: np.ndarray | None) -> None:
    boxes = np.arange(12.0).reshape(3, 4)
    whole = Glyphs(
        np.array([65, 66, 67], np.uint32), boxes, boxes + 1, np.arange(3.0), np.arange(3.0) + 9, confidence
    )
    kept = whole.only(np.array([True, False, True]))
    assert len(kept) == 2 and kept.codes.tolist() == [65, 67]
    assert (
        kept.tight.tolist() == boxes[[0, 2]].tolist() and kept.loose.tolist() == (boxes[[0, 2]] + 1).tolist()
    )
    assert (kept.baseline.tolist(), kept.size.tolist()) == ([0, 2], [9, 11])
    assert (kept.confidence is None) if confidence is None else kept.confidence.tolist() == [0.1, 0.3]  # type: ignore[union-attr]


@pytest.mark.parametrize("turn", range(4))
def test_a_page_that_was_turned_is_shown_the_other_way(turn: int) -> None:
    page = RawPage(1, 30, 40, no_glyphs(), np.zeros((0, 4)), 0, turn)
    assert page.shown == ((40, 30) if turn in (1, 3) else (30, 40)) and len(page.glyphs) == 0
