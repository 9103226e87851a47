"""What is drawn → rules: straight lines and thin boxes, whichever way they were drawn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.page.rulings import RULE_THICKNESS, STRAIGHT, Subpaths, straight_rulings

Points = list[tuple[float, float]]


def rules(
    *paths: Points, filled: bool = False, stroked: bool = False, closed: bool = False, curved: bool = False
) -> list[tuple[float, ...]]:
    counts = [len(p) for p in paths]
    xs, ys = np.array([p for path in paths for p in path], float).reshape(-1, 2).T
    n = len(paths)
    held = Subpaths(
        xs,
        ys,
        np.arange(n),
        (np.cumsum(counts) - counts).astype(np.intp),
        np.array(counts, np.intp),
        np.full(n, closed),
        np.full(n, curved),
    )
    found = straight_rulings(held, np.full(n, filled), np.full(n, stroked))
    return sorted(tuple(r) for r in found.tolist())


def box(x0: float, y0: float, x1: float, y1: float) -> Points:
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


POSITIONS = st.integers(0, 100)


@given(POSITIONS, POSITIONS, st.integers(5, 100), st.booleans(), st.booleans())
def test_a_stroked_line_is_a_rule_from_whichever_end(
    x: int, y: int, long: int, down: bool, back: bool
) -> None:
    end = (x, y + long) if down else (x + long, y)
    points: Points = [end, (x, y)] if back else [(x, y), end]
    assert rules(points, stroked=True) == [(x, y, *end)]


@given(POSITIONS, POSITIONS, st.integers(10, 100), st.floats(0, 8))
def test_a_filled_box_is_a_rule_where_it_is_thin(x: int, y: int, long: int, thick: float) -> None:
    found = rules(box(x, y, x + long, y + thick), filled=True)
    assert found == (
        [pytest.approx((x, y + thick / 2, x + long, y + thick / 2))] if y + thick - y < RULE_THICKNESS else []
    )


def test_the_outline_of_a_box_is_four_rules_and_three_where_it_is_open() -> None:
    sides = [(0, 0, 0, 50), (0, 0, 100, 0), (0, 50, 100, 50), (100, 0, 100, 50)]
    assert rules(box(0, 0, 100, 50), stroked=True, closed=True) == sides
    assert rules(box(0, 0, 100, 50), stroked=True) == sides[1:]
    assert rules(box(0, 0, 100, 50)) == []


def test_slanted_and_curved_lines_are_none() -> None:
    assert rules([(0, 0), (50, STRAIGHT - 0.1)], stroked=True) != []
    assert rules([(0, 0), (50, 20)], stroked=True) == []
    assert rules([(0, 0), (50, 0)], stroked=True, curved=True) == []
    assert rules([(5, 5)], stroked=True) == [] == rules()


def test_each_path_has_its_own_lines() -> None:
    found = rules([(0, 0), (50, 0)], [(0, 9), (50, 9), (50, 40)], stroked=True)
    assert found == [(0, 0, 50, 0), (0, 9, 50, 9), (50, 9, 50, 40)]
