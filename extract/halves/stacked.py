"""Tables that are written in one, beside or below each other, parted at their titles; and tables that are
written in several, page by page, made whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract import regex
from extract.captions import AGAIN, CONTINUED, LABELS, UNIT_LINE
from extract.fold import fold
from extract.model import Paragraph, Table

from .beside import TITLE, side_by_side
from .pieces import header, stacked
from .rows import is_figure

PAGE = regex.compile(r"(?:第)?[—\-·\s]*\d{1,3}[—\-·\s]*(?:页)?(?:[/,，共]+\d{1,3}页?)?")
"""The number of a page that stands between the pieces of a table."""


def parted(blocks: Sequence[Paragraph | Table]) -> list[Paragraph | Table]:
    """The blocks with each of the tables that stand beside or below each other in one by itself."""
    out: list[Paragraph | Table] = []
    for block in blocks:
        out += (
            [t for side in side_by_side(block) for t in _parted(side)]
            if isinstance(block, Table)
            else [block]
        )
    return out


def _parted(table: Table) -> list[Table]:
    """The tables that stand below each other in one, each from its title on."""
    starts = [0, *(row for row in range(1, table.row_count) if _begins(table, row))]
    if len(starts) == 1:
        return [table]
    ends = [*starts[1:], table.row_count]
    return [_rows(table, a, b) for a, b in zip(starts, ends, strict=True) if b > a]


def _begins(table: Table, row: int) -> bool:
    """Whether a row is nothing but another title than that above, with labels below it and numbers above."""
    said = _said(table, row)
    if len(said) != 1 or not TITLE.fullmatch(said[0]) or AGAIN.search(said[0]):
        return False
    above = {t for r in range(row) for t in _said(table, r)}
    below = [t for r in range(row + 1, table.row_count) if len(t := _said(table, r)) > 1 and not _labels(t)]
    labelled = bool(below) and not any(map(is_figure, below[0]))
    return labelled and said[0] not in above and any(map(is_figure, above))


def _said(table: Table, row: int) -> list[str]:
    return [text for c in table.covering[row] if c.row == row and (text := c.text.folded)]


def _labels(said: Sequence[str]) -> bool:
    """Whether the words of a row are the unit line, or whose table it is."""
    return all(UNIT_LINE.search(t) or LABELS.match(t) for t in said)


def _rows(table: Table, start: int, end: int) -> Table:
    """The rows from a start to an end as a table of their own; a cell that spans further is cut."""
    cells = tuple(
        replace(c, row=c.row - start, row_span=min(c.row_span, end - c.row))
        for c in table.cells
        if start <= c.row < end
    )
    return replace(table, cells=cells, row_count=end - start)


def whole(blocks: Sequence[Paragraph | Table]) -> list[Paragraph | Table]:
    """The blocks with each table that goes on below its repeated header in one; the page numbers between its
    pieces are left out.
    """
    out: list[Paragraph | Table] = []
    at: int | None = None
    for block in blocks:
        if isinstance(block, Table):
            before = out[at] if at is not None else None
            if at is not None and isinstance(before, Table):
                between = [fold(b.text.chars) for b in out[at + 1 :] if isinstance(b, Paragraph)]
                if _goes_on(before, block, between):
                    out[at:] = [stacked([before, block])]
                    continue
            at = len(out)
        out.append(block)
    return out


def _goes_on(above: Table, below: Table, between: Sequence[str]) -> bool:
    """Whether a table is the next piece of the one above it: it repeats its header, or has none."""
    head = header(below)
    said = all(not t or PAGE.fullmatch(t) or CONTINUED.match(t) for t in between)
    same = above.cols == below.cols and (header(above) == head or not head) and len(header(above)) > 0
    return said and same and len(head) < below.row_count and not above.pages
