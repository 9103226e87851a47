"""The reader of lines: made once, without a network, and the same on any number of threads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from extract.ocr.engine import GlyphReader, PixelBox, ReadLine, reader_for

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


def whole(page: np.ndarray) -> PixelBox:
    return 0, 0, page.shape[1], page.shape[0]


def test_one_reader_per_process() -> None:
    assert reader_for(1) is reader_for(1)


def test_threads_change_nothing(page: np.ndarray) -> None:
    found = []
    for threads in (1, 2):
        reader = GlyphReader(threads)
        boxes = sorted(reader.find(page, 0.6, whole(page)))
        readings = reader.read([page[top:bottom, x0:x1] for x0, top, x1, bottom in boxes[:8]])
        found.append((boxes, [(r.text, [round(c, 2) for c in r.confidences], r.middles) for r in readings]))
    assert found[0] == found[1]


def test_every_character_has_its_confidence_and_place(page: np.ndarray) -> None:
    reader = reader_for(1)
    readings = reader.read(
        [page[top:bottom, x0:x1] for x0, top, x1, bottom in reader.find(page, 0.6, whole(page))[:8]]
    )
    assert any(r.text for r in readings)
    for r in readings:
        assert len(r.text) == len(r.confidences) == len(r.middles)
        assert all(0 <= c <= 1 for c in (*r.confidences, *r.middles)) and list(r.middles) == sorted(r.middles)


def test_paper_without_text_has_no_lines() -> None:
    blank = np.full((600, 400), 235, np.uint8)
    assert reader_for(1).find(blank, 1.0, whole(blank)) == [] and reader_for(1).read([]) == []


def test_what_a_line_says_does_not_depend_on_the_others(page: np.ndarray) -> None:
    reader = reader_for(1)
    boxes = sorted(reader.find(page, 0.6, whole(page)), key=lambda b: b[2] - b[0])
    lines = [page[top:bottom, x0:x1] for x0, top, x1, bottom in [*boxes[:3], boxes[-1]]]
    assert reader.read(lines) == [*reader.read(lines[:1]), *reader.read(lines[1:])]


def test_lines_are_looked_for_in_a_part_and_told_of_the_whole(page: np.ndarray) -> None:
    reader = reader_for(1)
    part = (0, 0, page.shape[1], page.shape[0] // 2)
    found = reader.find(page, 0.6, part)
    assert found and all(b[3] <= part[3] for b in found)
    paper = np.pad(page, ((96, 0), (64, 0)), constant_values=255)
    moved = (64, 96, 64 + part[2], 96 + part[3])
    assert reader.find(paper, 0.6, moved) == [(a + 64, b + 96, c + 64, d + 96) for a, b, c, d in found]


def test_a_single_mark_is_read_in_its_place(page: np.ndarray) -> None:
    """It is shown to the model with paper behind it."""
    reader = reader_for(1)
    box = next(b for b in sorted(reader.find(page, 0.6, whole(page)), key=lambda b: b[0] - b[2]))
    line = page[box[1] : box[3], box[0] : box[2]]
    (full,) = reader.read([line])
    first = (full.middles[0] + full.middles[1]) / 2 * line.shape[1]
    (alone,) = reader.read([line[:, : round(first)]])
    assert alone.text == full.text[0] and 0.2 < alone.middles[0] < 0.8


def test_a_short_line_is_read_in_its_place(page: np.ndarray) -> None:
    """It is shown to the model with grey behind it."""
    reader = reader_for(1)
    box = next(b for b in sorted(reader.find(page, 0.6, whole(page)), key=lambda b: b[0] - b[2]))
    line = page[box[1] : box[3], box[0] : box[2]]
    (full,) = reader.read([line])
    cut = round((full.middles[1] + full.middles[2]) / 2 * line.shape[1])
    assert 1.25 < cut / line.shape[0] < 1.9
    (short,) = reader.read([line[:, :cut]])
    assert short.text == full.text[:2]
    assert short.middles == pytest.approx([m * line.shape[1] / cut for m in full.middles[:2]], abs=0.1)


@pytest.mark.parametrize(
    ("width", "sure", "widths"), [(20, 0.99, [20]), (20, 0.9, [20, 160]), (60, 0.5, [60])]
)
def test_a_single_mark_is_read_again_where_it_is_not_read_surely(
    width: int, sure: float, widths: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With paper behind it; what is longer is not."""
    reader, seen = GlyphReader(1), []

    def recognised(line: np.ndarray) -> ReadLine:
        seen.append(line.shape[1])
        return ReadLine("≥", (sure,), (0.05,)) if len(seen) > 1 else ReadLine(">", (sure,), (0.5,))

    monkeypatch.setattr(reader, "_recognised", recognised)
    (found,) = reader.read([np.full((24, width), 235, np.uint8)])
    assert seen == widths
    assert (found.text, found.middles) == (("≥", (0.4,)) if len(widths) > 1 else (">", (0.5,)))
