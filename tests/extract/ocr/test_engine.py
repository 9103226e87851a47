"""The reader of lines: made once, without a network, and the same on any number of threads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from extract.ocr.engine import GlyphReader, reader_for

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@pytest.fixture(scope="module")
def page() -> np.ndarray:
    """The upper quarter of a page."""
    whole = (
        pypdfium2.PdfDocument(FIXTURES / "form-national/document.pdf")[0]
        .render(scale=200 / 72, grayscale=True)
        .to_numpy()
    )
    return whole[: len(whole) // 4].copy()


def test_one_reader_per_process() -> None:
    assert reader_for(1) is reader_for(1)


def test_threads_change_nothing(page: np.ndarray) -> None:
    found = []
    for threads in (1, 2):
        reader = GlyphReader(threads)
        boxes = sorted(reader.find(page, 0.6))
        readings = reader.read([page[top:bottom, x0:x1] for x0, top, x1, bottom in boxes[:8]])
        found.append((boxes, [(r.text, [round(c, 2) for c in r.confidences], r.middles) for r in readings]))
    assert found[0] == found[1]


def test_every_character_has_its_confidence_and_place(page: np.ndarray) -> None:
    reader = reader_for(1)
    readings = reader.read([page[top:bottom, x0:x1] for x0, top, x1, bottom in reader.find(page, 0.6)[:8]])
    assert any(r.text for r in readings)
    for r in readings:
        assert len(r.text) == len(r.confidences) == len(r.middles)
        assert all(0 <= c <= 1 for c in (*r.confidences, *r.middles)) and list(r.middles) == sorted(r.middles)


def test_paper_without_text_has_no_lines() -> None:
    assert reader_for(1).find(np.full((600, 400), 235, np.uint8), 1.0) == [] and reader_for(1).read([]) == []
