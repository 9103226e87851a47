"""Every list of clues is found; a clue that is watched tells, one that is switched off is silent, and all is as before."""

from __future__ import annotations

from pathlib import Path

from regress.cases import load_document, rows_of
from regress.clues import Told, clue_ids, lists, watched, without

DATED = Path(__file__).resolve().parents[1] / "fixtures/narrative-dated/document.docx"


def test_clues_are_found_and_put_back() -> None:
    before = [(held.module, held.name, held.clues) for held in lists()]
    assert len(clue_ids()) > 40
    with watched(lambda told: None):
        assert [held.name for held in lists()] == [name for _, name, _ in before]
    assert [(held.module, held.name, held.clues) for held in lists()] == before


def test_a_clue_tells_what_it_explains_and_is_silent_when_off() -> None:
    told: list[Told] = []
    document = load_document(DATED)
    with watched(told.append):
        rows = rows_of(document)
    clues = {t.clue for t in told}
    assert clues <= set(clue_ids()) and all(t.number and t.paragraph is not None for t in told)
    commonest = max(clues, key=[t.clue for t in told].count)
    again: list[Told] = []
    with without(commonest), watched(again.append):
        assert rows_of(document).funds != rows.funds
    assert commonest not in {t.clue for t in again} and rows_of(document).funds == rows.funds
