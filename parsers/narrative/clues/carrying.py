"""Clues to a subject that the number's clause leaves unsaid: it stands in a clause, an item or a heading
before.

Each reads the sentence of its docstring; all ask that the clause says nothing else.
"""

from __future__ import annotations

from dataclasses import replace

from extract import regex
from parsers.classification import of_name
from parsers.codes import Measure
from parsers.lexicon import clause_words, clue_words, narrative_words
from parsers.narrative.clause import explained
from parsers.narrative.clues.naming import of_both_kinds
from parsers.narrative.subject import Subject, is_generic, named, recognised, without_unit
from parsers.narrative.thread import CARRIED, LISTED, Found, Listing, Measured, Point
from parsers.narrative.vocabulary import EXPENDITURE

TOTAL, SUM = "支出合计", "合计"
"""What the sum of both kinds of expenditure is called."""


def in_the_clause_before(p: Point, m: Measured, words: str) -> Found | None:
    """公务接待费，2023年决算数为2.00万元。
    ⇒ 公务接待费 final 2.00万元.
    """
    if not explained(p, words):
        return None
    for clause in p.clauses:
        if any(x.search(clause) for x in (narrative_words().aside_clause, narrative_words().reason)):
            continue
        subject = _alone(clause, p)
        if subject is not None:
            return Found(subject)
        if not explained(p, clause):
            return None
    return None


def _alone(clause: str, p: Point) -> Subject | None:
    """The subject of a clause that says no more than it, what it is against, or how a known one fared."""
    words = clue_words().compared_tail.sub("", clause)
    words = clue_words().about.sub("", words)
    subject = recognised(words, p.vocabulary, p.profile) if len(words) <= 60 else None
    cost = clue_words().cost_told_of.match(words)
    if subject is not None or cost is None:
        return subject
    subject = recognised(cost["s"], p.vocabulary, p.profile)
    return subject if subject is not None and p.vocabulary.knows(subject.name) else None


def told_by_context(p: Point, m: Measured, words: str) -> Found | None:
    """九、一般性支出情况说明。未举办节庆活动，支出5.00万元。
    ⇒ 节庆 final 5.00万元.
    """
    context = p.thread.context
    goes_on = p.n.percent or m.measure == "change"
    if not context or context == m.whole or (goes_on and not p.thread.fresh):
        return None
    return Found(Subject(context)) if explained(p, words) else None


def by_its_short_name(p: Point, m: Measured, words: str) -> Found | None:
    """公务接待费5.00万元，其中财政补助2.00万元、医院自筹3.00万元，自筹占比60.00%。
    ⇒ 医院自筹 share 60.00%.
    """
    if len(words) < 2 or not p.n.percent:
        return None
    ending = [x for x in p.thread.recent if x.name.endswith(words)]
    return Found(ending[0], CARRIED) if len(ending) == 1 else None


def named_before_a_cause(p: Point, m: Measured, words: str) -> Found | None:
    """主要变动为：城乡社区因保洁费用在下一年支付，支出减少19.00万元。
    ⇒ 城乡社区 change -19.00万元.
    """
    if not explained(p, words):
        return None
    causes = (found for c in p.clauses if (found := clue_words().before_a_cause.match(c)))
    name = next((c["s"] for c in causes if of_name(c["bare"] + EXPENDITURE)), None)
    if name is None:
        return None
    return Found(
        Subject(name if p.vocabulary.is_item(name) else name.removesuffix(EXPENDITURE) + EXPENDITURE)
    )


def account_beside_its_budget(p: Point, m: Measured, words: str) -> Found | None:
    """政府性基金预算收入年初预算为89.00万元，决算收入为72.00万元。
    ⇒ 政府性基金预算收入 final 72.00万元.
    """
    side, found = clue_words().account_side.fullmatch(p.lead), p.thread.found
    name = found.subject.name if found is not None else ""
    if side is None or not {(name, "initial_budget"), (name, "adjusted_budget")} & p.thread.stated:
        return None
    other = any(x in name for x in clause_words().sides.listed) and side["side"] not in name
    return Found(Subject(side["side"])) if other else found


def caused(p: Point, m: Measured, words: str) -> Found | None:
    """收入总计50.00万元，主要原因是项目支出增加，较上年增加3.00万元。
    ⇒ 项目支出 change 3.00万元.
    """
    return p.thread.cause if p.thread.cause is not None and explained(p, words) else None


def behind_the_list(p: Point, m: Measured, words: str) -> Found | None:
    """事业运行经费90.00万元，其中：基本支出60.00万元，项目支出30.00万元，同比增加5.00万元。
    ⇒ 事业运行经费 change 5.00万元.
    """
    held = p.thread.listing
    if held is None or held.depth > 0 or not explained(p, words) or p.thread.begun is not None:
        return None
    again = held.whole is not None and (held.whole.subject.name, m.measure) in p.thread.stated
    compared = narrative_words().compared_with.search(p.lead) is not None
    whole = (
        (not again or compared)
        and held.entries > 1
        and not held.detailed
        and not held.parted
        and (m.measure in ("change", "change_rate", "completion_rate") or compared)
    )
    entry = held.entries == 1 and _entry_follows(p)
    other = (
        p.evaluates
        and held.entries
        and not entry
        and not held.detailed
        and m.measure not in ("share", "change", "change_rate", _of_entries(p, held))
    )
    beside = p.thread.found is not None and clause_words().bare.whole(p.thread.found.subject.name)
    if beside or (not whole and not other):
        return None
    return p.thread.leave_list()


def _entry_follows(p: Point) -> bool:
    """Whether a further entry of a list, or another part of the sentence, stands right behind a number."""
    if regex.match("[；;]", p.n.after):
        return True
    found = clue_words().next_entry.match(p.n.after)
    name = found["s"] if found is not None else ""
    return not (is_generic(named(name)) or narrative_words().aside.fullmatch(name))


def _of_entries(p: Point, held: Listing) -> Measure | None:
    """What a further entry of a list measures; none where the clause speaks of all the year: 全年实际下达."""
    return None if clue_words().whole_again.match(p.lead) else held.measure


def sum_of_the_heading(p: Point, m: Measured, words: str) -> Found | None:
    """五、“三公”经费支出情况。公务用车运行维护费20.00万元、公务接待费2.00万元，合计22.00万元。
    ⇒ “三公”经费 final 22.00万元.
    """
    if not _is_sum(p):
        return None
    if of_both_kinds(p):
        return Found(Subject(TOTAL))
    held = p.thread.listing
    whole = held.whole if held is not None else None
    if p.n.gap.startswith(")") and p.thread.announced:
        whole = p.thread.found
    total = None if clue_words().spent_together.whole(p.lead) else Found(Subject(SUM))
    return whole or p.thread.topic or p.thread.title or total


def _is_sum(p: Point) -> bool:
    return len(p.thread.recent) > 1 and clue_words().summed.fullmatch(p.lead) is not None


def total_of_the_item(p: Point, m: Measured, words: str) -> Found | None:
    """城乡社区支出（类）其他城乡社区支出（款）。本年收入90.00万元，本年支出80.00万元。
    ⇒ 其他城乡社区支出 final 80.00万元.
    """
    head, name = p.thread.head, named(without_unit(words, p.profile.unit_name))
    if clause_words().spent_on_it.whole(name):
        return _of_no_side(head or p.thread.title)
    if head is None or head.subject.level is None:
        return None
    if clause_words().came_for_it.whole(name):
        # What came in for an item of expenditure is a column of its own beside what was spent on it.
        return Found(replace(head.subject, breakdown=name))
    return head if clause_words().of_the_item.whole(name) else None


def _of_no_side(above: Found | None) -> Found | None:
    """What is named above, where it is no side of the account."""
    return None if above is None or clue_words().sides.search(above.subject.name) else above


def of_the_item(p: Point, m: Measured, words: str) -> Found | None:
    """一般公共预算财政拨款支出年初预算为99.00万元。其中：
    1.行政运行（项）。年初预算为74.00万元。
    ⇒ 行政运行 initial_budget 74.00万元.
    """
    head = p.thread.head
    if head is None or head.subject.level is None or not p.thread.fresh or not explained(p, words):
        return None
    return head


def of_the_sentence_before(p: Point, m: Measured, words: str) -> Found | None:
    """机关运行经费40.00万元，其中：办公费10.00万元、培训费5.00万元。较上年减少2.00万元。
    ⇒ 机关运行经费 change -2.00万元.
    """
    before = p.thread.returning
    if not p.thread.fresh or before is None or not explained(p, words) or _of_another(p, m, before):
        return None
    return before.carried


def of_the_topic(p: Point, m: Measured, words: str) -> Found | None:
    """绿道养护服务合同期三年，本年度安排20.00万元。
    ⇒ 绿道养护服务 adjusted_budget 20.00万元.
    """
    fresh = p.thread.fresh or p.thread.found is None
    return p.thread.topic if fresh and explained(p, words) else None


def of_the_heading(p: Point, m: Measured, words: str) -> Found | None:
    """十一、机关运行经费支出情况说明。2023年度支出57.60万元。
    ⇒ 机关运行经费 final 57.60万元.
    """
    head = p.thread.head or p.thread.title
    return head if head is not None and p.thread.fresh and explained(p, words) else None


def of_the_sentence(p: Point, m: Measured, words: str) -> Found | None:
    """机关运行经费40.00万元，比上年减少2.00万元。
    ⇒ 机关运行经费 change -2.00万元.
    """
    found = p.thread.found or (
        p.thread.main if p.evaluates and clue_words().of_the_main.match(p.lead) else None
    )
    if found is None or not explained(p, words) or _of_another(p, m, found) or _of_a_reason(p, m, found):
        return None
    latest = p.thread.latest
    if m.measure == "share" and p.evaluates and p.n.gap[1:] == p.lead and latest is not None:
        beside = next((x for x in p.thread.recent if x.name == latest.item), found.subject)
        return replace(found, subject=beside)
    if m.measure == "execution_rate" and not _funded(p, found):
        found = _with_money(p, found)
    return replace(found, by=CARRIED) if p.thread.fresh else found


def _with_money(p: Point, found: Found) -> Found:
    """Of what a rate of spending is behind what was spent: of what the sentence states money for."""
    main = p.thread.main
    alone = p.thread.listing is None and not clause_words().bare.whole(found.subject.name)
    if main is not None and main.by != LISTED and alone and _funded(p, main):
        return main
    return _batch(p) or found


def _batch(p: Point) -> Found | None:
    """The part by its number that the sentence has stated money for: 第一批30万元，人工费5万元，执行率."""
    for subject in reversed(p.thread.recent):
        found = Found(subject, LISTED)
        if clue_words().by_number.whole(subject.name) and _funded(p, found):
            return found
    return None


def _of_another(p: Point, m: Measured, found: Found) -> bool:
    """Whether a rate stands behind a clause on other money that tells no amount: 果园补助未支付，; a change
    behind a count: 接待游客30万人次，.
    """
    told = p.evaluates and p.n.percent and found.subject.name not in "".join(p.clauses)
    other = clue_words().things if m.measure == "change_rate" else clue_words().spent_of
    return told and any(map(other.search, p.clauses))


def _of_a_reason(p: Point, m: Measured, found: Found) -> bool:
    """Whether the reason of a subject's change stands between it and the same change told again:
    比上年减少5万元，主要原因是项目支出安排不足，较上年减少2万元.
    """
    last = p.thread.changed
    again = last is not None and (last.measure, last.item, last.basis) == (
        m.measure,
        found.subject.name,
        m.basis,
    )
    return again and any(map(narrative_words().reason.search, p.clauses))


def _funded(p: Point, found: Found) -> bool:
    """Whether the sentence has stated what a subject had to spend."""
    name = found.subject.name
    return any((name, x) in p.thread.stated for x in ("initial_budget", "adjusted_budget", "received"))
