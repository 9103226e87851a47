"""What wordings are built of: parts by their names, and numbers as they are printed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.lexicon.parts import APART, DIGITS, PARTS, filled, plain, unknown

KNOWN = {"units.ending": "局|委", **PARTS}


@given(st.decimals(0, 10**9, places=2), st.sampled_from(["{}", "{:,}"]))
def test_a_number_as_it_is_printed(value: object, form: str) -> None:
    said = form.format(value)
    for text in (said, said.replace(",", APART)):
        assert re.fullmatch(DIGITS, text)


@pytest.mark.parametrize("text", ["", "1,23", "12,345,6", ".5", "-1", "1,2345"])
def test_what_is_no_number(text: str) -> None:
    assert not re.fullmatch(DIGITS, text)


@pytest.mark.parametrize(
    ("pattern", "whole", "missing"),
    [
        ("({units.ending})$", "(局|委)$", None),
        ("甲{2,4}", "甲{2,4}", None),
        ("{digits}元", f"{DIGITS}元", None),
        ("{units.ending}{units.other}", "局|委", "units.other"),
    ],
)
def test_parts_stand_in_for_their_names(pattern: str, whole: str, missing: str | None) -> None:
    assert filled(pattern, KNOWN.get) == whole and unknown(pattern, KNOWN.get) == missing


def test_grammar_is_no_word() -> None:
    assert plain("digits") == DIGITS and plain("units.ending") is None
