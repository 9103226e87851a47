"""Clues to what an amount measures in reports on an evaluation: the clause before its own, and verbs before
its subject. Each reads the sentence of its docstring.
"""

from __future__ import annotations

from parsers.codes import Measure
from parsers.lexicon import clause_words, clue_words, code_of, measure_words, narrative_words
from parsers.narrative.clause import explained
from parsers.narrative.follow import years
from parsers.narrative.subject import is_generic, named
from parsers.narrative.thread import Measured, NoQuantity, Point
from parsers.words.sentences import sentence_before


def under_its_measure(p: Point) -> Measured | None:
    """年初预算：基本支出18.00万元，项目支出4.00万元。
    ⇒ 项目支出 initial_budget 4.00万元.
    """
    words, sentence = measure_words(), sentence_before(p.folded, p.n.start)
    found = words.under.search(sentence if p.evaluates else years(sentence, p.profile))
    if found is None or p.profile.doc_type == "budget":
        return None
    said, own = found["said"], code_of("narrative", "measures", p.lead)
    if own == "initial_budget" and words.initial.found_in(p.lead):
        return None
    other = own not in (None, "initial_budget") or words.handed.match(p.lead)
    told = (clue_words().summed, clue_words().kinds_of_expenditure)
    unnamed = is_generic(named(p.lead)) and not any(x.whole(p.lead) for x in told)
    if found["before"] and (other or unnamed):
        return None
    by_word = code_of("narrative", "measures", words.state_tail.sub("", said))
    code: Measure | None = "final" if words.executed.found_in(said) else by_word
    return Measured(code) if code else None


def of_both(p: Point) -> Measured | None:
    """沟渠清淤项目年初预算和支出均为3.00万元。
    ⇒ 沟渠清淤项目 initial_budget 3.00万元.
    """
    both = clause_words().of_both.search(p.lead)
    if both is None or p.profile.doc_type == "budget":
        return None
    whole_year = measure_words().whole_year.found_in(both.group())
    return Measured("final", also="adjusted_budget" if whole_year else "initial_budget")


def handed_out(p: Point) -> Measured | None:
    """收到送温暖资金8.00万元；全年发放助学金2.00万元。
    ⇒ 助学金 final 2.00万元.
    """
    told = code_of("narrative", "measures", p.lead)
    paid = measure_words().handed.match(p.lead) or (not told and measure_words().paid_behind.match(p.n.after))
    return Measured("final") if p.evaluates and paid else None


def to_places(p: Point) -> Measured | None:
    """县财政局按因素法分配柳湾镇15.00万元，石桥乡20.00万元。
    ⇒ 石桥乡 received 20.00万元.
    """
    return Measured("received") if given_to(p) else None


def given_to(p: Point) -> str | None:
    """The place that an amount of several is given to."""
    found = measure_words().to_places.search(sentence_before(p.folded, p.n.start))
    return found["s"] if found else None


def handed_on(p: Point) -> Measure | None:
    """What money is that is handed on, or in a notice provided for, by heading, name or title."""
    words, titles = measure_words(), (p.profile.title or "", *p.placed.path[-1:])
    headed = any(map(words.source_heading.ends, p.placed.path[-1:])) or words.handed_on.search(p.lead)
    if headed or (p.profile.doc_type == "other" and any(map(words.handed_title.search, titles))):
        return "received"
    provided = p.profile.doc_type == "other" and words.set_title.search(titles[0])
    return "initial_budget" if provided else None


def paid_to(p: Point) -> Measured | None:
    """技改奖补资金预算30.00万元，评审后实际拨付企业20.00万元。
    ⇒ 技改奖补资金 final 20.00万元.
    """
    return Measured("final") if measure_words().paid_to.search(p.lead) else None


def of_its_parts(p: Point) -> Measured | None:
    """文物保护资金预算（本体修缮18.00万元、日常监测3.00万元）共21.00万元。
    ⇒ 文物保护资金 initial_budget 21.00万元.
    """
    told = p.thread.announced if p.n.gap.startswith(")") else None
    return Measured(told) if told and measure_words().sum_lead.whole(p.lead) else None


def set_aside(p: Point) -> Measured | None:
    """安排优抚对象生活补助9.00万元。
    ⇒ 优抚对象生活补助 adjusted_budget 9.00万元.
    """
    return Measured("adjusted_budget") if p.evaluates and measure_words().set_aside.match(p.lead) else None


def approved(p: Point) -> Measured | None:
    """财政批复融媒体平台运行维护经费4.00万元。
    ⇒ 融媒体平台运行维护经费 initial_budget 4.00万元.
    """
    words = measure_words()
    counted = words.approved_money.whole(p.lead) and any(map(words.approved_count.match, p.clauses[:1]))
    told = words.approved.match(p.lead) or counted
    return Measured("initial_budget") if p.evaluates and told else None


def arrived(p: Point) -> Measured | None:
    """农房改造补助21.00万元于当年12月才下达。
    ⇒ 农房改造补助 received 21.00万元.
    """
    beside = measure_words().arrived_with.match(p.folded[p.n.end :])
    behind = measure_words().arrived.match(p.n.after) or beside
    told = code_of("narrative", "measures", p.lead) or narrative_words().spent.search(p.lead)
    then = p.thread.listing is None and not told and measure_words().arrived_then.match(p.n.after)
    return Measured("received") if p.evaluates and (behind or then) else None


def unspent(p: Point) -> NoQuantity | None:
    """公园养护经费支出15.00万元，未支付3.00万元，支付率83.33%。
    ⇒ 公园养护经费 execution_rate 83.33%.
    """
    told = code_of("narrative", "measures", p.lead)
    later = told is None and measure_words().to_be_paid.match(p.n.after)
    rest = measure_words().the_rest.whole(p.lead) and not clue_words().purpose.match(p.n.after)
    opens = explained(p, p.lead) or measure_words().some_of_it.whole(p.lead)
    if opens and measure_words().carried_over.match(p.n.after):
        return NoQuantity()
    return NoQuantity() if p.evaluates and (measure_words().unspent.match(p.lead) or later or rest) else None


def left_over(p: Point) -> Measured | None:
    """安排生活补助9.00万元，资金结余1.00万元。
    ⇒ 资金结余 final 1.00万元.
    """
    return Measured("final") if p.evaluates and measure_words().left_over.search(p.lead) else None


def summed(p: Point) -> Measured | None:
    """中央下达我市3批堤防养护资金，共计30.00万元。
    ⇒ 堤防养护资金 received 30.00万元.
    """
    if not p.clauses or not measure_words().sum_lead.whole(p.lead):
        return None
    return Measured("received") if measure_words().sent_down.begins(p.clauses[0]) else None


def before_its_spending(p: Point) -> Measured | None:
    """孕检补助资金6.00万元，截至2023年12月底，资金已使用5.00万元。
    ⇒ 孕检补助资金 received 6.00万元.
    """
    words = measure_words()
    told = p.evaluates and words.granted.ends(p.lead) and words.spent_behind.match(p.n.after)
    return Measured("received") if told else None


def from_a_level(p: Point) -> Measured | None:
    """省级资金44.00万元，用于浮桥重建。
    ⇒ 省级资金 received 44.00万元.
    """
    words = narrative_words().opening.sub("", p.lead)
    if not p.evaluates or not measure_words().level_money.fullmatch(words):
        return None
    before = (*p.placed.path[-1:], p.folded[: p.n.start])
    return None if any(map(measure_words().spending_heading.search, before)) else Measured("received")
