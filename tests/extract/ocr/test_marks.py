"""Marks are those of the whole mask, and the shade of paper its median."""

from __future__ import annotations

import cv2
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from extract.ocr.marks import find_marks, shade_of_paper

MASKS = arrays(
    np.uint8, array_shapes(min_dims=2, max_dims=2, max_side=12), elements=st.sampled_from((0, 0, 255))
)
PICTURES = arrays(np.uint8, array_shapes(min_dims=2, max_dims=2, max_side=12))


@given(MASKS)
def test_marks_are_those_of_the_whole_mask(mask: np.ndarray) -> None:
    found = find_marks(mask)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    assert sorted(found.stats[1:].tolist()) == sorted(stats[1:].tolist())
    assert len(found.inked) == np.count_nonzero(mask)
    # The same pixels lie in one mark together.
    pairs = set(zip(found.inked.tolist(), labels[mask > 0].tolist(), strict=True))
    assert len(pairs) == len(stats) - 1
    values = np.arange(len(found.stats)).astype(np.uint8)
    assert (found.picked(values, mask)[mask > 0] == found.inked).all()
    assert not found.picked(values, mask)[mask == 0].any()


@given(PICTURES)
def test_the_shade_of_paper_is_the_median(picture: np.ndarray) -> None:
    assert shade_of_paper(picture) == int(np.median(picture))
