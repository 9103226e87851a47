"""The label of a group of columns that stands alone above all others."""

from __future__ import annotations

import pytest

from extract.pdf.bands import Segment
from extract.pdf.group_labels import Extent, heads_group, with_group

OTHERS = [(0.0, 20.0), (40.0, 60.0)]
SECOND = [(80.0, 100.0), (120.0, 140.0)]


def line(top: float, *extents: Extent) -> list[Segment]:
    return [Segment(x0, x1, top, top + 9, 10, 1) for x0, x1 in extents]


@pytest.mark.parametrize(
    ("label", "top", "heads"),
    [
        ((90, 130), 0, True),
        ((80, 100), 0, True),
        ((0, 20), 0, False),
        ((90, 130), -10, False),
    ],
)
def test_it_is_near_and_above_cells_that_no_other_label_heads(label: Extent, top: float, heads: bool) -> None:
    below = [line(10, *OTHERS), line(20, *SECOND)]
    assert heads_group(line(top, label)[0], below) is heads


def test_a_label_with_another_below_it_is_none() -> None:
    below = [line(10, *OTHERS, (90, 130)), line(20, *SECOND)]
    assert not heads_group(line(0, (90, 130))[0], below)


def test_it_is_as_wide_as_what_it_heads_where_all_columns_have_a_label() -> None:
    label = (90.0, 130.0)
    assert with_group([[label], OTHERS, SECOND], 4) == [(80, 140)]
    assert with_group([[*OTHERS, label], SECOND, []], 4) == [*OTHERS, (80, 140)]
    assert with_group([[label], OTHERS, SECOND], 5) == [label]
    assert with_group([[(10.0, 50.0)], OTHERS, SECOND], 4) == [(10, 50)]
