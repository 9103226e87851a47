"""What a file holds, in reading order: the frozen types that every reader fills and every parser reads.

A `Text` keeps for each of its characters the box it was printed in, so that any number found in it later can
be traced to its place on the page. Coordinates are points from the page's upper left corner, as the page is
shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import ReportError
from .fold import fold, fold_each, fold_index

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray
    from PIL.Image import Image

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points."""
GLYPH = 6
"""The numbers that `Text.glyphs` keeps of each character."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was read. `page` and `bbox` are null for sources without pages; `raw` keeps the
    source's characters.

    `confidence` (0 to 1): that of the least sure of its characters, where they were read from a picture.
    """

    page: int | None
    bbox: Box | None
    locator: str
    raw: str
    confidence: float | None = None


@dataclass(frozen=True)
class Text:
    """Characters of the source and where each was printed."""

    chars: str
    glyphs: NDArray[np.float64] | None = field(default=None, compare=False, repr=False)
    """A row per character: page (from 1; 0 where the character is no glyph), x0, top, x1, bottom in pt, and
    the confidence of what was read from a picture (0 where it was not). Null for sources without pages.
    """

    @cached_property
    def folded(self) -> str:
        """The characters as they are compared: folded one by one, so that `folded_at` fits."""
        return fold_each(self.chars)

    @cached_property
    def folded_at(self) -> tuple[int, ...]:
        """For each character of `folded` the position in `chars` that it comes from."""
        return fold_index(self.chars)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters start..end stand in `chars`; at least one of them."""
        return self.folded_at[start], self.folded_at[end - 1] + 1

    def place(self, start: int, end: int, locator: str, raw: str | None = None) -> Place:
        """The place of characters start..end: the union of the boxes on the page where they begin."""
        raw = self.chars[start:end] if raw is None else raw
        found = [] if self.glyphs is None else [g for g in self.glyphs[start:end].tolist() if g[0]]
        if not found:
            return Place(None, None, locator, raw)
        pages, x0, top, x1, bottom, sure = zip(*found, strict=True)
        if pages.count(pages[0]) < len(pages):
            _, x0, top, x1, bottom, _ = zip(*(g for g in found if g[0] == pages[0]), strict=True)
        confidence = min(filter(None, sure), default=None)
        return Place(int(pages[0]), (min(x0), min(top), max(x1), max(bottom)), locator, raw, confidence)

    def boxes(self, page: int) -> list[Box]:
        """The boxes of the characters printed on a page."""
        return (
            []
            if self.glyphs is None
            else [(x0, top, x1, bottom) for at, x0, top, x1, bottom, _ in self.glyphs.tolist() if at == page]
        )

    def __getitem__(self, key: slice) -> Text:
        return Text(self.chars[key], None if self.glyphs is None else self.glyphs[key])

    def __add__(self, other: Text) -> Text:
        return joined((self, other))


def joined(texts: Iterable[Text]) -> Text:
    """The texts one after the other."""
    held = list(texts)
    chars = "".join(t.chars for t in held)
    if all(t.glyphs is None for t in held):
        return Text(chars)
    import numpy as np

    return Text(
        chars,
        np.concatenate([np.zeros((len(t.chars), GLYPH)) if t.glyphs is None else t.glyphs for t in held]),
    )


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with its wrapped lines joined. `heading`: set off as a heading (short, numbered or in
    another face).
    """

    index: int
    text: Text
    heading: bool = False
    page: int | None = None
    kind: str = "body"
    """body, contents (an entry of the table of contents), footnote, textbox"""
    at: str | None = None
    """The cell of a sheet (收入!B7) that holds it."""

    def locator(self, start: int, end: int) -> str:
        """How its characters start..end are named."""
        return f"{self.at or f'p{self.index}'}@{start}-{end}"

    def place(self, start: int, end: int, raw: str | None = None) -> Place:
        """The place of its characters start..end; `raw` where more was printed of what was read."""
        found = self.text.place(start, end, self.locator(start, end), raw)
        return found if self.at is None else replace(found, page=self.page)


@dataclass(frozen=True)
class Cell:
    r"""A cell at (row, col), counted from 0, that spans `row_span` × `col_span` grid places. Lines are kept
    as
    `\\n`.
    """

    row: int
    col: int
    text: Text
    row_span: int = 1
    col_span: int = 1
    page: int | None = None
    bbox: Box | None = None
    at: str | None = None
    """Its name on a sheet: 收入!B7."""


@dataclass(frozen=True)
class Table:
    """A printed table, its pages joined. `title`, `unit_line` (单位：万元) and `notes` stand around it in the
    source.
    """

    index: int
    cells: tuple[Cell, ...]
    row_count: int
    cols: int
    title: str = ""
    unit_line: str = ""
    notes: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    caption_rows: int = 0
    """How many rows at the top hold its own title and unit line, as in sheets that were pasted whole."""
    above: tuple[Paragraph, ...] = ()
    """The paragraphs directly above it, nearest last, from which title and unit line come; they stand in the
    document too.
    """
    settled: bool = True
    """Whether it is sure what stands in which column; where it is not, its numbers are only figures."""

    @cached_property
    def folded_title(self) -> str:
        """The title as it is compared."""
        return fold(self.title)

    @cached_property
    def folded_unit_line(self) -> str:
        """The unit line as it is compared."""
        return fold(self.unit_line)

    @cached_property
    def grid(self) -> dict[tuple[int, int], Cell]:
        """(row, col) → the cell that covers it; spans are spread out."""
        return {
            (r, c): cell
            for cell in self.cells
            for r in range(cell.row, cell.row + cell.row_span)
            for c in range(cell.col, cell.col + cell.col_span)
        }

    @cached_property
    def words(self) -> dict[tuple[int, int], str]:
        """(row, col) → the folded text of the cell that covers it."""
        return {at: cell.text.folded for at, cell in self.grid.items()}

    @cached_property
    def covering(self) -> tuple[tuple[Cell, ...], ...]:
        """For each row the cells that cover it, left to right, each once."""
        grid, cols = self.grid, range(self.cols)
        return tuple(
            tuple({id(c): c for col in cols if (c := grid.get((row, col))) is not None}.values())
            for row in range(self.row_count)
        )

    def rows(self) -> list[list[str]]:
        """The texts of its cells as written, `row_count` × `cols`; a cell that spans several grid places
        stands in its first, and what no cell covers is empty.

        >>> word = Text("本年收入")
        >>> Table(0, (Cell(0, 0, word, col_span=2), Cell(1, 1, word)), row_count=2, cols=2).rows()
        [['本年收入', ''], ['', '本年收入']]
        """
        rows = [[""] * self.cols for _ in range(self.row_count)]
        for cell in self.cells:
            rows[cell.row][cell.col] = cell.text.chars
        return rows

    def to_pandas(self) -> pd.DataFrame:
        """The same as pandas, all strings, with columns and rows counted from 0 as locators count them."""
        import pandas as pd

        return pd.DataFrame(self.rows(), columns=range(self.cols), dtype="str")

    def row_cells(self, row: int) -> tuple[Cell, ...]:
        """The cells that cover a row, left to right, each once."""
        return self.covering[row] if 0 <= row < self.row_count else ()

    def locator(self, cell: Cell) -> str:
        """How a cell is named."""
        return cell.at or f"t{self.index}r{cell.row}c{cell.col}"

    def place(
        self,
        cell: Cell,
        start: int | None = None,
        end: int | None = None,
        locator: str | None = None,
        raw: str | None = None,
    ) -> Place:
        """The place of a cell's characters start..end; of the whole text by default, of the cell itself where
        it is empty. `locator` and `raw` where they are not the cell's and the characters.
        """
        if start is None and end is None:
            known = self._places.get(id(cell))
            if known is None:
                known = self._places[id(cell)] = self._place(cell, 0, len(cell.text.chars))
            return known
        end = len(cell.text.chars) if end is None else end
        return self._place(cell, start or 0, end, locator, raw)

    @cached_property
    def _places(self) -> dict[int, Place]:
        """The places of whole cells that were asked for."""
        return {}

    def _place(
        self, cell: Cell, start: int, end: int, locator: str | None = None, raw: str | None = None
    ) -> Place:
        locator = locator or self.locator(cell)
        found = cell.text.place(start, end, locator, raw)
        known = found.bbox or (cell.bbox is None and cell.at is None)
        return found if known else Place(cell.page, cell.bbox, locator, found.raw)


@dataclass(frozen=True)
class Page:
    """One page as shown. `readable` is false where it holds pictures whose text was not read, `ocr` true
    where some was read from them.
    """

    number: int
    width: float
    height: float
    readable: bool = True
    ocr: bool = False
    file: Path | None = field(default=None, compare=False, repr=False)
    """The PDF that holds it, where the document was read from a file."""

    def image(self, boxes: Iterable[Sequence[float]] = (), scale: float = 2.0) -> Image:
        """The page as a picture of `scale` pixels a point, each of the `boxes` framed (x0, top, x1, bottom in
        points, as `bbox` of the dataset). Raises ReportError where there is no PDF to draw.
        """
        from .page.picture import page_image

        if self.file is None:
            raise ReportError("only pages of a PDF that was read from a file can be drawn")
        return page_image(self.file, self.number, boxes, scale)


@dataclass(frozen=True)
class Document:
    """A file's content: pages, and paragraphs and tables in reading order."""

    name: str
    sha256: str
    file_format: str
    pages: tuple[Page, ...] = ()
    blocks: tuple[Paragraph | Table, ...] = ()
    warnings: tuple[str, ...] = field(default=())
    damaged: bool = False
    """Whether the file's own checksums say that it is not what was written; the warnings say where."""
    published: str | None = None
    """The date (ISO 8601) on which the page that prints it says that it was published."""
    file: Path | None = field(default=None, compare=False, repr=False)
    """Where it was read from."""

    def page(self, number: int) -> Page:
        """Its page of a number, counted from 1. Raises ReportError where it has none."""
        if not 1 <= number <= len(self.pages):
            raise ReportError(f"{self.name} has {len(self.pages)} pages: there is no page {number}")
        file = self.file if self.file_format == "pdf" else None
        return replace(self.pages[number - 1], file=file)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs in reading order."""
        return tuple(b for b in self.blocks if isinstance(b, Paragraph))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables in reading order."""
        return tuple(b for b in self.blocks if isinstance(b, Table))
