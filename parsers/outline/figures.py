"""Every number of money, percentage and count, wherever it is printed, whether a parser understands it or
not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

from extract import regex
from extract.model import Cell, Document, Paragraph, Table, Text
from parsers.lexicon import code_of, figure_words
from parsers.report import FigureReading
from parsers.tables.headers import CODE, columns, header_rows
from parsers.words.numbers import YUAN, cell_number, is_amount, is_percent, money_unit

from .contents import contents_entries

LONGEST_LABEL = 16
"""Characters of a label of a column within a form."""
SENTENCE = 200
"""Characters of a sentence that are kept."""
DIGIT = regex.compile(r"\d")


def read_figures(document: Document) -> Iterator[FigureReading]:
    """All figures in reading order; the table of contents has none."""
    contents = contents_entries(document)
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _table_figures(block)
        elif block.index not in contents:
            yield from _paragraph_figures(block)


def _in_text(text: Text) -> Iterator[tuple[int, int, int, str, str, bool, str]]:
    """(start, end of the digits, end of the unit, number, unit, approximate, sentence) of each figure in a
    text.
    """
    if DIGIT.search(text.folded) is None:
        return
    folded, index, words = text.folded, text.folded_at, figure_words()
    stops = [-1, *_ends(folded), len(folded)]
    for m in words.figure.finditer(folded):
        start, digits = m.span("number")
        if m["unit"] != "%" and words.dated.whole(folded[m.end() : m.end() + 1]):
            continue
        unit = m["unit"] + YUAN if words.large.whole(m["unit"]) and not m["more"] else m["unit"]
        after = bisect_left(stops, start)
        a, b = stops[after - 1] + 1, stops[after]
        yield (
            index[start],
            index[digits - 1] + 1,
            index[m.end("unit") - 1] + 1,
            m["number"],
            unit,
            bool(m["near"] or m["more"] or m["more2"]),
            folded[a:b][:SENTENCE],
        )


def _ends(folded: str) -> Iterator[int]:
    """Where its sentences end: at 。 and at ；, behind which a list of names may go on."""
    listed = {at for m in figure_words().listed.finditer(folded) for at in range(*m.span())}
    yield from (at for at, char in enumerate(folded) if char in "。；;" and at not in listed)


def _paragraph_figures(p: Paragraph) -> Iterator[FigureReading]:
    for start, end, whole, number, unit, near, context in _in_text(p.text):
        key = p.locator(start, end)
        yield FigureReading(
            place=p.text.place(start, end, key, p.text.chars[start:whole]),
            key=key,
            number=number,
            unit=unit,
            approximate=near,
            context=context,
        )


def _table_figures(table: Table) -> Iterator[FigureReading]:
    """Numeric cells under money or % labels, and numbers with a unit within cells."""
    header = header_rows(table)
    unit = money_unit(table.folded_unit_line) or money_unit(table.folded_title)
    inner = _inner_labels(table, header, table.words)
    for cell in table.cells:
        folded = cell.text.folded
        if DIGIT.search(folded) is None:
            continue
        text = cell_number(folded)
        if not (is_amount(text) or is_percent(text)):
            yield from _figures_within(table, cell)
        elif found := _cell_figure(table, cell, text, inner.get((cell.row, cell.col)), unit):
            yield found


def _cell_figure(
    table: Table, cell: Cell, text: str, inner: str | None, unit: str | None
) -> FigureReading | None:
    """The figure of a cell that is a number and nothing else; null where it is a code, a number of a row, or
    of no unit.
    """
    words, col = table.words, columns(table)[cell.col]
    label = inner or "|".join(col.path)
    # 指标值 and 度量单位 stand in two columns.
    beside = words.get((cell.row, cell.col + cell.col_span), "")
    indicated = code_of("self_evaluation", "columns", label.split("|")[-1]) in ("target", "actual")
    beside = beside if beside and figure_words().units.whole(beside) else ""
    coded = CODE.fullmatch(text) is not None and figure_words().coded.found_in(label)
    apart = cell.row < header_rows(table) or col.role != "value" or coded
    if (text[0] == "0" and text[1:].isdigit()) or (apart and not beside):
        return None
    before = (words.get((cell.row, c), "") for c in range(cell.col))
    row_label = next((w for w in before if w and not is_amount(w)), "")
    if is_amount(text) and figure_words().counted.search(row_label):
        return None
    own = "%" if is_percent(text) else beside or _cell_unit(table, cell, label)
    # What an indicator is to reach or has reached is in its own unit, not in that of the money above it.
    own = unit if own is None and not indicated else own
    if not own:
        return None
    return FigureReading(
        place=table.place(cell),
        key=table.locator(cell),
        number=text.rstrip("%"),
        unit=own,
        approximate=False,
        context=f"{row_label}|{label}"[:200],
    )


def _figures_within(table: Table, cell: Cell) -> Iterator[FigureReading]:
    """The numbers with a unit in the words of a cell."""
    for start, end, whole, number, unit, near, context in _in_text(cell.text):
        locator = f"{table.locator(cell)}@{start}-{end}"
        yield FigureReading(
            place=table.place(cell, start, end, locator, cell.text.chars[start:whole]),
            key=locator,
            number=number,
            unit=unit,
            approximate=near,
            context=context,
        )


def _inner_labels(table: Table, header: int, words: dict[tuple[int, int], str]) -> dict[tuple[int, int], str]:
    """The labels that a row of labels within a form gives the cells below it: 分值 and 得分 of the indicators
    below those of the money.
    """
    out: dict[tuple[int, int], str] = {}
    current: dict[int, str] = {}
    for row in range(header, table.row_count):
        said = {c: w for c in range(table.cols) if (w := words.get((row, c), ""))}
        if not any(is_amount(w) or is_percent(w) for w in said.values()) and _are_labels(said.values()):
            current = said
        else:
            out |= {(row, c): label for c, label in current.items()}
    return out


def _are_labels(said: Iterable[str]) -> bool:
    """Whether three words of a row are labels of columns of a form."""
    short = {w for w in said if len(w) <= LONGEST_LABEL}
    known = (
        code_of("self_evaluation", "columns", w) or code_of("self_evaluation", "funds", w) for w in short
    )
    return len(short) > 2 and sum(map(bool, known)) > 2


def _cell_unit(table: Table, cell: Cell, label: str) -> str | None:
    """The unit that the labels around a cell name: its column's header, or a label to its left; nothing ("")
    where they say that it is no money.
    """
    if not table.settled:
        return None
    told = _told_unit(label)
    return (
        next((u for c in range(cell.col) if (u := money_unit(table.words.get((cell.row, c), "")))), None)
        if told is None
        else told
    )


@lru_cache(maxsize=8192)
def _told_unit(label: str) -> str | None:
    """The unit that a header names, or that it says that it is no money (""); null where it says neither."""
    if figure_words().percentage.found_in(label):
        return "%"
    return "" if figure_words().counts.found_in(label) else money_unit(label)
