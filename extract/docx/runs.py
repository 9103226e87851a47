"""The text of a DOCX paragraph as it is shown: no deleted, hidden or struck-through runs; its lines, and its
cells where tabs part it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from extract import regex
from extract.captions import TITLE, UNIT_LINE
from extract.fold import fold
from extract.numbered import glue, is_heading
from extract.txt.loose_cells import is_number

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SKIPPED = {W + "del", W + "moveFrom", FALLBACK, W + "txbxContent", W + "instrText", W + "footnote", W + "rt"}
HIDING = (W + "vanish", W + "strike", W + "dstrike")
OFF = ("0", "false", "off", "none")
ENDED = ("。", "；", ";", "：", ":", "！", "？")
BEGINS = regex.compile(
    r"\s*(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．](?!\d))"
)
FEWEST_ROWS = 3
LONGEST_UNIT_LINE = 30


def hides(properties: _Element | None) -> bool:
    """Whether the properties of a run, or of a style, hide its text or strike it through."""
    if properties is None:
        return False
    found = (properties.find(tag) for tag in HIDING)
    return any(e is not None and e.get(W + "val", "1") not in OFF for e in found)


def shown(p: _Element, hidden: frozenset[str] = frozenset()) -> str:
    """A paragraph's text with its tabs and line breaks; `hidden`: the styles that hide text."""
    out: list[str] = []

    def walk(element: _Element) -> None:
        for child in element:
            if child.tag in SKIPPED or (child.tag == W + "r" and _is_hidden(child, hidden)):
                continue
            if child.tag == W + "t":
                out.append(child.text or "")
            elif child.tag == W + "tab":
                out.append("\t")
            elif child.tag in (W + "br", W + "cr"):
                out.append("\n")
            elif child.tag == W + "noBreakHyphen":
                out.append("-")
            elif child.tag not in (W + "pPr", W + "rPr", W + "p"):
                walk(child)

    if not _styled(p.find(f"{W}pPr/{W}pStyle"), hidden):
        walk(p)
    return "".join(out)


def _is_hidden(run: _Element, hidden: frozenset[str]) -> bool:
    return hides(run.find(W + "rPr")) or _styled(run.find(f"{W}rPr/{W}rStyle"), hidden)


def _styled(style: _Element | None, hidden: frozenset[str]) -> bool:
    return style is not None and style.get(W + "val") in hidden


def lines(text: str) -> Iterator[str]:
    """The paragraphs that line breaks make of one: a break behind a heading or a sentence, before a
    number, or between a table's title and its unit line parts it.
    """
    current = ""
    for line in (x.strip() for x in text.split("\n")):
        parted = (
            current.endswith(ENDED) or is_heading(current) or BEGINS.match(line) or _titles(current, line)
        )
        if current and line and parted:
            yield current
            current = line
        elif line:
            current += glue(current, line) + line
    if current:
        yield current


def _titles(current: str, line: str) -> bool:
    """Whether a line is the unit line of a table, or the one before it a table's title."""
    titled = TITLE.search(fold(current)) is not None and current.endswith("表")
    return titled or (UNIT_LINE.match(fold(line)) is not None and len(line) <= LONGEST_UNIT_LINE)


def tab_rows(texts: Sequence[str]) -> list[list[str]] | None:
    """The rows that paragraphs parted by tabs make up; null where they are none: as many cells in each, a
    header, numbers below it. A tab before a row's first words is a blank cell, unless all rows begin so;
    cells behind its last words may be left out.
    """
    for rows in (_by_each_tab(texts), [_cells(regex.split("\t+", text.strip(" \t"))) for text in texts]):
        if len(rows) >= FEWEST_ROWS and len({len(row) for row in rows}) == 1 and len(rows[0]) > 1:
            below = [c for row in rows[1:] for c in row]
            return rows if not any(map(is_number, rows[0])) and any(map(is_number, below)) else None
    return None


def _by_each_tab(texts: Sequence[str]) -> list[list[str]]:
    """The cells between single tabs, a row shorter than the first filled up with blank cells to its width."""
    rows = [_cells(text.rstrip(" \t").split("\t")) for text in texts]
    if all(not row[0] for row in rows):
        rows = [row[1:] for row in rows]
    width = len(rows[0]) if rows else 0
    return [row + [""] * (width - len(row)) if len(row) > 1 else row for row in rows]


def _cells(texts: Sequence[str]) -> list[str]:
    return [text.strip() for text in texts]
