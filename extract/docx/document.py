"""DOCX → Document: one walk over the XML; spans, list numbers, text boxes and footnotes included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.captions import with_context
from extract.errors import DamagedFileError
from extract.model import Cell, Document, Paragraph, Table, Text
from extract.numbered import is_heading

from .archive import read_parts
from .numbering import Numbering

if TYPE_CHECKING:
    from lxml.etree import _Element

PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
LONGEST = 3
"""Digits of a span that can be meant; Word itself allows 63 columns."""
SKIPPED = {W + "del", W + "moveFrom", FALLBACK, W + "txbxContent", W + "instrText", W + "footnote"}


def read_docx(data: bytes, name: str, sha256: str) -> Document:
    """The document that a DOCX's bytes hold. Raises DamagedFileError."""
    parts = read_parts(data, name, PARTS)
    body = parts.roots[PARTS[0]].find(W + "body") if PARTS[0] in parts.roots else None
    if body is None:
        raise DamagedFileError(f"{name} 没有正文：请从来源重新获取")
    reader = _Reader(parts.roots.get("word/styles.xml"), Numbering(parts.roots.get("word/numbering.xml")))
    try:
        blocks = [*reader.blocks(body), *reader.notes(parts.roots.get("word/footnotes.xml"))]
    except RecursionError as error:
        raise DamagedFileError(f"{name} 的内容嵌套过深，无法读取：请从来源重新获取，或另存为 PDF") from error
    warnings = [f"{part} 的校验和不符，内容可能与公布的不同：请从来源重新获取" for part in parts.damaged]
    return Document(
        name, sha256, "docx", (), tuple(with_context(blocks)), tuple(warnings), damaged=bool(warnings)
    )


class _Reader:
    """The walk's state: running numbers of paragraphs, tables and lists."""

    def __init__(self, styles: _Element | None, numbering: Numbering) -> None:
        self.paragraphs = self.tables = 0
        self.numbering = numbering
        self.headings = {
            s.get(W + "styleId")
            for s in (styles.iter(W + "style") if styles is not None else ())
            if s.find(f".//{W}outlineLvl") is not None
        }

    def blocks(self, parent: _Element) -> Iterator[Paragraph | Table]:
        """Paragraphs and tables of a body or content control, in order."""
        for child in parent:
            if child.tag == W + "p":
                yield from self._paragraph(child)
            elif child.tag == W + "tbl":
                yield from self._table(child)
            elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "smartTag", W + "customXml"):
                yield from self.blocks(child)

    def notes(self, notes: _Element | None) -> Iterator[Paragraph]:
        """The footnotes."""
        for note in notes.iter(W + "footnote") if notes is not None else ():
            if text := "".join(_text(p) for p in note.iter(W + "p")).strip():
                yield self.paragraph(text, kind="footnote")

    def paragraph(self, text: str, heading: bool = False, kind: str = "body") -> Paragraph:
        self.paragraphs += 1
        return Paragraph(self.paragraphs - 1, Text(text), heading, None, kind)

    def _paragraph(self, p: _Element) -> Iterator[Paragraph]:
        text = (self.numbering.label(p) + _text(p)).strip()
        style = p.find(f"{W}pPr/{W}pStyle")
        styled = (style is not None and style.get(W + "val") in self.headings) or p.find(
            f"{W}pPr/{W}outlineLvl"
        ) is not None
        if text:
            yield self.paragraph(text, is_heading(text) or (styled and len(text) <= 60))
        for box in _boxes(p):
            for inner in box.iter(W + "p"):
                if said := _text(inner).strip():
                    yield self.paragraph(said, kind="textbox")

    def _table(self, tbl: _Element) -> Iterator[Table]:
        cells, nested = self._cells(tbl)
        if cells:
            rows = max(c.row + c.row_span for c in cells)
            cols = max(c.col + c.col_span for c in cells)
            yield Table(self.tables, tuple(cells), rows, cols)
            self.tables += 1
        for inner in nested:
            yield from self._table(inner)

    def _cells(self, tbl: _Element) -> tuple[list[Cell], list[_Element]]:
        """The cells with their spans: gridSpan across, vMerge down."""
        open_at: dict[int, int] = {}
        cells: list[Cell] = []
        nested: list[_Element] = []
        for row, tr in enumerate(_rows(tbl)):
            col = _number(tr.find(f"{W}trPr/{W}gridBefore"), 0)
            for tc in _row_cells(tr):
                span = _number(tc.find(f"{W}tcPr/{W}gridSpan"), 1)
                merge = tc.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and merge.get(W + "val") != "restart" and col in open_at:
                    i = open_at[col]
                    cells[i] = Cell(
                        cells[i].row, col, cells[i].text, row - cells[i].row + 1, cells[i].col_span
                    )
                else:
                    text = "\n".join(
                        t
                        for p in tc.iterfind(f".//{W}p")
                        if (t := (self.numbering.label(p) + _text(p)).strip())
                    )
                    cells.append(Cell(row, col, Text(text), 1, span))
                    if merge is not None:
                        open_at[col] = len(cells) - 1
                    else:
                        open_at.pop(col, None)
                nested.extend(tc.findall(W + "tbl"))
                col += span
        return cells, nested


def _rows(tbl: _Element) -> Iterator[_Element]:
    for child in tbl:
        if child.tag == W + "tr":
            yield child
        elif child.tag == W + "sdt":
            yield from child.iterfind(f"{W}sdtContent/{W}tr")


def _row_cells(tr: _Element) -> Iterator[_Element]:
    for child in tr:
        if child.tag == W + "tc":
            yield child
        elif child.tag == W + "sdt":
            yield from child.iterfind(f"{W}sdtContent/{W}tc")


def _number(element: _Element | None, default: int) -> int:
    value = element.get(W + "val") if element is not None else None
    return int(value) if value and value.isascii() and value.isdigit() and len(value) <= LONGEST else default


def _text(p: _Element) -> str:
    """A paragraph's text: runs with tabs and breaks, without deleted text and without the boxes anchored in
    it.
    """
    out: list[str] = []

    def walk(element: _Element) -> None:
        for child in element:
            if child.tag in SKIPPED:
                continue
            if child.tag == W + "t":
                out.append(child.text or "")
            elif child.tag == W + "tab":
                out.append(" ")
            elif child.tag in (W + "br", W + "cr"):
                out.append("\n")
            elif child.tag == W + "noBreakHyphen":
                out.append("-")
            elif child.tag not in (W + "pPr", W + "rPr", W + "p"):
                walk(child)

    walk(p)
    return "".join(out)


def _boxes(p: _Element) -> Iterator[_Element]:
    """The text boxes anchored in a paragraph, each once (the fallback copy left out)."""
    for box in p.iter(W + "txbxContent"):
        if not any(a.tag == FALLBACK for a in box.iterancestors()):
            yield box
