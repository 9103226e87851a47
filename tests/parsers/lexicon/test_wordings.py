"""Files of the lexicon are held against what they are said to hold, and what is wrong with them is named."""

from __future__ import annotations

from dataclasses import dataclass
from graphlib import TopologicalSorter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import lexicon
from parsers.lexicon import LexiconError
from parsers.lexicon.contents import FILES
from parsers.lexicon.parts import NAMED
from parsers.lexicon.wordings import MANNERS, Codes, Wordings, is_pattern, typed
from tests.conftest import LONG


@dataclass(frozen=True)
class Words:
    """A file of one list and one section."""

    plain: Wordings
    roles: Codes


ROLE = {"code": "name", "found": ["科目"], "begins": ["名"], "whole": ["项目"]}


def test_wordings_are_sought_in_their_manner() -> None:
    words = typed(Words, "words", {"plain": ["金额", "数"], "roles": [ROLE]})
    (entry,) = words.roles.entries
    for text, found in {
        "科目甲": True,
        "甲科目": True,
        "名甲": True,
        "甲名": False,
        "项目": True,
        "项目甲": False,
    }.items():
        assert bool(entry.pattern.search(text)) is found, text
    assert (
        words.plain.fullmatch("金额") and not words.plain.fullmatch("金额数") and words.plain.search("总数")
    )


def test_wordings_are_built_of_others() -> None:
    held = {"plain": ["{units.ending}的{digits}[个家]{1,2}"], "roles": [ROLE]}
    words = typed(Words, "words", held, {"units.ending": "(?:局|委)", "digits": r"\d+"}.get)
    assert words.plain.whole("局的12家") and not words.plain.whole("院的12家")
    with pytest.raises(
        LexiconError, match=r"^words\.plain: .* is built of units\.ending, which nobody knows"
    ):
        typed(Words, "words", held)


def test_no_entry_is_built_of_itself() -> None:
    # An error of graphlib names the circle.
    built = {
        f"{name}.{key}": {m["name"] for m in NAMED.finditer(str(held))}
        for name in FILES
        for key, held in lexicon.load(name).items()
    }
    assert any(built.values())
    tuple(TopologicalSorter(built).static_order())


def test_each_wording_is_a_pattern_by_itself() -> None:
    """A bracket that one opens and the next one closes would be none when they are built together."""
    for name, kind in FILES.items():
        words = typed(kind, name, lexicon.load(name), lexicon._part)
        for held in vars(words).values():
            listed = [w for e in held.entries for w in e.wordings] if isinstance(held, Codes) else held.listed
            assert [w for w in listed if not is_pattern(w)] == []


@given(st.text("局委的甲", max_size=4))
def test_wordings_answer_as_their_pattern_does(text: str) -> None:
    words = typed(Words, "words", {"plain": ["局", "的委"], "roles": [ROLE]}).plain
    assert words.found_in(text) is ("局" in text or "的委" in text)
    assert words.begins(text) is text.startswith(("局", "的委"))
    assert words.ends(text) is text.endswith(("局", "的委"))
    assert words.whole(text) is (text in ("局", "的委"))
    assert words.findall(text) == [m.group() for m in words.finditer(text)]
    assert "，".join(words.split(text)) == words.sub("，", text)


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ({"plain": ["a"], "roles": [], "others": ["b"]}, "words.toml: nobody reads the entry others"),
        ({"plain": ["a"]}, "words.toml: the entry roles is missing"),
        ({"plain": "a|b", "roles": []}, "words.plain: a list of wordings is wanted"),
        ({"plain": ["(a"], "roles": []}, "words.plain: “(a” is no pattern"),
        (
            {"plain": ["a"], "roles": [ROLE, {"code": "x", "found": ["[b"]}]},
            "words.roles 2 (x) found: “[b” is no pattern",
        ),
        ({"plain": ["a"], "roles": [{"code": "x", "fuond": ["b"]}]}, "words.roles 1 (x): nobody reads fuond"),
        ({"plain": ["a"], "roles": [{"code": "x"}]}, "words.roles 1 (x): it has no wordings"),
        ({"plain": ["a"], "roles": [{"found": ["b"]}]}, "words.roles 1: it has no code"),
    ],
)
def test_what_is_wrong_is_named(held: dict[str, object], said: str) -> None:
    with pytest.raises(LexiconError) as raised:
        typed(Words, "words", held)
    assert str(raised.value).startswith(said)


patterns = st.one_of(st.text(max_size=6), st.text(st.sampled_from("()[]{}|?*+\\^$.a收:<>=!P1,-"), max_size=8))
anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), patterns),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["code", *MANNERS, "other"]), inner, max_size=4),
    ),
    max_leaves=8,
)
listed = st.one_of(anything, st.lists(patterns, max_size=3))
entry = st.fixed_dictionaries(
    {"code": st.one_of(patterns, anything)}, optional=dict.fromkeys(MANNERS, listed)
)
files = st.dictionaries(st.sampled_from(["plain", "roles", "others"]), anything) | st.fixed_dictionaries(
    {"plain": listed, "roles": st.lists(st.one_of(entry, anything), max_size=3)}
)


@settings(max_examples=5000 if LONG else 300)
@pytest.mark.long
@given(files)
def test_whatever_a_file_holds_it_is_read_or_named(held: dict[str, object]) -> None:
    try:
        words = typed(Words, "words", held)
    except LexiconError as error:
        assert str(error).startswith("words")  # noqa: PT017
        return
    assert words.plain.compiled.pattern
    for read in words.roles.entries:
        read.pattern.search("甲科目")


TAIL = lexicon.narrative_words().tail
PIECES = [
    "公务接待费",
    "“三公”",
    "2023年",
    "预算",
    "决算",
    "支出",
    "年初预算数与决算",
    "的",
    "为",
    "共计",
    "总",
    "3项",
    "：",
    ":",
    "(",
    "7",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_a_tail_is_cut_where_the_longest_begins(text: str) -> None:
    assert TAIL.without_tail(text) == TAIL.sub("", text)
