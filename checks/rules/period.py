"""Years that do not fit the report's own."""

from __future__ import annotations

from checks.codes import State
from checks.comparison import HOLDS, Comparison, Examined, Missing
from checks.facts import Facts, where
from checks.registry import rule
from extract import regex
from extract.fold import fold

ENDED = ("final_accounts", "self_evaluation", "evaluation")
"""Reports about a year that is over."""
DATED = regex.compile("决算|自评|基础数据")


@rule("period.title", "表题年度", "period", "warning")
def period_title(facts: Facts) -> Examined:
    # A budget may show the results of the year before.
    """The year in the title of a statement or form is the report's."""
    titles = (
        [p for p in facts.noted("table_title") if DATED.search(p.text or "")]
        if facts.document.doc_type in ENDED
        else []
    )
    dated = [
        (p, int(found.group(1))) for p in titles if (found := regex.match(r"(20\d{2})年", fold(p.text or "")))
    ]
    if facts.year is None or sum(year != facts.year for _, year in dated) * 2 > len(dated):
        # Where most titles name another year, it is the report's that was misread.
        yield from [Missing("报告年度")] * bool(dated)
        return
    for p, year in dated:
        yield (
            HOLDS
            if year == facts.year
            else Comparison(
                state=State.BROKEN,
                message=f"表题写“{fold(p.text or '')[:60]}”，与报告年度{facts.year}年不符{where(p)}。",
                rows=(p,),
                culprit=p.passage_id,
            )
        )


@rule("period.report_date", "报告日期", "period", "error")
def period_report_date(facts: Facts) -> Examined:
    """Final accounts and self-evaluations are dated after their year ended."""
    date, document = facts.document.report_date, facts.document
    if date is None or facts.year is None or document.doc_type not in ("final_accounts", "self_evaluation"):
        return
    late = int(date[:4]) > facts.year
    yield (
        HOLDS
        if late
        else Comparison(
            state=State.BROKEN, message=f"报告落款日期为{date}，早于{facts.year}年末。", rows=(document,)
        )
    )


@rule("period.form_date", "填报日期", "period", "error")
def period_form_date(facts: Facts) -> Examined:
    """A form about a year is filled in after it ended."""
    for p in facts.noted("form_date"):
        if facts.year is None or not p.text or facts.document.doc_type not in ENDED:
            continue
        yield (
            HOLDS
            if int(p.text[:4]) > facts.year
            else Comparison(
                state=State.BROKEN,
                message=f"自评表填报日期为{p.raw}，早于被评价年度{facts.year}年末{where(p)}。",
                rows=(p,),
                culprit=p.passage_id,
            )
        )
