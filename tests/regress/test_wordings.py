"""No clue and no rule hangs on one wording: each works in several that were written apart from each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from extract.model import Document
from regress.cases import find_cases, load_document, rows_of
from regress.clues import clue_ids, watched
from tests.conftest import FIXTURES
from tests.parsers.narrative.book import document_of, sentences

LEAST = 4
"""Wordings that were written apart; a new clue or rule brings its own sentences."""
SAME = {
    "accounts-spoiled": "accounts-hunan",
    "accounts-yuan": "accounts-hunan",
    "accounts-narrow": "accounts-shanghai",
}
"""Cases in the wording of another."""
Names = dict[str, set[str]]


@dataclass
class Works:
    """Clue → the wordings in which it explains a number; rule → those in which it compares something, and those
    of the book's own sentences for clues in which it finds a contradiction that is none.
    """

    clues: Names = field(default_factory=lambda: defaultdict(set))
    rules: Names = field(default_factory=lambda: defaultdict(set))
    findings: Names = field(default_factory=lambda: defaultdict(set))


def texts() -> Iterator[tuple[str, Document]]:
    """Wordings by name: one document of each case, and the entries of the book, no two of which are alike."""
    for case in find_cases(FIXTURES):
        yield SAME.get(case.name, case.name), load_document(case.documents[-1])
    for sentence in sentences():
        yield f"{sentence.file}#{sentence.number}", document_of(sentence)


@pytest.fixture(scope="module")
def works() -> Works:
    out = Works()
    for name, document in texts():
        told: set[str] = set()
        with watched(lambda t, told=told: told.add(t.clue)):
            rows = rows_of(document)
        for clue in told:
            out.clues[clue].add(name)
        for check in rows.checks:
            if check.compared:
                out.rules[check.rule].add(name)
        if name.startswith("clues#"):
            for finding in rows.findings:
                out.findings[finding.rule].add(name)
    return out


def test_no_clue_hangs_on_one_wording(works: Works) -> None:
    few = {c: sorted(works.clues[c]) for c in clue_ids() if len(works.clues[c]) < LEAST}
    assert few == {}


def test_no_rule_about_sentences_hangs_on_one_wording(works: Works) -> None:
    """Those that compare what a sentence of the book says; the others compare tables and forms."""
    spoken = {rule: names for rule, names in works.rules.items() if any("#" in n for n in names)}
    assert len(spoken) >= 30
    few = {rule: sorted(names) for rule, names in spoken.items() if len(names) < LEAST}
    assert few == {}


def test_what_adds_up_is_no_contradiction(works: Works) -> None:
    assert works.findings == {}
