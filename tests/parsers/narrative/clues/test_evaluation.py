"""Clues to what the money of an evaluation went into: each reads the sentence of its docstring, and is needed for it."""

from __future__ import annotations

import pytest

from parsers.narrative.clues import evaluation
from tests.parsers.narrative.book import report_of
from tests.parsers.narrative.clue_sentences import Case, clues_of, needed, reads


@pytest.mark.parametrize("case", clues_of(evaluation), ids=lambda c: c[2].__name__)
def test_a_clue_reads_its_sentence(case: Case) -> None:
    assert reads(case)


@pytest.mark.parametrize("case", clues_of(evaluation), ids=lambda c: c[2].__name__)
def test_a_clue_is_needed(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    assert needed(case, monkeypatch)


def test_the_whole_expenditure_keeps_its_name() -> None:
    told = report_of("部门整体支出预算300.00万元，实际支出290.00万元。", "self_evaluation").quantities
    assert [q.item for q in told] == ["部门整体支出", "部门整体支出"]
