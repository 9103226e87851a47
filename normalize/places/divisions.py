"""The divisions of China to county level by code, by names and by year. Sources: `docs/regions.md`.

The data is `regions.csv`, read when first asked for. A division that changed its name or code is two entries.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from extract.fold import fold

DivisionLevel = Literal["province", "city", "county"]


@dataclass(frozen=True)
class Division:
    """A division under one name and code. `parent` is the code of the one above it.

    `valid_from`, `valid_to`: the years of the changes that made and ended it, in which both what
    was before and what came after stand; null where it stood before 2007, or stands.
    """

    code: str
    name: str
    level: DivisionLevel
    parent: str | None
    valid_from: int | None
    valid_to: int | None
    source: str

    def stands_in(self, year: int) -> bool:
        """Whether it stood in some part of a year."""
        return (self.valid_from or 0) <= year <= (self.valid_to or 9999)


@lru_cache
def divisions() -> tuple[Division, ...]:
    """All divisions, by code and year."""
    lines = files("normalize").joinpath("regions.csv").read_text("utf-8").splitlines()
    return tuple(_division(row) for row in csv.DictReader(lines))


def of_code(code: str, year: int) -> Division | None:
    """The division that a code of six digits meant in a year, in a year of change what it came to mean; null
    where the code is unknown or stood for nothing.
    """
    return next((d for d in reversed(_by_code().get(code, ())) if d.stands_in(year)), None)


def of_names(names: Sequence[str], year: int) -> tuple[Division, ...]:
    """The divisions of the last name that stand below those of the names before it, which go from above to
    below and may leave some out: 鼓楼区 gives several, 南京市 鼓楼区 one. Empty where none stood.
    """
    if not names:
        return ()
    above = [fold(name) for name in names[:-1]]
    found = (d for d in _by_name().get(fold(names[-1]), ()) if d.stands_in(year))
    return tuple(d for d in found if _in_order(above, [fold(a.name) for a in chain(d, year)[:-1]]))


def chain(division: Division, year: int) -> tuple[Division, ...]:
    """A division and those above it in a year, the province first."""
    above = of_code(division.parent, year) if division.parent else None
    return (*chain(above, year), division) if above else (division,)


def _division(row: Mapping[str, str]) -> Division:
    levels: Mapping[str, DivisionLevel] = {"province": "province", "city": "city", "county": "county"}
    return Division(
        row["code"],
        row["name"],
        levels[row["level"]],
        row["parent"] or None,
        int(row["valid_from"]) if row["valid_from"] else None,
        int(row["valid_to"]) if row["valid_to"] else None,
        row["source"],
    )


@lru_cache
def _by_code() -> Mapping[str, tuple[Division, ...]]:
    return _grouped((d.code, d) for d in divisions())


@lru_cache
def _by_name() -> Mapping[str, tuple[Division, ...]]:
    return _grouped((fold(d.name), d) for d in divisions())


def _grouped(pairs: Iterable[tuple[str, Division]]) -> Mapping[str, tuple[Division, ...]]:
    groups: dict[str, list[Division]] = defaultdict(list)
    for key, division in pairs:
        groups[key].append(division)
    return {key: tuple(members) for key, members in groups.items()}


def _in_order(wanted: Sequence[str], held: Sequence[str]) -> bool:
    """Whether the wanted names are among the held ones in the same order."""
    rest = iter(held)
    return all(name in rest for name in wanted)
