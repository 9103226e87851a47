"""The book of sentences, read as reports of invented units: what is read of an entry, and whether it is what the entry says."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import regex

from extract.captions import with_context
from extract.fold import fold
from extract.model import Document, Paragraph, Table, Text
from extract.numbered import is_heading
from normalize.concepts import concept_of
from parsers.parse import parse_document
from parsers.report import FigureReading, Quantity, Report, ScoreReading
from tests.written import table

SENTENCES = Path(__file__).parent / "sentences"
TITLES = {
    "final_accounts": "{unit}{year}年度部门决算",
    "budget": "{unit}{year}年部门预算",
    "self_evaluation": "{unit}{year}年度项目支出绩效自评报告",
    "whole_evaluation": "{unit}{year}年度部门整体支出绩效自评报告",
    "evaluation": "{unit}{year}年度财政支出绩效评价报告",
    "performance_target": "{unit}{year}年度绩效目标表",
    "other": "{unit}{year}年度情况公开",
}
PART = {"final_accounts": "第三部分 {year}年度决算情况说明", "budget": "第三部分 {year}年度预算情况说明"}
SIDES = {"income", "expenditure", "income_expenditure_summary"}
"""Statements of which a heading within the other names the one or the other."""
UNSAID = (
    r"(?<=..)(?<!^部门|^单位)(?:支出|预算|决算|数|总额|金额|合计|总计|资金|经费|费用|费|项目|科目)$",
    r"^(?:部门|单位|本单位|预算|拟采购|(?:收入)?包括|一般公共预算|财政拨款|使用|安排|公共预算|当年|项目|实际|涉及|其中|本年|本级)(?=..)",
    r"(?<=..)(?:当年一般公共预算拨款|财政拨款|安排|执行|活动|等|实际|情况|投入)$",
)
"""What a careful reader may count to a name or leave to its measure."""
ROW = "row"
"""What stands for a reason where a number has a row."""
Row = dict[str, Any]


@dataclass(frozen=True)
class Sentence:
    """An entry of the book. Beside its text it may hold the `title` and rows of a `table` that stands before it, and the
    `scores` that are read of it.
    """

    file: str
    number: int
    entry: dict[str, Any]

    @property
    def rows(self) -> list[Row]:
        return list(self.entry["rows"])


@lru_cache
def sentences() -> tuple[Sentence, ...]:
    """All entries, file by file."""
    return tuple(
        Sentence(path.stem, n, entry)
        for path in sorted(SENTENCES.glob("*.toml"))
        for n, entry in enumerate(tomllib.loads(path.read_text("utf-8"))["sentence"])
    )


def report_of(
    text: str,
    doc_type: str = "final_accounts",
    year: int = 2023,
    unit: str = "青禾县水务局",
    headings: Iterable[str] = (),
) -> Report:
    """What is read of a text in a report of a unit."""
    return parse_document(_document(text, doc_type, year, unit, headings))


def _document(
    text: str,
    doc_type: str,
    year: int,
    unit: str,
    headings: Iterable[str],
    title: str = "",
    rows: Sequence[Sequence[str]] = (),
) -> Document:
    """A report of a unit; `title`, `rows`: those of a table before its text."""
    blocks: list[Paragraph | Table] = [
        Paragraph(0, Text(TITLES[doc_type].format(unit=unit, year=year)), True)
    ]
    if rows:
        blocks += [Paragraph(1, Text(title)), table(2, rows)]
    head = [PART[doc_type].format(year=year)] if doc_type in PART else []
    head += list(headings)
    lines, first = [*head, *text.split("\n")], len(blocks)
    blocks += [Paragraph(first + n, Text(x), n < len(head) or is_heading(x)) for n, x in enumerate(lines)]
    return Document("report.docx", "0" * 64, "docx", (), tuple(with_context(blocks) if rows else blocks))


def document_of(sentence: Sentence) -> Document:
    """An entry as a report of its unit."""
    e = sentence.entry
    said = e["text"], e["doc_type"], e["fiscal_year"], e["unit"], e.get("headings", ())
    return _document(*said, e.get("title", ""), e.get("table", ()))


def read(sentence: Sentence) -> Report:
    """What is read of an entry."""
    return parse_document(document_of(sentence))


def core(name: str) -> str:
    """A name without marks and the words that readers differ about."""
    text, before = regex.sub(r"[“”\"《》的]", "", fold(name)), ""
    while text != before:
        before = text
        for pattern in UNSAID:
            text = regex.sub(pattern, "", text)
    return text


def same_item(want: Row, found: Quantity) -> bool:
    """Whether two names are of one subject."""
    mine = concept_of(want["statement"], fold(want["item"]), None, None)
    same = mine is not None and mine == concept_of(want["statement"], fold(found.item), None, None)
    return same or core(want["item"]) == core(found.item)


def value(q: Quantity) -> Decimal:
    """The number with its sign."""
    return Decimal(q.number.replace(",", "")) * q.sign


def is_row(want: Row, found: Quantity, year: int) -> bool:
    """Whether a quantity is the row that the book states."""
    period = found.period or (year - 1 if found.measure == "prior_final" else year)
    statements = {want["statement"], found.statement}
    return (
        Decimal(want["value"]) == value(found)
        and want["unit"].removesuffix("元") == (found.unit or "").removesuffix("元")
        and want["measure"] == found.measure
        and (len(statements) == 1 or statements <= SIDES)
        and want.get("basis", found.basis) == found.basis
        and want.get("period", period) == period
        and core(want.get("breakdown") or "") in (core(found.breakdown or ""), "")
        and same_item(want, found)
    )


def unread(sentence: Sentence, report: Report) -> list[tuple[str, str | None]]:
    """Of each number that the entry gives no row: its reason there, and what the reader says, ROW where it has one."""
    used = {q.place.locator for q in report.quantities}
    figures = [f for f in report.figures if f.place.locator not in used]
    out = []
    for want in sentence.entry.get("unread", []):
        found = next((f for f in figures if is_figure(want, f)), None)
        out.append((want["because"], found.unread if found is not None else ROW))
    return out


def is_figure(want: Row, found: FigureReading) -> bool:
    """Whether a figure prints the number of a row or of an unread one."""
    return Decimal(found.number.replace(",", "")) == abs(Decimal(want["value"])) and (
        found.unit or ""
    ).removesuffix("元") == want["unit"].removesuffix("元")


def judged(sentence: Sentence, report: Report | None = None) -> tuple[int, int, int]:
    """How many rows an entry states, how many were read, and how many of these are right; `report`: what is read of it."""
    found = [q for q in (report or read(sentence)).quantities if q.origin == "text"]
    count, right = len(found), 0
    for want in sentence.rows:
        match = next((q for q in found if is_row(want, q, sentence.entry["fiscal_year"])), None)
        if match is not None:
            found.remove(match)
            right += 1
    return len(sentence.rows), count, right


STATED = ("project", "component", "name", "scope", "method", "weight", "score", "grade")
"""What an entry states of a score; a null is left out."""


def scores(report: Report) -> list[Row]:
    """The scores that are read of an entry, as it states them."""
    return [_stated(s) for s in report.scores]


def _stated(score: ScoreReading) -> Row:
    return {name: value for name in STATED if (value := getattr(score, name)) is not None}
