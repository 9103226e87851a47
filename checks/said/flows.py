"""What a paragraph says came in, went out and was left of one kind of money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checks.codes import State
from checks.compare.parts import compare_total, outermost
from checks.compare.printed import printed
from checks.compare.relations import compare_sum
from checks.compare.slips import mended
from checks.comparison import Comparison, Missing
from checks.facts import Amount, Facts, offset, where
from extract import regex
from extract.fold import fold
from parsers.codes import Statement

OF_ONE_KIND: tuple[Statement, ...] = ("government_fund", "state_capital")
"""Statements of money of which a paragraph tells all that came in and went out."""
INCOMES = ("government_fund_income", "state_capital_income", "income_this_year")
SPENT = regex.compile("^(?:政府性基金|国有资本经营)?(?:预算)?(?:财政拨款)?(?:本年)?支出(?:合计|总额|决算)?$")
OPENING, CLOSING = regex.compile("(?:年初|上年).*结转"), regex.compile("年末.*结转|结转下年")
KINDS = ("basic_expenditure", "project_expenditure")
TWO_SIDES = regex.compile("收支总(?:预算|额|计)")
SIDE = regex.compile("(收入|支出)(?:总?预算)?包括[:：]")


def flows(facts: Facts) -> Iterator[Comparison]:
    """年初结转 + 收入 = 支出 + 年末结转, 支出 = 基本支出 + 项目支出, where a paragraph prints each once."""
    for held in facts.paragraphs.values():
        said: dict[tuple[str, str], list[Amount]] = defaultdict(list)
        for f in held:
            if isinstance(f, Amount) and f.statement in OF_ONE_KIND and not f.approximate:
                said[f.statement, f.measure].append(f)
        for funds in said.values():
            yield from _flow(facts, funds)


def both_sides(facts: Facts) -> Iterator[Comparison | Missing]:
    """收支总预算120万元。收入包括：a、b；支出包括：c、d: what it is of on either side.

    A side that wants more than a slip may leave something out.
    """
    for held in facts.paragraphs.values():
        for whole in (f for f in held if isinstance(f, Amount) and TWO_SIDES.search(fold(f.item))):
            listed = [f for f in held if isinstance(f, Amount) and f.subject_by == "listed"]
            listed = [f for f in listed if f.measure == whole.measure and not f.approximate]
            sides: dict[str, list[Amount]] = defaultdict(list)
            for f in listed:
                opened = SIDE.findall(facts.parted(f)[0])
                if offset(f) > offset(whole) and opened:
                    sides[opened[-1]].append(f)
            for name, told in sides.items():
                outer = outermost(told)
                parts = [f for f in told if f in outer]
                found = compare_total(whole, parts, "文字说明中")
                more = (found.expected or 0) > (found.reported or 0)
                wanting = found.state == State.BROKEN and not more and mended(whole, parts) is None
                yield Missing(f"{whole.item}的全部{name}") if wanting else found


def _flow(facts: Facts, said: Sequence[Amount]) -> Iterator[Comparison]:
    """The balance of what a paragraph says of one kind of money in one phase."""
    spent = [f for f in said if SPENT.search(fold(f.item))]
    received = [f for f in said if f.concept in INCOMES]
    opening, closing = ([f for f in said if name.search(fold(f.item))] for name in (OPENING, CLOSING))
    kinds = [f for f in said if f.concept in KINDS]
    if len(spent) == 1 and [f.concept for f in kinds] == list(KINDS):
        yield compare_total(spent[0], kinds, "文字说明中")
    if any(len(held) != 1 for held in (spent, received, opening, closing)):
        return
    (out,), (income,), (before,), (left,) = spent, received, opening, closing
    away = replace(out, value=-out.value, amount_yuan=-out.amount_yuan)
    yield compare_sum(
        left,
        [before, income, away],
        lambda amount: (
            f"文字说明中{before.item}{printed(before)}＋{income.item}{printed(income)}与{out.item}{printed(out)}＋"
            f"{left.item}{printed(left)}不平，{left.item}应为{amount}{where(before, income, out, left)}。"
        ),
    )
