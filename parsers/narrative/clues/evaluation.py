"""Clues to a subject in reports on an evaluation: what money went into, by verb and purpose. Each reads
the sentence of its docstring.
"""

from __future__ import annotations

from extract import regex
from parsers.lexicon import clue_words, narrative_words, thread_words
from parsers.narrative.clause import explained
from parsers.narrative.clues.carrying import in_the_clause_before
from parsers.narrative.clues.money import given_to
from parsers.narrative.clues.naming import PROJECT
from parsers.narrative.follow import years
from parsers.narrative.heading import project_of, project_told
from parsers.narrative.subject import Subject, is_generic, named, trimmed, without_lead, without_unit
from parsers.narrative.thread import HEADING, LISTED, Found, Measured, Point
from parsers.narrative.vocabulary import may_be_listed
from parsers.outline.sections import WHOLE
from parsers.words.names import clean_item
from parsers.words.sentences import sentence_before

LONGEST = 48
"""How far behind an amount its name may end, in characters."""


def spent_on(p: Point, m: Measured, words: str) -> Found | None:
    """在业务经费中列支办公楼玻璃维修1.76万元。
    ⇒ 办公楼玻璃维修 final 1.76万元.
    """
    found = clue_words().spent_on.search(trimmed(words))
    if not p.evaluates or p.n.percent or found is None or not may_be_listed(found["s"]):
        return None
    if is_generic(named(found["s"])):
        return None
    return Found(Subject(clean_item(years(found["s"], p.profile))))


def added(p: Point, m: Measured, words: str) -> Found | None:
    """灌区改造工程年初预算62.00万元，年中追加8.00万元。
    ⇒ 年中追加 received 8.00万元.
    """
    found = clue_words().added.fullmatch(trimmed(words)) if p.evaluates else None
    return Found(Subject(found["s"])) if found else None


def handed_out_for_things(p: Point, m: Measured, words: str) -> Found | None:
    """户厕改造工程年初预算62.00万元。实际完成改造26户，发放补助资金27.00万元。
    ⇒ 补助资金 final 27.00万元.
    """
    counted = any(map(clue_words().things.search, p.clauses))
    found = clue_words().handed_money.fullmatch(trimmed(words)) if counted else None
    return Found(Subject(found["s"])) if found else None


def before_the_verb(p: Point, m: Measured, words: str) -> Found | None:
    """灌区改造工程年初预算安排资金62.00万元。
    ⇒ 灌区改造工程 initial_budget 62.00万元.
    """
    if not p.evaluates:
        return None
    told = clue_words().sum_tail.sub("", trimmed(words))
    if p.vocabulary.knows(without_lead(told)):
        return None
    name = narrative_words().of_money.sub("", told)
    name = clean_item(without_lead(without_unit(name, p.profile.unit_name), len(p.n.lead) < len(p.n.clause)))
    if (
        name == told
        or is_generic(name)
        or explained(p, words)
        or len(name) < 3
        or not (may_be_listed(name) or p.vocabulary.knows(name))
    ):
        return None
    return Found(Subject(name), p.thread.named_by)


def money_itself(p: Point, m: Measured, words: str) -> Found | None:
    """2023年部门预算385.00万元。
    ⇒ 部门预算 initial_budget 385.00万元.
    """
    if p.n.percent or m.measure == "change" or not (p.evaluates or project_of(p.placed.path, False)):
        return None
    wordings, name = narrative_words(), without_lead(clue_words().amount_tail.sub("", trimmed(words)))
    if p.vocabulary.knows(name):
        return None
    name = clue_words().using.sub("", name)
    told = wordings.own_money.match(name)
    if told is not None and p.thread.fresh and clue_words().whole_year.begins(told.group()):
        return p.thread.title
    held, found = p.thread.listing, p.thread.found
    budgeted = found is not None and clue_words().own_budget.whole(found.subject.name)
    if told is not None and (p.thread.fresh or budgeted or (held is not None and held.whole is None)):
        return Found(Subject(told.group()))
    return _alone(p, m, words, name)


def share_of_its_money(p: Point, m: Measured, words: str) -> Found | None:
    """堤防养护基金预算执行率为80.00%（其中财政资金预算执行率为75.00%）。
    ⇒ 财政资金 execution_rate 75.00%.
    """
    found = clue_words().rate_of_money.match(p.n.gap)
    return Found(Subject(found["s"]), LISTED) if found else None


def of_a_place(p: Point, m: Measured, words: str) -> Found | None:
    """县财政局按因素法分配柳湾镇15.00万元，石桥乡20.00万元。
    ⇒ 柳湾镇 received 15.00万元.
    """
    place = given_to(p)
    return Found(Subject(place)) if place else None


def sum_of_its_parts(p: Point, m: Measured, words: str) -> Found | None:
    """护坡工程预算9.00万元。共下达补助资金7.00万元（其中：中央补助资金5.00万元，省级补助资金2.00万元）。
    ⇒ 补助资金 received 7.00万元.
    """
    if not p.thread.fresh or not clue_words().parts_behind.match(p.n.after):
        return None
    found = clue_words().sent_down.fullmatch(trimmed(words))
    return Found(Subject(found["s"])) if found else None


def _alone(p: Point, m: Measured, words: str, name: str) -> Found | None:
    """Money of which nothing was said before: the subject of the clause before it, or itself."""
    before = p.thread.found or p.thread.title or p.thread.topic
    if before or not narrative_words().money_itself.fullmatch(name):
        return None
    plain = p.clauses and not regex.search(r"\d", p.clauses[0])
    return (in_the_clause_before(p, m, words) if plain else None) or Found(Subject(name))


def budget_of_a_list(p: Point, m: Measured, words: str) -> Found | None:
    """共收到专项资金20.00万元，其中年初部门预算15.00万元。
    ⇒ 年初部门预算 initial_budget 15.00万元.
    """
    held = p.thread.listing
    name = clue_words().parts_lead.sub("", words)
    part = (
        narrative_words().part_of_money.fullmatch(name)
        if p.evaluates
        else clue_words().by_year.fullmatch(name)
    )
    if held is None or p.n.gap.startswith("(") or part is None:
        return None
    return Found(Subject(name), LISTED)


def aimed(p: Point, m: Measured, words: str) -> Found | None:
    """今年投入15.00万元对河道水质进行抽样检测。
    ⇒ 河道水质抽样检测 final 15.00万元.
    """
    spends = clue_words().spends.search(p.n.lead)
    listed = clue_words().parts_opened.search(p.n.gap) is not None
    if (
        p.n.percent
        or (p.thread.head is not None and not p.evaluates)
        or not (
            spends
            or (clue_words().amount_first.whole(p.n.lead) if p.n.lead else listed or not p.thread.fresh)
        )
    ):
        return None
    behind = p.folded[p.n.end : p.n.end + 48]
    purpose = clue_words().purpose.match(behind) or (
        clue_words().works.match(behind) if p.evaluates else None
    )
    unnamed = (
        clue_words().from_budget.match(trimmed(words)) is not None
        or clue_words().amount_first.whole(p.n.lead)
        or is_generic(named(words))
    )
    return Found(Subject(clue_words().carrying_out.sub("", purpose["s"]))) if purpose and unnamed else None


def money_behind_its_amount(p: Point, m: Measured, words: str) -> Found | None:
    """区级财政年初预算安排62.00万元水渠管护专项资金，按合同支付。
    ⇒ 水渠管护专项资金 initial_budget 62.00万元.
    """
    if not clue_words().money_given.whole(p.lead):
        return None
    found = clue_words().money_behind.match(p.folded[p.n.end : p.n.end + LONGEST])
    if found is None:
        return None
    if is_generic(found["s"]):
        opens = p.thread.fresh and clue_words().on_projects.search(p.profile.title or "")
        return p.thread.title or Found(Subject(_titled(p)), HEADING) if opens else None
    return Found(Subject(clean_item(found["s"]))) if may_be_listed(found["s"]) else None


AT_END = regex.compile(r"[，,。；;、)）]|$")
"""What stands behind an amount with which its clause ends."""


def of_the_project(p: Point, m: Measured, words: str) -> Found | None:
    """收到省级基本建设投资90.00万元。该项目年初预算为15.00万元。
    ⇒ 项目 initial_budget 15.00万元.
    """
    if not p.evaluates or not p.thread.fresh or not clue_words().the_project.match(trimmed(words)):
        return None
    if not explained(p, words):
        return None
    before = p.thread.found.subject.name if p.thread.found else ""
    if before != PROJECT and thread_words().project_ends.search(before):
        return None
    return Found(Subject(project_told(p.placed, p.thread, p.evaluates) or _titled(p)))


def _titled(p: Point) -> str:
    """The project that the title of the report names, or what one is called without a name."""
    titled = clue_words().titled.search(p.profile.title or "")
    return titled["s"] if titled is not None and not is_generic(titled["s"]) else PROJECT


def of_the_report(p: Point, m: Measured, words: str) -> Found | None:
    """截至2023年12月底，全市累计支出15.00万元。
    ⇒ 项目 final 15.00万元.
    """
    if not p.evaluates or not p.thread.fresh or m.measure in ("share", "change", "change_rate"):
        return None
    title = p.profile.title or ""
    name = WHOLE if WHOLE in title else _titled(p) if clue_words().on_projects.search(title) else ""
    spoken = p.n.percent or narrative_words().of_money.search(trimmed(words))
    told = name and spoken and explained(p, words) and _opens(p) and AT_END.match(p.n.after)
    return Found(Subject(name), HEADING) if told else None


def _opens(p: Point) -> bool:
    """Whether the sentence says nothing before the clause of a number but of what day it speaks."""
    sentence = sentence_before(p.folded, p.n.start - len(p.n.lead))
    said = (clue_words().day.sub("", years(c, p.profile)) for c in regex.split("[，,]", sentence))
    return all(explained(p, c) for c in said)
