"""What a document says of bodies as such: codes, short names, kind, who is above, what they were before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from extract import regex
from extract.model import Cell, Document, Table
from parsers.codes import BodyFact, LinkKind
from parsers.lexicon import Wordings, body_words, built, outline_words
from parsers.report import BodyReading
from parsers.words.bodies import bodies_in, is_body

from .sections import Placed

CREDIT = r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Z])"
"""The 18 characters of a 统一社会信用代码 (GB 32100-2015): I, O, S, V and Z are none of them."""
CREDIT_LENGTH = 18
_REGION = r"\d{6}(?:\d{3}){0,2}(?!\d)"
"""A code of GB/T 2260, with those of the levels below the county."""


def read_bodies(document: Document, placed: Sequence[Placed]) -> Iterator[BodyReading]:
    """What stands behind labels in the text and over and in tables, then what sentences say."""
    for p in placed:
        if p.contents or p.part == "glossary":
            continue
        yield from _labelled(p)
        yield from _said(p)
        yield from _before(p)
    for table in document.tables:
        yield from _in_table(table)


@built
def _values() -> Mapping[str, tuple[BodyFact, str]]:
    """By the code of a label, what it tells, and what stands behind it or in the cell beside it."""
    words = body_words()
    return {
        "credit_code": ("credit_code", CREDIT),
        "region_code": ("region_code", _REGION),
        "budget_code": ("budget_code", words.budget_code.any),
        "coded_name": ("budget_code", words.coded_name.any),
        "nature": ("nature", r"\p{Han}{2,20}"),
        "supervisor": ("supervisor", words.long_name.any),
    }


@built
def _labels() -> tuple[tuple[BodyFact, str, str], ...]:
    """What a label tells, the pattern of the label, and that of what stands behind it."""
    entries = outline_words().labels.entries
    return tuple(
        (kind, f"(?:{'|'.join(e.wordings)})", value) for e in entries for kind, value in [_values()[e.code]]
    )


def _labelled(p: Placed) -> Iterator[BodyReading]:
    is_ = body_words().label_tail.any
    for kind, label, value in _labels():
        for m in regex.finditer(rf"(?:^|(?<![\p{{Han}}])){label}{is_}(?P<value>{value})", p.folded):
            yield _reading(p, kind, m.start("value"), m.end("value"))


def _said(p: Placed) -> Iterator[BodyReading]:
    words = body_words()
    said: tuple[tuple[BodyFact, Wordings, Wordings], ...] = (
        ("nature", words.nature_word, words.nature),
        ("supervisor", words.above_word, words.above),
        ("supervisor", words.below_word, words.below),
    )
    for kind, word, wordings in said:
        for m in wordings.finditer(p.folded) if word.found_in(p.folded) else ():
            itself = outline_words().itself.fullmatch(m["of"]) is not None
            if (kind == "nature" or is_body(m["value"])) and (itself or is_body(m["of"])):
                yield _reading(p, kind, *m.span("value"), of=None if itself else m["of"])
    for m in words.short_name.finditer(p.folded) if words.short_word.found_in(p.folded) else ():
        yield _reading(p, "short_name", *m.span("value"), of=m["of"])


def _before(p: Placed) -> Iterator[BodyReading]:
    """Bodies that were renamed or merged, sentence by sentence."""
    if not outline_words().became.found_in(p.folded):
        return
    for sentence in regex.finditer(r"[^。;]+", p.folded):
        says = sentence.group()
        if outline_words().became.search(says) is None:
            continue
        place = p.paragraph.place(*p.paragraph.text.span(*sentence.span()))
        year = next((int(y) for y in body_words().year.findall(says)), None)
        for kind, m, begin, end in _changes(says):
            before = says[begin:end]
            if is_body(m["after"]) and is_body(before) and before != m["after"]:
                yield BodyReading(place=place, kind=kind, value=before, of=m["after"], year=year)


def _changes(says: str) -> Iterator[tuple[LinkKind, regex.Match[str], int, int]]:
    """(kind, match, start and end of the name before) of each change that a sentence states."""
    words = body_words()
    changes: tuple[tuple[LinkKind, Wordings], ...] = (
        ("renamed", words.renamed),
        ("renamed", words.renamed_from),
        ("merged", words.absorbed),
    )
    for kind, wordings in changes:
        for m in wordings.finditer(says):
            lead = words.lead.match(m["before"])
            yield kind, m, m.start("before") + (lead.end() if lead else 0), m.end("before")
    for m in words.merged.finditer(says):
        for name, begin, end in bodies_in(m["parts"]):
            lead = words.lead.match(name)
            yield "merged", m, m.start("parts") + begin + (lead.end() if lead else 0), m.start("parts") + end


def _in_table(table: Table) -> Iterator[BodyReading]:
    """Values in the cell beside their label; a credit code wherever it stands, with the body of its row."""
    for cell in table.cells:
        text = cell.text.folded
        if len(text) == CREDIT_LENGTH and regex.fullmatch(CREDIT, text):
            yield _cell_reading(table, cell, "credit_code", of=_body_of_row(table, cell))
            continue
        beside = table.grid.get((cell.row, cell.col + cell.col_span)) if _is_label(text) else None
        if beside is not None:
            yield from (
                _cell_reading(table, beside, kind) for kind in _facts_labelled(text, beside.text.folded)
            )


def _facts_labelled(label: str, beside: str) -> Iterator[BodyFact]:
    """The kinds of which a cell is the label and the one beside it a value."""
    for kind, words, value in _labels():
        if regex.fullmatch(rf"{words}[:：]?", label) and regex.fullmatch(value, beside):
            yield kind


@lru_cache(maxsize=8192)
def _is_label(label: str) -> bool:
    """Whether a folded cell is one of the labels."""
    return any(regex.fullmatch(rf"{words}[:：]?", label) for _, words, _ in _labels())


def _body_of_row(table: Table, cell: Cell) -> str | None:
    return next((c.text.folded for c in table.row_cells(cell.row) if is_body(c.text.folded)), None)


def _cell_reading(table: Table, cell: Cell, kind: BodyFact, of: str | None = None) -> BodyReading:
    return BodyReading(place=table.place(cell), kind=kind, value=cell.text.folded, of=of)


def _reading(p: Placed, kind: BodyFact, start: int, end: int, of: str | None = None) -> BodyReading:
    place = p.paragraph.place(*p.paragraph.text.span(start, end))
    return BodyReading(place=place, kind=kind, value=p.folded[start:end], of=of)
