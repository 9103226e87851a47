"""The text of a web page in reading order: lines and paragraphs, white space as a browser shows it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from extract import regex
from extract.han.readings import without_readings
from extract.txt.document import paragraphs_of

if TYPE_CHECKING:
    from lxml.etree import _Element

BLOCK_TAGS = (
    "address article aside blockquote body caption center dd div dl dt fieldset figure form h1 h2 h3 h4 h5 "
    "h6 header hr html li main ol p pre section table tbody td tfoot th thead tr ul"
)
BLOCKS = frozenset(BLOCK_TAGS.split())
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SPACE = regex.compile(r"[ \t\r\n\f]+")
WIDE = regex.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
INDENT = regex.compile(r"^[ \xa0\u3000]*(\u3000|\xa0[ \xa0]*\xa0)")
"""How the first line of a paragraph is set in where lines are broken by `<br>`."""
FIELD = regex.compile(
    r"(HYPERLINK\s+(\\l\s+)?\"[^\"]*\"|PAGEREF\s+_Toc\w+(\s+\\h)?|TOC\s+(\\\w(\s+\"[^\"]*\")?\s*)+)"
)
"""Codes of Word's fields that were pasted with their results."""
INVISIBLE = regex.compile(r"[\u200b-\u200f\u2060\ufeff\xad]")


class Break:
    """The end of a block."""


BREAK = Break()


def pieces(root: _Element, apart: Collection[_Element] = ()) -> Iterator[str | Break | _Element | None]:
    """The characters within an element, null for a line break, BREAK for the end of a block, and the elements
    that are to be kept apart.
    """
    from lxml import etree

    inside: _Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if inside is None and event == "start":
            if element is not root and element in apart:
                inside = element
                yield element
                continue
            if element.tag in BLOCKS:
                yield BREAK
            elif element.tag == "br":
                yield None
            yield element.text or ""
        elif event == "end" and inside in (None, element):
            inside = None
            if element.tag in BLOCKS:
                yield BREAK
            if element is not root:
                yield element.tail or ""


def broken_lines(root: _Element, apart: Collection[_Element] = ()) -> Iterator[list[str] | _Element]:
    """The blocks within an element, each as the lines that it is broken into, and the elements kept apart."""
    held: list[list[str]] = [[]]
    for piece in pieces(root, apart):
        if isinstance(piece, str):
            held[-1].append(piece)
        elif piece is None:
            held.append([])
        else:
            if any(shown := [collapsed("".join(x)) for x in held]):
                yield shown
            held = [[]]
            if not isinstance(piece, Break):
                yield piece
    if any(shown := [collapsed("".join(x)) for x in held]):
        yield shown


def collapsed(text: str) -> str:
    """Text as a browser shows it; a line of the source that ends between two Chinese characters leaves no
    gap.
    """

    def gap(m: regex.Match[str]) -> str:
        around = text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]
        soft = "\n" in m.group() and all(WIDE.match(c) for c in around)
        return "" if soft or not all(around) else " "

    text = without_readings(INVISIBLE.sub("", text))
    return FIELD.sub("", SPACE.sub(gap, text)) if text.strip() else ""


def paragraphs(shown: list[str]) -> Iterator[str]:
    """The paragraphs of a block: its lines, those that only wrap joined."""
    group: list[str] = []
    for line in shown:
        if group and INDENT.match(line):
            yield from paragraphs_of(group)
            group = []
        group.append(line)
    yield from paragraphs_of(group)


def cell_text(root: _Element, apart: Collection[_Element]) -> str:
    """The lines within a table's cell, without the tables in it."""
    found = (line.strip() for block in broken_lines(root, apart) if isinstance(block, list) for line in block)
    return "\n".join(filter(None, found))
