"""What is switched off and changes no row is named; what changes one is not, and all is as before."""

from __future__ import annotations

from pathlib import Path

from regress.ablate import switches, unneeded
from regress.cases import load_document, rows_of

DATED = Path(__file__).resolve().parents[1] / "fixtures/narrative-dated/document.docx"


def test_what_nothing_needs_is_named() -> None:
    document = load_document(DATED)
    before = rows_of(document)
    found = set(unneeded([document], ["clue", "rule"]))
    all_of = {(kind, name) for kind, name, _ in switches() if kind != "entry"}
    assert found < all_of and ("rule", "sum.annex") not in all_of - found
    compared = {c.rule for c in before.checks if c.compared}
    assert not {("rule", rule) for rule in compared} & found
    assert rows_of(document) == before


def test_an_entry_that_names_a_row_is_needed() -> None:
    document = load_document(DATED)
    before = rows_of(document)
    off = next(off for kind, name, off in switches() if name == "concepts.concepts.reception")
    with off():
        assert rows_of(document).funds != before.funds
    assert rows_of(document) == before
