"""What indexes find is what holding everything against everything finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.page.grid import SNAP
from extract.pdf.bands import Bands, Segment, Skyline, Spread

places = st.integers(0, 80).map(lambda n: n / 4)
widths = st.sampled_from([0.0, 0.25, 1.0, 5.0, 9.0])
words = st.tuples(places, widths, st.integers(0, 5))


@given(st.lists(words, max_size=14), st.lists(st.tuples(places, widths), min_size=1, max_size=5))
def test_the_skyline(laid: list[tuple[float, float, int]], asked: list[tuple[float, float]]) -> None:
    skyline, held = Skyline(), []
    for n, (x0, width, y) in enumerate(sorted(laid, key=lambda w: w[2])):
        skyline.cover(x0, x0 + width, y, n)
        held.append((x0, x0 + width, y, n))
    for x, width in asked:
        x0, x1 = x + 0.1, x + 0.1 + width
        over = [(y, n) for a, b, y, n in held if (a < x1 and x0 < b) or (a == b and x0 < a < x1)]
        assert skyline.lowest(x0, x1) == max(over, key=lambda w: (w[0], -w[1]), default=None)


@given(st.lists(st.tuples(places, widths.filter(bool)), max_size=14))
def test_the_bands(extents: list[tuple[float, float]]) -> None:
    bands = Bands()
    for top, height in extents:
        bottom = top + height
        beside = [n for n, (a, b) in enumerate(bands.extents) if a + 1 < bottom and top + 1 < b]
        assert sorted(bands.beside(top, bottom, 1)) == beside
        if len(beside) == 1:
            bands.widen(beside[0], top, bottom)
        elif not beside:
            bands.add(top, bottom)
        shared = [min(b, bottom) - max(a, top) for a, b in bands.extents]
        assert bands.nearest(top, bottom) == shared.index(max(shared))


@given(
    st.lists(st.tuples(places, places), max_size=14),
    st.lists(st.tuples(places, widths, places, widths), max_size=3),
)
def test_the_spread(
    middles: list[tuple[float, float]], asked: list[tuple[float, float, float, float]]
) -> None:
    segments = [Segment(x - 1, x + 1, y - 2, y + 2, 4.0, n) for n, (x, y) in enumerate(middles)]
    boxes = [(x, y, x + width, y + height) for x, width, y, height in asked]
    held = [
        [
            s
            for s, (x, y) in zip(segments, middles, strict=True)
            if x0 - SNAP <= x <= x1 + SNAP and y0 <= y <= y1
        ]
        for x0, y0, x1, y1 in boxes
    ]
    spread = Spread(segments)
    assert [spread.inside(box) for box in boxes] == held
    assert spread.beside(boxes) == [s for s in segments if not any(s in inside for inside in held)]
