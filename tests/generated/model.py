"""A consistent year of an invented unit: amounts of every item, and all that follows from them by adding up.

Pure functions of the random generator given; every total is the sum of its parts in each version (final, prior, budgets).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from tests.generated.amounts import ZERO, Amount, Print, Purse, draw_print, total

NAMES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Item:
    """A 项 with its 款 and 类; what of it was basic and what project expenditure."""

    code: str
    name: str
    section: tuple[str, str]
    top: tuple[str, str]
    basic: Amount
    project: Amount

    @property
    def amount(self) -> Amount:
        return self.basic + self.project


@dataclass(frozen=True)
class Year:
    """The year of a unit. `others`: income that is no appropriation, by name; `carried`: 年初, `left`: 年末结转和结余."""

    name: str
    year: int
    printed: Print
    items: tuple[Item, ...]
    funds: tuple[Item, ...]
    others: dict[str, Amount]
    carried: Amount
    left: Amount
    personnel: Amount
    public: Amount
    economic: dict[str, Amount]
    public_use: dict[str, Amount]
    procurement: dict[str, Amount]
    projects: tuple[tuple[str, Amount], ...]
    meeting: Amount
    training: Amount

    @cached_property
    def general(self) -> Amount:
        """一般公共预算财政拨款支出."""
        return total(i.amount for i in self.items)

    @cached_property
    def basic(self) -> Amount:
        return total(i.basic for i in self.items)

    @cached_property
    def fund(self) -> Amount:
        """政府性基金预算财政拨款支出."""
        return total(i.amount for i in self.funds)

    @cached_property
    def general_income(self) -> Amount:
        """What was carried over and what is left is general money."""
        return self.general + self.left - self.carried

    @cached_property
    def appropriated(self) -> Amount:
        return self.general_income + self.fund

    @cached_property
    def other(self) -> Amount:
        return total(self.others.values())

    @cached_property
    def income(self) -> Amount:
        return self.appropriated + self.other

    @cached_property
    def spent(self) -> Amount:
        """本年支出合计: other money is all spent, on projects."""
        return self.general + self.fund + self.other

    @cached_property
    def project(self) -> Amount:
        return self.spent - self.basic

    @cached_property
    def grand(self) -> Amount:
        """收、支总计."""
        return self.income + self.carried

    @cached_property
    def appropriation_grand(self) -> Amount:
        return self.appropriated + self.carried

    @cached_property
    def classes(self) -> dict[tuple[str, str], Amount]:
        """(code, name) of each 类 of the general budget, in the order of codes."""
        tops = sorted({i.top for i in self.items})
        return {t: total(i.amount for i in self.items if i.top == t) for t in tops}

    @cached_property
    def vehicles(self) -> Amount:
        return self.public_use["purchase"] + self.public_use["operation"]

    @cached_property
    def three(self) -> Amount:
        return total(self.public_use.values())

    @cached_property
    def purchases(self) -> Amount:
        return total(self.procurement[k] for k in ("goods", "works", "services"))


def draw_year(random: Random) -> Year:
    """A unit, its year and its numbers."""
    printed = draw_print(random)
    purse = Purse(random, printed)
    items = _items(random, purse)
    basic = total(i.basic for i in items)
    public = _share(purse, basic, 8, 25)
    personnel = basic - public
    pensions = _share(purse, personnel, 3, 15)
    carried, left = _balances(random, purse)
    return Year(
        random.choice(NAMES["places"]) + random.choice(NAMES["bodies"]),
        random.randint(2018, 2024),
        printed,
        items,
        _funds(random, purse),
        {
            "上级补助收入": purse.amount(1, 90, zero=0.8),
            "事业收入": purse.amount(20, 400, zero=0.6),
            "经营收入": Amount(),
            "附属单位上缴收入": Amount(),
            "其他收入": purse.amount(1, 60, zero=0.5),
        },
        carried,
        left,
        personnel,
        public,
        {"工资福利支出": personnel - pensions, "对个人和家庭的补助": pensions, "商品和服务支出": public},
        {
            "abroad": purse.amount(1, 12, zero=0.75),
            "purchase": purse.amount(12, 25, zero=0.8),
            "operation": purse.amount(2, 20, zero=0.15),
            "reception": purse.amount(1, 9, zero=0.1),
        },
        _procurement(random, purse),
        _projects(random, items),
        purse.amount(1, 6, zero=0.2),
        purse.amount(1, 9, zero=0.2),
    )


def _items(random: Random, purse: Purse) -> tuple[Item, ...]:
    work = random.choice(NAMES["work"])
    out: list[Item] = []
    for group in [work, *random.sample(NAMES["common"], random.randint(2, 4))]:
        main = group is work
        kept = random.sample(group["items"], min(len(group["items"]), random.randint(1, 4 if main else 3)))
        for place, (code, name) in enumerate(sorted(kept)):
            basic = purse.steady(200, 1500) if main and place == 0 else purse.amount(5, 120)
            project = purse.amount(3, 300)
            if main and place:
                basic = Amount()
            elif not main or random.random() < 0.6:
                project = Amount()
            out.append(Item(code, name, tuple(group["section"]), tuple(group["class"]), basic, project))
    return tuple(sorted(out, key=lambda i: i.code))


def _funds(random: Random, purse: Purse) -> tuple[Item, ...]:
    if random.random() < 0.6:
        return ()
    group = random.choice(NAMES["fund"])
    kept = sorted(random.sample(group["items"], random.randint(1, len(group["items"]))))
    section, top = tuple(group["section"]), tuple(group["class"])
    return tuple(Item(code, name, section, top, Amount(), purse.amount(10, 200)) for code, name in kept)


def _balances(random: Random, purse: Purse) -> tuple[Amount, Amount]:
    """年初 and 年末结转和结余: what was left last year is what this year began with."""
    if random.random() < 0.3:
        return Amount(), Amount()
    before, between, after = purse.one(1, 30), purse.one(1, 30), purse.one(1, 30)
    after = ZERO if random.random() < 0.3 else after
    return Amount(between, before, between, between), Amount(after, between, ZERO, ZERO)


def _share(purse: Purse, whole: Amount, low: int, high: int) -> Amount:
    """A part of a quantity, in each of its versions."""
    return Amount(
        *(purse.near(v, low, high) for v in (whole.final, whole.prior, whole.budget, whole.adjusted))
    )


def _procurement(random: Random, purse: Purse) -> dict[str, Amount]:
    parts = {
        "goods": purse.amount(5, 80, zero=0.1),
        "works": purse.amount(20, 200, zero=0.7),
        "services": purse.amount(5, 120, zero=0.2),
    }
    whole = total(parts.values())
    sme = whole if random.random() < 0.4 else _share(purse, whole, 50, 95)
    micro = sme if random.random() < 0.3 else _share(purse, sme, 30, 90)
    return parts | {"sme": sme, "micro": micro}


def _projects(random: Random, items: tuple[Item, ...]) -> tuple[tuple[str, Amount], ...]:
    """Named projects: each is the project expenditure of one item."""
    held = [i.project for i in items if i.project.final]
    names = random.sample(NAMES["projects"], len(held))
    return tuple(zip(names, held, strict=True))
