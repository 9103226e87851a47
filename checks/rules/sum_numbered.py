"""Tables whose rows are numbered: 一、…, 二、…, and their total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.codes import State
from checks.compare.parts import compare_total
from checks.comparison import Comparison, Examined, Missing
from checks.facts import Amount, Facts
from checks.registry import rule
from extract import regex
from extract.fold import fold

NUMBERED = regex.compile("^[一二三四五六七八九十]{1,3}、")
TOTAL = regex.compile("^(本年)?(收入|支出)?(合计|总计)$")
BALANCED = ("income_expenditure_summary", "appropriation_summary")
"""Statements of two halves, whose rows without an amount are often left out."""
AT_LEAST = 2
Group = tuple[Amount, list[Amount]]


@rule("sum.numbered", "按序号列示的各项合计", "sum", "error")
def sum_numbered(facts: Facts) -> Examined:
    """合计 = Σ of the rows 一、二、三、 above it; each of them = Σ of the rows below it, if others are."""
    for column in _columns(facts):
        groups, total = _grouped(facts, column)
        if total is None or len(groups) < AT_LEAST:
            continue
        label = f"{total.section or '表'}中"
        yield compare_total(total, [head for head, _ in groups], label)
        yield from _split(groups, label)


def _columns(facts: Facts) -> Iterator[list[Amount]]:
    """The amounts of each column, from the top down, of tables whose rows no parser put under each other."""
    for funds in facts.tables.values():
        if funds[0].statement in BALANCED or any(f.parent_id or f.item_code for f in funds):
            continue
        for number in sorted({f.col_no or 0 for f in funds}):
            column = [f for f in funds if (f.col_no or 0) == number]
            if len({(f.unit, f.measure, f.period) for f in column}) == 1:
                yield sorted(column, key=lambda f: f.row_no or 0)


def _grouped(facts: Facts, column: Sequence[Amount]) -> tuple[list[Group], Amount | None]:
    """Each numbered row with those below it, and the total below them all; null where the column has none."""
    groups: list[Group] = []
    for f in column:
        if TOTAL.search(fold(f.item)):
            return groups, f
        if NUMBERED.search(fold(facts.context(f))):
            groups.append((f, []))
        elif groups:
            groups[-1][1].append(f)
        else:
            return [], None
    return groups, None


def _split(groups: Sequence[Group], label: str) -> Iterator[Comparison | Missing]:
    """Rows below a numbered one may be some of its parts: all of them if they are so in every other group."""
    compared = [(head, compare_total(head, below, label)) for head, below in groups if below]
    broken = [c for _, c in compared if c.state != State.HOLDS]
    sure = len(broken) == 1 and len(compared) > AT_LEAST
    for head, found in compared:
        if found.state == State.HOLDS or sure:
            yield found
        else:
            yield Missing(f"{head.item}的全部组成部分")
