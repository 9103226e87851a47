"""Persons in a document that is to be stored: what the parsers mask behind its label is masked wherever it
stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby

from extract import regex
from extract.model import Document, Paragraph, Table, Text
from parsers.personal import MASK, without_personal_data

NAME = regex.compile(r"\p{Han}{2,4}|\p{Han}+·[\p{Han}·]+")
NUMBER = regex.compile(r"\d[\d-]{6,}")
NO_NAME = regex.compile(r"[局科处室部委办院所站厅]$|中心$|单位|部门|[签盖]章|[年月日]$")


def masked(document: Document) -> Document:
    """The document with names and telephone numbers masked at every mention. A mask is as long as what it
    covers.
    """
    covered = without_personal_data(document)
    known = {
        w
        for before, after in zip(_texts(document), _texts(covered), strict=True)
        if before != after
        for w in _covered(before, after)
    }
    if not known:
        return covered
    # White space may stand between the characters of a name: 张　三.
    pattern = regex.compile(
        "|".join(r"\s*".join(map(regex.escape, w)) for w in sorted(known, key=lambda w: (-len(w), w)))
    )
    return _mapped(covered, lambda text: pattern.sub(lambda m: regex.sub(r"\S", MASK, m.group()), text))


def _covered(before: str, after: str) -> Iterator[str]:
    """The names and numbers that a masked text no longer shows."""
    for hidden, pairs in groupby(zip(before, after, strict=True), lambda p: p[0] != p[1] or p[0].isspace()):
        if not hidden:
            continue
        words = "".join(a for a, b in pairs)
        # A name of two characters is often set with a space between them.
        for word in {*regex.split(r"[\s、,，/;；]+", words), regex.sub(r"\s", "", words)}:
            bare = regex.sub(r"[()（）].*", "", word)
            if (NAME.fullmatch(bare) and not NO_NAME.search(bare)) or NUMBER.fullmatch(bare):
                yield bare


def _texts(document: Document) -> list[str]:
    seen: list[str] = []

    def note(text: str) -> str:
        seen.append(text)
        return text

    _mapped(document, note)
    return seen


def _mapped(document: Document, change: Callable[[str], str]) -> Document:
    """The document with every text that stands in it changed to one of the same length."""

    def text(t: Text) -> Text:
        return replace(t, chars=change(t.chars))

    def paragraph(p: Paragraph) -> Paragraph:
        return replace(p, text=text(p.text))

    def table(t: Table) -> Table:
        return replace(
            t,
            cells=tuple(replace(c, text=text(c.text)) for c in t.cells),
            title=change(t.title),
            unit_line=change(t.unit_line),
            notes=tuple(change(n) for n in t.notes),
            above=tuple(paragraph(p) for p in t.above),
        )

    return replace(
        document, blocks=tuple(table(b) if isinstance(b, Table) else paragraph(b) for b in document.blocks)
    )
