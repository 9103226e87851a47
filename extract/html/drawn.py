"""Tables that a page draws without an element for tables: boxes in rows of as many boxes each, and lines of
preformatted text. Each is made a table of the page before this is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from extract.txt.loose_cells import is_number
from extract.txt.tables import find_tables, text_table

from .source import text_of, words_of

if TYPE_CHECKING:
    from lxml.etree import _Element

BOXES = ("div", "section", "article", "ul", "ol", "dl", "li", "dt", "dd", "p", "span")
"""What a page may set as rows, and as their cells."""
FEWEST_ROWS = 3
NARROWEST, WIDEST = 2, 40
"""Cells of a row."""
LONGEST = 60
"""Characters of a cell."""


def draw_tables(body: _Element) -> None:
    """Makes the tables that boxes and preformatted lines draw tables of the page."""
    for element in [e for e in body.iter("pre") if not len(e)]:
        _from_lines(element)
    for element in [e for e in body.iter(*BOXES, "body", "td") if len(e) >= FEWEST_ROWS]:
        for rows in _alike(element):
            _as_table(element, rows)


def _alike(element: _Element) -> Iterator[Sequence[_Element]]:
    """The runs of an element's children that are rows of one table: as many cells each, the first labels."""
    for width, run in groupby(list(element), key=_width):
        rows = list(run)
        if width and len(rows) >= FEWEST_ROWS and _is_table(rows):
            yield rows


def _width(row: _Element) -> int:
    """How many cells a row has; 0 where it is none: it holds words of its own, or more than cells."""
    cells = list(row)
    if row.tag not in BOXES or not NARROWEST <= len(cells) <= WIDEST:
        return 0
    own = [row.text, *(c.tail for c in cells)]
    if any((x or "").strip() for x in own) or not all(map(_is_cell, cells)):
        return 0
    return len(cells)


def _is_cell(element: _Element) -> bool:
    plain = all(
        e.tag in ("span", "b", "strong", "font", "i", "em", "p", "br") for e in element.iterdescendants()
    )
    return element.tag in BOXES and plain and len(words_of(element)) <= LONGEST


def _is_table(rows: Sequence[_Element]) -> bool:
    """Whether labels stand over columns of which one holds numbers alone, and names begin the rows."""
    words = [[words_of(cell) for cell in row] for row in rows]
    head, *body = words
    columns = list(zip(*body, strict=True))
    numbers = [
        all(is_number(c) or c in ("", "-", "—") for c in column) and any(map(is_number, column))
        for column in columns
    ]
    return all(head) and not any(map(is_number, head)) and not numbers[0] and any(numbers)


def _as_table(element: _Element, rows: Sequence[_Element]) -> None:
    """Puts the rows in a table where the first of them stands."""
    from lxml import etree

    table = etree.Element("table")
    element.insert(element.index(rows[0]), table)
    for row in rows:
        for cell in row:
            cell.tag = "td"
        row.tag = "tr"
        table.append(row)


def _from_lines(pre: _Element) -> None:
    """The lines of preformatted text as paragraphs, and as the tables that stand in them."""
    from lxml import etree

    lines = text_of(pre).split("\n")
    found = [x for x in find_tables(lines) if x.settled]
    if not found:
        return
    pre.text, at = None, 0
    pre.tag = "div"
    for table in found:
        _add_lines(pre, lines[at : table.start])
        made = etree.SubElement(pre, "table")
        rows = [etree.SubElement(made, "tr") for _ in table.rows]
        for cell in text_table(table, 0).cells:
            td = etree.SubElement(rows[cell.row], "td", colspan=str(cell.col_span))
            td.text = cell.text.chars
        at = table.end
    _add_lines(pre, lines[at:])


def _add_lines(element: _Element, lines: Sequence[str]) -> None:
    from lxml import etree

    for line in lines:
        if line.strip():
            etree.SubElement(element, "p").text = line.strip()
