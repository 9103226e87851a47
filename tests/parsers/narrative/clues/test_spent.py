"""Clues to amounts that were spent of a budget told before them: each reads the sentence of its docstring, and is needed for it."""

from __future__ import annotations

import pytest

from parsers.narrative.clues import spent
from tests.parsers.narrative.clue_sentences import Case, clues_of, needed, reads


@pytest.mark.parametrize("case", clues_of(spent), ids=lambda c: c[2].__name__)
def test_a_clue_reads_its_sentence(case: Case) -> None:
    assert reads(case)


@pytest.mark.parametrize("case", clues_of(spent), ids=lambda c: c[2].__name__)
def test_a_clue_is_needed(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    assert needed(case, monkeypatch)
