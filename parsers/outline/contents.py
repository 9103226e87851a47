"""The table of contents: its entries and the parts that they promise."""

from __future__ import annotations

from extract import regex
from extract.model import Document
from parsers.lexicon import code_of, heading_words
from parsers.memo import remembered

LEADER = regex.compile(r"[.…·]{3,}\d*$|(?<=\D)\d{1,3}$")


@remembered
def contents_entries(document: Document) -> frozenset[int]:
    """Indexes of the paragraphs of the table of contents: from 目录 to where its first entry is printed
    again.
    """
    paragraphs = document.paragraphs
    start = next((i for i, p in enumerate(paragraphs) if heading_words().contents.match(p.text.folded)), None)
    dotted = frozenset(p.index for p in paragraphs if regex.search(r"[.…·]{4,}\d{1,3}$", p.text.folded))
    if start is None:
        return dotted
    entries: list[str] = []
    out = {paragraphs[start].index}
    for p in paragraphs[start + 1 :]:
        name = LEADER.sub("", p.text.folded)
        if (len(name) > 60 and not p.heading) or (name in entries[:1] and len(entries) > 1) or len(out) > 120:
            break
        if name in entries and code_of("headings", "ranks", name) == "0":
            break
        entries.append(name)
        out.add(p.index)
    else:
        return dotted
    return dotted | out
