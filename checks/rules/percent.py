"""Rates printed without their sign."""

from __future__ import annotations

from checks.codes import State
from checks.comparison import Comparison, Examined
from checks.facts import Facts, where
from checks.registry import rule
from extract.fold import fold


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
