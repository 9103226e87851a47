"""Glyphs → lines of text: characters that share a baseline, from left to right, with the gaps that mean a space."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .model import Glyph, Text
from .pdfium import PageGlyph

SAME_LINE = 0.4
"""Baselines that differ by less than this share of the font size are one line (superscripts stay on it)."""
WORD_GAP = 0.3
"""A gap wider than this share of the font size parts two words or numbers."""
COLUMN_GAP = 1.5
"""Between Han characters, which justified text sets apart, only a gap as wide as this is meant as one."""


@dataclass(frozen=True)
class Line:
    """One line of text as printed, with its extent in points."""

    text: Text
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float
    page: int


def group_lines(glyphs: Iterable[PageGlyph]) -> list[Line]:
    """The lines that the glyphs make up, from the top down."""
    rows: list[list[PageGlyph]] = []
    for glyph in sorted((g for g in glyphs if not g.char.isspace()), key=lambda g: (g.baseline, g.loose[0])):
        for row in rows[-3:]:
            if abs(row[0].baseline - glyph.baseline) <= SAME_LINE * max(min(row[0].size, glyph.size), 1):
                row.append(glyph)
                break
        else:
            rows.append([glyph])
    return [_line(sorted(row, key=lambda g: g.loose[0])) for row in rows]


def _line(row: Sequence[PageGlyph]) -> Line:
    chars: list[str] = []
    glyphs: list[Glyph | None] = []
    for i, g in enumerate(row):
        if i and _gap(row[i - 1], g):
            chars.append(" ")
            glyphs.append(None)
        chars.append(g.char)
        glyphs.extend([g.glyph] * len(g.char))
    size = sorted(g.size for g in row)[len(row) // 2]
    return Line(
        Text("".join(chars), tuple(glyphs)),
        row[0].loose[0],
        max(g.loose[2] for g in row),
        min(g.glyph.box[1] for g in row),
        max(g.glyph.box[3] for g in row),
        row[0].baseline,
        size,
        row[0].glyph.page,
    )


def _gap(left: PageGlyph, right: PageGlyph) -> bool:
    gap = right.loose[0] - left.loose[2]
    limit = COLUMN_GAP if is_han(left.char) and is_han(right.char) else WORD_GAP
    return gap > limit * max(min(left.size, right.size), 1)


def is_han(char: str) -> bool:
    """Whether a character is set like Han: ideographs, radicals, and full-width punctuation and forms."""
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\uff00" <= char <= "\uffef" or char in "“”‘’—…·"


def join_text(lines: Sequence[Line], separator: str = "\n") -> Text:
    """The lines' texts, one after the other."""
    out = Text("")
    for i, line in enumerate(lines):
        out = line.text if not i else out + Text(separator, (None,) * len(separator)) + line.text
    return out
