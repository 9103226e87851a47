"""Words that checks need: headings, table titles and notes, annexes, dates of forms, template residue,
unreadable pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from extract import regex
from extract.captions import NOTE
from extract.fold import fold
from extract.model import Cell, Document, Paragraph, Place, Table
from parsers.codes import PassageKind
from parsers.forms.indicator_header import indicator_headers
from parsers.lexicon import Wordings, code_of, passage_words
from parsers.report import PassageReading

from .sections import Placed, outline

PAIRS = (("“", "”"), ("《", "》"), ("(", ")"))
SHOWN = 24
"""Characters of a passage that begins with a stray mark."""


def _kinds() -> tuple[tuple[PassageKind, Wordings], ...]:
    """What is told by words within a paragraph, by kind."""
    words = passage_words()
    return (
        ("numbered", words.inside),
        ("template_residue", words.residue),
        ("number_without_unit", words.naked),
        ("none_stated", words.none),
        ("direction", words.direction),
        ("form_date", words.form_date),
        ("points", words.points),
        ("introduced", words.introduced),
    )


def read_passages(document: Document) -> Iterator[PassageReading]:
    """All passages in reading order."""
    announcing = False
    noted = dict(_noted(document))
    for placed in outline(document):
        p, text = placed.paragraph, placed.folded
        if placed.contents:
            yield PassageReading(place=_whole(p), kind="contents_entry", text=text)
            continue
        yield from _heading(placed)
        announcing = _announces(text, announcing)
        yield from _annexes(placed, announcing)
        yield from _in_paragraph(placed)
        if passage_words().empty.search(text):
            said = f"{noted.get(p.index, '')}{text}"[:200]
            yield PassageReading(place=_whole(p), kind="empty_statement", text=said)
    yield from _stray_marks(document)
    for table in document.tables:
        yield from _of_table(table)
        yield from _project_periods(table)
    for page in document.pages:
        if not page.readable:
            place = Place(page.number, None, f"page{page.number}", "")
            yield PassageReading(place=place, kind="unreadable_page", text="pictures not read")


def _heading(placed: Placed) -> Iterator[PassageReading]:
    """A paragraph as a heading: set off as one, or numbered as the upper ones are."""
    number = passage_words().number.match(placed.folded)
    lettered = number is not None and number.group()[0] not in "0123456789"
    if placed.part != "glossary" and (placed.heading or lettered):
        yield PassageReading(
            place=_whole(placed.paragraph),
            kind="heading",
            text=placed.folded[:60],
            number=number.group() if number else None,
        )


def _announces(text: str, announcing: bool) -> bool:
    """Whether a paragraph is of a list of annexes (附件：1.…); `announcing`: the one before it is."""
    return (
        (announcing and passage_words().announced.match(text) is not None)
        or passage_words().announces.begins(text)
        or (passage_words().numbered_annex.match(text) is not None and len(text) < 60)
    )


def _annexes(placed: Placed, announcing: bool) -> Iterator[PassageReading]:
    """An annex that a paragraph announces, or begins."""
    text = placed.folded
    if announcing and (passage_words().announced.match(text) or passage_words().named_annex.match(text)):
        found = passage_words().annex_name.match(text)
        assert found
        place, number = _whole(placed.paragraph), found.group(1)
        yield PassageReading(place=place, kind="annex_announced", text=found.group(2), number=number)
    elif found := passage_words().annex.match(text):
        yield PassageReading(
            place=_whole(placed.paragraph),
            kind="annex",
            text=found["name"] or text,
            number=found["n"] or found["n2"],
        )


def _noted(document: Document) -> Iterator[tuple[int, str]]:
    """(index of a paragraph, title of the table that it is a note of), of notes that say that a table is
    empty.
    """
    title = ""
    for block in document.blocks:
        if isinstance(block, Table):
            title = f"{block.folded_title}:" if block.title else ""
        elif passage_words().empty.search(text := block.text.folded):
            yield block.index, title
        elif not NOTE.match(text):
            title = ""


def _whole(paragraph: Paragraph) -> Place:
    return paragraph.place(0, len(paragraph.text.chars))


def _in_paragraph(placed: Placed) -> Iterator[PassageReading]:
    text = placed.paragraph.text
    for kind, wordings in _kinds():
        for m in wordings.finditer(text.folded):
            span = m.span("d") if kind == "form_date" else m.span()
            place = placed.paragraph.place(*text.span(*span))
            said = _iso(m) if kind == "form_date" else m.group()
            yield PassageReading(place=place, kind=kind, text=said)


def _iso(date: regex.Match[str]) -> str:
    """A date, or a month, as ISO 8601 has it."""
    return "-".join(f"{int(x):02d}" for x in (date["y"], date["m"], date["day"]) if x)


def _stray_marks(document: Document) -> Iterator[PassageReading]:
    """Ends of a sentence that stand twice; brackets and quotation marks that neither their paragraph nor the
    next one closes. The words begin with the mark.
    """
    blocks = [b for b in document.blocks if isinstance(b, Paragraph)]
    for p, after in zip(blocks, [*blocks[1:], None], strict=False):
        text = p.text.folded
        yield from (_marked(p, m.start()) for m in passage_words().doubled.finditer(text))
        for opening, closing in PAIRS if passage_words().ended.search(text) else ():
            if text.count(opening) == text.count(closing) + 1 and not _is_closed(after, opening, closing):
                yield _marked(p, _never_closed(text, opening, closing))


def _marked(p: Paragraph, start: int) -> PassageReading:
    place = p.place(*p.text.span(start, start + 1))
    return PassageReading(place=place, kind="stray_mark", text=p.text.folded[start : start + SHOWN])


def _is_closed(after: Paragraph | None, opening: str, closing: str) -> bool:
    text = after.text.folded if after is not None else ""
    return text.count(closing) > text.count(opening)


def _never_closed(text: str, opening: str, closing: str) -> int:
    """Where the opening mark stands that has no closing one."""
    waiting: list[int] = []
    for at, char in enumerate(text):
        if char == opening:
            waiting.append(at)
        elif char == closing and waiting:
            waiting.pop()
    return waiting[0] if waiting else text.index(opening)


def _project_periods(table: Table) -> Iterator[PassageReading]:
    """From when to when a project runs, in the cell of its label or in the one beside it."""
    words = passage_words()
    for c in table.cells:
        if not _labels_period(c.text.folded):
            continue
        beside = table.grid.get((c.row, c.col + c.col_span))
        begun = (x for x in (c, beside) if x is not None and x.row == c.row)
        told = ((x, m) for x in begun if (m := words.span.search(x.text.folded)) is not None)
        if (first := next(told, None)) is not None:
            cell, found = first
            yield PassageReading(place=table.place(cell), kind="project_period", text=found.group())


@lru_cache(maxsize=8192)
def _labels_period(folded: str) -> bool:
    return passage_words().project_period.begins(folded)


def _of_table(table: Table) -> Iterator[PassageReading]:
    place = table.place(table.cells[0]) if table.cells else Place(None, None, f"t{table.index}", "")
    if table.title:
        yield PassageReading(place=place, kind="table_title", text=table.folded_title)
    heads = [c for said in indicator_headers(table) for c, _ in said]
    yield from (
        PassageReading(place=table.place(c), kind="reason_column", text=c.text.folded)
        for c in heads
        if _asks_reasons(c)
    )
    for note in table.notes:
        yield PassageReading(place=place, kind="table_note", text=fold(note)[:300])


def _asks_reasons(cell: Cell) -> bool:
    """Whether a cell of a header is the label of the column that a form keeps for 偏差原因; some forms ask
    for it in a row below.
    """
    text = cell.text.folded
    return (
        len(text) <= 20
        and passage_words().reason.found_in(text)
        and code_of("self_evaluation", "columns", text) == "deviation"
    )
