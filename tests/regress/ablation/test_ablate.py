"""What is switched off and changes no row is named; what changes one is not, and all is as before."""

from __future__ import annotations

from pathlib import Path

import pytest

from regress.ablation.ablate import Ablation
from regress.ablation.switches import Switch
from regress.cases import load_document, rows_of

DATED = Path(__file__).resolve().parents[2] / "fixtures/narrative-dated/document.docx"


@pytest.fixture(scope="module")
def ablation() -> Ablation:
    return Ablation([load_document(DATED)], ("clue", "rule", "entry"))


def switch(ablation: Ablation, name: str) -> Switch:
    return next(s for s in ablation.switches if s.name == name)


@pytest.mark.long
@pytest.mark.long_alone
def test_what_nothing_needs_is_named() -> None:
    document = load_document(DATED)
    before = rows_of(document)
    ablation = Ablation([document], ("clue", "rule"))
    named = {s.name for s in ablation.unneeded(jobs=2)}
    assert named < {s.name for s in ablation.switches} and "sum.annex" in named
    assert not {c.rule for c in before.checks if c.compared} & named
    assert named == {s.name for s in ablation.unneeded(jobs=1)}
    assert rows_of(load_document(DATED)) == before


@pytest.mark.parametrize(
    ("name", "needed"),
    [
        ("concepts.concepts.reception", True),
        ("narrative.rise", True),
        ("self_evaluation.grades", False),
        ("columns.roles.remark", False),
    ],
)
def test_an_entry_that_names_a_row_is_needed(ablation: Ablation, name: str, needed: bool) -> None:
    (trace,) = ablation.traces
    assert ablation.needed(switch(ablation, name)) == needed
    assert trace.reads_alike()


def test_only_what_can_be_touched_is_read_again(ablation: Ablation) -> None:
    assert ablation.touched(switch(ablation, "concepts.concepts.reception")) == ablation.traces
    assert ablation.touched(switch(ablation, "self_evaluation.columns.weight")) == []
