"""Foreign text in a DOCX (altChunk): a web page → paragraphs and tables, text → paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

from extract.formats import decode
from extract.html.source import drop_unseen

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Cells = list[tuple[int, int, str, int, int]]
"""Row, column, text, rows and columns spanned of each cell."""
BLOCKS = {
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "dt",
    "dd",
    "pre",
    "section",
    "article",
    "body",
    "center",
}
SKIPPED = {"script", "style", "head", "template"}
MOST_SPAN = 64


def read_chunk(content: bytes, part: str) -> Iterator[str | Cells] | None:
    """The paragraphs and tables of a chunk, by what its part is called; null where its format is not read."""
    kind = part.rpartition(".")[2].lower()
    if kind in ("mht", "mhtml"):
        page = message_from_bytes(content, policy=default).get_body(("html",))
        content = page.get_payload(decode=True) if page is not None else b""  # type: ignore[assignment]
        kind = "html"
    decoded = decode(content)
    if decoded is None:
        return None
    if kind in ("html", "htm", "xhtml"):
        return _page(decoded.chars)
    return iter(decoded.chars.splitlines()) if kind == "txt" else None


def _page(text: str) -> Iterator[str | Cells]:
    from lxml import html

    # A declaration of the encoding is no part of decoded text.
    root = html.fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8", no_network=True))
    drop_unseen(root)
    yield from _blocks(root)


def _blocks(element: HtmlElement) -> Iterator[str | Cells]:
    """What an element holds, text between its blocks among it."""
    said = element.text or ""
    for child in element:
        if child.tag == "table" or child.tag in BLOCKS:
            yield said
            said = child.tail or ""
            yield from [_cells(child)] if child.tag == "table" else _blocks(child)
        elif child.tag == "br":
            yield said
            said = child.tail or ""
        elif child.tag in SKIPPED or not isinstance(child.tag, str):
            said += child.tail or ""
        elif any(e.tag == "table" or e.tag in BLOCKS for e in child.iterdescendants()):
            yield said
            yield from _blocks(child)
            said = child.tail or ""
        else:
            said += child.text_content() + (child.tail or "")
    yield said


def _cells(table: HtmlElement) -> Cells:
    """The cells of a table with their spans."""
    taken: set[tuple[int, int]] = set()
    out: Cells = []
    for row, tr in enumerate(table.iter("tr")):
        col = 0
        for cell in tr.iterchildren("td", "th"):
            while (row, col) in taken:
                col += 1
            high, wide = _span(cell.get("rowspan")), _span(cell.get("colspan"))
            out.append((row, col, " ".join(cell.text_content().split()), high, wide))
            taken |= {(r, c) for r in range(row, row + high) for c in range(col, col + wide)}
    return out


def _span(value: str | None) -> int:
    return min(int(value), MOST_SPAN) if value and value.isascii() and value.isdigit() and int(value) else 1
