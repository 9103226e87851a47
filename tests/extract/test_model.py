"""Texts, paragraphs and tables keep the place of every character."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extract.model import GLYPH, Text, joined


def printed(chars: str, page: int, left: float = 0.0) -> Text:
    return Text(
        chars,
        np.array([[page, left + i, 5, left + i + 1, 15, 0] for i in range(len(chars))], float).reshape(
            -1, GLYPH
        ),
    )


@given(
    st.lists(
        st.tuples(st.text("预算3.5", min_size=0, max_size=5), st.integers(1, 3)), min_size=1, max_size=5
    ),
    st.data(),
)
def test_joining_and_slicing_move_no_character(pieces: list[tuple[str, int]], data: st.DataObject) -> None:
    texts = [printed(chars, page) for chars, page in pieces]
    whole = joined(texts)
    assert whole.chars == "".join(chars for chars, _ in pieces)
    assert [whole.place(i, i + 1, "").bbox for i in range(len(whole.chars))] == [
        t.place(i, i + 1, "").bbox for t in texts for i in range(len(t.chars))
    ]
    cut = data.draw(st.integers(0, len(whole.chars)))
    again = whole[:cut] + whole[cut:]
    assert again == whole and np.array_equal(again.glyphs, whole.glyphs)


def test_a_place_is_the_union_of_the_boxes_on_the_page_where_it_begins() -> None:
    text = joined((Text("约"), printed("12", 3, 100), printed("34", 4)))
    place = text.place(0, 5, "p0@0-5")
    assert (place.page, place.bbox, place.raw) == (3, (100, 5, 102, 15), "约1234")
    assert Text("12").place(0, 2, "").bbox is None
