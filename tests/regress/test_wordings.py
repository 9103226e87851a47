"""Every kind of table and every rule has a case. No clue and no rule hangs on one wording: each works in several that
were written apart from each other; and the lexicon holds few wordings that nobody says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from checks.rules import RULES
from extract.model import Document
from parsers.tables.kinds import kind_names
from regress.cases import find_cases, load_document
from regress.clues import clue_ids, watched
from regress.coverage import Item, Seen, items, note_document, noted
from tests.checks.held import CASES as RULE_CASES
from tests.checks.held import checked
from tests.conftest import FIXTURES
from tests.parsers.lexicon.labels import labelled
from tests.parsers.lexicon.texts import texts as short_texts
from tests.parsers.narrative.book import document_of, sentences

LEAST = 4
"""Wordings that were written apart; a new clue or rule brings its own sentences."""
SAME = {
    "accounts-spoiled": "accounts-hunan",
    "accounts-yuan": "accounts-hunan",
    "accounts-narrow": "accounts-shanghai",
}
"""Cases in the wording of another."""
LEXICON = ("lexicon", "narrative")
UNSAID_ENTRIES, UNSAID_WORDINGS = 0, 0
"""How many entries and wordings of the lexicon no case, sentence, label or text says, at most."""
Names = dict[str, set[str]]


@dataclass
class Works:
    """Clue → the wordings in which it explains a number; rule → those in which it compares something, and those
    of the book's own sentences for clues in which it finds a contradiction that is none; what all of them say,
    and what one document of each case exercises.
    """

    clues: Names = field(default_factory=lambda: defaultdict(set))
    rules: Names = field(default_factory=lambda: defaultdict(set))
    findings: Names = field(default_factory=lambda: defaultdict(set))
    seen: Seen = field(default_factory=Seen)
    cases: dict[tuple[str, str], Item] = field(default_factory=dict)


def of_cases() -> Iterator[tuple[str, Document]]:
    """One document of each case, by the name of its wording."""
    for case in find_cases(FIXTURES):
        yield SAME.get(case.name, case.name), load_document(case.documents[-1])


@pytest.fixture(scope="module")
def works() -> Works:
    out = Works()
    with noted(out.seen):
        for name, document in of_cases():
            _note(out, name, document)
        out.cases = {(i.kind, i.name): i for i in items(out.seen)}
        # No two entries of the book are alike.
        for sentence in sentences():
            _note(out, f"{sentence.file}#{sentence.number}", document_of(sentence))
        for document in (*(x.document(x.other) for x in labelled()), *(x.document() for x in short_texts())):
            note_document(out.seen, document)
    return out


def _note(out: Works, name: str, document: Document) -> None:
    told: set[str] = set()
    with watched(lambda t: told.add(t.clue)):
        rows = note_document(out.seen, document)
    out.seen.clues.update(told)
    for clue in told:
        out.clues[clue].add(name)
    for check in rows.checks:
        if check.compared:
            out.rules[check.rule].add(name)
    if name.startswith("clues#"):
        for finding in rows.findings:
            out.findings[finding.rule].add(name)


def test_every_kind_of_table_has_a_case(works: Works) -> None:
    assert {name for kind, name in works.cases if kind == "table"} == set(kind_names())
    assert [i.name for i in works.cases.values() if i.kind == "table" and not i.exercised] == []


def test_every_rule_is_exercised(works: Works) -> None:
    """By a document, or by the rows that keep and break it, together with the documents that they are held against."""
    assert {name for kind, name in works.cases if kind == "kept"} == set(RULES)
    compared = {
        rule
        for rule, pair in RULE_CASES.items()
        if any(c.rule == rule and c.compared for rows in pair for c in checked(rows, rule).checks)
    }
    assert [
        i.name
        for i in works.cases.values()
        if i.kind == "kept" and not i.exercised and i.name not in compared
    ] == []


@pytest.mark.parametrize(
    ("kind", "least"), [("kept", 59), ("broken", 4), ("clue", 50), ("narrative", 244), ("lexicon", 413)]
)
def test_what_the_documents_exercise_grows(works: Works, kind: str, least: int) -> None:
    """A floor for each kind: what falls out of the cases shows here, what comes in raises it."""
    assert sum(i.exercised for (k, _), i in works.cases.items() if k == kind) >= least


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


def test_what_the_lexicon_holds_is_said(works: Works) -> None:
    held: list[Item] = [i for i in items(works.seen) if i.kind in LEXICON]
    assert sum(not i.exercised for i in held) <= UNSAID_ENTRIES
    assert sum(len(i.missing) for i in held) <= UNSAID_WORDINGS
