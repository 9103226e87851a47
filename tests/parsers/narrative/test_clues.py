"""The clues as a whole: each stands in one of the lists, under a name of its own, with its sentence."""

from __future__ import annotations

from extract.fold import fold
from tests.parsers.narrative.clue_sentences import CLUES, example


def test_names_of_clues_are_folded_like_the_text() -> None:
    assert all(fold(example(c)[0]) for _, _, c in CLUES)


def test_no_two_clues_have_one_sentence() -> None:
    clues = {c for _, _, c in CLUES}
    assert len({example(c)[0] for c in clues}) > 0.9 * len(clues)
    assert len({(example(c), c.__name__) for c in clues}) == len(clues)
