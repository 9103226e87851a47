"""The picture of a table drawn here: its skew, its rules, its points, and the dirt on it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extract.ocr.straighten import find_ink, find_rules, find_skew, turned, without

SCALE = 200 / 72
COLUMNS, ROWS = (60, 130, 220, 400), (80, 95, 110, 200, 214)
"""Where rules stand, in pt; the second column's border begins under the first row."""


def drawn(scale: float = SCALE) -> np.ndarray:
    """A ruled table with a merged head, and a number in each cell."""
    paper = np.full((round(300 * scale), round(460 * scale)), 235, np.uint8)

    def at(x: float, y: float) -> tuple[int, int]:
        return round(x * scale), round(y * scale)

    thick = max(1, round(0.6 * scale))
    for y in ROWS:
        cv2.line(paper, at(COLUMNS[0], y), at(COLUMNS[-1], y), 20, thick)
    for x in COLUMNS:
        cv2.line(paper, at(x, ROWS[1] if x == COLUMNS[1] else ROWS[0]), at(x, ROWS[-1]), 20, thick)
    for x in COLUMNS[:-1]:
        for y in ROWS[1:]:
            cv2.putText(
                paper,
                "3715.2",
                at(x + 6, y - 3.5),
                cv2.FONT_HERSHEY_SIMPLEX,
                0.28 * scale,
                30,
                max(1, round(0.4 * scale)),
                cv2.LINE_AA,
            )
    return paper


def skewed(grey: np.ndarray, angle: float) -> np.ndarray:
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=235)


@pytest.mark.parametrize("angle", [-3.0, -1.5, -0.4, 0.0, 0.3, 1.5, 4.0])
def test_skew_is_found_and_undone(angle: float) -> None:
    picture = skewed(drawn(), angle)
    found = find_skew(picture, SCALE)
    assert found == pytest.approx(angle, abs=0.1)
    straight, back = turned(picture, found)
    assert straight.shape == picture.shape
    assert abs(find_skew(straight, SCALE)) <= 0.1
    # `back` leads from the straight picture to the skewed one: against the clock, as the skew is.
    right = back @ (1000, 0, 1) - back @ (0, 0, 1)
    assert np.degrees(np.arctan2(-right[1], right[0])) == pytest.approx(angle, abs=0.1)


@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize("angle", [0.0, 1.5])
def test_all_rules_are_found_and_no_stroke_of_a_character(dpi: int, angle: float) -> None:
    scale = dpi / 72
    picture = skewed(drawn(scale), angle)
    straight, _ = turned(picture, find_skew(picture, scale))
    rules = find_rules(find_ink(straight, scale)[0], scale)
    across = sorted(s[1] / scale for s in rules.across)
    assert {round(y) for y in ROWS} == {min(ROWS, key=lambda r: abs(r - y)) for y in across}
    assert all(min(abs(r - y) for r in ROWS) < 1.5 for y in across)
    assert all(min(abs(c - s[0] / scale) for c in COLUMNS) < 1.5 for s in rules.down)
    ends = {c: [s for s in rules.down if abs(s[0] / scale - c) < 1.5] for c in COLUMNS}
    for c, strokes in ends.items():
        assert min(s[1] for s in strokes) / scale == pytest.approx(
            ROWS[1] if c == COLUMNS[1] else ROWS[0], abs=1.5
        )
        assert max(s[3] for s in strokes) / scale == pytest.approx(ROWS[-1], abs=1.5)


def test_points_are_kept_and_specks_are_not() -> None:
    grey = drawn()
    before = find_ink(grey, SCALE)[0]
    random = np.random.default_rng(1)
    # None touches another or the print.
    apart = np.zeros(grey.shape, bool)
    apart[::4, ::4] = True
    specks = apart & (random.random(grey.shape) < 0.02) & (cv2.dilate(before, np.ones((9, 9), np.uint8)) == 0)
    assert specks.sum() > 500
    dirty = grey.copy()
    dirty[specks] = 0
    ink, dirt = find_ink(dirty, SCALE)
    # A speck beside small type may be as strong as a point of it; every other one is dirt.
    assert np.mean(ink[specks] > 0) < 0.02
    assert np.array_equal(ink[specks] > 0, dirt[specks] == 0)
    # Every mark of the clean picture is still there, the points too, and nothing else.
    assert np.array_equal((ink > 0) & ~specks, before > 0)
    cleaned = without(dirty, dirt)
    assert cleaned[specks & (dirt > 0)].min() > 200 and np.array_equal(cleaned[ink > 0], dirty[ink > 0])


def test_a_blank_sheet_has_neither_ink_nor_skew() -> None:
    blank = np.full((500, 400), 230, np.uint8)
    ink, dirt = find_ink(blank, SCALE)
    assert not ink.any() and not dirt.any() and find_skew(blank, SCALE) == 0
    rules = find_rules(ink, SCALE)
    assert rules.across == rules.down == ()
