"""Every number of money, percentage and count, wherever it is printed, whether a parser understands it or
not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extract import regex
from extract.model import Cell, Document, Paragraph, Table, Text
from parsers.forms.indicator_cells import numbered_marks
from parsers.forms.recognise import is_form
from parsers.lexicon import code_of, figure_words
from parsers.report import FigureReading, Quantity
from parsers.tables.headers import CODE, blocks, columns, header_rows
from parsers.words.numbers import YUAN, cell_number, is_absent, is_amount, is_percent, money_unit

from .contents import contents_entries

LONGEST_LABEL = 16
"""Characters of a label of a column within a form."""
SENTENCE = 200
"""Characters of a sentence, or of labels, that are kept."""
DIGIT = regex.compile(r"\d")


def read_figures(document: Document, quantities: Iterable[Quantity] = ()) -> Iterator[FigureReading]:
    """All figures in reading order; the table of contents has none. `quantities`: what is read of the tables;
    each of them is a figure, wherever its unit is said.
    """
    contents = contents_entries(document)
    carried = {q.key: q for q in quantities if q.origin == "table"}
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _table_figures(block, carried)
        elif block.index not in contents:
            yield from _paragraph_figures(block)


def _in_text(
    text: Text, marks: Mapping[int, int] | None = None
) -> Iterator[tuple[int, int, int, str, str, bool, str]]:
    """(start, end of the digits, end of the unit, number, unit, approximate, sentence) of each figure in a
    text. `marks`: where the numbers of a list begin and end, as 2. of 2.30件.
    """
    if DIGIT.search(text.folded) is None:
        return
    folded, index, words = text.folded, text.folded_at, figure_words()
    stops = [-1, *_ends(folded), len(folded)]
    for m in words.figure.finditer(folded):
        start, digits = m.span("number")
        start = (marks or {}).get(start, start)
        if words.coded_item.search(folded[: m.end("unit")]):
            continue
        if m["unit"] != "%" and words.dated.whole(folded[m.end() : m.end() + 1]):
            continue
        unit = m["unit"] + YUAN if words.large.whole(m["unit"]) and not m["more"] else m["unit"]
        after = bisect_left(stops, start)
        a, b = stops[after - 1] + 1, stops[after]
        yield (
            index[start],
            index[digits - 1] + 1,
            index[m.end("unit") - 1] + 1,
            folded[start:digits],
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
            place=p.place(start, end, p.text.chars[start:whole]),
            key=key,
            number=number,
            unit=unit,
            approximate=near,
            context=context,
        )


@dataclass(frozen=True)
class _Label:
    """What heads a cell: its labels from the top, the money unit that their row begins with, and the column
    of the measure words of the indicators.
    """

    text: str
    unit: str | None = None
    measured: int | None = None


def _table_figures(table: Table, carried: Mapping[str, Quantity]) -> Iterator[FigureReading]:
    """Numeric cells under money or % labels, and numbers with a unit within cells."""
    unit = money_unit(table.folded_unit_line) or money_unit(table.folded_title)
    tops = _tops(table)
    inner, starts = _inner_labels(table), _list_starts(table)
    counting = {start: _counting_rows(table, start) for start in {0, *starts.values()}}
    for cell in table.cells:
        folded = cell.text.folded
        if DIGIT.search(folded) is None:
            continue
        text, own = cell_number(folded), carried.get(table.locator(cell))
        if not (is_amount(text) or is_percent(text)):
            yield from _with_carried(list(_figures_within(table, cell)), own, folded)
            continue
        label = inner.get((cell.row, cell.col)) or tops[cell.col]
        start = starts.get(cell.col, 0)
        row_label = _row_label(table, cell.row, range(start, cell.col), nearest=not label.text)
        counts = is_amount(text) and cell.row in counting[start]
        found = None if counts else _cell_figure(table, cell, text, label, row_label, unit)
        yield from _with_carried([found] if found else [], own, _joined(row_label, label.text))


def _with_carried(found: list[FigureReading], own: Quantity | None, context: str) -> Iterator[FigureReading]:
    """The figures of a cell; the one that is read as a quantity of the cell has its key, and is there though
    no label by it says its unit.
    """
    same = next((n for n, f in enumerate(found) if own and own.number == f.number), None)
    if own is None:
        yield from found
    elif same is not None:
        yield from (replace(f, key=own.key) if n == same else f for n, f in enumerate(found))
    else:
        yield from found
        yield FigureReading(
            place=own.place,
            key=own.key,
            number=own.number,
            unit=own.unit,
            approximate=own.approximate,
            context=context[:SENTENCE],
        )


def _cell_figure(
    table: Table, cell: Cell, text: str, label: _Label, row_label: str, unit: str | None
) -> FigureReading | None:
    """The figure of a cell that is a number and nothing else; null where it is a code, a number of a row, or
    of no unit.
    """
    indicated = code_of("self_evaluation", "columns", label.text.split("|")[-1])
    beside = _beside(table, cell, label if indicated == "actual" else None)
    coded = CODE.fullmatch(text) is not None and figure_words().coded.found_in(label.text)
    apart = cell.row < header_rows(table) or columns(table)[cell.col].role != "value" or coded
    if (text[0] == "0" and text[1:].isdigit()) or (apart and not beside):
        return None
    own = "%" if is_percent(text) else beside or _cell_unit(table, cell, label)
    # What an indicator is to reach or has reached is in its own unit, not in that of the money above it.
    own = unit if own is None and indicated not in ("target", "actual") else own
    if not own:
        return None
    return FigureReading(
        place=table.place(cell),
        key=table.locator(cell),
        number=text.rstrip("%"),
        unit=own,
        approximate=False,
        context=_joined(row_label, label.text),
    )


def _joined(row_label: str, label: str) -> str:
    """The labels of a row and of a column, as far as there are any."""
    return "|".join(filter(None, (row_label, label)))[:SENTENCE]


def _row_label(table: Table, row: int, cols: range, nearest: bool = False) -> str:
    """The first words of a row that say something and are no number. Where nothing heads the column, labels
    and numbers stand in turn: the `nearest` words.
    """
    before = [w for c in cols if (w := table.words.get((row, c), ""))]
    said = reversed(before) if nearest else before
    return next((w for w in said if not is_amount(w) and not is_absent(w)), "")


def _counting_rows(table: Table, start: int) -> set[int]:
    """The rows of a list that count something, as its label says, with those listed under them: 1.其他用车
    under (一)车辆数合计(辆).
    """
    out: set[int] = set()
    above: str | None = None
    for row in range(header_rows(table), table.row_count):
        label = _row_label(table, row, range(start, table.cols))
        rank = code_of("headings", "ranks", label)
        if figure_words().counted.search(label):
            above = rank or ""
        elif above is None or rank is None or rank <= above:
            above = None
        if above is not None:
            out.add(row)
    return out


def _list_starts(table: Table) -> dict[int, int]:
    """Column of values → the column in which its list begins, where lists stand side by side."""
    lists = [] if is_form(table) else blocks(columns(table))
    named = [(b, [c.index for c in (*b.codes, *([b.name] if b.name else []))]) for b in lists]
    return {c.index: min(first) for b, first in named if first for c in b.values}


def _beside(table: Table, cell: Cell, actual: _Label | None) -> str:
    """The measure word to the right of a number: 指标值 and 度量单位 stand in two columns; of what has been
    reached, that of its target.
    """
    right = table.words.get((cell.row, cell.col + cell.col_span), "")
    if actual is not None and actual.measured is not None:
        right = table.words.get((cell.row, actual.measured), "")
    return right if right and figure_words().units.whole(right) else ""


def _figures_within(table: Table, cell: Cell) -> Iterator[FigureReading]:
    """The numbers with a unit in the words of a cell."""
    marks = dict(numbered_marks(cell.text.folded)) if is_form(table) else {}
    for start, end, whole, number, unit, near, context in _in_text(cell.text, marks):
        locator = f"{table.locator(cell)}@{start}-{end}"
        yield FigureReading(
            place=table.place(cell, start, end, locator, cell.text.chars[start:whole]),
            key=locator,
            number=number,
            unit=unit,
            approximate=near,
            context=context,
        )


def _tops(table: Table) -> Sequence[_Label]:
    """What heads each column: its label path; in a form that of its first row of labels, below the names of
    project and units.
    """
    rows = range(header_rows(table))
    first = next((r for r in rows if _are_labels(_said(table, r))), None) if is_form(table) else None
    if first is None:
        return [_Label("|".join(c.path)) for c in columns(table)]
    said = [_said(table, r) for r in rows[first:]]
    paths = ({w: None for row in said if (w := row.get(c))} for c in range(table.cols))
    return [replace(_label(said[0], ""), text="|".join(path)) for path in paths]


def _inner_labels(table: Table) -> dict[tuple[int, int], _Label]:
    """The labels that a row of labels within a table gives the cells below it: 分值, 得分 of the indicators
    below those of the money. The goals `before` those of the indicators stand under neither.
    """
    out: dict[tuple[int, int], _Label] = {}
    current: dict[int, _Label] = {}
    before = is_form(table)
    for row in range(header_rows(table), table.row_count):
        said = _said(table, row)
        if _are_labels(said):
            current = {col: _label(said, word) for col, word in said.items()}
            before &= all(code_of("self_evaluation", "columns", w) != "level3" for w in said.values())
            continue
        first = next(iter(said.values()), "")
        if before and code_of("self_evaluation", "blocks", first) == "goals":
            current = dict.fromkeys(range(table.cols), _Label(""))
        out |= {(row, col): label for col, label in current.items()}
    return out


def _said(table: Table, row: int) -> dict[int, str]:
    """Column → the words of a row."""
    return {c: w for c in range(table.cols) if (w := table.words.get((row, c), ""))}


def _label(said: Mapping[int, str], word: str) -> _Label:
    """A label of a row of labels, with what the row says of the numbers below it."""
    units = (c for c, w in said.items() if code_of("self_evaluation", "columns", w) == "unit")
    return _Label(word, money_unit(next(iter(said.values()))), next(units, None))


def _are_labels(said: Mapping[int, str]) -> bool:
    """Whether three words of a row are labels of columns, as forms have them or statements, and none is a
    number.
    """
    short = {w for w in said.values() if len(w) <= LONGEST_LABEL}
    known = (
        code_of("self_evaluation", "columns", w)
        or code_of("self_evaluation", "funds", w)
        or code_of("columns", "measures", w)
        for w in short
    )
    return (
        len(short) > 2
        and not any(is_amount(w) or is_percent(w) for w in said.values())
        and sum(map(bool, known)) > 2
    )


def _cell_unit(table: Table, cell: Cell, label: _Label) -> str | None:
    """The unit that the labels around a cell name: its column's header, or a label to its left; nothing ("")
    where they say that it is no money.
    """
    if not table.settled:
        return None
    told = _told_unit(label.text)
    left = (money_unit(table.words.get((cell.row, c), "")) for c in range(cell.col))
    return next(filter(None, left), label.unit) if told is None else told


@lru_cache(maxsize=8192)
def _told_unit(label: str) -> str | None:
    """The unit that a header names, or that it says that it is no money (""); null where it says neither."""
    if figure_words().percentage.found_in(label):
        return "%"
    return "" if figure_words().counts.found_in(label) else money_unit(label)
