"""The vocabulary of the reports, in TOML: what varies from province to province is data.

One door: `code_of` and `code_of_whole` for entries with codes, and a function for each file that gives its
wordings.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, TypeVar, cast, overload

from extract import regex
from parsers.codes import Component, DocType, FundColumn, HeadingCode, Measure, Statement, TableCode

from .contents import FILES
from .contents.forms import FormWords, GluedWords, HunanUnitWords, UnrolledWords
from .contents.narrative import (
    ClauseWords,
    ClueWords,
    MeasureWords,
    NamingWords,
    NarrativeWords,
)
from .contents.outline import BodyWords, HeadingWords, OutlineWords, PassageWords, ProfileWords, UnitWords
from .contents.scores import ScoreWords
from .contents.tables import (
    BaseDataWords,
    ColumnWords,
    FundUsageWords,
    SiteSampleWords,
    StatementWords,
    TargetWords,
)
from .contents.words import FigureWords, NumberWords, PersonalWords, ThreadWords
from .parts import filled, plain
from .wordings import Codes, Entry, LexiconError, Wordings, typed, wordings

__all__ = ["Entry", "LexiconError", "Wordings"]

Observer = Callable[[str, str, int, str], None]
_observer: ContextVar[Observer | None] = ContextVar("observer", default=None)


@lru_cache
def load(name: str) -> dict[str, Any]:
    """The lexicon file `name`.toml as it is written."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))


@lru_cache
def _words(name: str) -> object:
    return typed(FILES[name], name, load(name), _part)


@lru_cache
def _part(name: str) -> str | None:
    """The pattern that a name in a wording stands for: a part of the grammar, or the wordings of an entry."""
    file, dot, key = name.partition(".")
    if not dot or file not in FILES or key not in load(file):
        return plain(name)
    return wordings(name, load(file)[key], _part).any


MadeOnce = TypeVar("MadeOnce")
_built: list[Callable[[], None]] = []


def built(make: Callable[[], MadeOnce]) -> Callable[[], MadeOnce]:
    """A function that makes a pattern of wordings, once for all until they are made anew."""
    held = lru_cache(make)
    _built.append(held.cache_clear)
    return held


@built
def base_data_words() -> BaseDataWords:
    """整体支出绩效评价基础数据表."""
    return cast(BaseDataWords, _words("base_data"))


@built
def body_words() -> BodyWords:
    """What is said of bodies: names, numbers, posts."""
    return cast(BodyWords, _words("bodies"))


@built
def clause_words() -> ClauseWords:
    """The words of a clause around its number."""
    return cast(ClauseWords, _words("clauses"))


@built
def clue_words() -> ClueWords:
    """Where a subject stands that the clause does not plainly name."""
    return cast(ClueWords, _words("clues"))


@built
def column_words() -> ColumnWords:
    """Labels of the columns of tables."""
    return cast(ColumnWords, _words("columns"))


@built
def figure_words() -> FigureWords:
    """Words behind numbers that count something."""
    return cast(FigureWords, _words("figures"))


@built
def form_words() -> FormWords:
    """Labels of forms."""
    return cast(FormWords, _words("self_evaluation"))


@built
def fund_usage_words() -> FundUsageWords:
    """资金使用结构明细表."""
    return cast(FundUsageWords, _words("fund_usage"))


@built
def glued_words() -> GluedWords:
    """Target forms whose cells were run together."""
    return cast(GluedWords, _words("glued"))


@built
def heading_words() -> HeadingWords:
    """Headings, numbers of lists, and what stands under them."""
    return cast(HeadingWords, _words("headings"))


@built
def hunan_unit_words() -> HunanUnitWords:
    """The form of a unit in 湖南."""
    return cast(HunanUnitWords, _words("hunan_unit"))


@built
def measure_words() -> MeasureWords:
    """What a number measures."""
    return cast(MeasureWords, _words("measures"))


@built
def naming_words() -> NamingWords:
    """How words name a subject."""
    return cast(NamingWords, _words("naming"))


@built
def narrative_words() -> NarrativeWords:
    """How sentences tell what a number is."""
    return cast(NarrativeWords, _words("narrative"))


@built
def number_words() -> NumberWords:
    """Numbers with their units, and the numbering of names."""
    return cast(NumberWords, _words("numbers"))


@built
def outline_words() -> OutlineWords:
    """How a report tells what it is and whose, and what is said of bodies."""
    return cast(OutlineWords, _words("outline"))


@built
def passage_words() -> PassageWords:
    """Passages that report nothing: templates left standing, annexes announced."""
    return cast(PassageWords, _words("passages"))


@built
def personal_words() -> PersonalWords:
    """Labels of persons and their telephones."""
    return cast(PersonalWords, _words("personal"))


@built
def profile_words() -> ProfileWords:
    """Title, year and unit of a report."""
    return cast(ProfileWords, _words("profile"))


@built
def score_words() -> ScoreWords:
    """Scores and grades, in sentences and in small tables."""
    return cast(ScoreWords, _words("scores"))


@built
def site_sample_words() -> SiteSampleWords:
    """现场评价明细表."""
    return cast(SiteSampleWords, _words("site_sample"))


@built
def statement_words() -> StatementWords:
    """How statements are told."""
    return cast(StatementWords, _words("statements"))


@built
def target_words() -> TargetWords:
    """绩效目标表, wide: a row per unit or 专项."""
    return cast(TargetWords, _words("targets"))


@built
def thread_words() -> ThreadWords:
    """What the words between two numbers change."""
    return cast(ThreadWords, _words("threads"))


@built
def unit_words() -> UnitWords:
    """Names of bodies and how they are introduced."""
    return cast(UnitWords, _words("units"))


@built
def unrolled_words() -> UnrolledWords:
    """Forms that were printed one cell to a line."""
    return cast(UnrolledWords, _words("unrolled"))


@lru_cache
def entries(name: str, section: str) -> tuple[Entry, ...]:
    """The entries of a section in its order; the first that matches decides."""
    return cast(Codes, getattr(_words(name), section)).entries


def wordings_of(name: str, section: str) -> tuple[str, ...]:
    """The wordings of an entry without codes, with what they are built of."""
    return cast(Wordings, getattr(_words(name), section)).listed


def spelt_out(wording: str) -> str:
    """A wording with what it is built of; a part that nobody knows is left out."""
    return filled(wording, _part)


@overload
def code_of(
    name: Literal["columns", "narrative"], section: Literal["measures", "rates"], text: str
) -> Measure | None: ...
@overload
def code_of(name: Literal["fund_usage"], section: Literal["groups"], text: str) -> Measure | None: ...
@overload
def code_of(
    name: Literal["narrative"], section: Literal["subjects", "wholes"], text: str
) -> Statement | None: ...
@overload
def code_of(name: Literal["naming"], section: Literal["last_words"], text: str) -> Statement | None: ...
@overload
def code_of(name: Literal["outline"], section: Literal["kinds"], text: str) -> DocType | None: ...
@overload
def code_of(name: Literal["statements"], section: Literal["rows"], text: str) -> Statement | None: ...
@overload
def code_of(
    name: Literal["statements"], section: Literal["titles", "headers"], text: str
) -> TableCode | None: ...
@overload
def code_of(name: Literal["statements"], section: Literal["sections"], text: str) -> HeadingCode | None: ...
@overload
def code_of(
    name: Literal["self_evaluation"], section: Literal["components"], text: str
) -> Component | None: ...
@overload
def code_of(name: Literal["self_evaluation"], section: Literal["pairs"], text: str) -> Measure | None: ...
@overload
def code_of(
    name: Literal["self_evaluation"], section: Literal["funds"], text: str
) -> FundColumn | Literal["ignored"] | None: ...
@overload
def code_of(name: str, section: str, text: str) -> str | None: ...
def code_of(name: str, section: str, text: str) -> str | None:
    """The code of the first entry of a section that is found in folded text."""
    return _code_of(name, section, text)


@lru_cache(maxsize=8192)
def _code_of(name: str, section: str, text: str) -> str | None:
    for n, entry in enumerate(entries(name, section)):
        if entry.pattern.search(text):
            return _noted_code(name, section, n, entry, text)
    return None


@lru_cache(maxsize=8192)
def code_of_whole(name: str, section: str, text: str) -> str | None:
    """The code of the first entry of a section that the whole of folded text is."""
    if _whole_of(name, section).fullmatch(text) is None:
        return None
    for n, entry in enumerate(entries(name, section)):
        if entry.pattern.fullmatch(text):
            return _noted_code(name, section, n, entry, text)
    return None


@lru_cache
def _whole_of(name: str, section: str) -> regex.Pattern[str]:
    """All entries of a section in one pattern: most texts are none of them."""
    return regex.compile("|".join(f"(?:{entry.pattern.pattern})" for entry in entries(name, section)))


def _noted_code(name: str, section: str, n: int, entry: Entry, text: str) -> str:
    observer = _observer.get()
    if observer is not None:
        observer(name, section, n, text)
    return entry.code


def forget() -> None:
    """Wordings, answers and what was built of them are made anew from what `load` gives."""
    for held in (_words, _part, entries, _code_of, code_of_whole, _whole_of):
        held.cache_clear()
    for clear in _built:
        clear()


@contextmanager
def observed(observer: Observer) -> Iterator[None]:
    """While open, tells the observer of every entry that is found: file, section, number of the entry from 0,
    and the text.
    """
    token = _observer.set(observer)
    forget()
    try:
        yield
    finally:
        _observer.reset(token)
        forget()
