"""How words name a subject: by 类款项, by code, by a chain of names, or plainly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.narrative.subject import (
    behind_body,
    chained,
    classified,
    coded,
    is_generic,
    named,
    recognised,
    trimmed,
    without_asides,
    without_lead,
    without_unit,
)
from parsers.narrative.vocabulary import Vocabulary
from tests.parsers.narrative.points import PROFILE

NAMES = ["社会保障和就业支出", "民政管理事务", "行政运行"]
CODES = ["208", "20802", "2080201"]
MARKS = ["类", "款", "项"]


@given(st.integers(1, 3), st.sampled_from(["（{}）", "({})"]), st.booleans(), st.sampled_from(["", "-"]))
def test_the_lowest_mark_names_the_subject(depth: int, bracket: str, quoted: bool, between: str) -> None:
    form = "“{}”{}" if quoted else "{}{}"
    words = between.join(
        form.format(n, bracket.format(m)) for n, m in list(zip(NAMES, MARKS, strict=True))[:depth]
    )
    subject = classified(words)[-1]
    assert (subject.name, subject.level) == (NAMES[depth - 1], depth)
    assert subject.above == (NAMES[0] if depth > 1 else "")


@given(st.integers(0, 2), st.sampled_from(["{c}{n}", "{c}-{n}", "[{c}]{n}", "【{c}】{n}"]))
def test_a_code_before_its_name(depth: int, form: str) -> None:
    subject = coded(form.format(c=CODES[depth], n=NAMES[depth]))
    assert subject is not None and (subject.name, subject.code, subject.level) == (
        NAMES[depth],
        CODES[depth],
        depth + 1,
    )


@pytest.mark.parametrize("words", ["205人", "208万元", "2023年行政运行", "行政运行", "20802"])
def test_numbers_that_are_no_codes(words: str) -> None:
    assert coded(words) is None


@pytest.mark.parametrize(
    ("words", "name", "code"),
    [
        ("住房保障支出（221类）住房改革支出（02款）住房公积金（01项）", "住房公积金", "2210201"),
        ("住房公积金（2210201）", "住房公积金", "2210201"),
        ("教育支出类普通教育款小学教育项", "小学教育", None),
    ],
)
def test_codes_in_marks(words: str, name: str, code: str | None) -> None:
    assert [(s.name, s.code, s.level) for s in classified(words)] == [(name, code, 3)]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("“卫生健康支出-行政事业单位医疗-行政单位医疗”", "行政单位医疗"),
        ("卫生健康支出-行政事业单位医疗", "行政事业单位医疗"),
        ("卫生健康支出", None),
        ("“2023-2024”", None),
    ],
)
def test_a_chain_names_its_last(words: str, name: str | None) -> None:
    subject = chained(words)
    assert (subject and subject.name) == name


@given(
    st.sampled_from(["公务接待费", "河道整治项目", "和谐社区经费", "对外交流经费"]),
    st.sampled_from(["", "其中", "2023年度", "（一）", "1.", "用于"]),
    st.sampled_from(["", "支出", "决算", "预算"]),
)
def test_what_stands_around_a_name_is_no_part_of_it(name: str, before: str, behind: str) -> None:
    subject = recognised(before + name + behind, Vocabulary(tabled=frozenset({name})), PROFILE)
    assert subject is not None and subject.name in (name, name + "支出") and named(named(name)) == named(name)


@pytest.mark.parametrize("words", ["", "本年", "2023年度", "支出", "决算数为", "财政拨款比上年"])
def test_words_that_name_nothing(words: str) -> None:
    assert recognised(words, Vocabulary(), PROFILE) is None


@pytest.mark.parametrize(
    ("words", "generic"),
    [("", True), ("本年度", True), ("整体支出", False), ("公务接待费", False), ("支出决算", True)],
)
def test_generic_words(words: str, generic: bool) -> None:
    assert is_generic(words) == generic


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("青禾市水务局公务接待费", "公务接待费"),
        ("市水务局本级公务接待费", "公务接待费"),
        ("市水务局（机关）公务接待费", "公务接待费"),
        ("甲局公务接待费", "甲局公务接待费"),
        ("青禾市水务局机关运行经费", "机关运行经费"),
    ],
)
def test_the_unit_is_no_part_of_its_subject(words: str, rest: str) -> None:
    assert without_unit(words, PROFILE.unit_name) == rest and without_unit(words, None) == words


def test_a_known_subject_behind_a_body() -> None:
    assert behind_body("下属1家机关的机关运行经费", Vocabulary()) == "机关运行经费"
    assert behind_body("下属1家机关的茶歇", Vocabulary()) == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("比上年（上一年度，下同）预算", "比上年预算"),
        ("住房公积金（项）支出", "住房公积金（项）支出"),
        ("（一）收入", "（一）收入"),
        ("费用（12）元", "费用（12）元"),
    ],
)
def test_what_brackets_say_in_passing(words: str, told: str) -> None:
    assert without_asides(words) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("、“公务接待费”", "公务接待费"),
        ("1.公务接待费（含外事）", "公务接待费"),
        ("因公出国（境）费", "因公出国（境）费"),
        ("(公务接待费", "公务接待费"),
    ],
)
def test_marks_around_words(words: str, told: str) -> None:
    assert trimmed(words) == told


def test_a_particle_belongs_to_a_name_that_begins_with_it() -> None:
    assert (
        without_lead("和谐社区建设") == "和谐社区建设"
        and without_lead("和公务接待费", behind=True) == "公务接待费"
    )
