"""Projects that a paragraph says have targets, were tracked and evaluated, and the grades that they got."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from checks.codes import State
from checks.compare.slips import is_slip_of
from checks.comparison import HOLDS, Comparison
from checks.facts import Facts, paragraph, where
from extract import regex
from normalize.schema import Figure

COVERED = regex.compile(
    r"(?P<what>绩效目标|(?:绩效)?(?:跟踪|监控)(?:评价)?|自评价?|评价)的?(?:(?P<year>20\d{2})年度?)?的?项目共?(?P<n>\d+)个?"
    r"[，,、](?:共?涉及|涵盖)(?:项目)?(?:预算)?(?:资金|金额|经费)(?P<amount>[\d,]+(?:\.\d+)?)(?P<unit>亿|万)?元"
)
"""编报绩效目标的2024年度项目39个，涉及预算金额415.48万元."""
GRADED = regex.compile(
    r"(?:评级|等级|结果|评价)为[“\"]?(?P<grade>不合格|合格|优秀?|良好?|中等?|差)[”\"]?的(?:20\d{2}年度?)?项目(?P<n>\d+)个"
)
FIRST, LAST = frozenset("优"), frozenset("差不")
"""The best and the worst grade: who names both leaves none out."""
TEN = Decimal(10)
ToldProjects = tuple[Figure, regex.Match[str]]
"""A row, and what was found in its words."""


def covered(facts: Facts) -> Iterator[Comparison]:
    """The same money is of as many projects wherever it is told, the same projects of the same money, and
    their grades are as many as they are.
    """
    texts: dict[int, list[tuple[Figure, str]]] = defaultdict(list)
    for row, text in facts.texts:
        if isinstance(row, Figure):
            texts[paragraph(row)].append((row, text))
    for held in texts.values():
        told = [(row, m) for row, text in held for m in COVERED.finditer(text)]
        yield from _alike(told)
        yield from _of_the_year(facts, told)
        yield from _graded(held, told)


def _alike(told: Sequence[ToldProjects]) -> Iterator[Comparison]:
    """Two that differ in one of both: in the number of projects, or in their money by one slip."""
    if len({m["unit"] for _, m in told}) > 1:
        return
    for (_, a), (row, b) in pairwise(told):
        x, y = _amount(a), _amount(b)
        slip = is_slip_of(x, y) or x * TEN == y or y * TEN == x
        wrong = a["n"] != b["n"] if x == y else a["n"] == b["n"] and slip
        said = f"“{a.group()}”与“{b.group()}”前后不一致{where(row)}。"
        yield (
            Comparison(state=State.BROKEN, message=said, rows=(row,), severity="warning") if wrong else HOLDS
        )


def _amount(m: regex.Match[str]) -> Decimal:
    return Decimal(m["amount"].replace(",", ""))


def _of_the_year(facts: Facts, told: Sequence[ToldProjects]) -> Iterator[Comparison]:
    """The year of the projects, where others beside them are of the report's."""
    years = [m["year"] for _, m in told if m["year"]]
    for row, m in told if str(facts.year) in years else ():
        if m["year"]:
            said = f"“{m.group()}”所述{m['year']}年与报告年度{facts.year}年不符{where(row)}。"
            own = m["year"] == str(facts.year)
            yield (
                HOLDS
                if own
                else Comparison(state=State.BROKEN, message=said, rows=(row,), severity="warning")
            )


def _graded(held: Sequence[tuple[Figure, str]], told: Sequence[ToldProjects]) -> Iterator[Comparison]:
    """The projects of all grades against those that were evaluated."""
    evaluated = [m for _, m in told if "评价" in m["what"] or "自评" in m["what"]]
    found = [(row, m) for row, text in held for m in GRADED.finditer(text)]
    grades: Mapping[str, int] = {m["grade"]: int(m["n"]) for _, m in found}
    named = frozenset(grade[0] for grade in grades)
    if not evaluated or len(grades) < len(found) or not (named & FIRST and named & LAST):
        return
    count, stated = sum(grades.values()), int(evaluated[-1]["n"])
    row = found[0][0]
    said = f"绩效评价项目共{stated}个，各等级合计{count}个，两者不符{where(row)}。"
    yield (
        HOLDS
        if count == stated
        else Comparison(state=State.BROKEN, message=said, rows=(row,), severity="warning")
    )
