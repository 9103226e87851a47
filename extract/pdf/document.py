"""PDF → Document: the pages' glyphs and rulings put into tables and paragraphs in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

from extract.captions import with_context
from extract.errors import DamagedFileError, EncryptedFileError, damage
from extract.fold import fold
from extract.halves.join import join_halves
from extract.model import Document, Paragraph, Table
from extract.numbered import is_heading
from extract.ocr.region import with_places
from extract.page.arrays import RawPage
from extract.page.grid import find_grids
from extract.page.pdfplumber import PlumberPages
from extract.settings import DEFAULT_OCR, DEFAULT_OPENING, Ocr, Opening, Reader

from .boxes import without_boxes
from .page_breaks import join
from .pages import PageRead, read_pages, unread_warnings
from .paragraphs import Margins, drop_furniture, join_lines, margins_of, paragraph_text
from .sideways import as_shown
from .streams import damage_warnings, find_damage
from .tables import RuledTable, as_table, fill, owners
from .textlines import OUTSIDE, Line, group_lines, set_lines
from .titles import in_reading_order, parted_at_titles
from .turns import Above, goes_on
from .unruled import missing_rules

MOST_PAGES = 100_000
"""A file that lists more pages lies."""


@dataclass
class Layout:
    """One page, upright and straight: its size in points, its lines outside tables, and its tables."""

    number: int
    width: float
    height: float
    lines: list[Line]
    tables: list[RuledTable]


def read_pdf(
    data: bytes,
    name: str,
    sha256: str,
    ocr: Ocr = DEFAULT_OCR,
    reader: Reader = Reader.PDFIUM,
    opening: Opening = DEFAULT_OPENING,
) -> Document:
    """The document that a PDF's bytes hold; `ocr` says which pages are read as pictures, `reader` what reads
    the others, `opening` which passwords are tried and who is told the page.

    Raises EncryptedFileError, DamagedFileError, and ReportError where pictures are to be read and cannot be.
    """
    damage = find_damage(data)
    layouts: list[Layout] = []
    read: list[PageRead] = []
    turned: dict[int, RawPage] = {}
    for raw, page in _pages(data, name, ocr, reader, opening):
        layouts.append(_lay_out(raw))
        if raw.turn:
            turned[raw.number] = raw
        read.append(page)
    cleaned = drop_furniture([(x.height, x.lines) for x in layouts])
    for layout, lines in zip(layouts, cleaned, strict=True):
        layout.lines = lines
    placed = as_shown(with_places(_blocks(layouts), [r for p in read for r in p.regions]), turned)
    blocks, halves = join_halves(placed)
    return Document(
        name,
        sha256,
        "pdf",
        tuple(p.page for p in read),
        tuple(with_context(blocks)),
        (*unread_warnings(read, ocr.advice), *damage_warnings(damage), *halves),
        damaged=damage.is_some,
    )


def _pages(
    data: bytes, name: str, ocr: Ocr, reader: Reader, opening: Opening
) -> Iterator[tuple[RawPage, PageRead]]:
    document, password = _opened(data, name, opening.passwords)
    plumber = PlumberPages(data, password)
    try:
        if not 0 < len(document) <= MOST_PAGES:
            raise DamagedFileError(f"{name} 自称有 {len(document)} 页，无法读取：请从来源重新获取")
        yield from read_pages(document, ocr, plumber, reader, opening.paging)
    finally:
        plumber.close()
        document.close()


def _opened(data: bytes, name: str, passwords: Sequence[str]) -> tuple[Any, str]:
    """The PDF opened by PDFium, and the password that it took."""
    import pypdfium2

    for password in ("", *passwords):
        try:
            return pypdfium2.PdfDocument(data, password=password or None), password
        except pypdfium2.PdfiumError as error:
            if "password" not in str(error).lower():
                raise DamagedFileError(
                    f"{name} 不是能读的 PDF（{damage(error)}）：请从来源重新获取"
                ) from error
    tried = "给出的密码都不对" if passwords else "请用 --password-file 给出密码"
    raise EncryptedFileError(f"{name} 需要密码：{tried}，或另存为不带密码的文件后再读")


def _lay_out(raw: RawPage) -> Layout:
    grids = without_boxes(find_grids(raw.rulings))
    owned = owners(grids, raw.glyphs)
    grouped = group_lines(raw.glyphs, owned)
    if len(rules := missing_rules(raw, grids, owned == OUTSIDE, grouped)):
        grids = without_boxes(find_grids(np.concatenate((raw.rulings, rules))))
        owned = owners(grids, raw.glyphs)
        grouped = group_lines(raw.glyphs, owned)
    lines, texts = set_lines(raw.glyphs, owned, grouped, raw.number)
    items = list(chain.from_iterable(map(parted_at_titles, fill(grids, texts, raw.number, rules))))
    lines += [x for x in items if isinstance(x, Line)]
    tables = [x for x in items if isinstance(x, RuledTable)]
    return Layout(raw.number, raw.width, raw.height, lines, tables)


def _blocks(layouts: Sequence[Layout]) -> list[Paragraph | Table]:
    """Paragraphs and tables in reading order, tables that run on over pages joined."""
    margins = _margins(layouts)
    blocks: list[Paragraph | Table | RuledTable] = []
    pending: list[Line] = []
    tables: list[Above] = []
    for layout in layouts:
        for item in in_reading_order(layout.lines, layout.tables):
            if isinstance(item, Line):
                pending.append(item)
                continue
            if (begun := goes_on(tables, item, pending)) is not None:
                join(begun, item)
            else:
                tables.append(Above(item, [fold(line.text.chars) for line in pending]))
                blocks.extend(_paragraphs(pending, margins))
                blocks.append(item)
            pending = []
    blocks.extend(_paragraphs(pending, margins))
    return _numbered(blocks)


def _margins(layouts: Sequence[Layout]) -> dict[int, Margins]:
    """Each page's text edges; a page with little text takes those of the pages of its width."""
    of_width = {}
    for width in {round(x.width) for x in layouts}:
        of_width[width] = margins_of([line for x in layouts if round(x.width) == width for line in x.lines])
    out = {}
    for x in layouts:
        own, common = margins_of(x.lines), of_width[round(x.width)]
        enough = len(x.lines) >= 8 and own.right - own.left > 0.8 * (common.right - common.left)
        out[x.number] = own if enough else common
    return out


def _paragraphs(lines: Sequence[Line], margins: dict[int, Margins]) -> list[Paragraph]:
    groups = join_lines(lines, [margins[x.page] for x in lines])
    texts = [paragraph_text(g) for g in groups]
    return [Paragraph(-1, t, is_heading(t.chars), g[0].page) for g, t in zip(groups, texts, strict=True)]


def _numbered(blocks: Sequence[Paragraph | Table | RuledTable]) -> list[Paragraph | Table]:
    out: list[Paragraph | Table] = []
    paragraphs = tables = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            out.append(Paragraph(paragraphs, block.text, block.heading, block.page, block.kind))
            paragraphs += 1
        elif isinstance(block, RuledTable):
            out.append(as_table(block, tables))
            tables += 1
    return out
