"""Persons named in a report (填表人, 联系电话, 负责人, 联系人) are masked before anything is read from it.

A mask is as long as what it covers, so that locators, places and row ids are the same with and without it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from extract import regex
from extract.fold import fold_in_place
from extract.model import Cell, Document, Paragraph, Table, Text
from parsers.identifiers import identifiers
from parsers.lexicon import Wordings, number_words, personal_words

MASK = "＊"
NAME = r"[^\s，。；;,:\d][^\n，。；;,:\d]{0,40}?"
LABELLED = ("people", "numbers", "handles", "addresses", "mobile")
HANDLE = r"[A-Za-z0-9_.+-]{5,}(?:@[A-Za-z0-9.-]+)?"
ADDRESS = r"[^\n，。；;]{4,60}?"
FEWEST = 5
"""Digits that a telephone number has at least."""
QUANTITY = regex.compile(r"[-+]?[\d,]*\.\d+%?|\d{1,3}(,\d{3})+|\d+%")


def without_personal_data(document: Document) -> Document:
    """The document with names and telephone numbers masked in paragraphs, tables and what stands around
    tables.
    """
    return replace(
        document,
        blocks=tuple(
            _masked_table(b) if isinstance(b, Table) else _masked_paragraph(b) for b in document.blocks
        ),
    )


def _masked_paragraph(paragraph: Paragraph) -> Paragraph:
    text = _masked_text(paragraph.text)
    return paragraph if text is paragraph.text else replace(paragraph, text=text)


def _masked_table(table: Table) -> Table:
    """A value behind its label within a cell, in the cell beside it, or in the cells below it."""
    named = {id(c) for c in _named_cells(table)}
    yuan = number_words().yuan
    money = yuan.found_in(table.unit_line) or any(yuan.found_in(c.text.chars) for c in table.cells)

    def masked_cell(cell: Cell) -> Text:
        if id(cell) in named:
            return _covered(cell.text, [(0, len(cell.text.chars))])
        # Beside money a cell that holds nothing but a number is an amount, unless its check digit says a
        # person.
        if money and cell.text.folded.isdigit():
            return _covered(cell.text, list(identifiers(cell.text.folded)))
        return _masked_text(cell.text)

    texts = [masked_cell(c) for c in table.cells]
    masked = replace(
        table,
        cells=tuple(
            c if text is c.text else replace(c, text=text) for c, text in zip(table.cells, texts, strict=True)
        ),
        title=_masked_text(Text(table.title)).chars,
        unit_line=_masked_text(Text(table.unit_line)).chars,
        notes=tuple(_masked_text(Text(n)).chars for n in table.notes),
        above=tuple(_masked_paragraph(p) for p in table.above),
    )
    return table if masked == table else masked


def _named_cells(table: Table) -> Iterator[Cell]:
    """The cells beside a label; those below it where the label is one of a row of labels. Amounts are
    nobody's name or telephone.
    """
    columns: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        columns[cell.col].append(cell)
    for cell in table.cells:
        said = cell.text.folded
        if not _is_label(said):
            continue
        beside = table.grid.get((cell.row, cell.col + cell.col_span))
        if beside is None or _heads(beside.text.folded):
            found = [
                c
                for col in range(cell.col, cell.col + cell.col_span)
                for c in columns[col]
                if c.row >= cell.row + cell.row_span
            ]
        else:
            found = [beside]
        dialled = _pattern("dialled").fullmatch(said) is not None
        yield from (
            c
            for c in found
            if not QUANTITY.fullmatch(t := c.text.folded)
            and (not dialled or len(regex.findall(r"\d", t)) >= FEWEST)
        )


def _heads(folded: str) -> bool:
    """Whether a cell beside a label is a label too: the row heads a list of persons."""
    return _is_label(folded) or _pattern("columns").match(folded) is not None


@lru_cache(maxsize=8192)
def _is_label(folded: str) -> bool:
    return _pattern("label").fullmatch(folded) is not None


def _masked_text(text: Text) -> Text:
    """A text with what follows its labels masked, and mobile numbers wherever they stand."""
    return text if _is_amount(text.chars) else _covered(text, _spans(text.chars))


def _is_amount(chars: str) -> bool:
    """Whether a text is nothing but digits with points or commas between: no pattern here takes
    one with those.
    """
    return not chars.strip("0123456789.,") and ("." in chars or "," in chars or not chars)


def persons(chars: str) -> tuple[tuple[int, int], ...]:
    """Spans of what names a person in a text of one line, or reaches one."""
    return _spans(chars)


@lru_cache(maxsize=4096)
def _spans(chars: str) -> tuple[tuple[int, int], ...]:
    """Where persons are named in a text that is no cell of its own."""
    flat = fold_in_place(chars)
    labelled = (m.span("value") for name in LABELLED for m in _pattern(name).finditer(flat))
    return (*labelled, *identifiers(flat))


def _covered(text: Text, spans: Sequence[tuple[int, int]]) -> Text:
    if not spans:
        return text
    chars = list(text.chars)
    for start, end in spans:
        chars[start:end] = [c if c.isspace() else MASK for c in chars[start:end]]
    return replace(text, chars="".join(chars))


@lru_cache
def _pattern(name: str) -> regex.Pattern[str]:
    """`label` (a cell of its own), `dialled` (one of numbers), `columns`; in running text those of LABELLED.

    A name ends at the next label, a date, a stop or the end of the line.
    """
    words = personal_words()
    every = (words.people, words.numbers, words.handles, words.addresses)

    def spaced(labels: Wordings) -> str:
        return "|".join(r"\s*".join(w) for w in sorted(labels.listed, key=len, reverse=True))

    def cell(labels: str) -> str:
        return rf"{words.before.any}*{labels}{words.behind.any}*:?"

    people, numbers = spaced(words.people), spaced(words.numbers)
    handles, addresses = spaced(words.handles), spaced(words.addresses)
    colon = rf"(?:\s*{words.behind.any})*\s*:\s*"
    name_follows, phone = words.name_follows.any, words.phone.any
    labels = rf"(?:{people}|{numbers}|{handles}|{addresses}|{words.others.any})"
    ends = rf"{words.before.any}*{labels}[^:\n，。；]{{0,12}}:"
    end = rf"(?=\s*(?:{ends}|[\d\n，。；;,]|$))"
    patterns = {
        "label": cell(f"(?:{'|'.join(w.longest_first for w in every)})"),
        "dialled": cell(words.numbers.longest_first),
        "columns": rf"^{words.columns.any}$",
        "people": rf"(?:{people})(?:{colon}|{name_follows})(?P<value>{NAME}(?:\s*{phone})?){end}",
        "numbers": rf"(?:{numbers})(?:{colon}|\s*)(?P<value>(?:[\p{{Han}}·]{{2,4}}[\s、/]*)?{phone})",
        "handles": rf"(?:{handles})(?:{colon}|\s*)(?P<value>{HANDLE})",
        "addresses": rf"(?:{addresses})(?:{colon}|\s+)(?P<value>{ADDRESS}){end}",
        "mobile": rf"(?P<value>{words.mobile.any})",
    }
    return regex.compile(patterns[name])
