"""A place keeps its id through all its names and codes, and two places have two."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.places.divisions import Division, divisions
from normalize.places.lineage import lasting_id, of_lasting, stem


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("祁阳县", "祁阳"),
        ("祁阳市", "祁阳"),
        ("湘西土家族苗族自治州", "湘西"),
        ("神农架林区", "神农架"),
        ("北京市", "北京"),
    ],
)
def test_a_stem_is_without_the_kind_of_division(name: str, told: str) -> None:
    assert stem(name) == told


@given(st.sampled_from(divisions()))
def test_the_stem_of_a_stem_begins_it(division: Division) -> None:
    once = stem(division.name)
    assert once and division.name.startswith(once) and once.startswith(stem(once))


@given(st.sampled_from(divisions()))
def test_a_division_is_found_again_by_its_lasting_id(division: Division) -> None:
    year = division.valid_from or 2007
    found = of_lasting(lasting_id(division), division.valid_to or 2023)
    assert found is not None and lasting_id(found) == lasting_id(division)
    now = of_lasting(lasting_id(division), year)
    assert now is not None and now.stands_in(year)


def test_lasting_ids_are_one_place_at_a_time() -> None:
    lines: dict[str, list[tuple[int, int]]] = {}
    for d in divisions():
        lines.setdefault(lasting_id(d), []).append((d.valid_from or 0, d.valid_to or 9999))
    for lasting, held in lines.items():
        spans = sorted(held)
        assert all(a[1] == b[0] for a, b in pairwise(spans)), lasting
        assert of_lasting(lasting, spans[-1][0] or 2007) is not None
