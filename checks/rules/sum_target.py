"""The projects with targets that a budget speaks of, against the forms that it annexes."""

from __future__ import annotations

from decimal import Decimal

from checks.compare.printed import printed
from checks.compare.relations import compare_sum
from checks.comparison import Examined, Missing
from checks.facts import Facts, paragraph, where
from checks.registry import rule
from extract import regex
from extract.fold import fold

SPOKEN = regex.compile("绩效目标")
COUNTED = ("个", "项", "张")


@rule("sum.target", "绩效目标项目资金合计", "sum", "error")
def sum_target(facts: Facts) -> Examined:
    """编报绩效目标的项目N个，涉及资金 = Σ the totals of the N forms that are annexed.

    Other counts say nothing.
    """
    forms = facts.select(
        origin="table", statement="performance_target", concept="fund_total", measure="planned"
    )
    for f in facts.select(origin="text", measure=("initial_budget", "planned")):
        if not forms or not SPOKEN.search(fold(f.item)) or f.approximate:
            continue
        counts = {x.value for x in facts.rows.figures if x.unit in COUNTED and paragraph(x) == paragraph(f)}
        if Decimal(len(forms)) not in counts:
            yield Missing("各项目的绩效目标表")
            continue
        yield compare_sum(
            f,
            forms,
            lambda amount, f=f: (  # type: ignore[misc]
                f"正文称{f.item}涉及资金{printed(f)}，所附{len(forms)}张绩效目标表资金总额合计{amount}，"
                f"两者不符{where(f, *forms)}。"
            ),
        )
