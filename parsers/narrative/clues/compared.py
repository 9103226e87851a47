"""Clues to amounts of another year that this year's are compared with. Each reads the sentence of its
docstring.
"""

from __future__ import annotations

from parsers.lexicon import clause_words, measure_words, narrative_words
from parsers.narrative.clues.years import is_year_before
from parsers.narrative.follow import years
from parsers.narrative.subject import is_generic
from parsers.narrative.thread import BUDGETS, Measured, Point
from parsers.words.sentences import sentence_before


def is_none(p: Point) -> bool:
    """Whether words of change state none that the contract knows: of a template, by the year, against a year
    before the last, without what the accounts hold, of another place, of projects without a name, or of what
    was cut, against nothing that is told.
    """
    words = measure_words()
    told = (words.yearly, words.against_target, narrative_words().undecided)
    moved = clause_words().adjusted_money.search(p.lead)
    if moved is not None and is_generic(moved["s"]):
        return True
    sentence = years(sentence_before(p.folded, p.n.start), p.profile) if p.n.percent else ""
    if not p.thread.compared and words.cut_money.search(p.n.clause):
        return True
    compared = words.other_year.search(p.lead) or words.behind_other_year.search(sentence)
    if compared is not None and not is_year_before(p, compared["year"]):
        return True
    aside = bool(p.clauses) and words.leaving_out.match(p.clauses[0]) is not None
    aside = aside or words.of_another_place.search(sentence_before(p.folded, p.n.start)) is not None
    return aside or any(x.search(p.lead) for x in told)


def compared_amount(p: Point) -> Measured | None:
    """“三公”经费决算41.50万元（年初预算50.00万元），比上年45.90万元减少4.40万元。
    ⇒ “三公”经费 prior_final 45.90万元.
    """
    words = narrative_words()
    found = words.compared_with.search(p.lead)
    if found is None:
        return None
    base = found.group()
    p.thread.compared, p.thread.prior = True, True
    budget = measure_words().budget_base.search(base) is not None
    of_budgets = p.evaluates and p.thread.last_money is not None and p.thread.last_money.measure in BUDGETS
    budget = budget or (of_budgets and not measure_words().no_budget_base.search(base))
    budget = budget or (_is_budgeted(p) and not measure_words().accounts_base.search(base))
    return Measured("initial_budget" if budget else "prior_final")


def _is_budgeted(p: Point) -> bool:
    """Whether what a budget tells is this year's, and what it compares it with last year's budget."""
    return p.profile.doc_type == "budget" and not p.before


def after_adjustment(p: Point) -> Measured | None:
    """调整后，一般公共预算收入由90.00万元增加到95.00万元。
    ⇒ 一般公共预算收入 adjusted_budget 95.00万元.
    """
    told = measure_words().after_adjustment.search(sentence_before(p.folded, p.n.start))
    set_to = narrative_words().changed_to.search(p.lead) or measure_words().set_to.search(p.lead)
    return Measured("adjusted_budget") if told and set_to else None


def from_last_year(p: Point) -> Measured | None:
    """公务接待费由2022年的9.00万元减少到8.00万元。
    ⇒ 公务接待费 prior_final 9.00万元.
    """
    if not narrative_words().changing_to.match(p.n.after):
        return None
    if measure_words().after_adjustment.search(sentence_before(p.folded, p.n.start)):
        return Measured("initial_budget")
    p.thread.compared, p.thread.basis, p.thread.prior = True, "prior_year", True
    budget = _is_budgeted(p) and not measure_words().accounts_base.search(p.lead)
    return Measured("initial_budget" if budget else "prior_final")
