"""DOCX → Document: one walk over the XML; spans, list numbers, text boxes and footnotes included."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.captions import with_context
from extract.errors import DamagedFileError
from extract.model import Cell, Document, Paragraph, Table, Text
from extract.numbered import is_heading

from .numbering import Numbering

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SKIPPED = {W + "del", W + "moveFrom", FALLBACK, W + "txbxContent", W + "instrText", W + "footnote"}


def read_docx(data: bytes, name: str, sha256: str) -> Document:
    """The document that a DOCX's bytes hold. Raises DamagedFileError."""
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
            parts = {
                n: etree.fromstring(archive.read(n), parser)
                for n in ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml")
                if n in archive.namelist()
            }
    except (
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
        KeyError,
        OSError,
        EOFError,
        ValueError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        raise DamagedFileError(
            f"{name} is truncated or damaged ({error}): fetch it again from its source"
        ) from error
    body = parts["word/document.xml"].find(W + "body")
    if body is None:
        raise DamagedFileError(f"{name} has no text body: fetch it again from its source")
    reader = _Reader(parts.get("word/styles.xml"), Numbering(parts.get("word/numbering.xml")))
    blocks = list(reader.blocks(body))
    notes = parts.get("word/footnotes.xml")
    if notes is not None:
        for note in notes.iter(W + "footnote"):
            text = "".join(_text(p) for p in note.iter(W + "p")).strip()
            if text:
                blocks.append(reader.paragraph(text, kind="footnote"))
    return Document(name, sha256, "docx", (), tuple(with_context(blocks)))


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
    return int(value) if value and value.isdigit() else default


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
