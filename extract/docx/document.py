"""DOCX → Document: one walk over the XML; spans, list numbers, text boxes and footnotes included."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from extract.captions import with_context
from extract.errors import DamagedFileError
from extract.halves.join import join_halves
from extract.model import Cell, Document, Paragraph, Table, Text
from extract.numbered import is_heading

from .archive import read_member, read_parts
from .chunks import Cells, read_chunk
from .numbering import Numbering
from .runs import FALLBACK, W, hides, lines, shown, tab_rows

if TYPE_CHECKING:
    from lxml.etree import _Element

RELATIONS = "word/_rels/document.xml.rels"
ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml", RELATIONS)
LONGEST = 3
"""Digits of a span that can be meant; Word itself allows 63 columns."""


def read_docx(data: bytes, name: str, sha256: str) -> Document:
    """The document that a DOCX's bytes hold. Raises DamagedFileError."""
    parts = read_parts(data, name, PARTS)
    body = parts.roots[PARTS[0]].find(W + "body") if PARTS[0] in parts.roots else None
    if body is None:
        raise DamagedFileError(f"{name} 没有正文：请从来源重新获取")
    relations = {r.get("Id"): r.get("Target") for r in parts.roots.get(RELATIONS, ())}
    reader = _Reader(
        parts.roots.get("word/styles.xml"),
        Numbering(parts.roots.get("word/numbering.xml")),
        lambda key: _chunk(data, name, relations.get(key)),
    )
    try:
        blocks = [*reader.blocks(body), *reader.notes(parts.roots.get("word/footnotes.xml"))]
    except RecursionError as error:
        raise DamagedFileError(f"{name} 的内容嵌套过深，无法读取：请从来源重新获取，或另存为 PDF") from error
    blocks, halves = join_halves(blocks)
    warnings = [
        *reader.warnings,
        *halves,
        *(f"{part} 的校验和不符，内容可能与公布的不同：请从来源重新获取" for part in parts.damaged),
        *(f"{part} 不是规范的 XML，已像 Word 那样修复后读取：请与原文核对" for part in parts.repaired),
    ]
    damaged = bool(parts.damaged or parts.repaired)
    return Document(name, sha256, "docx", (), tuple(with_context(blocks)), tuple(warnings), damaged=damaged)


def _chunk(data: bytes, name: str, target: str | None) -> list[str | Cells] | None:
    """What a chunk of another format holds; null where it is not read."""
    part = "" if target is None else target.lstrip("/") if target.startswith("/") else f"word/{target}"
    content = read_member(data, name, part)
    found = None if content is None else read_chunk(content, part)
    return None if found is None else list(found)


class _Reader:
    """The walk's state: running numbers of paragraphs, tables and lists."""

    def __init__(
        self,
        styles: _Element | None,
        numbering: Numbering,
        chunk: Callable[[str | None], list[str | Cells] | None],
    ) -> None:
        self.paragraphs = self.tables = 0
        self.numbering, self.chunk = numbering, chunk
        self.warnings: list[str] = []
        self.hidden = frozenset(
            s.get(W + "styleId") or ""
            for s in (styles.iter(W + "style") if styles is not None else ())
            if hides(s.find(W + "rPr"))
        )
        self.headings = {
            s.get(W + "styleId")
            for s in (styles.iter(W + "style") if styles is not None else ())
            if s.find(f".//{W}outlineLvl") is not None
        }

    def blocks(self, parent: _Element) -> Iterator[Paragraph | Table]:
        """Paragraphs and tables of a body or content control, in order."""
        held: list[_Element] = []
        for child in parent:
            if child.tag == W + "p" and "\t" in shown(child, self.hidden).strip():
                held.append(child)
                continue
            yield from self._tabbed(held)
            held = []
            if child.tag == W + "p":
                yield from self._paragraph(child)
            elif child.tag == W + "tbl":
                yield from self._table(child)
            elif child.tag == W + "altChunk":
                yield from self._foreign(child)
            elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "smartTag", W + "customXml"):
                yield from self.blocks(child)
        yield from self._tabbed(held)

    def _tabbed(self, held: list[_Element]) -> Iterator[Paragraph | Table]:
        """Paragraphs with tabs, as a table where they make up one."""
        rows = tab_rows([shown(p, self.hidden) for p in held])
        if rows is None:
            for p in held:
                yield from self._paragraph(p)
        else:
            yield self._as_table(
                [(r, c, text, 1, 1) for r, row in enumerate(rows) for c, text in enumerate(row)]
            )

    def _foreign(self, chunk: _Element) -> Iterator[Paragraph | Table]:
        """The text of another format that stands in the body."""
        found = self.chunk(chunk.get(ID))
        if found is None:
            self.warnings.append("正文嵌有其他格式的内容（altChunk），未能读取：请另存为 PDF 后再读")
        for block in found or ():
            if isinstance(block, str):
                if text := block.strip():
                    yield self.paragraph(text, is_heading(text))
            elif block:
                yield self._as_table(block)

    def _as_table(self, cells: Cells) -> Table:
        rows, cols = max(r + high for r, _, _, high, _ in cells), max(c + wide for _, c, _, _, wide in cells)
        held = tuple(Cell(r, c, Text(text), high, wide) for r, c, text, high, wide in cells)
        self.tables += 1
        return Table(self.tables - 1, held, rows, cols)

    def notes(self, notes: _Element | None) -> Iterator[Paragraph]:
        """The footnotes."""
        for note in notes.iter(W + "footnote") if notes is not None else ():
            if text := "".join(self._said(p) for p in note.iter(W + "p")).strip():
                yield self.paragraph(text, kind="footnote")

    def paragraph(self, text: str, heading: bool = False, kind: str = "body") -> Paragraph:
        self.paragraphs += 1
        return Paragraph(self.paragraphs - 1, Text(text), heading, None, kind)

    def _paragraph(self, p: _Element) -> Iterator[Paragraph | Table]:
        label = self.numbering.label(p)
        texts = list(lines(label + shown(p, self.hidden).replace("\t", " ")))
        style = p.find(f"{W}pPr/{W}pStyle")
        styled = (style is not None and style.get(W + "val") in self.headings) or p.find(
            f"{W}pPr/{W}outlineLvl"
        ) is not None
        for text in texts:
            yield self.paragraph(text, is_heading(text) or (styled and len(text) <= 60))
        for box in _boxes(p):
            yield from self._boxed(box)

    def _boxed(self, box: _Element) -> Iterator[Paragraph | Table]:
        """The paragraphs and the tables of a text box."""
        for child in box:
            if child.tag == W + "tbl":
                yield from self._table(child)
            for inner in () if child.tag == W + "tbl" else child.iter(W + "p"):
                if said := self._said(inner):
                    yield self.paragraph(said, kind="textbox")

    def _said(self, p: _Element) -> str:
        """A paragraph's text, its tabs as spaces."""
        return shown(p, self.hidden).replace("\t", " ").strip()

    def _table(self, tbl: _Element) -> Iterator[Paragraph | Table]:
        """A table, and what its layout cells hold: those with a table in them are read like a body."""
        cells, layout = self._cells(tbl)
        if layout and all(c.col == 0 for c in cells):
            # One cell below the other, a table in one of them: a frame, its title in a cell of its own.
            for tr in _rows(tbl):
                for cell in _row_cells(tr):
                    yield from self.blocks(cell)
            return
        if any(c.text.chars for c in cells) or not layout:
            rows = max(c.row + c.row_span for c in cells)
            cols = max(c.col + c.col_span for c in cells)
            yield Table(self.tables, tuple(cells), rows, cols)
            self.tables += 1
        for cell in layout:
            yield from self.blocks(cell)

    def _cells(self, tbl: _Element) -> tuple[list[Cell], list[_Element]]:
        """The cells with their spans: gridSpan across, vMerge down."""
        open_at: dict[int, int] = {}
        cells: list[Cell] = []
        layout: list[_Element] = []
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
                    inner = () if tc.find(W + "tbl") is not None else tc.iterfind(f".//{W}p")
                    said = ((self.numbering.label(p) + self._said(p)).strip() for p in inner)
                    text = "\n".join(t for t in said if t)
                    cells.append(Cell(row, col, Text(text), 1, span))
                    if merge is not None:
                        open_at[col] = len(cells) - 1
                    else:
                        open_at.pop(col, None)
                if tc.find(W + "tbl") is not None:
                    layout.append(tc)
                col += span
        return cells, layout


def _rows(tbl: _Element) -> Iterator[_Element]:
    for child in tbl:
        if child.tag == W + "tr":
            # A row marked as deleted is one no more.
            if child.find(f"{W}trPr/{W}del") is None:
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


def _boxes(p: _Element) -> Iterator[_Element]:
    """The text boxes anchored in a paragraph, each once (the fallback copy left out)."""
    for box in p.iter(W + "txbxContent"):
        if not any(a.tag == FALLBACK for a in box.iterancestors()):
            yield box
