"""The label of a group of columns in a table without rules, where it is set in the middle of its row and all
other labels in the middle of two: it stands alone above them.
"""

from __future__ import annotations

from collections.abc import Sequence

from .bands import Segment

NEAR = 0.5
"""Between such a label and the others there is less than this share of the size."""
Extent = tuple[float, float]
"""Where a cell begins and ends from the left."""


def heads_group(label: Segment, below: Sequence[Sequence[Segment]]) -> bool:
    """Whether a label that stands alone above the lines of a table heads the second of them."""
    near = below[0][0].top - label.bottom < NEAR * label.size
    others, second = ([(s.x0, s.x1) for s in line] for line in below[:2])
    return near and len(_headed((label.x0, label.x1), others, second)) > 1


def with_group(rows: Sequence[Sequence[Extent]], columns: int) -> list[Extent]:
    """The cells of the first row, a label as wide as the cells that it heads, in the row below it or, where
    it stands alone, in the next: those that with the labels beside it make all columns.
    """
    first, second, third = rows[:3]
    for n, label in enumerate(first):
        beside = [*first[:n], *first[n + 1 :]]
        headed = _headed(label, beside or second, second if beside else third)
        if len(headed) > 1 and len(headed) + len(beside or second) == columns:
            return sorted([*beside, (min(label[0], headed[0][0]), max(label[1], headed[-1][1]))])
    return list(first)


def _headed(label: Extent, others: Sequence[Extent], second: Sequence[Extent]) -> Sequence[Extent]:
    """The cells of the second row of a header where a label is above them, and all other labels of the first
    stand to their left or right, some to the left.
    """
    if not second:
        return []
    first, last = second[0][0], second[-1][1]
    beside = all(x1 < first or last < x0 for x0, x1 in others) and any(x1 < first for _, x1 in others)
    return second if beside and label[0] < last and first < label[1] else []
