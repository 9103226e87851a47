"""Rates that no amounts are needed for: without their sign, above what can be, and of points."""

from __future__ import annotations

from decimal import Decimal

from checks.codes import State
from checks.compare.interval import Interval
from checks.comparison import HOLDS, Comparison, Examined
from checks.facts import Facts, where
from checks.registry import rule
from extract import regex
from extract.fold import fold
from normalize.schema import Indicator

FULL = Decimal(100)
WITHIN = regex.compile(
    "(?:合格|达标|及格|优良|(?<!拨备)覆盖|公示|处置|办结|准确|正确|及时|完好|知晓|满意|下达|兑付|发放|(?<!毛)入学|公开)"
    "(?:率|度)(?:为|达|达到|是|已达|均为|均达|均达到|达到了|[大高]于|不[低小]于)?(?:年度)?(?:[指目]标值?)?"
    "[:：]?(?:≥|≧|>=)?$"
)
"""What is counted of all there are: 合格率, 满意度. Not what is held against a plan (完成率)."""
SCORED = regex.compile(
    r"(?:分值|满分|权重)(?:为)?(\d+(?:\.\d+)?)分[^。；;]{0,6}?得分?(?:为)?(\d+(?:\.\d+)?)分"
    r"[^。；;\d]{0,6}得分率(?:为)?(\d+(?:\.\d+)?)%"
)
"""分值25分，得分21.1分，得分率84.40%"""


@rule("percent.missing", "缺百分号", "percent", "warning")
def percent_missing(facts: Facts) -> Examined:
    """A growth or share printed without % (增长13.95。)."""
    for p in facts.noted("number_without_unit"):
        yield Comparison(
            state=State.BROKEN,
            message=f"“{fold(p.raw or '')}”缺百分号{where(p)}。",
            rows=(p,),
            culprit=p.passage_id,
        )


@rule("percent.over", "比率不超过100%", "percent", "warning")
def percent_over(facts: Facts) -> Examined:
    """What is counted of all there are (合格率, 覆盖率, 满意度) is 100 % at most, in text and indicators."""
    for f in facts.rows.figures:
        if f.unit != "%" or f.value is None or not (before := _before(facts.parted(f)[0])):
            continue
        yield (
            HOLDS
            if f.value <= FULL
            else Comparison(
                state=State.BROKEN,
                message=f"“{before}{f.value}%”超过100%{where(f)}。",
                rows=(f,),
                reported=f.value,
                expected=FULL,
                unit="%",
            )
        )

    yield from (
        _over(i, value)
        for i in facts.indicators
        if WITHIN.search(fold(i.level3 or ""))
        for value, unit in ((i.target_value, i.target_unit), (i.actual_value, i.actual_unit))
        if value is not None and unit == "%"
    )


def _over(i: Indicator, value: Decimal) -> Comparison:
    return (
        HOLDS
        if value <= FULL
        else Comparison(
            state=State.BROKEN,
            message=f"指标“{(i.level3 or '')[:60]}”填{value}%，超过100%{where(i)}。",
            rows=(i,),
            reported=value,
            expected=FULL,
            unit="%",
        )
    )


def _before(said: str) -> str:
    """The end of what is said before a rate that cannot be above 100 %; empty for others."""
    return said[-12:] if WITHIN.search(said) else ""


@rule("percent.scored", "得分率", "percent", "warning")
def percent_scored(facts: Facts) -> Examined:
    """得分率 = 得分 ÷ 分值, where a sentence of a report prints all three."""
    for row, text in facts.texts:
        for found in SCORED.finditer(text):
            full, points, rate = map(Decimal, found.groups())
            if not full:
                continue
            place = Decimal(1).scaleb(int(rate.as_tuple().exponent))
            expected = points / full * FULL
            half = Decimal("0.5").scaleb(int(points.as_tuple().exponent)) / full * FULL
            yield (
                HOLDS
                if Interval(rate - place, rate + place).meets(Interval(expected - half, expected + half))
                else Comparison(
                    state=State.BROKEN,
                    message=f"“{found.group()}”：{points}÷{full}＝{expected:.2f}%，与所印不符{where(row)}。",
                    rows=(row,),
                    reported=rate,
                    expected=expected,
                    unit="%",
                )
            )
