"""The divisions at the head of a name lie one below the other, and stand in the year."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fold import fold
from normalize.places.chains import (
    chains,
    forms,
    has_counties,
    namesakes,
    right_before,
    short_province,
)
from normalize.places.divisions import Division, chain, divisions

standing = st.sampled_from([d for d in divisions() if d.stands_in(2023)])


@given(standing, st.sampled_from(["财政局", "第一小学", "人民法院"]))
def test_a_chain_of_names_is_read_as_it_is(division: Division, office: str) -> None:
    whole = chain(division, 2023)
    head = "".join(fold(d.name) for d in whole)
    (found, *others) = chains(head + office, 2023)
    assert found.end == len(head) and all(c.end == found.end for c in others)
    assert whole in [c.divisions for c in (found, *others)]


@given(standing, st.sampled_from([2008, 2015, 2023]))
def test_each_is_below_the_one_before_it_and_stands(division: Division, year: int) -> None:
    for found in chains(f"{division.name}水利局", year):
        assert all(d.stands_in(year) for d in found.divisions)
        for above, below in zip(found.divisions, found.divisions[1:], strict=False):
            assert above in chain(below, year)


@pytest.mark.parametrize("text", ["市场监督管理局", "", "苏州大学", "吉林大学"])
def test_a_name_that_begins_with_no_place_has_no_chain(text: str) -> None:
    assert chains(text, 2023) == ()


def test_what_goes_on_as_another_word_is_no_place() -> None:
    assert chains("长沙市场监督管理局", 2023) == ()
    (found,) = chains("长沙市市场监督管理局", 2023)
    assert found.divisions[-1].name == "长沙市" and (found.start, found.end) == (0, 3)


@given(standing)
def test_the_longest_name_right_before_a_position(division: Division) -> None:
    text = f"致{division.name}"
    found = right_before(text, len(text), 2023)
    assert found and all(text.endswith(form) for d in found for form in list(forms(d))[:1])
    assert right_before(text, 1, 2023) == frozenset()


def test_names_without_their_kind() -> None:
    assert {d.name for d in namesakes("长沙经济技术开发区", 2023)} == {"长沙市", "长沙县"}
    provinces = {short_province(d) for d in divisions() if d.level == "province"}
    assert {"湖南", "北京", "内蒙古"} <= provinces
    assert {short_province(d) for d in divisions() if d.level == "county"} == {None}


def test_an_autonomous_prefecture_has_a_short_form() -> None:
    (state,) = [d for d in divisions() if d.name == "湘西土家族苗族自治州" and d.stands_in(2023)]
    assert list(forms(state)) == [state.name, "湘西州"] and has_counties(state)
