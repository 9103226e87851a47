"""The books of texts: short texts of which a word decides what is read, and all that is read of them.

A book is a file of `texts`, named by what is read. An entry has `lines`, or the `rows` of a table, or both, and `want`:
all that comes of it. Where it has `words`, it stands for as many texts: `{}` in its lines and rows, and in what is
wanted, is each of them in turn.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import regex

from extract.captions import with_context
from extract.model import Document, Paragraph, Text
from extract.numbered import is_heading
from extract.txt.document import read_txt
from ingest.private.persons import masked_name
from normalize.rows import normalize_report
from parsers.outline.bodies import read_bodies
from parsers.outline.figures import read_figures
from parsers.outline.passages import read_passages
from parsers.outline.profile import read_profile, why_no_year
from parsers.outline.sections import outline
from parsers.outline.units import read_units, with_full_names
from parsers.parse import parse_document
from parsers.personal import MASK, without_personal_data
from parsers.report import Profile
from tests.written import table

BOOKS = Path(__file__).parent / "texts"
EXPORTED = "exports"
"""The book whose texts are files that an export has written line by line."""
UNIT = "石河市文化和旅游局"
"""Whose report a text about units is."""


@dataclass(frozen=True)
class Written:
    """A text of a book, and all that is read of it."""

    book: str
    lines: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    want: tuple[str, ...]

    @property
    def said(self) -> str:
        """All its words."""
        return "\n".join((*self.lines, *(cell for row in self.rows for cell in row)))

    def document(self) -> Document:
        """The text as a report, its persons unmasked."""
        if self.book == EXPORTED:
            return read_txt("\n".join(self.lines).encode(), "report.txt", "0" * 64)
        blocks = [Paragraph(n, Text(line), is_heading(line)) for n, line in enumerate(self.lines)]
        held = [*blocks, table(len(blocks), self.rows)] if self.rows else blocks
        return Document("report.docx", "0" * 64, "docx", (), tuple(with_context(held)))

    def read(self) -> list[str]:
        """What is read of it, in order."""
        return READERS[self.book](self.document())

    def reads_as_wanted(self) -> bool:
        """Whether it is read, and as the book says."""
        try:
            return self.read() == list(self.want)
        except Exception:
            return False


@lru_cache
def texts() -> tuple[Written, ...]:
    """All texts, book by book."""
    return tuple(w for book in sorted(BOOKS.glob("*.toml")) for w in _of_book(book))


def _of_book(book: Path) -> Iterator[Written]:
    for held in tomllib.loads(book.read_text("utf-8"))["text"]:
        for word in held.get("words", [""]):
            lines = held.get("lines", "").replace("{}", word)
            yield Written(
                book.stem,
                tuple(lines.splitlines()),
                tuple(tuple(cell.replace("{}", word) for cell in row) for row in held.get("rows", ())),
                tuple(w.replace("{}", word) for w in held["want"]),
            )


def _hidden(document: Document) -> list[str]:
    """What is masked, each piece by itself."""
    pairs = zip(_chars(document), _chars(without_personal_data(document)), strict=True)
    return [
        before[m.start() : m.end()]
        for before, after in pairs
        for m in regex.finditer(rf"{MASK}(?:[{MASK}\s]*{MASK})?", after)
    ]


def _chars(document: Document) -> list[str]:
    cells = [c.text.chars for t in document.tables for c in t.cells]
    return [*(p.text.chars for p in document.paragraphs), *cells]


def _in_file_names(document: Document) -> list[str]:
    """The lines as names of files, persons masked."""
    return [masked_name(p.text.chars) for p in document.paragraphs]


def _bodies(document: Document) -> list[str]:
    """What is said of bodies: kind, value, of whom, since when."""
    found = read_bodies(document, outline(document))
    return [" ".join(str(x) for x in (b.kind, b.value, b.of, b.year) if x is not None) for b in found]


def _units(document: Document) -> list[str]:
    """Units by their role, with full name, staff and code; the one that reports (`UNIT`), where its staff is told."""
    placed, profile = outline(document), Profile(doc_type="budget", unit_name=UNIT, fiscal_year=2023)
    found = with_full_names(read_units(document, placed, profile), placed, profile)
    said = ((u.role, u.name, u.full_name, u.staff_quota, u.staff_actual, u.code) for u in found)
    told = ([x for x in unit if x is not None] for unit in said)
    return [" ".join(unit) for unit in told if unit != ["reporting", UNIT]]


def _passages(document: Document) -> list[str]:
    """Passages by their kind, headings without number aside."""
    found = [p for p in read_passages(document) if p.kind != "heading" or p.number]
    return [" ".join(x for x in (p.kind, p.number, p.text) if x is not None) for p in found]


def _profile(document: Document) -> list[str]:
    """Kind, year (or why there is none), unit, date and title of the report, and whether it is a corrected one."""
    p = read_profile(document)
    year = p.fiscal_year or why_no_year(document)
    said = (p.doc_type, year, p.unit_name, p.report_date, p.title, "corrected" if p.corrected else None)
    return [str(x) for x in said if x is not None]


def _forms(document: Document) -> list[str]:
    """Funds, indicators and scores of a form, each in a line; `-` where an indicator has nothing, and behind it why it
    was not reached, where the form says so.
    """
    rows = normalize_report(document, parse_document(document))
    told: list[tuple[object, ...]] = [
        *((f.statement, f.item, f.breakdown, f.measure, f.value, f.unit) for f in rows.funds),
        *(("score", s.component, s.name, s.weight, s.score, s.grade) for s in rows.scores),
    ]
    of_indicators = (
        "project",
        "level1",
        "level2",
        "level3",
        "target_op",
        "target",
        "actual",
        "weight",
        "score",
    )
    indicators = [
        " ".join((*(str(getattr(i, x) or "-") for x in of_indicators), *filter(None, [i.deviation])))
        for i in rows.indicators
    ]
    return [" ".join(str(x) for x in row if x is not None) for row in told] + indicators


def _narrative(document: Document) -> list[str]:
    """Funds of sentences: statement, name, measure, number, what it is measured against and the year that it speaks
    of; scores.
    """
    rows = normalize_report(document, parse_document(document))
    told: list[tuple[object, ...]] = [
        *((f.statement, f.item, f.measure, f.value, f.unit, f.basis, f.period) for f in rows.funds),
        *(("score", s.component, s.name, s.weight, s.score, s.grade) for s in rows.scores),
    ]
    return [" ".join(str(x) for x in row if x is not None) for row in told]


def _figures(document: Document) -> list[str]:
    """Every number with its unit; 约 before one that is not exact."""
    found = read_figures(document)
    return [f"{'约' if f.approximate else ''}{f.number}{f.unit}" for f in found]


READERS: dict[str, Callable[[Document], list[str]]] = {
    "persons": _hidden,
    "file_names": _in_file_names,
    "bodies": _bodies,
    "figures": _figures,
    "forms": _forms,
    EXPORTED: _forms,
    "narrative": _narrative,
    "statements": _forms,
    "units": _units,
    "passages": _passages,
    "profile": _profile,
}
