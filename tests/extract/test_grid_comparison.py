"""Our cells and their texts are pdfplumber's on every page, but for what is no ruling."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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


@pytest.mark.long
@pytest.mark.long_alone
def test_real_reports_differ_only_where_white_backgrounds_are_taken_for_cells(reports: Path) -> None:
    for path in sorted(reports.rglob("*.pdf")):
        for difference in filter(None, compare(path)):
            assert not difference.ours and not difference.texts, (path.name, difference)
            assert made_of_white_backgrounds(path, difference), (path.name, difference)


def made_of_white_backgrounds(path: Path, difference: PageDifference) -> bool:
    """Whether the cells that only pdfplumber finds are gone once it is not shown rectangles of paper."""
    with pdfplumber.open(path) as document:
        page = document.pages[difference.page - 1].filter(lambda drawn: not is_paper(drawn))
        seen = {tuple(map(round, cell)) for table in page.find_tables() for cell in table.cells}
        return not any(tuple(map(round, box)) in seen for box, _ in difference.theirs)


def is_paper(drawn: dict[str, Any]) -> bool:
    """Whether an object is a filled rectangle in the colour of paper, larger than a rule both ways."""
    return (
        drawn["object_type"] == "rect"
        and not drawn["stroke"]
        and min(drawn["non_stroking_color"]) >= PAPER
        and min(drawn["width"], drawn["height"]) > RULE
    )
