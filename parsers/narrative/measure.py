"""What a number measures: change, share, rate or amount, by the words of its clause. Each clue reads the
sentence of its docstring.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from parsers.codes import Basis, Measure
from parsers.lexicon import Wordings, clause_words, code_of, measure_words, narrative_words

from .clause import explained
from .clues import ahead, compared, money, series, spent
from .thread import BUDGETS, OF, Budget, Measured, NoQuantity, Point

MeasureClue = Callable[[Point], Measured | NoQuantity | None]


def measured(p: Point) -> Measured | NoQuantity | None:
    """What the number measures; null where no clue tells."""
    return first(RATES if p.n.percent else AMOUNTS, p)


def first(clues: Sequence[MeasureClue], p: Point) -> Measured | NoQuantity | None:
    """What the first clue says that knows."""
    return next((found for clue in clues if (found := clue(p)) is not None), None)


def _turn(lead: str) -> tuple[int, int]:
    """Where the last word of growth and the last of decline stand in a clause; -1 where there is none."""
    words = narrative_words()
    return _last(words.rise, lead), _last(words.fall, lead)


def _last(words: Wordings, text: str) -> int:
    return max((m.start() for m in words.compiled.finditer(text)), default=-1)


def change(p: Point) -> Measured | NoQuantity | None:
    """收入总计500.00万元，比上年减少20.00万元。
    ⇒ 收入总计 change -20.00万元.
    """
    if compared.is_none(p):
        return NoQuantity()
    lead = series.adjusting_lead(p)
    rise, fall = _turn(lead)
    if p.thread.others and max(rise, fall) >= 0 and explained(p, lead[: max(rise, fall)]):
        return NoQuantity(others=True)
    at = max(rise, fall)
    if narrative_words().changed_to.search(lead):
        return None
    if at < 0 or measure_words().other_rate.search(lead[at:]):
        return None
    told = p.n.percent or p.thread.compared or narrative_words().comparing.search(lead)
    behind = lead is not p.lead or narrative_words().behind_change.search(lead[at:])
    if not told and not behind:
        return None
    if p.n.percent and p.thread.latest is None and p.thread.found is None and not lead[:at]:
        return None
    basis = "initial_budget" if series.is_adjusted(p, lead[at:], bool(told)) else _compared_with(p)
    itself, sign = measure_words().changed_money.match(lead[at:]) is not None, -1 if fall > rise else 1
    return Measured("change_rate" if p.n.percent else "change", sign, basis, itself=itself)


def _compared_with(p: Point) -> Basis | None:
    """What the words of comparison, or the budget that a sentence states, say that a change is against."""
    return p.thread.basis if p.thread.based else _stated_budget(p) or p.thread.basis


def _stated_budget(p: Point) -> Budget | None:
    """The budget that a sentence states beside what was spent, where it says not with what it compares."""
    name = p.thread.found.subject.name if p.thread.found else ""
    stated = p.thread.stated
    # Behind its completion a change is no longer one of the budget: 完成调整预算的96%，下降1%.
    spent = (name, "final") in stated and (name, "completion_rate") not in stated
    return next((b for b in BUDGETS if spent and (name, b) in p.thread.stated), None)


def change_beside(p: Point) -> Measured | None:
    """收入总计500.00万元，比上年减少20.00万元（3.85%）。
    ⇒ 收入总计 change_rate -3.85%.
    """
    last = p.thread.changed
    if last is None or not measure_words().beside_change.fullmatch(p.n.gap):
        return None
    return Measured("change_rate", last.sign, last.basis)


def as_the_number_before(p: Point) -> Measured | None:
    """人员经费和公用经费分别为80.00、20.00万元，占比分别为80.00%、20.00%。
    ⇒ 公用经费 share 20.00%.
    """
    last = p.thread.measured
    if (
        not p.thread.queue
        or last is None
        or (last.measure.endswith("rate") or last.measure == "share") != p.n.percent
    ):
        return None
    turned = measure_words().turned.fullmatch(p.n.gap)
    if turned is None:
        return None
    sign = last.sign if not turned["turn"] else -1 if measure_words().falls.search(turned["turn"]) else 1
    return Measured(last.measure, sign, last.basis, last.whole)


def share_in_bracket(p: Point) -> Measured | None:
    """本年支出合计90.00万元，其中：河道整治60.00万元（66.67%）、灌区改造30.00万元（33.33%）。
    ⇒ 灌区改造 share 33.33%.
    """
    held = p.thread.listing
    alone = p.n.gap == "(" and p.n.after.startswith(")") and p.thread.changed is None
    return Measured("share", 1, "total") if alone and held is not None else None


def share_beside(p: Point) -> Measured | None:
    """支出合计90.00万元，其中：河道整治60.00万元占66.67%、灌区改造30.00万元33.33%。
    ⇒ 灌区改造 share 33.33%.
    """
    held, last = p.thread.listing, p.thread.latest
    beside = p.n.gap == "" and last is not None and last.measure != "change"
    detailed = held is not None and held.detailed and p.thread.changed is None
    return Measured("share", 1, "total") if beside and detailed else None


def _without_amount(p: Point) -> str:
    """The words before a share, without the amount of the whole that it is of: 占支出总额50.00万元的."""
    words = measure_words()
    told = words.whole.search(p.n.clause) if words.share_tail.whole(p.lead) else None
    return told["lead"] + OF if told else p.lead


def share(p: Point) -> Measured | NoQuantity | None:
    """支出合计500.00万元，其中：基本支出300.00万元，占支出合计的60.00%。
    ⇒ 基本支出 share 60.00%.
    """
    found = measure_words().share_of.search(_without_amount(p))
    arrived = p.evaluates and p.thread.latest is not None and p.thread.latest.measure == "received"
    if found is None or (
        (narrative_words().budgeted.fullmatch(found["whole"]) or _met(p, found["whole"])) and not arrived
    ):
        return None
    words = measure_words()
    if words.placed_whole.whole(found["whole"]) or words.counted_whole.search(found["whole"]):
        return NoQuantity()
    whole = narrative_words().whole_tail.sub("", found["whole"]) or None
    return Measured("share", 1, "total", whole)


def _met(p: Point, whole: str) -> bool:
    """Whether 预算 alone is that of what came or was spent, by the words before: 完成收入20万元，占预算的."""
    words = measure_words()
    told = not p.evaluates and p.profile.doc_type != "budget" and words.bare_budget.whole(whole)
    return told and words.carried_out.search(p.folded, 0, p.n.start) is not None


def completion(p: Point) -> Measured | NoQuantity | None:
    """教育支出（类）年初预算为20.00万元，支出决算为10.00万元，完成年初预算的50.00%。
    ⇒ 教育支出 completion_rate 50.00%.
    """
    lead = _without_amount(p)
    if not narrative_words().completed.search(lead):
        return None
    if measure_words().aims.search(lead):
        return NoQuantity()
    budgeted = p.thread.found is not None and (
        (p.thread.found.subject.name, p.thread.budget) in p.thread.stated
    )
    basis: Basis | None = (
        "adjusted_budget"
        if any(
            map(
                measure_words().whole_year.search,
                (lead, *measure_words().budget_is_adjusted.findall(p.folded)),
            )
        )
        or measure_words().whole_year_behind.match(p.n.after)
        else "initial_budget"
        if measure_words().initial.found_in(lead)
        else p.thread.budget
        if measure_words().planned.search(lead) or budgeted
        else p.thread.base
        if p.evaluates and measure_words().investment.found_in(lead)
        else None
    )
    then: tuple[Basis, ...] = ("adjusted_budget",) if measure_words().two_budgets.search(lead) else ()
    return Measured("completion_rate", 1, "initial_budget" if then else basis, then=then) if basis else None


def deviation(p: Point) -> Measured | None:
    """教育支出（类）年初预算为20.00万元，支出决算为10.00万元，预决算差异率50.00%。
    ⇒ 教育支出 change_rate 50.00%.
    """
    return Measured("change_rate", 1, p.thread.budget) if measure_words().deviation.found_in(p.lead) else None


def rate(p: Point) -> Measured | None:
    """项目预算为20.00万元，实际支出10.00万元，预算执行率50.00%。
    ⇒ 项目 execution_rate 50.00%.
    """
    code = code_of("narrative", "rates", p.lead)
    if code == "execution_rate":
        stated = {measure for _, measure in p.thread.stated}
        budgeted = measure_words().executed.found_in(p.lead) and p.thread.base == "received"
        budget = next((b for b in BUDGETS if budgeted and b in stated), None)
        return Measured(code, 1, budget or p.thread.base or "adjusted_budget")
    return Measured(code, 1, _budget_of(p) if code == "arrival_rate" else None) if code else None


def _budget_of(p: Point) -> Budget:
    """The budget that a sentence states of its subject, the adjusted one where it states none."""
    name = p.thread.found.subject.name if p.thread.found else ""
    return next((b for b in BUDGETS if (name, b) in p.thread.stated), "adjusted_budget")


def share_amount(p: Point) -> Measured | NoQuantity | None:
    """授予中小企业合同金额27.00万元，占政府采购支出总额47.00万元的57.45%。
    ⇒ no 47.00万元.
    """
    if (
        not clause_words().of.begins(p.n.after)
        or (found := measure_words().share_amount.search(p.lead)) is None
    ):
        return None
    if p.evaluates and measure_words().arrived_money.whole(found["whole"]):
        return Measured("received")
    if not measure_words().budget_or_plan.fullmatch(found["whole"]):
        return NoQuantity()
    return Measured(
        "adjusted_budget" if measure_words().whole_year.search(found["whole"]) else "initial_budget"
    )


def spoken(p: Point) -> Measured | None:
    """公务接待费全年预算数为3.00万元。
    ⇒ 公务接待费 adjusted_budget 3.00万元.
    """
    code = amount_code(p)
    held, latest = p.thread.listing, None if p.thread.fresh else p.thread.latest
    before = held.measure if held is not None else latest.measure if latest is not None else None
    part = p.evaluates and measure_words().part.fullmatch(p.lead)
    if part and before in BUDGETS and measure_words().entry_follows.match(p.n.gap):
        return Measured(before)
    if (
        code == "initial_budget"
        and held is not None
        and held.measure == "adjusted_budget"
        and not measure_words().initial.found_in(p.lead)
    ):
        code = held.measure
    if p.evaluates and narrative_words().spent.search(measure_words().each_tail.sub("", p.lead)):
        code = code if _is_not_spent(p, code) else "final"
    return Measured(code) if code else None


def _is_not_spent(p: Point, code: Measure | None) -> bool:
    """Whether words that end as those of spending say something else: a plan, a budget, what is due or came,
    a kind of expenditure under the heading of what is set aside.
    """
    words = measure_words()
    kept = code == "planned" or (code in BUDGETS and words.budget.found_in(p.lead[-4:]))
    kept = kept or words.due.search(p.lead) is not None or words.got.whole(p.lead)
    return kept or (_is_set(p) and words.part.ends(p.lead))


def as_the_whole(p: Point) -> Measured | NoQuantity | None:
    """“三公”经费年初预算为9.00万元，其中：公务接待费9.00万元。
    ⇒ 公务接待费 initial_budget 9.00万元.
    """
    held = p.thread.listing
    if held is None or held.measure is None or held.full:
        return None
    words = measure_words()
    if held.measure in ("change", "change_rate") and (
        words.own_change.match(p.n.after) or words.own_amount.search(p.lead)
    ):
        # （其中：公务用车购置费9万元，较上年减少2万元）: no part of a change has a change of its own.
        return of_the_execution(p) or by_kind_of_report(p)
    return NoQuantity() if held.measure == "change" else Measured(held.measure)


def as_of_a_day(p: Point) -> Measured | None:
    """四、国有资产占用情况。截至2023年12月31日，固定资产30.00万元。
    ⇒ 固定资产 final 30.00万元.
    """
    dated = p.placed.statement == "assets" and measure_words().as_of.match(p.folded)
    if not dated:
        return None
    if measure_words().intended.search(p.lead):
        # What is yet to be bought is no part of what there is.
        p.thread.leave_lists()
        return None
    return Measured("final")


def of_the_execution(p: Point) -> Measured | None:
    """一、2023年预算执行情况。转移性收入49.20亿元。
    ⇒ 转移性收入 final 49.20亿元.
    """
    if _is_set(p):
        return Measured("initial_budget")
    told = any(
        measure_words().execution.search(x) and not measure_words().draft.found_in(x) for x in p.placed.path
    )
    return Measured("final") if told or (p.before and not _budgeted(p.lead)) else None


def _is_set(p: Point) -> bool:
    """Whether a number stands under a heading on the budget as it was set at first."""
    return bool(p.placed.path) and measure_words().set_heading.search(p.placed.path[-1]) is not None


def _budgeted(lead: str) -> bool:
    """Whether words speak of a budget, and not only by the name of its kind: 一般公共预算收入."""
    return measure_words().budget.found_in(narrative_words().budget.sub("", lead))


def by_kind_of_report(p: Point) -> Measured | None:
    """机关运行经费40.00万元。
    ⇒ 机关运行经费 final 40.00万元.
    """
    if p.profile.doc_type == "budget":
        return Measured("initial_budget")
    return Measured(money.handed_on(p) or "final")


def amount_code(p: Point) -> Measure | None:
    """The measure that the words before an amount say, of this year's or last year's money."""
    held = measure_words()
    words = held.each_tail.sub("", narrative_words().budget.sub("", p.lead))
    if held.arrival_follows.match(p.n.after) and not held.due.search(words) and not _is_part(p):
        return "received"
    code = code_of("narrative", "measures", words)
    unadjusted = code == "adjusted_budget" and not held.adjusted.found_in(words)
    budgeted = code == "received" and held.budget.found_in(words)
    return "initial_budget" if p.profile.doc_type == "budget" and (unadjusted or budgeted) else code


def _is_part(p: Point) -> bool:
    """Whether a number is listed as a part of one that says what both measure: what is told behind the list
    is told of the whole.
    """
    return p.thread.listing is not None and p.thread.listing.measure is not None


RATES: tuple[MeasureClue, ...] = (
    as_the_number_before,
    series.of_the_other_budget,
    series.of_the_share_alone,
    change,
    change_beside,
    share_in_bracket,
    share_beside,
    deviation,
    ahead.share_of_what_follows,
    share,
    completion,
    series.rate_of_a_time,
    rate,
)
AMOUNTS: tuple[MeasureClue, ...] = (
    as_the_number_before,
    series.of_several_budgets,
    series.adjusted,
    change,
    compared.after_adjustment,
    compared.from_last_year,
    share_amount,
    compared.compared_amount,
    money.of_both,
    money.under_its_measure,
    money.of_its_parts,
    money.summed,
    money.to_places,
    money.handed_out,
    money.paid_to,
    money.set_aside,
    money.approved,
    money.arrived,
    money.unspent,
    money.left_over,
    series.voted,
    spoken,
    spent.beside_its_final,
    spent.before_its_budget,
    spent.before_its_rate,
    spent.of_the_whole,
    as_of_a_day,
    as_the_whole,
    money.before_its_spending,
    series.as_the_series,
    money.from_a_level,
    series.expected,
    of_the_execution,
    by_kind_of_report,
)
