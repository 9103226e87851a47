"""Which statement a number belongs to: that of its heading, else the one that its subject, its list or
its whole names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import get_args

from parsers.codes import HeadingCode, Statement
from parsers.lexicon import clause_words, clue_words, code_of, measure_words, naming_words, narrative_words
from parsers.words.sentences import sentence_before

from .clause import told_before
from .clues.money import given_to
from .heading import project_of
from .subject import Subject
from .thread import Point
from .vocabulary import makes_subject

StatementClue = Callable[[Point, Subject], Statement | None]


def statement_of(p: Point, subject: Subject) -> Statement | None:
    """The statement; null where the sentence speaks of no money of the unit."""
    words, clause = narrative_words(), _told(p, subject)
    if _of_projects(p, subject):
        return "other"
    if p.placed.evaluated:
        return "other" if p.profile.doc_type == "budget" else "self_evaluation"
    if not p.evaluates and not p.n.percent and project_of(p.placed.path, False) is not None:
        return None if words.foreign.search(clause) else "other"
    if p.placed.statement == "performance" and not p.evaluates:
        return _performance(p, subject)
    if p.evaluates:
        return _evaluated(p, clause)
    if p.placed.project:
        return None if p.n.percent else "other"
    if p.profile.doc_type != "budget" and (
        p.placed.part in ("overview", "glossary") or p.placed.statement == "glossary"
    ):
        return None
    if _is_foreign(p, subject):
        return None
    return next((code for clue in CLUES if (code := clue(p, subject)) is not None), None)


def _told(p: Point, subject: Subject) -> str:
    """A number's clause and the subject that it has, which may stand in a clause before."""
    return f"{p.n.clause},{subject.name}"


def _of_projects(p: Point, subject: Subject) -> bool:
    """Whether a number is of the money of projects that are evaluated, or a share of such money."""
    if not p.n.percent:
        return p.thread.involved and _involves(p)
    latest = p.thread.latest
    return latest is not None and (latest.statement, latest.item) == ("other", subject.name)


def _is_foreign(p: Point, subject: Subject) -> bool:
    """Whether a sentence speaks of money that is not the unit's, or only passes through it."""
    words, clause = narrative_words(), _told(p, subject)
    if any(map(words.not_own.search, (clause, subject.name))) or words.not_own_behind.match(p.n.after):
        return True
    if of_another_place(p):
        return True
    known = p.vocabulary.knows(subject.name) and not naming_words().brings_about.search(p.n.clause)
    return words.foreign.search(clause) is not None and p.placed.statement is None and not known


def of_another_place(p: Point) -> bool:
    """Whether a sentence tells of what another county or town than the unit's has, as one of a report of
    青禾市财政局: 云溪县争取资金5万元. The parts of a list are the unit's, whoever has them.
    """
    unit, words = p.profile.unit_name or "", narrative_words()
    if p.thread.listing is not None or not words.placed_unit.begins(unit):
        return False
    told = words.other_place.match(sentence_before(p.folded, p.n.start))
    return told is not None and told["place"] not in unit


def _involves(p: Point) -> bool:
    """Whether 涉及 speaks of the money of projects that are evaluated."""
    before = p.folded[max(p.n.start - 60, 0) : p.n.start]
    told = naming_words().involves.match(p.lead) and naming_words().evaluated.search(before)
    return not p.evaluates or told is not None


def _performance(p: Point, subject: Subject) -> Statement | None:
    """Under a heading on performance: the whole expenditure, or what stands beside the money of projects."""
    if naming_words().whole_expenditure.fullmatch(subject.name):
        return "self_evaluation"
    held = p.thread.listing.quantity if p.thread.listing is not None else None
    if held is not None:
        return held.statement
    before = p.thread.latest if p.n.percent else None
    return "other" if before is not None and before.statement == "other" else None


def _evaluated(p: Point, clause: str) -> Statement | None:
    """In reports on an evaluation: the money of the project or unit, or other money."""
    words, own = narrative_words(), _own_statement(p, clause)
    foreign = words.foreign.search(clause) is not None
    heading = p.placed.path[-1] if p.placed.path else ""
    said = (clause, *p.clauses, p.n.after[:2])
    told = any(map(words.money.search, said)) or naming_words().money_heading.search(heading)
    listed = p.thread.listing is not None and p.thread.listing.quantity is not None
    if p.placed.statement == "performance" and (foreign or not (listed or words.money.search(p.n.clause))):
        return own if p.n.percent and p.thread.own and not foreign else None
    if p.n.percent:
        spoken = p.thread.last_money is not None or naming_words().rate_named.search(p.n.clause)
        spoken = spoken or (told and naming_words().goes_to.match(p.n.after))
        return own if spoken and not foreign else None
    p.thread.own = bool(told or p.thread.own) and not foreign
    return own if p.thread.own else None if foreign else "other"


def _own_statement(p: Point, clause: str) -> Statement:
    """That of the money of a project, or of what was looked at on the spot."""
    if p.profile.doc_type != "evaluation":
        return "self_evaluation"
    return "site_sample" if naming_words().sampled_money.search(clause) else "fund_usage"


def by_one_of_two_headings(p: Point, subject: Subject) -> Statement | None:
    """一、机关运行经费及“三公”经费预算情况。机关运行经费40.00万元。
    ⇒ operating_cost.
    """
    code = code_of("narrative", "subjects", subject.name)
    heading = p.placed.path[-1] if p.placed.path else ""
    if code not in ("operating_cost", "three_public", "procurement", "general_spending"):
        return None
    told = (e for e in narrative_words().subjects.entries if e.code == code)
    return code if any(e.pattern.search(heading) for e in told) else None


SPENT = ("expenditure", "general_expenditure", "general_basic", "general_project")
"""Statements of expenditure alone: what came in, told under their headings, is none of it."""


def by_heading(p: Point, subject: Subject) -> Statement | None:
    """三、支出决算情况说明。公务接待费20.00万元。
    ⇒ expenditure.
    """
    code = OF_HEADING.get(p.placed.statement)
    return "income" if code in SPENT and clause_words().came.whole(subject.name) else code


def by_subject(p: Point, subject: Subject) -> Statement | None:
    """支出合计90.00万元，其中：“三公”经费支出5.00万元。
    ⇒ “三公”经费 three_public.
    """
    if subject.level is not None:
        return "general_expenditure"
    held = p.thread.listing
    if held is not None and held.quantity is not None and narrative_words().kind.fullmatch(subject.name):
        return None
    code = _statement_named(p, subject)
    within = by_list(p, subject)
    kept = code in ("government_fund", "state_capital") and within in ("income", "expenditure")
    return None if code in GENERAL or kept else code


def by_general_subject(p: Point, subject: Subject) -> Statement | None:
    """2023年人员经费500.00万元。
    ⇒ general_basic.
    """
    return _statement_named(p, subject)


def _statement_named(p: Point, subject: Subject) -> Statement | None:
    budget = p.profile.doc_type == "budget"
    code = code_of("narrative", "subjects", subject.name)
    if code is None and (budget or clue_words().opens_parts.found_in(p.n.clause)):
        code = code_of("narrative", "subjects", p.n.clause)
    return code if budget or code not in GENERAL or p.vocabulary.knows(subject.name) else None


def by_list(p: Point, subject: Subject) -> Statement | None:
    """本年收入合计90.00万元，其中：专户核拨30.00万元。
    ⇒ 专户核拨 income.
    """
    held, latest = p.thread.listing, p.thread.latest
    if held is None or clause_words().bare.whole(subject.name):
        return None
    opened = held.entries and clue_words().opens_parts.found_in(sentence_before(p.folded, p.n.start))
    quantity = held.quantity or (latest if held.depth or opened else None)
    within = quantity.statement if quantity is not None else None
    if within is None and held.whole is not None:
        # Parts in a bracket before their whole: 政府采购预算（货物5万元、服务3万元）.
        within = _statement_named(p, held.whole.subject)
    # 收入预算, 其中：基本支出: what is spent is no income.
    spent = within == "income" and _statement_named(p, subject) == "expenditure"
    return "expenditure" if spent else within


def by_whole(p: Point, subject: Subject) -> Statement | None:
    """工资福利支出300.00万元，占一般公共预算支出的60.00%。
    ⇒ general_expenditure.
    """
    return next(filter(None, (code_of("narrative", "wholes", w) for w in _wholes(p.folded))), None)


@lru_cache(maxsize=8)
def _wholes(folded: str) -> tuple[str, ...]:
    """Of what the shares in a text are taken, each once."""
    found = naming_words().share_whole.finditer(folded)
    return tuple(dict.fromkeys(m["whole"] for m in found))


def by_its_last_word(p: Point, subject: Subject) -> Statement | None:
    """农林水类支出：安排20.00万元。
    ⇒ expenditure.
    """
    if p.vocabulary.is_item(subject.name):
        return "general_expenditure"
    found = naming_words().last_word.search(subject.name)
    if found is None or not all(naming_words().chapter.begins(h) for h in p.placed.path):
        return None
    return code_of("naming", "last_words", found["word"]) or "income_expenditure_summary"


def by_paragraph(p: Point, subject: Subject) -> Statement | None:
    """一般公共预算支出500.00万元。卫生院改造100.00万元。
    ⇒ 卫生院改造 general_expenditure.
    """
    if p.thread.statement in ("income", "expenditure") and clause_words().bare.whole(subject.name):
        return code_of("naming", "last_words", subject.name[:2])
    known = p.profile.doc_type == "budget" or p.vocabulary.knows(subject.name)
    told = known or code_of("narrative", "subjects", p.n.lead) == p.thread.statement
    return p.thread.statement if told else None


def by_other_heading(p: Point, subject: Subject) -> Statement | None:
    """三、举借政府债务情况说明。政府债务余额31.46亿元。
    ⇒ other.
    """
    titled = p.profile.title or "" if p.profile.doc_type == "other" else ""
    headings = (p.placed.path[-1] if p.placed.path else "", titled)
    words = narrative_words()
    named = makes_subject(subject.name) or p.vocabulary.knows(subject.name)
    return "other" if named and any(map(words.other_money.search, headings)) else None


def by_public_money(p: Point, subject: Subject) -> Statement | None:
    """2015年，全州投入农田水利建设财政资金18.50亿元。
    ⇒ other.
    """
    if subject.name == given_to(p):
        return "other"
    notice = p.profile.doc_type == "other" or measure_words().arrival_follows.match(p.n.after) is not None
    # A name with a year taken out of its midst is two: 拨付情况2023年到位资金.
    other = notice and subject.name in p.folded and told_before(p, subject.name)
    return "other" if other and naming_words().public_money.ends(subject.name) else None


OF_HEADING: Mapping[HeadingCode | None, Statement] = {code: code for code in get_args(Statement)}
"""The statement that a heading announces; a glossary, and what a section on performance tells, is none."""
GENERAL = ("income", "expenditure", "general_basic")
"""Statements whose subjects are parts of others too."""
CLUES: tuple[StatementClue, ...] = (
    by_one_of_two_headings,
    by_heading,
    by_subject,
    by_list,
    by_whole,
    by_general_subject,
    by_paragraph,
    by_its_last_word,
    by_other_heading,
    by_public_money,
)
