"""A number of a text where it stands, with a state of the reader of one's own."""

from __future__ import annotations

from typing import Any

from extract.fold import fold
from extract.model import Paragraph, Text
from parsers.narrative.numbers import brackets, numbers
from parsers.narrative.subject import Subject, without_asides
from parsers.narrative.thread import Found, Measured, Point, Thread
from parsers.narrative.vocabulary import Vocabulary
from parsers.outline.sections import Placed
from parsers.report import Profile
from parsers.words.numbers import apart

PROFILE = Profile(doc_type="final_accounts", unit_name="青禾市水务局", fiscal_year=2023)
FINAL = Measured("final")


def placed(text: str = "", statement: Any = None, *path: str, **more: Any) -> Placed:
    """A paragraph under headings."""
    return Placed(
        Paragraph(0, Text(text)), fold(text), more.pop("part", "narrative"), statement, path, **more
    )


def point(
    text: str,
    thread: Thread | None = None,
    under: Placed | None = None,
    profile: Profile = PROFILE,
    vocabulary: Vocabulary | None = None,
    clauses: tuple[str, ...] = (),
    before: bool = False,
) -> Point:
    """The last number of a text."""
    folded = apart(fold(text))
    n = numbers(folded, brackets(folded))[-1]
    evaluates = profile.doc_type in ("self_evaluation", "evaluation")
    lead = without_asides(n.lead)
    return Point(
        n,
        lead,
        thread or Thread(),
        under or placed(text),
        profile,
        vocabulary or Vocabulary(),
        evaluates,
        folded,
        clauses,
        before,
    )


def found(name: str, level: int | None = None, by: Any = "named") -> Found:
    return Found(Subject(name, level), by)
