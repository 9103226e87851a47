"""Exported text → Document: lines joined to paragraphs, tab-separated runs as tables."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from . import regex
from .captions import with_context
from .formats import Decoded, decode
from .model import Cell, Document, Paragraph, Table, Text
from .numbered import glue, is_heading

BEGINS = regex.compile(
    r"^\s*(第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．]\s*(?!\d)|附件|[—-]+\s*\d*\s*[—-]*$)"
)
TITLED = regex.compile(r"(情况|说明|表|报告)$")
FULL = 0.8
"""A line this much as long as the longest usual one was wrapped, not ended."""


def read_txt(data: bytes, name: str, sha256: str) -> Document:
    """The document that a text export holds."""
    text = decode(data) or Decoded("", 0)
    lines = [line.rstrip() for line in regex.split(r"\r\n|\r|\n|\f", text.chars)]
    blocks: list[Paragraph | Table] = []
    paragraphs = tables = 0
    for tabbed, run in groupby(lines, key=lambda x: "\t" in x):
        held = list(run)
        if tabbed and len(held) > 1:
            blocks.append(_table(held, tables))
            tables += 1
            continue
        for words in paragraphs_of(held):
            blocks.append(Paragraph(paragraphs, Text(words), is_heading(words)))
            paragraphs += 1
    lost = f"有 {text.lost} 处字节不成文字，以 � 代替：请从来源重新获取，或另存为 UTF-8"
    return Document(
        name,
        sha256,
        "txt",
        (),
        tuple(with_context(blocks)),
        (lost,) if text.lost else (),
        damaged=bool(text.lost),
    )


def _table(lines: list[str], index: int) -> Table:
    cells = [
        Cell(row, col, Text(words.strip()))
        for row, line in enumerate(lines)
        for col, words in enumerate(line.split("\t"))
    ]
    return Table(index, tuple(cells), len(lines), max(c.col for c in cells) + 1)


def paragraphs_of(lines: list[str]) -> Iterator[str]:
    """Paragraphs: a line goes on where the one before was full and ended no sentence. Exports that set a
    blank line after every line are read as if they had none.
    """
    said = [x for x in lines if x.strip()]
    spaced = len(said) > 3 and sum(not x.strip() for x in lines) >= 0.8 * len(said)
    lengths = sorted(len(x) for x in said)
    usual = lengths[int(len(lengths) * 0.8)] if lengths else 0
    current = ""
    blanks = last = 0
    for line in lines:
        words = line.strip()
        if not words:
            blanks += 1
            continue
        ended = blanks > (1 if spaced else 0)
        wrapped = (
            last >= FULL * usual
            and not current.endswith(("。", "：", ":"))
            and not (is_heading(current) and TITLED.search(current))
        )
        if current and not ended and wrapped and not BEGINS.match(words):
            current += glue(current, words) + words
        else:
            if current:
                yield current
            current = words
        last, blanks = len(line), 0
    if current:
        yield current
