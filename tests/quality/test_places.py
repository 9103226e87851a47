"""Places in the real reports: PDFium's own text in the box of every fund, indicator and score is what the row says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import juesuan
from extract.settings import Ocr, OcrMode
from ingest.worker import Settings, read_rows
from tests.conftest import SHARED
from tests.quality.places import misplaced

REPORTS = sorted((SHARED / "reports").rglob("*.pdf"))


@pytest.mark.parametrize(
    "path",
    REPORTS or [pytest.param(SHARED, marks=pytest.mark.skip(reason="the real reports are not here"))],
    ids=lambda p: p.name,
)
def test_every_place_holds_what_its_row_says(path: Path) -> None:
    # What was read from pictures has no text of PDFium's to be held against.
    rows = read_rows(path, path.name, Settings(Ocr(OcrMode.OFF)))
    assert list(misplaced(path, rows)) == []


def test_a_wrong_place_is_told(fixtures: Path) -> None:
    """The box of one number on another, and one made too wide."""
    path = fixtures / "form-sichuan-turned/document.pdf"
    rows = juesuan.parse(path)
    first, other = rows.funds[0], next(f for f in rows.funds if f.raw != rows.funds[0].raw)
    assert first.bbox and not list(misplaced(path, rows))
    assert len(list(misplaced(path, replace(rows, funds=(replace(first, bbox=other.bbox),))))) == 1
    assert (
        len(
            list(
                misplaced(
                    path, replace(rows, funds=(replace(first, bbox=(first.bbox[0] - 4, *first.bbox[1:])),))
                )
            )
        )
        == 1
    )
