"""What a reader found of a drawn report: its rows held against those expected, wording by wording. Knows dicts alone."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tests.generated.amounts import YUAN

MARKS = re.compile(r"[(（]\d*[类款项][)）]|[^\w]")
NOISE = re.compile(r"(?:\d{4}年度?|本年度|全年|年初)|(?:支出)?(?:决算|预算)(?:数|总额|安排)?$|的$")
SHORTEST = 3
"""A name within another counts as its name from this length on."""
Row = Mapping[str, Any]


def core(name: object) -> str:
    """A subject's name without marks, years and the words that say what is counted."""
    text = MARKS.sub("", unicodedata.normalize("NFKC", str(name or "")))
    return NOISE.sub("", text) or text


def quantity(row: Row) -> tuple[str, Decimal]:
    """Kind and exact value: money in 元."""
    value, unit = Decimal(str(row["value"])), str(row["unit"])
    return ("元", (value * YUAN[unit]).normalize()) if unit in YUAN else (unit, value.normalize())


def options(want: Row, column: str) -> list[Any]:
    """The right answers for a column."""
    return [want.get(column), *want.get("accept", {}).get(column, ())]


def same_item(want: Row, found: Row) -> bool:
    """Whether the found row speaks of the subject expected: by code, or by one of its names."""
    code = want.get("item_code")
    if code and str(found.get("item_code") or "") == code:
        return True
    mine = core(found.get("item"))
    for name in options(want, "item"):
        other = core(name)
        short, long = sorted((mine, other), key=len)
        if name == "*" or mine == other or (len(short) >= SHORTEST and short in long):
            return bool(mine)
    return False


def mismatches(want: Row, found: Row) -> list[str]:
    """The columns in which a found row of the same quantity is not the one expected."""
    out = [c for c in ("measure", "statement") if found.get(c) not in options(want, c)]
    if want.get("basis") and found.get("basis") not in options(want, "basis"):
        out.append("basis")
    # An item that bears the project's name tells it as well as the column does.
    named = (core(found.get("project")), core(found.get("item")))
    if want.get("project") and not any(core(want["project"]) in name for name in named):
        out.append("project")
    if found.get("period") != want.get("period"):
        out.append("period")
    return out if same_item(want, found) else [*out, "item"]


@dataclass
class Score:
    """Of one report or of many: expected rows and those found, by wording; what was missed and what was invented."""

    wanted: Counter[str] = field(default_factory=Counter)
    hit: Counter[str] = field(default_factory=Counter)
    judged: int = 0
    right: int = 0
    missed: list[tuple[int, Row, str]] = field(default_factory=list)
    wrong: list[tuple[int, Row, str]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.hit["all"] / (self.wanted["all"] or 1)

    @property
    def precision(self) -> float:
        return self.right / (self.judged or 1)

    def add(self, seed: int, expected: Sequence[Row], rows: Sequence[Row]) -> None:
        """Counts one report's rows of the text."""
        pairs = paired(expected, rows)
        for n, want in enumerate(expected):
            names = ("all", *want["template"].split("/"))
            self.wanted.update(names)
            if n in pairs:
                self.hit.update(names)
            else:
                self.missed.append((seed, want, nearest(want, rows)))
        taken = set(pairs.values())
        for n, found in enumerate(rows):
            if n in taken:
                self.judged, self.right = self.judged + 1, self.right + 1
            elif not excused(found, expected):
                self.judged += 1
                self.wrong.append((seed, found, source_of(found, expected)))

    def worst(self) -> list[tuple[str, int, int]]:
        """Wordings by rows missed: name, missed, expected."""
        lost = [(name, n - self.hit[name], n) for name, n in self.wanted.items() if name != "all"]
        return sorted((x for x in lost if x[1]), key=lambda x: (-x[1], x[0]))


def paired(expected: Sequence[Row], rows: Sequence[Row]) -> dict[int, int]:
    """Expected row → found row, one to one, in the order of the text."""
    waiting: dict[Any, list[int]] = defaultdict(list)
    for n, found in enumerate(rows):
        waiting[quantity(found)].append(n)
    out: dict[int, int] = {}
    for n, want in enumerate(expected):
        held = waiting[quantity(want)]
        match = next((m for m in held if not mismatches(want, rows[m])), None)
        if match is not None:
            held.remove(match)
            out[n] = match
    return out


def excused(found: Row, expected: Sequence[Row]) -> bool:
    """收、支总计 said in one word may be read as one row or as two."""
    return any(
        want.get("spread") and quantity(want) == quantity(found) and not mismatches(want, found)
        for want in expected
    )


def nearest(want: Row, rows: Sequence[Row]) -> str:
    """What was made of the number of a row that was missed."""
    same = [found for found in rows if quantity(found) == quantity(want)]
    if not same:
        return "no row of this number"
    best = min(same, key=lambda found: len(mismatches(want, found)))
    wrong = mismatches(want, best)
    return ", ".join(f"{c}={best.get(c)}" for c in wrong) if wrong else "the number's rows are fewer"


def source_of(found: Row, expected: Sequence[Row]) -> str:
    """The wording that the number of a wrong row stands in."""
    same = [want for want in expected if quantity(want) == quantity(found)]
    return (
        min(same, key=lambda want: len(mismatches(want, found)))["template"] if same else "number of no row"
    )
