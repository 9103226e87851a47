"""The grid finder against pdfplumber's own steps, on ruled pages of all shapes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfplumber import table as plumber

from extract.page.grid import SNAP, find_grids

Rules = list[tuple[int, int, int, int]]


@st.composite
def rules(draw: st.DrawFn) -> Rules:
    """Horizontal and vertical rules (x0, top, x1, bottom) between crossings of a few lines, some a little off, some cut in pieces."""
    xs, ys = [10, 60, 110, 170, 176], [20, 40, 60, 80, 87]
    off = st.integers(-1, 1)
    found = []
    for _ in range(draw(st.integers(2, 24))):
        x0, x1 = sorted(draw(st.lists(st.sampled_from(xs), min_size=2, max_size=2, unique=True)))
        y0, y1 = sorted(draw(st.lists(st.sampled_from(ys), min_size=2, max_size=2, unique=True)))
        dx, dy = draw(off), draw(off)
        found.append(
            (x0 + dx, y0 + dy, x1 + dx, y0 + dy)
            if draw(st.booleans())
            else (x0 + dx, y0 + dy, x0 + dx, y1 + dy)
        )
    return found


def of_pdfplumber(found: Rules) -> list[set[tuple[float, ...]]]:
    edges = [
        {
            "x0": x0,
            "x1": x1,
            "top": y0,
            "bottom": y1,
            "width": x1 - x0,
            "height": y1 - y0,
            "orientation": "h" if x1 - x0 >= y1 - y0 else "v",
            "object_type": "line",
        }
        for x0, y0, x1, y1 in found
    ]
    merged = plumber.merge_edges(edges, SNAP, SNAP, SNAP, SNAP)
    # Positions that are one are told apart there by the last bit of a float.
    for edge in merged:
        edge.update({k: round(edge[k], 6) for k in ("x0", "x1", "top", "bottom")})
    tables = plumber.cells_to_tables(
        plumber.intersections_to_cells(plumber.edges_to_intersections(merged, SNAP, SNAP))
    )
    return sorted(({tuple(cell) for cell in cells} for cells in tables), key=sorted)


@settings(max_examples=150, deadline=None)
@given(rules())
def test_the_cells_of_any_rules_are_those_of_pdfplumber(found: Rules) -> None:
    ours = [
        {tuple(round(v, 6) for v in cell.bbox) for cell in grid.cells}
        for grid in find_grids(np.array(found, float))
    ]
    assert sorted(ours, key=sorted) == of_pdfplumber(found)


@given(
    st.lists(st.integers(10, 90), min_size=1, max_size=6),
    st.lists(st.integers(10, 90), min_size=1, max_size=6),
)
def test_a_full_grid_has_a_cell_for_every_row_and_column(widths: list[int], heights: list[int]) -> None:
    xs, ys = np.cumsum([0, *widths]).tolist(), np.cumsum([0, *heights]).tolist()
    lines = [(x, 0, x, ys[-1]) for x in xs] + [(0, y, xs[-1], y) for y in ys]
    grids = find_grids(np.array(lines, float))
    if len(widths) * len(heights) == 1:
        assert grids == []
        return
    assert [(c.row, c.col, c.row_span, c.col_span) for c in grids[0].cells] == [
        (r, c, 1, 1) for r in range(len(heights)) for c in range(len(widths))
    ]
    assert grids[0].xs == pytest.approx(xs)


def test_a_page_without_rules_has_no_grid() -> None:
    assert find_grids(np.zeros((0, 4))) == []
