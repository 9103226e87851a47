"""A changed row names the entry of the lexicon that is behind it: the trial that once passed unnoticed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parsers import lexicon
from regress.behind import clues_of
from regress.cases import Case, find_cases, readings
from regress.clues import clue_ids
from regress.rows import table_facts
from regress.show import difference_text

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@pytest.fixture
def narrowed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The lexicon knows 公务接待费 by that name alone."""
    entry = next(e for e in lexicon.load("concepts")["concepts"] if e["code"] == "reception")
    monkeypatch.setitem(entry, "whole", ["公务接待费支出决算"])
    lexicon.forget()
    yield
    monkeypatch.undo()
    lexicon.forget()


@pytest.mark.usefixtures("narrowed")
def test_one_entry_narrowed_is_seen_as_the_cells_that_it_empties() -> None:
    changed = [
        (c.cells, reading)
        for case in find_cases(FIXTURES, ["accounts-hunan", "narrative-dated"])
        for reading in readings(case)
        for d in reading.differences
        for c in d.changed
    ]
    lost = [cells["concept"] for cells, _ in changed if "concept" in cells]
    assert lost and {old for old, _ in lost} == {"reception"} and {new for _, new in lost} == {None}
    reading = changed[0][1]
    said = difference_text(reading, clues_of(reading.document))
    assert "concept reception → nothing" in said and "← concepts.concepts.reception" in said


def test_the_entry_that_names_a_row_is_behind_it() -> None:
    (docx,) = (p for p in Case(FIXTURES / "narrative-dated").documents if p.suffix == ".docx")
    clues = clues_of(docx)
    row = {"item": "公务接待费", "concept": "reception", "statement": "three_public"}
    assert "concepts.concepts.reception" in clues.behind(row)
    assert clues.behind({"rule": "sum.text"}) == ["sum.text"]
    assert clues.behind({"item": "无人知晓之物"}) == []


def test_the_clue_that_explained_a_number_is_behind_its_row() -> None:
    (reading,) = (r for r in readings(Case(FIXTURES / "narrative-dated")) if r.document.suffix == ".docx")
    assert reading.rows is not None
    clues = clues_of(reading.document)
    said = [f for f in table_facts(reading.rows, "funds") if f["origin"] == "text"]
    explained = [f for f in said if any(c in clue_ids() for c in clues.behind(f))]
    assert len(said) > 30 and len(explained) >= 0.9 * len(said)
