"""Clues to what a number measures that goes on from the number before: several budgets or times of one verb.
Each reads the sentence of its docstring.
"""

from __future__ import annotations

from dataclasses import replace

from extract import regex
from parsers.codes import Measure
from parsers.lexicon import clause_words, clue_words, code_of, measure_words
from parsers.narrative.clause import explained
from parsers.narrative.thread import Measured, NoQuantity, Point
from parsers.words.sentences import sentence_before


def of_the_other_budget(p: Point) -> Measured | None:
    """教育支出（类）支出决算为10.00万元，分别完成年初预算、调整后预算的50.00%、80.00%。
    ⇒ 教育支出 completion_rate 80.00%.
    """
    last = p.thread.measured
    further = measure_words().further_budget.fullmatch(p.n.gap)
    if last is not None and last.measure == "completion_rate" and further is not None:
        whole_year = measure_words().whole_year.found_in(further.group())
        return replace(last, basis="adjusted_budget" if whole_year else "initial_budget")
    if last is None or not last.then or not measure_words().turned.whole(p.n.gap):
        return None
    return Measured(last.measure, last.sign, last.then[0])


def of_several_budgets(p: Point) -> Measured | None:
    """会议费3.00万元、培训费8.00万元，均低于年初预算4.00万元、10.00万元。
    ⇒ 培训费 initial_budget 10.00万元.
    """
    words, several = measure_words(), measure_words().several_below.search(p.lead)
    if several is None or not clause_words().listed_number.match(p.folded[p.n.end : p.n.end + 24]):
        return None
    return Measured("adjusted_budget" if words.whole_year.found_in(several.group()) else "initial_budget")


def adjusted(p: Point) -> Measured | None:
    """城市维护建设收入由年初的30.00万元调整为40.00万元。
    ⇒ 城市维护建设收入 adjusted_budget 40.00万元.
    """
    adjusting = measure_words().adjusting
    told = code_of("narrative", "measures", p.lead)
    if adjusting.match(p.n.after) and told in (None, "adjusted_budget"):
        return Measured("initial_budget")
    return Measured("adjusted_budget") if adjusting.whole(p.lead) else None


def adjusting_lead(p: Point) -> str:
    """The words before a change: those of the clause where one verb cuts or raises several kinds of money."""
    return p.n.clause if clause_words().adjusted_each.search(p.n.clause) else p.lead


def is_adjusted(p: Point, words: str, told: bool) -> bool:
    """Whether a change is one of the budget itself: its verb says so, or title or headings do where no
    comparison is `told`.
    """
    above = (p.profile.title or "", *p.placed.path)
    headed = not told and any(map(measure_words().adjusting_heading.search, above))
    return headed or measure_words().adjusted_by.match(words) is not None


def voted(p: Point) -> Measured | None:
    """县人民代表大会批准全县公共财政预算支出安排50.00万元。
    ⇒ 公共财政预算支出 initial_budget 50.00万元.
    """
    words, before = measure_words(), p.folded[: p.n.start]
    if code_of("narrative", "measures", p.lead):
        return Measured("initial_budget") if words.voted.search(p.lead) else None
    if words.voted_change.search(before):
        return Measured("adjusted_budget")
    told = words.voted_all.found_in(sentence_before(p.folded, p.n.start, "。")) or words.voted_by.search(
        before
    )
    return Measured("initial_budget") if told or words.voted.search(p.lead) else None


def expected(p: Point) -> Measured | None:
    """2023年，预计返还性收入50.00万元。结算补助收入20.00万元。
    ⇒ 结算补助收入 initial_budget 20.00万元.
    """
    words = measure_words()
    told = words.expected.begins(p.folded)
    planned: Measure = "planned" if p.evaluates else "initial_budget"
    return Measured(planned) if told or words.expected_behind.match(p.n.after) else None


def rate_of_a_time(p: Point) -> Measured | None:
    """部门整体支出全年预算50.00万元。上半年支出进度48.00%，全年99.00%。
    ⇒ 部门整体支出 execution_rate 99.00%.
    """
    last = p.thread.measured
    alike = last is not None and last.measure == "execution_rate" and p.n.gap[1:] == p.n.lead
    return last if alike and measure_words().time_of_year.whole(p.lead) else None


def of_the_share_alone(p: Point) -> NoQuantity | None:
    """教育支出占一般公共预算支出的19.80%，比上年提高0.50%。
    ⇒ no 0.50%.
    """
    only = {measure for _, measure in p.thread.stated} == {"share"}
    changed = clause_words().growth.search(p.lead)
    return NoQuantity() if only and changed and explained(p, p.lead[: changed.start()]) else None


def as_the_series(p: Point) -> Measured | None:
    """下达养老项目40.00万元；临时救助项目3.00万元。
    ⇒ 临时救助项目 received 3.00万元.
    """
    latest = p.thread.latest
    if not p.evaluates or latest is None or p.thread.fresh:
        return None
    amount = latest.measure in ("initial_budget", "adjusted_budget", "final", "received", "requested")
    # Where planned money comes from is planned too.
    amount = amount or (latest.measure == "planned" and clue_words().level.ends(p.lead))
    behind = regex.match("[;；,、]", p.n.gap) or clue_words().name_between.whole(p.n.gap)
    return Measured(latest.measure) if amount and behind else None
