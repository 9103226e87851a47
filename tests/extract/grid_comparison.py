"""Every page's cells and their texts, by this project and by pdfplumber: `python tests/extract/grid_comparison.py PATHS` prints the differences."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pdfplumber
import pypdfium2

from extract.fold import fold
from extract.page.arrays import RawPage
from extract.page.grid import find_grids
from extract.page.pdfium import read_page
from extract.pdf.tables import owners
from extract.pdf.textlines import group_lines, set_lines

NEAR = 1.5
"""Edges of one cell differ by less (pt): each side takes the middle of a rule that is drawn thick or twice in its own way."""
Box = tuple[float, ...]


@dataclass(frozen=True)
class PageDifference:
    """Cells that one side alone has, and those that both have with other texts (ours, theirs)."""

    page: int
    cells: int
    ours: tuple[tuple[Box, str], ...]
    theirs: tuple[tuple[Box, str], ...]
    texts: tuple[tuple[Box, str, str], ...]

    def __bool__(self) -> bool:
        return bool(self.ours or self.theirs or self.texts)


def compare(path: Path) -> Iterator[PageDifference]:
    """What differs, page by page."""
    document = pypdfium2.PdfDocument(path)
    with pdfplumber.open(path) as reference:
        for page in reference.pages:
            raw = read_page(document.raw, page.page_number)
            assert raw is not None
            yield _difference(page.page_number, our_cells(raw), their_cells(page))
            page.close()


def our_cells(raw: RawPage) -> list[tuple[Box, str]]:
    """The boxes and folded texts of all cells, as the reader finds them."""
    grids = find_grids(raw.rulings)
    owned = owners(grids, raw.glyphs)
    _, texts = set_lines(raw.glyphs, owned, group_lines(raw.glyphs, owned), raw.number)
    cells = [cell.bbox for grid in grids for cell in grid.cells]
    return [(box, fold(texts[n].chars) if n in texts else "") for n, box in enumerate(cells)]


def their_cells(page: pdfplumber.page.Page) -> list[tuple[Box, str]]:
    """The same as pdfplumber's default settings find them."""
    out = []
    for table in page.find_tables():
        said = zip(
            (c for row in table.rows for c in row.cells),
            (t for row in table.extract() for t in row),
            strict=True,
        )
        out += [(box, fold(text or "")) for box, text in said if box is not None]
    return out


def _difference(number: int, ours: list[tuple[Box, str]], theirs: list[tuple[Box, str]]) -> PageDifference:
    left = list(theirs)
    alone, texts = [], []
    for box, text in ours:
        same = next(
            (i for i, (other, _) in enumerate(left) if np.allclose(box, other, rtol=0, atol=NEAR)), None
        )
        if same is None:
            alone.append((box, text))
        elif (said := left.pop(same)[1]) != text:
            texts.append((box, text, said))
    return PageDifference(number, len(ours), tuple(alone), tuple(left), tuple(texts))


def main() -> None:
    """A line per page that differs, and the sums."""
    files = [f for p in map(Path, sys.argv[1:]) for f in (sorted(p.rglob("*.pdf")) if p.is_dir() else [p])]
    pages = cells = tables = same = 0
    for file in files:
        for found in compare(file):
            pages, cells, tables, same = (
                pages + 1,
                cells + found.cells,
                tables + bool(found.cells or found.theirs),
                same + (not found),
            )
            if found:
                print(
                    f"{file.name} page {found.page}: {len(found.ours)} cells ours alone, {len(found.theirs)} theirs alone, {len(found.texts)} texts differ"
                )
                for label, held in (("ours", found.ours), ("theirs", found.theirs), ("texts", found.texts)):
                    for box, *said in held[:4]:
                        print(f"    {label} {[round(v) for v in box]} {said}")
    print(f"{len(files)} files, {pages} pages, {tables} with tables, {cells} cells, {same} pages the same")


if __name__ == "__main__":
    main()
