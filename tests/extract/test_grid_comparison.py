"""Our cells and their texts are pdfplumber's on every page, but for what is no ruling."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest

from tests.extract.grid_comparison import PageDifference, compare

PDFS = sorted(Path(__file__).resolve().parents[1].glob("fixtures/*/document.pdf"))
CLOSING = "。，、；：）"
"""Marks that hang over the edge of their cell: pdfplumber gives them to the next cell, we to the words that they close."""
PAPER, RULE = 0.96, 4.0
"""Lightness of a fill that is not seen, and the thickness (pt) up to which a filled rectangle is a rule."""


@pytest.mark.parametrize("path", PDFS, ids=lambda p: p.parent.name)
def test_cells_and_texts_are_those_of_pdfplumber(path: Path) -> None:
    for difference in compare(path):
        assert not difference.ours and not difference.theirs
        assert all(ours.strip(CLOSING) == theirs.strip(CLOSING) for _, ours, theirs in difference.texts), (
            difference
        )


def test_real_reports_differ_only_where_white_backgrounds_are_taken_for_cells(reports: Path) -> None:
    for path in sorted(reports.rglob("*.pdf")):
        for difference in filter(None, compare(path)):
            assert not difference.ours and not difference.texts, (path.name, difference)
            assert made_of_white_backgrounds(path, difference), (path.name, difference)


def made_of_white_backgrounds(path: Path, difference: PageDifference) -> bool:
    """Whether nothing on the page is drawn but rectangles of paper, larger than a rule both ways."""
    with pdfplumber.open(path) as document:
        page = document.pages[difference.page - 1]
        drawn = [*page.rects, *page.lines, *page.curves]
        return all(
            not d["stroke"] and min(d["non_stroking_color"]) >= PAPER and min(d["width"], d["height"]) > RULE
            for d in drawn
        )
