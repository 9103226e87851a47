"""Whether the place of a row is where PDFium itself finds what the row says: no code of the project reads the page here."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import regex
from numpy.typing import NDArray

from extract.fold import fold
from normalize.schema import Rows

NEAR = 3.0
"""The edges of a place lie within this of the glyphs in it (pt)."""
FINE = 1000
"""FPDF_DeviceToPage takes whole pixels: a page is asked for at this many per point."""
NUMBER = regex.compile(r"-?\d[\d,]*(?:\.\d+)?")


def misplaced(path: Path, rows: Rows) -> Iterator[str]:
    """What is wrong with the places of a PDF's funds, indicators and scores, a line for each."""
    pages = Pages(path)
    for table in ("funds", "indicators", "scores"):
        for row in rows.table(table):
            said = regex.sub(r"\s", "", fold(pages.bounded(row.page, row.bbox)))
            raw = regex.sub(r"\s", "", fold(row.raw))
            # What a sentence says of a number is kept with it in `raw`; its place is the number's own.
            if table == "funds" or row.locator.startswith("p"):
                said, raw = said.removesuffix("%"), next((m.group() for m in NUMBER.finditer(raw)), raw)
            if said != raw:
                yield f"{table} page {row.page} {row.locator}: {raw!r}, but {said!r} stands in its box"
            if (off := pages.furthest(row.page, row.bbox)) > NEAR:
                yield f"{table} page {row.page} {row.locator}: an edge of {row.raw!r} is {off:.1f} pt from its glyphs"


class Pages:
    """The pages of a PDF as PDFium's own text functions see them; boxes are those of the rows."""

    def __init__(self, path: Path) -> None:
        self.pdf = pypdfium2.PdfDocument(path)
        self.read: dict[int, tuple[Any, Any, NDArray[np.float64]]] = {}

    def bounded(self, number: int, bbox: tuple[float, ...]) -> str:
        """FPDFText_GetBoundedText: every character that touches the box."""
        return str(self.page(number)[1].get_text_bounded(*self.box(number, bbox)))

    def furthest(self, number: int, bbox: tuple[float, ...]) -> float:
        """How far the farthest edge of the box is from the glyphs whose middle lies in it."""
        x0, y0, x1, y1 = own = self.box(number, bbox)
        glyphs = self.page(number)[2]
        x, y = (glyphs[:, 0] + glyphs[:, 2]) / 2, (glyphs[:, 1] + glyphs[:, 3]) / 2
        held = glyphs[(x0 <= x) & (x <= x1) & (y0 <= y) & (y <= y1)]
        if not len(held):
            return float("inf")
        return float(np.abs(np.array([*held[:, :2].min(0), *held[:, 2:].max(0)]) - own).max())

    def page(self, number: int) -> tuple[Any, Any, NDArray[np.float64]]:
        """The page, its text, and the boxes of the glyphs that leave ink."""
        if number not in self.read:
            page = self.pdf[number - 1]
            text = page.get_textpage()
            boxes = np.array([text.get_charbox(i) for i in range(text.count_chars())]).reshape(-1, 4)
            self.read[number] = page, text, boxes[(boxes[:, 0] < boxes[:, 2]) & (boxes[:, 1] < boxes[:, 3])]
        return self.read[number]

    def box(self, number: int, bbox: tuple[float, ...]) -> tuple[float, float, float, float]:
        """A box of the page as shown in PDF coordinates: left, bottom, right, top."""
        page, (width, height) = self.page(number)[0], self.page(number)[0].get_size()
        corners = []
        for x, y in (bbox[:2], bbox[2:]):
            to = ctypes.c_double(), ctypes.c_double()
            pdfium.FPDF_DeviceToPage(
                page.raw,
                0,
                0,
                round(width * FINE),
                round(height * FINE),
                0,
                round(x * FINE),
                round(y * FINE),
                *to,
            )
            corners.append((to[0].value, to[1].value))
        (xa, ya), (xb, yb) = corners
        return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)
