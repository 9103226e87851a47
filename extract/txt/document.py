"""Exported text → Document: lines joined to paragraphs, runs of cells as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extract import regex
from extract.captions import with_context
from extract.formats import Decoded, decode
from extract.han.readings import without_readings
from extract.model import Document, Paragraph, Table, Text
from extract.numbered import glue, is_heading

from .form_lines import cell_lines
from .loose_cells import LONGEST, LooseRows, apart
from .tables import find_tables, text_table

BEGINS = regex.compile(
    r"^\s*(第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．]\s*(?!\d)|附件|[（(]?(金额|编制|填报|公开)?(单位|部门)(名称)?\s*[:：]|[—-]+\s*\d*\s*[—-]*$)"
)
TITLED = regex.compile(r"(情况|说明|表|报告)$")
LABELLED = regex.compile(r"[^。，,；;:：\d]{2,16}[:：]")
"""A label with what it is of, one to a line."""
NUMBER = r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、])"
GLUED = regex.compile(
    rf"(?:(?<=^|[。；;])|\s)\s*({NUMBER}\s?[^\s。，,；;：:\d]{{2,40}}?(?:情况|说明|概况|构成|职责))\s+(?=\S)"
)
"""A heading in the middle of a line that holds more than one: … 1.总体情况 2019年度收入总计…"""
SENTENCE = regex.compile(r"[。；;]")
FULL = 0.8
"""A line this much as long as the longest usual one was wrapped, not ended."""
LINES = 8
"""Of fewer lines nothing is known of the column that they were wrapped to."""
BEYOND, FEW = 1.5, 0.05
"""Of wrapped lines no more than a few are so much longer."""


def read_txt(data: bytes, name: str, sha256: str) -> Document:
    """The document that a text export holds."""
    text = decode(data) or Decoded("", 0)
    printed = regex.split(r"\r\n|\r|\n|\f", without_readings(text.chars))
    # A line of nothing but white space is a blank cell where empty lines stand between cells.
    printed = [x for line in printed for x in _unglued(line)]
    lines = [x for line in cell_lines(printed) for x in apart(line.rstrip(" \u3000\xa0") or line[:1])]
    blocks: list[Paragraph | Table] = []
    warnings: list[str] = []
    rests: dict[int, int] = {}
    tables = at = 0
    for found in find_tables(lines):
        blocks.extend(_as_paragraphs(lines[at : found.start], blocks))
        if not found.settled:
            said = next((w for w in found.rows[0] if w), "")
            warnings.append(f"第{found.start + 1}行起的表格（{said[:20]}）单元格有缺失，无法确定各列，未读取")
            found, sentences = _without_sentences(found)
            blocks.extend(_as_paragraphs(sentences, blocks))
        blocks.append(text_table(found, tables))
        if found.short:
            names = "、".join(found.short)
            warnings.append(
                f"第{found.start + 1}行起的表格中，{names}的数字少于栏数，无法确定各列，数字未读取"
            )
        if found.lost:
            rests[tables + 1] = tables
            blocks.append(text_table(LooseRows(0, 0, found.lost, settled=False), tables + 1))
        tables, at = tables + 1 + bool(found.lost), found.end
    blocks.extend(_as_paragraphs(lines[at:], blocks))
    if text.lost:
        warnings.append(f"有 {text.lost} 处字节不成文字，以 � 代替：请从来源重新获取，或另存为 UTF-8")
    return Document(
        name,
        sha256,
        "txt",
        (),
        tuple(_with_units(with_context(blocks), rests)),
        tuple(warnings),
        damaged=bool(text.lost),
    )


def _with_units(blocks: Sequence[Paragraph | Table], rests: Mapping[int, int]) -> Iterator[Paragraph | Table]:
    """The blocks with the unit line of its table for each that holds the rows which that left out."""
    lines = {b.index: b.unit_line or b.title for b in blocks if isinstance(b, Table)}
    for block in blocks:
        if isinstance(block, Table) and block.index in rests:
            block = replace(block, unit_line=lines[rests[block.index]])
        yield block


def _without_sentences(rows: LooseRows) -> tuple[LooseRows, list[str]]:
    """The rows of a table that is not settled without the sentences in it, which may be the report's, and
    those; what a form says of its indicators is none.
    """
    cells = [c for row in rows.rows for c in row]
    if any("指标" in c for c in cells):
        return rows, []
    said = [c for c in cells if len(c) > LONGEST and SENTENCE.search(c)]
    kept = (tuple("" if c in said else c for c in row) for row in rows.rows)
    return replace(rows, rows=tuple(kept)), said


def _unglued(line: str) -> list[str]:
    """A line that holds several headings with the text under them, each as a line; any other as it is."""
    if len(GLUED.findall(line)) < 2 or "|" in line:
        return [line]
    return [x for x in GLUED.sub(r"\n\1\n", line).split("\n") if x.strip()]


def _as_paragraphs(lines: list[str], before: list[Paragraph | Table]) -> Iterator[Paragraph]:
    """The lines as paragraphs, numbered on from those before them."""
    first = sum(isinstance(b, Paragraph) for b in before)
    for n, words in enumerate(paragraphs_of(lines), first):
        yield Paragraph(n, Text(words), is_heading(words))


def paragraphs_of(lines: list[str]) -> Iterator[str]:
    """Paragraphs: a line goes on where the one before was full and ended no sentence. Exports that set a
    blank line after every line are read as if they had none; where lines are much longer than the usual one,
    nothing was wrapped.
    """
    said = [x for x in lines if x.strip()]
    spaced = len(said) > 3 and sum(not x.strip() for x in lines) >= 0.8 * len(said)
    lengths = sorted(len(x.strip()) for x in said)
    usual = lengths[int(len(lengths) * 0.8)] if lengths else 0
    unwrapped = sum(n > BEYOND * usual for n in lengths) > FEW * len(lengths)
    column = _column([_width(x.strip()) for x in said])
    current = ""
    blanks, last, wide = 0, 0, False
    for line in lines:
        words = line.strip()
        if not words:
            blanks += 1
            continue
        ended = blanks > (1 if spaced else 0)
        full = not unwrapped and (wide or last >= FULL * usual)
        if current and not ended and full and _goes_on(current, words):
            current += glue(current, words) + words
        else:
            if current:
                yield current
            current = words
        last, blanks, wide = len(words), 0, bool(column) and _width(words) >= FULL * column
    if current:
        yield current


def _column(widths: list[float]) -> float:
    """How wide the column is that the lines of a page were wrapped to; 0 where most are of other widths."""
    usual = sorted(widths)[int(len(widths) * FULL)] if widths else 0.0
    filled = sum(FULL * usual <= w <= usual / FULL for w in widths)
    return usual if len(widths) >= LINES and filled * 2 >= len(widths) else 0.0


def _width(line: str) -> float:
    """How wide a line is printed, in characters of Chinese: a figure or Latin letter takes half of one."""
    return sum(0.5 if c.isascii() else 1.0 for c in line)


def _goes_on(current: str, words: str) -> bool:
    """Whether a line may go on with the paragraph above it."""
    ended = current.endswith(("。", "：", ":")) or (is_heading(current) and TITLED.search(current))
    labelled = LABELLED.match(current) and LABELLED.match(words)
    return not (ended or labelled or "|" in current or BEGINS.match(words))
