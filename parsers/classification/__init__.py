"""政府收支分类科目, functional and economic, by code, name and year, as reports and lists print them.

The data is `codes.csv`, the sources are `sources.toml`; both are read when first asked for. A code or name
that is not there is unknown to the sources, which is no error: see `docs/classification.md`.
"""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from extract.fold import fold
from parsers.lexicon import naming_words

ClassificationKind = Literal["function", "department", "government"]
"""支出功能分类 (2…), 部门预算支出经济分类 (3…), 政府预算支出经济分类 (5…)."""
ClassificationLevel = Literal["类", "款", "项"]
_LEVELS: Mapping[int, ClassificationLevel] = {0: "类", 3: "类", 5: "款", 7: "项"}


@dataclass(frozen=True)
class ClassificationEntry:
    """One name of one code. `code` is null for a class whose code no source prints beside its name.

    `first_year` and `last_year` are those of the sources that print it, not of its validity; null where no
    source tells a year.
    """

    code: str | None
    name: str
    kind: ClassificationKind
    first_year: int | None
    last_year: int | None
    sources: tuple[str, ...]

    @property
    def level(self) -> ClassificationLevel:
        """类, 款 or 项, by the length of the code."""
        return _LEVELS[len(self.code or "")]

    @property
    def parent(self) -> str | None:
        """The code of the 类 or 款 that it belongs to; null for a 类."""
        return self.code[:-2] if self.code and len(self.code) > 3 else None


@dataclass(frozen=True)
class ClassificationSource:
    """What prints an entry, where it was found, and the licence that is stated there."""

    title: str
    kind: Literal["report", "list", "notice", "program"]
    address: str | None
    licence: str | None


@lru_cache
def classification_entries() -> tuple[ClassificationEntry, ...]:
    """All entries by code; of the names of one code the one that most sources print comes first."""
    lines = files(__name__).joinpath("codes.csv").read_text("utf-8").splitlines()
    return tuple(_entry(row) for row in csv.DictReader(lines))


@lru_cache
def _renamed() -> Mapping[str, tuple[int, str]]:
    lines = files(__name__).joinpath("renamed.toml").read_text("utf-8")
    return {r["name"]: (r["since"], r["now"]) for r in tomllib.loads(lines)["renamed"]}


def name_since(name: str, year: int) -> tuple[int, str] | None:
    """From which year on a class has another name, and which, where that is so in a year; else null."""
    found = _renamed().get(name)
    return found if found is not None and year >= found[0] else None


@lru_cache
def sources() -> Mapping[str, ClassificationSource]:
    """The sources by the ids that entries name them by."""
    data = tomllib.loads(files(__name__).joinpath("sources.toml").read_text("utf-8"))
    return {
        key: ClassificationSource(s["title"], s["kind"], s.get("address"), s.get("licence"))
        for key, s in data.items()
    }


def of_code(code: str, year: int | None = None) -> ClassificationEntry | None:
    """What a code is called in a year: the name printed nearest to it, of several the one that most sources
    print; null where the code is unknown.
    """
    return min(_by_code().get(code, ()), key=lambda e: _years_away(e, year), default=None)


def of_name(name: str, kind: ClassificationKind | None = None) -> tuple[ClassificationEntry, ...]:
    """All entries of that name in any spelling, by code: 行政运行 is an item of many 款."""
    return tuple(e for e in _by_name().get(fold(name), ()) if kind in (None, e.kind))


def economic_class(name: str) -> str | None:
    """The code of the one class of the economic classification (department) that a text names, with or
    without 支出, 和 and 的: 对个人和家庭补助 is 303; null where it names none.
    """
    return _economic_classes().get(_squeezed(name))


@lru_cache
def _economic_classes() -> Mapping[str, str]:
    classes = [e for e in classification_entries() if e.kind == "department" and e.level == "类"]
    return {_squeezed(e.name): e.code for e in classes if e.code}


def _squeezed(name: str) -> str:
    return naming_words().spelled.sub("", fold(name))


@lru_cache
def names(
    level: ClassificationLevel | None = None, kind: ClassificationKind | None = None
) -> tuple[str, ...]:
    """The folded names of a level and kind, the longest first, as a longest match tries them."""
    found = {
        fold(e.name) for e in classification_entries() if level in (None, e.level) and kind in (None, e.kind)
    }
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def _entry(row: Mapping[str, str]) -> ClassificationEntry:
    kinds: Mapping[str, ClassificationKind] = {
        "function": "function",
        "department": "department",
        "government": "government",
    }
    return ClassificationEntry(
        row["code"] or None,
        row["name"],
        kinds[row["kind"]],
        int(row["first_year"]) if row["first_year"] else None,
        int(row["last_year"]) if row["last_year"] else None,
        tuple(row["sources"].split()),
    )


@lru_cache
def _by_code() -> Mapping[str, tuple[ClassificationEntry, ...]]:
    return _grouped((e.code, e) for e in classification_entries() if e.code)


@lru_cache
def _by_name() -> Mapping[str, tuple[ClassificationEntry, ...]]:
    return _grouped((fold(e.name), e) for e in classification_entries())


def _grouped(
    pairs: Iterable[tuple[str, ClassificationEntry]],
) -> Mapping[str, tuple[ClassificationEntry, ...]]:
    groups: dict[str, list[ClassificationEntry]] = defaultdict(list)
    for key, entry in pairs:
        groups[key].append(entry)
    return {key: tuple(members) for key, members in groups.items()}


def _years_away(entry: ClassificationEntry, year: int | None) -> int:
    """How far a year is from those in which sources print the entry; an entry without years comes last."""
    if year is None:
        return 0
    if entry.first_year is None or entry.last_year is None:
        return year
    return max(entry.first_year - year, year - entry.last_year, 0)
