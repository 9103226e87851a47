"""Every fixture document gives exactly the rows that are expected of it, in each of its formats; the findings are those that were planted."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pypdfium2
import pytest

from normalize.schema import Rows
from regress.cases import Case, Reading, below_floor, find_cases, read_again
from regress.rows import read_facts
from regress.show import difference_text
from regress.update import examined
from tests.quality.places import misplaced

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
DOCUMENTS = [path for case in find_cases(FIXTURES) for path in case.documents]
TABLES = [(path, table) for path in DOCUMENTS for table in Case(path.parent).tables]
EXAMINED = {
    "accounts": ("sum.classification", "sum.row", "sum.three_public"),
    "form": ("score.weights", "score.total", "ratio.execution"),
    "annex": ("sum.annex", "ratio.usage"),
    "narrative": ("ratio.growth",),
}
BARE = ("form-targets", "narrative-evaluated")
"""Reports without the numbers that the others of their kind compare."""


@lru_cache
def reading(path: Path) -> Reading:
    return read_again(Case(path.parent), path)


def rows_of(path: Path) -> Rows:
    rows = reading(path).rows
    assert rows is not None, reading(path).error
    return rows


def name(value: object) -> str:
    return f"{value.parent.name}/{value.name}" if isinstance(value, Path) else str(value)


def test_there_are_cases() -> None:
    assert len(DOCUMENTS) >= 18


@pytest.mark.parametrize(("path", "table"), TABLES, ids=name)
def test_rows_are_those_expected(path: Path, table: str) -> None:
    rows_of(path)
    differences = tuple(d for d in reading(path).differences if d.table == table)
    assert len(differences) == 1
    assert not any(differences), difference_text(Reading(Case(path.parent), path, differences))


def test_quality_floors() -> None:
    assert below_floor(FIXTURES, [reading(p) for p in DOCUMENTS]) == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_documents_are_read_whole(path: Path) -> None:
    document = rows_of(path).document
    assert document.status == "ok" and not document.warnings


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_what_is_said_of_the_file(path: Path) -> None:
    """Columns that no expectation states, as the documents of a case differ in them."""
    rows = rows_of(path)
    pages = len(pypdfium2.PdfDocument(path)) if path.suffix == ".pdf" else None
    assert (rows.document.file_format, rows.document.source) == (path.suffix[1:], path.name)
    assert pages is None or rows.document.pages == pages
    assert {f.source for f in rows.findings} <= {path.name}


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_rules_examine_and_find_what_was_planted_alone(path: Path) -> None:
    rows = rows_of(path)
    planted = read_facts(Case(path.parent).expectation("findings"))
    assert sorted(f.rule for f in rows.findings) == sorted(p["rule"] for p in planted)
    assert len(planted) == (4 if path.parent.name == "accounts-spoiled" else 0)
    compared = {c.rule: c.compared for c in rows.checks}
    kind = path.parent.name
    assert all(compared[r] > 0 for r in EXAMINED.get(kind.partition("-")[0], ()) if kind not in BARE)


@pytest.mark.parametrize("case", find_cases(FIXTURES), ids=lambda c: c.name)
def test_all_that_rules_examine_is_pinned(case: Case) -> None:
    """More comparisons are no difference; those that came in unpinned could go again unnoticed."""
    pinned = {r["rule"]: r for r in read_facts(case.expectation("checks"))}
    found = {r["rule"]: r for r in examined([reading(p) for p in case.documents])}
    assert pinned == found, "juesuan regress --update pins it"


@pytest.mark.parametrize("path", [p for p in DOCUMENTS if p.suffix == ".pdf"], ids=name)
def test_every_place_holds_what_its_row_says(path: Path) -> None:
    assert list(misplaced(path, rows_of(path))) == []
