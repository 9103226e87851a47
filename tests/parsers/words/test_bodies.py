"""Names of bodies in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.words.bodies import bodies_in, is_body

BODIES = [
    "石河市图书馆",
    "石河市教育和体育局",
    "石河市规划和自然资源局执法大队",
    "石河市第一中学",
    "中共石河市委党校",
    "石河市疾病预防控制中心",
]


@given(st.lists(st.sampled_from(BODIES), min_size=1, unique=True), st.data())
def test_a_list_of_bodies_is_read_back(names: list[str], data: st.DataObject) -> None:
    text = names[0]
    for name in names[1:]:
        text += (
            data.draw(st.sampled_from(["、", "，", "和", "以及", "；", "及"]))
            .replace("，", ",")
            .replace("；", ";")
            + name
        )
    text += data.draw(st.sampled_from(["", "。", f"{len(names)}个二级预算单位", "(参公)", "等单位"]))
    found = list(bodies_in(text))
    assert [name for name, _, _ in found] == names
    assert all(text[start:end] == name for name, start, end in found)


@pytest.mark.parametrize("name", ["石河市公路段", "石河市养护段", "石河工务段"])
def test_a_section_of_roads_or_rails_is_a_body(name: str) -> None:
    assert is_body(name)


@pytest.mark.parametrize(
    "words",
    [
        "下属事业单位",
        "其他单位",
        "本单位",
        "办公室",
        "人事科",
        "石河市文化和旅游局决算",
        "上海市XX局",
        "因此本部门决算仅含本级",
        "各级人民政府",
    ],
)
def test_no_body(words: str) -> None:
    assert not is_body(words)
