"""Web page → Document: the report's part of it, its tables with their spans, the files that it links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, groupby
from pathlib import Path
from typing import TYPE_CHECKING

from extract.archive.names import names_beside
from extract.captions import with_context
from extract.errors import DamagedFileError, ReportError, UnknownFormatError
from extract.fold import fold
from extract.halves.join import join_halves
from extract.model import Document, Paragraph, Table, Text
from extract.numbered import is_heading
from extract.txt.loose_cells import LooseRows
from extract.txt.tables import find_tables, text_table

from .content import PageLink, headline, is_of_site, links, main_part, published
from .drawn import FEWEST_ROWS, draw_tables
from .flow import HEADINGS, broken_lines, paragraphs
from .mht import MimePart, saved_pages
from .source import drop_unseen, parsed, text_of
from .tables import captions, data_tables, read_table

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST = 2**25
"""Bytes of a page: a year of tables as Excel writes them takes a tenth of it."""
LEAST = 40
"""Characters that a report has at least, where it has no table."""
NEAR = 12
"""Within so many first blocks a report prints its title."""


def read_html(data: bytes, name: str, sha256: str, file_format: str, folder: Path) -> Document:
    """The document that a page (html) or a saved page (mht) holds; of the files that it links, those not in
    `folder` are named in the warnings. Raises DamagedFileError, UnknownFormatError where there is no report.
    """
    if len(data) > LARGEST:
        raise ReportError(
            f"{name} 是 {len(data) >> 20} MiB 的网页，超过上限 {LARGEST >> 20} MiB：请拆分后再读"
        )
    parts = saved_pages(data, name) if file_format == "mht" else [MimePart(data)]
    numbers = count(), count()
    roots = [parsed(part.data, name, part.charset) for part in parts]
    linked = [link for root in roots for link in links(root)]
    dates = [day for root in roots if (day := published(root))]
    try:
        blocks = [b for root in roots for b in _blocks(root, numbers)]
    except RecursionError as error:
        raise DamagedFileError(f"{name} 的内容嵌套过深，无法读取：请从来源重新获取，或另存为 PDF") from error
    _require_report(name, blocks, linked)
    blocks, halves = join_halves(blocks)
    warnings = [*halves, *(_missing(link) for link in linked if not _is_at_hand(link, folder))]
    if pictures := sum(1 for root in roots for _ in root.iter("img")):
        warnings.append(f"网页中有 {pictures} 幅图片，其中的文字没有读：如含报告内容，请另取原文件")
    return Document(
        name,
        sha256,
        file_format,
        (),
        tuple(with_context(blocks)),
        tuple(warnings),
        published=dates[0] if dates else None,
    )


def _blocks(root: _Element, numbers: tuple[Iterator[int], Iterator[int]]) -> list[Paragraph | Table]:
    """The blocks of one page; its title first, where the report's part does not print it."""
    title = headline(root)
    drop_unseen(root)
    body = root if (found := root.find("body")) is None else found
    draw_tables(body)
    tables = data_tables(body)
    part = main_part(body, tables)
    for picture in [i for i in root.iter("img") if part is not root and part not in i.iterancestors()]:
        picture.tag = "span"
    texts = list(_texts(part, tables))
    said = [fold(t) for t, _ in (x for x in texts[:NEAR] if isinstance(x, tuple))]
    if texts and fold(title) and not any(fold(title) in t or fold(title) in "".join(said) for t in said):
        texts.insert(0, (title, True))
    out: list[Paragraph | Table] = []
    for item in texts:
        if isinstance(item, tuple):
            out.append(Paragraph(next(numbers[0]), Text(item[0]), item[1]))
        elif isinstance(item, LooseRows):
            out.append(text_table(item, next(numbers[1])))
        elif (table := read_table(item, 0, tables)) is not None:
            out += [Paragraph(next(numbers[0]), Text(words)) for words in captions(item)]
            out += _with_inner(table, item, tables, numbers[1])
    return out


def _texts(part: _Element, tables: set[_Element]) -> Iterator[tuple[str, bool] | _Element | LooseRows]:
    """Paragraphs, each with whether it is a heading, the data tables, and those whose cells are lines."""
    headings = {fold(text_of(h)) for h in part.iter(*HEADINGS)}
    for is_text, run in groupby(broken_lines(part, tables), key=lambda block: isinstance(block, list)):
        if not is_text:
            yield from (block for block in run if not isinstance(block, list))
            continue
        for text in _in_lines([block for block in run if isinstance(block, list)]):
            if isinstance(text, LooseRows):
                yield text
            elif not is_of_site(text):
                styled = len(text) <= 60 and fold(text) in headings
                yield text, styled or is_heading(text)


def _in_lines(blocks: Sequence[list[str]]) -> Iterator[str | LooseRows]:
    """The paragraphs of blocks, and the tables of which every cell, or row, has a line of its own."""
    lines = [line for block in blocks for line in block]
    found = [x for x in find_tables(lines) if x.settled and len(x.rows) >= FEWEST_ROWS]
    at = 0
    for block in blocks:
        here = range(at, at + len(block))
        yield from paragraphs([lines[n] for n in here if not any(x.start <= n < x.end for x in found)])
        yield from (x for x in found if x.start in here)
        at = here.stop


def _with_inner(
    table: Table, element: _Element, tables: set[_Element], numbers: Iterator[int]
) -> list[Table]:
    """A table and the data tables within its cells."""
    inner = [t for t in element.iterfind(".//table") if t in tables]
    found = [table, *(t for e in inner if (t := read_table(e, 0, tables)) is not None)]
    return [Table(next(numbers), t.cells, t.row_count, t.cols) for t in found]


def _require_report(name: str, blocks: Sequence[Paragraph | Table], linked: Sequence[PageLink]) -> None:
    said = sum(len(fold(b.text.chars)) for b in blocks if isinstance(b, Paragraph))
    if any(isinstance(b, Table) for b in blocks) or said >= LEAST:
        return
    if linked:
        files = "、".join(link.text or link.file for link in linked)
        raise UnknownFormatError(f"{name} 是网页，报告在所附文件中（{files}）：请获取这些文件")
    raise UnknownFormatError(f"{name} 是网页，没有报告正文，可能是网站的出错信息：请获取报告本身")


def _missing(link: PageLink) -> str:
    named = f"“{link.text}”（{link.address}）" if link.text else link.address
    return f"网页附有文件{named}，未随网页取得：请另行获取"


def _is_at_hand(link: PageLink, folder: Path) -> bool:
    """Whether the file lies beside the page, under its own name or the one that the link shows."""
    names = {link.file, link.text, link.text + Path(link.file).suffix}
    if names & names_beside(folder):
        return True
    try:
        return any((folder / n).is_file() for n in names if n and "/" not in n)
    except (OSError, ValueError):
        return False
