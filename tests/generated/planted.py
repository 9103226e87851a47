"""One contradiction planted in a consistent report: what was changed, the numbers that clash, and the family of rules that must see it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from tests.generated.draw import Drawn, encoded

OPPOSITE = {
    "增加": "减少",
    "减少": "增加",
    "增长": "下降",
    "下降": "增长",
    "上升": "降低",
    "降低": "上升",
}
CHANGED = re.compile("增加|减少|增长|下降|上升|降低")
CODE = re.compile(r"(?<!\d)2\d{6}(?!\d)")
LEAST = Decimal("1.5")
"""A planted rate is off by so many percentage points at least, beyond any rounding."""
Row = dict[str, Any]


@dataclass(frozen=True)
class Planted:
    """A spoiled report. `family`: of rules (equality, sum, ratio, difference, period, name, template); `values`: the numbers or words,
    as printed, that a finding has to name; `changed`: before → after."""

    kind: str
    family: str
    values: tuple[str, ...]
    changed: str
    paragraphs: tuple[str, ...]
    tables: tuple[Any, ...]
    width: int
    tables_at: int

    def content(self) -> bytes:
        """The file."""
        return encoded(self.paragraphs, self.tables, self.width, self.tables_at)


@dataclass(frozen=True)
class Change:
    """One paragraph replaced by another."""

    family: str
    values: tuple[str, ...]
    place: int
    before: str
    after: str


def plant(drawn: Drawn, kind: str, seed: int = 0) -> Planted | None:
    """The report with one contradiction of that kind; None where it has no place for one."""
    random = Random(f"{drawn.seed} {kind} {seed}")
    changes = list(PLANTERS[kind](drawn, random))
    if not changes:
        return None
    c = random.choice(changes)
    paragraphs = tuple(c.after if n == c.place else p for n, p in enumerate(drawn.paragraphs))
    changed = f"{c.before} → {c.after}"
    place = drawn.tables_at
    return Planted(kind, c.family, c.values, changed, paragraphs, drawn.tables, drawn.width, place)


def plants(drawn: Drawn) -> Iterator[Planted]:
    """One of each kind that the report has room for."""
    for kind in PLANTERS:
        planted = plant(drawn, kind)
        if planted:
            yield planted


def _places(drawn: Drawn, row: Row) -> Iterator[tuple[int, re.Match[str]]]:
    """Where the number of a row stands, if it stands once in one paragraph."""
    pattern = re.compile(rf"(?<![\d.]){re.escape(row['printed'])}(?!\d|\.\d|,\d)")
    for line in row["paragraph"].split("\n"):
        found = list(pattern.finditer(line))
        if len(found) == 1 and drawn.paragraphs.count(line) == 1:
            yield drawn.paragraphs.index(line), found[0]


def _replaced(drawn: Drawn, row: Row, digits: str, family: str, values: tuple[str, ...]) -> Iterator[Change]:
    """The number of a row printed as other digits."""
    held = list(_places(drawn, row))
    if len(held) == 1 and digits != row["printed"]:
        place, match = held[0]
        line = drawn.paragraphs[place]
        after = line[: match.start()] + digits + line[match.end() :]
        yield Change(family, (digits, *values), place, line, after)


def _text(drawn: Drawn) -> list[Row]:
    return [r for r in drawn.rows if r["origin"] == "text"]


def _companions(drawn: Drawn, row: Row) -> dict[str, Row]:
    """What the same text says of the same subject, by the word of its slot; nothing where it says one of them twice."""
    out: dict[str, Row] = {}
    for other in _text(drawn):
        if other["paragraph"] == row["paragraph"] and other["item"] == row["item"]:
            if other["word"] in out:
                return {}
            out[other["word"]] = other
    return out


def _off(printed: str, random: Random) -> str:
    """The digits of an amount a twelfth to a third larger, as many decimals, separators kept."""
    value = Decimal(printed.replace(",", ""))
    more = value * random.randint(109, 133) / 100 + 1
    decimals = len(printed.partition(".")[2])
    return f"{more:,.{decimals}f}" if "," in printed else f"{more:.{decimals}f}"


def amount(drawn: Drawn, random: Random) -> Iterator[Change]:
    """The outturn of an item is no longer what its budget and its completion rate say."""
    for row in _text(drawn):
        held = _companions(drawn, row)
        if row["word"] == "final" and {"budget", "done"} <= set(held) and row["value"] != "0":
            numbers = (held["budget"]["printed"], held["done"]["printed"])
            yield from _replaced(drawn, row, _off(row["printed"], random), "ratio", numbers)


def repeated(drawn: Drawn, random: Random) -> Iterator[Change]:
    """An amount said in two sections differs in one of them."""
    for row in _text(drawn):
        same = [
            r
            for r in _text(drawn)
            if r["paragraph"] != row["paragraph"]
            and all(r.get(k) == row.get(k) for k in ("statement", "item", "measure", "value", "project"))
        ]
        if row["word"] == "final" and same and Decimal(row["value"]):
            yield from _replaced(drawn, row, _off(row["printed"], random), "equality", (row["printed"],))


def part(drawn: Drawn, random: Random) -> Iterator[Change]:
    """A part of a complete list is changed: the sum breaks."""
    for row in _text(drawn):
        listed = re.search(r"(income_part|plain_part)#", row["template"])
        if listed and row["statement"] in ("income", "expenditure", "procurement") and Decimal(row["value"]):
            whole = next((r for r in _text(drawn) if r["paragraph"] == row["paragraph"]), row)
            if whole["word"] == "final" and whole is not row:
                values = (whole["printed"],)
                yield from _replaced(drawn, row, _off(row["printed"], random), "sum", values)


def copied(drawn: Drawn, random: Random) -> Iterator[Change]:
    """A completion or growth rate is that of another line."""
    rates = [r for r in _text(drawn) if r["unit"] == "%"]
    for row in rates:
        held = _companions(drawn, row)
        base = {"done": "budget", "rate": "change", "overrate": "over", "executed": "adjusted"}.get(
            row["word"]
        )
        others = [r for r in rates if abs(abs(Decimal(r["value"])) - abs(Decimal(row["value"]))) >= LEAST]
        if base in held and "final" in held and others:
            digits = random.choice(others)["printed"]
            numbers = (held["final"]["printed"], held[base]["printed"])
            yield from _replaced(drawn, row, digits, "ratio", numbers)


def turned(drawn: Drawn, random: Random) -> Iterator[Change]:
    """Words of direction turned where both amounts that are compared are printed."""
    for row in _text(drawn):
        held = _companions(drawn, row)
        base = {"change": "prior", "over": "budget"}.get(row["word"])
        if base not in held or "final" not in held:
            continue
        for place, match in _places(drawn, row):
            line = drawn.paragraphs[place]
            words = list(CHANGED.finditer(line, 0, match.start()))
            if words:
                w = words[-1]
                after = line[: w.start()] + OPPOSITE[w[0]] + line[w.end() :]
                numbers = (held["final"]["printed"], held[base]["printed"], row["printed"])
                yield Change("difference", numbers, place, line, after)


def year(drawn: Drawn, random: Random) -> Iterator[Change]:
    """This year's numbers are said to be another year's."""
    own, other = f"{drawn.year}年", f"{drawn.year - random.choice((1, 2))}年"
    for row in _text(drawn):
        if row["word"] == "final":
            for place, match in _places(drawn, row):
                line = drawn.paragraphs[place]
                if line.count(own) == 1 and line.index(own) < match.start() and line.count("年") == 1:
                    after = line.replace(own, other)
                    yield Change("period", (other.removesuffix("年"),), place, line, after)


def code(drawn: Drawn, random: Random) -> Iterator[Change]:
    """A digit of a classification code is another than in the tables, or than in the code of its 款 beside it."""
    for place, line in enumerate(drawn.paragraphs):
        found = CODE.search(line)
        if found and (drawn.tables or re.search(rf"{found[0][:5]}(?!\d)", line)):
            wrong = found[0][:3] + random.choice([d for d in "6789" if d != found[0][3]]) + found[0][4:]
            yield Change("name", (wrong,), place, line, line.replace(found[0], wrong))


def residue(drawn: Drawn, random: Random) -> Iterator[Change]:
    """Words of the template without what should follow them."""
    words = random.choice(("主要原因是。", "主要原因是XX。", "增加（减少）的主要原因是：。"))
    for place, line in enumerate(drawn.paragraphs):
        if line.endswith("。") and any(r["paragraph"] == line for r in _text(drawn)):
            yield Change("template", (words.rstrip("。：:"),), place, line, line + words)


PLANTERS: dict[str, Callable[[Drawn, Random], Iterator[Change]]] = {
    "amount": amount,
    "repeated": repeated,
    "part": part,
    "copied": copied,
    "turned": turned,
    "year": year,
    "code": code,
    "residue": residue,
}
