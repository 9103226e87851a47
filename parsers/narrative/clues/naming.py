"""Clues to a subject that the number's own clause or list names. Each reads the sentence of its docstring."""

from __future__ import annotations

from dataclasses import replace

from extract import regex
from parsers.lexicon import (
    clause_words,
    clue_words,
    code_of_whole,
    naming_words,
    narrative_words,
)
from parsers.narrative.clause import entry_label, explained, listed_subjects, names_for_each, told_before
from parsers.narrative.follow import ITEMISED, years
from parsers.narrative.heading import under_spending
from parsers.narrative.subject import (
    Subject,
    classified,
    is_generic,
    named,
    recognised,
    trimmed,
    without_lead,
    without_unit,
)
from parsers.narrative.thread import LISTED, NAMED, Found, Measured, Point
from parsers.narrative.vocabulary import makes_subject, may_be_listed
from parsers.words.names import clean_item
from parsers.words.sentences import sentence_before

INVOLVED, MANAGED = "涉及资金", "的项目"
"""What the money of a sample and the projects that are managed are called, behind their own words."""
PROJECT = "项目"
"""What a project, or several, is called of which nothing more is said."""


def distributed(p: Point, m: Measured, words: str) -> Found | None:
    """收入总计、支出总计分别为50.00万元、60.00万元。
    ⇒ 支出总计 final 60.00万元.
    """
    return p.thread.queue.pop(0) if p.thread.queue and clue_words().between.whole(p.n.gap) else None


def apportioned(p: Point, m: Measured, words: str) -> Found | None:
    """收、支总计分别为50.00、60.00万元，分别增长5.00%和6.00%。
    ⇒ 支出总计 change_rate 6.00%.
    """
    following = clue_words().following_numbers.match(p.folded[p.n.end : p.n.end + 160])
    count = 1 + len(clause_words().listed_number.findall(following.group())) if following else 1
    if count < 2 or not (clue_words().each.search(p.lead) or clue_words().listed_behind.match(p.n.after)):
        return None
    words = clue_words().several_projects.sub("", words)
    names = listed_subjects(named(without_unit(words, p.profile.unit_name)), count)
    words = clue_words().all_of_them.sub("", words)
    if not names and explained(p, words):
        before = [x.name for x in (p.thread.recent or p.thread.resting)[-count:]]
        names = p.thread.pair if len(p.thread.pair) == count else before
    if len(names) != count:
        return _year_by_year(p, words, count)
    p.thread.pair = names
    p.thread.queue = [Found(Subject(clean_item(name))) for name in names[1:]]
    return Found(Subject(clean_item(names[0])))


def _year_by_year(p: Point, words: str, count: int) -> Found | None:
    """The subject of a list that goes through the years: 2020年、2021年、2022年公务接待费分别为."""
    if len(p.thread.years) != count:
        return None
    words = clue_words().years_lead.sub("", words)
    words = narrative_words().of_money.sub("", words) if p.evaluates else words
    subject = recognised(words, p.vocabulary, p.profile)
    found = Found(subject) if subject is not None else p.thread.found if explained(p, words) else None
    if found is not None:
        p.thread.queue, p.thread.coming = [found] * (count - 1), list(p.thread.years)
    return found


def each_of_several(p: Point, m: Measured, words: str) -> Found | None:
    """收入总计、支出总计均为50.00万元。
    ⇒ 支出总计 final 50.00万元.
    """
    if not clue_words().each_of_several.search(p.lead):
        return None
    words = clue_words().budget_and_accounts.sub("", words)
    name = named(without_unit(words, p.profile.unit_name))
    if clue_words().both.whole(name):
        return None
    names = names_for_each(name, p.vocabulary)
    if clue_words().income.whole(names[0]) and clue_words().expenditure_total.match(
        names[1] if len(names) == 2 else ""
    ):
        return None
    if len(names) < 2 and is_generic(name):
        names = _both_before(p, name)
    if len(names) < 2 or not all(
        clause_words().bare.whole(x) or p.vocabulary.knows(x) or (makes_subject(x) and not is_generic(x))
        for x in names
    ):
        return None
    return Found(Subject("、".join(names), each=tuple(names)))


def _both_before(p: Point, name: str) -> list[str]:
    """Those that a clause without a name speaks of: two totals, else the entries of the list, else all."""
    before = [x.name for x in p.thread.recent or p.thread.resting]
    totals = [x for x in before if clue_words().total_tail.search(x)]
    if name or len(totals) > 1:
        return totals if len(totals) == 2 else []
    held = p.thread.listing
    return before[-held.entries :] if held is not None else before


def of_both_kinds(p: Point) -> bool:
    """Whether the amounts before are those of the two kinds of expenditure, 基本支出 first."""
    return [x.name for x in p.thread.recent] == list(clue_words().kinds_of_expenditure.listed)


def classification_head(p: Point, m: Measured, words: str) -> Found | None:
    """主要用于：草原管护（2130207）312.00万元。
    ⇒ 草原管护 final 312.00万元.
    """
    found = classified(words)
    if not found:
        return None
    subject = recognised(words, p.vocabulary, p.profile)
    return Found(subject) if subject is not None else None


def in_bracket_by_kind(p: Point, m: Measured, words: str) -> Found | None:
    """公务接待费支出12.50万元（其中：一般公共预算支出12.50万元）。
    ⇒ 公务接待费支出/一般公共预算支出 final 12.50万元.
    """
    held = p.thread.listing
    name = named(words)
    if held is None or held.whole is None or not held.depth:
        return None
    if clue_words().sum.search(held.whole.subject.name) or not narrative_words().kind.fullmatch(name):
        return None
    return Found(replace(held.whole.subject, breakdown=name), LISTED)


def described(p: Point, m: Measured, words: str) -> Found | None:
    """基本支出：为保障机构正常运转的日常支出50.00万元。
    ⇒ 基本支出 final 50.00万元.
    """
    if narrative_words().described.fullmatch(words):
        return p.thread.head or p.thread.title
    return None


def sum_of_a_side(p: Point, m: Measured, words: str) -> Found | None:
    """一般公共预算收入500.00万元，转移性收入80.00万元。合计收入为580.00万元。
    ⇒ 合计收入 final 580.00万元.
    """
    found = clue_words().sum_of_a_side.fullmatch(trimmed(words))
    return Found(Subject(found["s"])) if found and not p.evaluates else None


def bare_total(p: Point, m: Measured, words: str) -> Found | None:
    """2023年收入500.00万元，支出480.00万元。
    ⇒ 支出 final 480.00万元.
    """
    name = clean_item(named(without_unit(words, p.profile.unit_name)))
    thread = p.thread
    if _beside_income(p, name):
        thread.leave_lists()
        return Found(Subject(clause_words().sides.listed[1]))
    if not clause_words().bare.whole(name):
        return None
    if (told := _part_of_it(p, words, name) or under_spending(p, name, _held(p))) is not None:
        return told
    above = thread.head or thread.title
    if _of_another(p, above, name[:2]):
        return None
    if p.profile.doc_type == "budget" and clue_words().budget_sides.whole(name) and thread.head is None:
        return Found(Subject(name))
    before = thread.returning or above
    if thread.fresh and before is not None and name[:2] in before.subject.name:
        return before if told_before(p, before.subject.name) else before.carried
    of_one = len(thread.recent) < 2 or of_both_kinds(p)
    alone = of_one and clue_words().together.found_in(p.lead)
    again = (_held(p), m.measure) in thread.stated and not alone
    opposed = _opposed(name[:2], _held(p))
    return Found(Subject(name)) if opposed or (again and m.measure in ("final", "initial_budget")) else None


def _part_of_it(p: Point, words: str, name: str) -> Found | None:
    """What came in within the year, of a total that goes further, and the spending of a fund told behind what
    came: 总收入90万元，其中：当年收入80万元; 社会保险基金收入90万元，支出80万元.
    """
    whole = p.thread.listing.whole if p.thread.listing is not None else None
    part = clue_words().within_the_year.match(trimmed(words)) if whole is not None else None
    if part is not None and whole is not None and clue_words().wider_total.search(whole.subject.name):
        return Found(Subject(part["s"]), LISTED)
    names = (_held(p), whole.subject.name if whole is not None else "")
    told = (clause_words().fund_income.fullmatch(x) for x in names if name == clause_words().sides.listed[1])
    fund = next((x for x in told if x is not None), None)
    return Found(Subject(fund["of"] + name)) if fund is not None else None


def _beside_income(p: Point, name: str) -> bool:
    """Whether what was spent in all is told beside what came in."""
    came = clue_words().income_name.whole(_held(p)) or clause_words().bare.whole(_held(p))
    return clue_words().spent_beside.whole(name) and came


def _held(p: Point) -> str:
    """What the number before is of, in an evaluation the whole of its list."""
    listing, found = p.thread.listing, p.thread.found
    whole = listing.whole if p.evaluates and listing is not None else None
    held = whole or found
    return held.subject.name if held is not None else ""


def _opposed(side: str, held: str) -> bool:
    """Whether a side of the account is the other one than that which has been spoken of."""
    told = clause_words().sides.listed[0] == side or not held or clue_words().arrived.found_in(held)
    return side not in held and told


def _of_another(p: Point, above: Found | None, side: str) -> bool:
    """Whether 支出 alone is that of what has been named: of a heading, in an evaluation of the project; it is
    not where it faces the income that has been told: 一般公共预算收入12亿元；支出20亿元.
    """
    found = p.thread.found
    whole = p.thread.listing.whole if p.thread.listing is not None else None
    of = [x.subject.name for x in (found, whole) if x is not None]
    if p.evaluates and of and not any(clue_words().arrived.found_in(x) for x in of):
        return True
    told = clue_words().sides.search(_held(p)) or clue_words().arrived.found_in(_held(p))
    faced = told and _opposed(side, _held(p))
    return above is not None and not faced and not clue_words().sides.search(above.subject.name)


def of_the_same_money(p: Point, m: Measured, words: str) -> Found | None:
    """政府性基金预算财政拨款本年收入80.00万元；本年支出80.00万元。
    ⇒ 政府性基金预算财政拨款本年支出 final 80.00万元.
    """
    whole = clue_words().this_year.fullmatch(named(words))
    before = (
        clue_words().appropriation_this_year.match(p.thread.found.subject.name) if p.thread.found else None
    )
    return Found(Subject(before[1] + whole[0])) if whole and before else None


def counted(p: Point, m: Measured, words: str) -> Found | None:
    """房屋2300平方米，价值500.00万元。
    ⇒ 房屋 final 500.00万元.
    """
    wordings = narrative_words()
    lead = trimmed(words)
    if sampled := clue_words().sampled.search(lead):
        return Found(Subject(sampled["s"] + INVOLVED))
    involves = naming_words().involves.match(lead) is not None
    if involves and not wordings.involved.fullmatch(lead):
        return None
    assets = p.placed.statement == "assets"
    valued = clue_words().valued.fullmatch(lead) if assets else None
    if valued is not None:
        return Found(Subject(clean_item(valued["s"])))
    bare = (assets and not lead) or _priced(p, lead)
    if not (involves or bare or wordings.counted.fullmatch(lead)):
        return None
    if clue_words().all_involves.begins(lead) and p.thread.context:
        return Found(Subject(p.thread.context))
    found = clue_words().counted.search(
        years(p.folded[max(p.n.start - len(p.n.lead) - 60, 0) : p.n.start - len(p.n.lead)], p.profile)
    )
    unnamed = found is None or wordings.recounted.fullmatch(found["s"])
    if p.thread.context and unnamed and wordings.involved.fullmatch(lead):
        return Found(Subject(p.thread.context))
    name = clean_item(without_lead(without_unit(found["s"], p.profile.unit_name))) if found else ""
    if not is_generic(name):
        return Found(Subject(name), p.thread.named_by)
    return _managed(p, involves)


def _managed(p: Point, involves: bool) -> Found | None:
    """Projects by what is done with them; by no more than that where a section on performance says so."""
    managed = clue_words().managed.search(p.folded, max(p.n.start - 80, 0), p.n.start)
    performs = p.placed.statement == "performance"
    head = sentence_before(p.folded, managed.start("s")) if managed else ""
    if managed and (involves or (performs and not naming_words().expenditure.search(head))):
        return Found(Subject(managed["s"] + MANAGED))
    return Found(Subject(PROJECT)) if involves and performs and not p.evaluates else None


def _priced(p: Point, lead: str) -> bool:
    """Whether an amount is of equipment that has just been counted: 单价50万元以上设备1台，预算58万元."""
    before = p.folded[max(p.n.start - 60, 0) : p.n.start - len(p.n.lead)]
    alone = not lead or clause_words().budget.whole(lead)
    return alone and clue_words().priced_count.search(before) is not None


def named_in_brackets(p: Point, m: Measured, words: str) -> Found | None:
    """2023年全县公务接待费、公车运行费（“三公”经费）决算总额20.00万元。
    ⇒ “三公”经费 final 20.00万元.
    """
    stop = next((at for at in range(p.n.start - 1, -1, -1) if p.folded[at] in "。；;"), -1)
    sentence = p.folded[stop + 1 : p.n.start]
    found = clue_words().alias.search(sentence)
    if found is None or not is_generic(named(sentence[found.end() :])):
        return None
    return Found(Subject(found["name"]))


def above_a_price(p: Point, m: Measured, words: str) -> Found | None:
    """固定资产90.00万元，其中：单价100万元以上的专用设备30.00万元。
    ⇒ 单价100万元以上的专用设备 final 30.00万元.
    """
    found = clue_words().priced_name.search(p.n.clause.removesuffix(p.n.lead) + words)
    return Found(Subject(found.group()), p.thread.named_by) if found else None


def named_in_clause(p: Point, m: Measured, words: str) -> Found | None:
    """2023年度公务接待费支出决算为2.00万元。
    ⇒ 公务接待费 final 2.00万元.
    """
    behind = len(p.n.lead) < len(p.n.clause) or p.n.gap.startswith("(")
    bare = trimmed(words)
    bare = narrative_words().opening.sub("", bare) if not p.vocabulary.knows(bare) else bare
    if public := narrative_words().three_public.search(bare):
        bare = public.group()
    bare = without_lead(bare, behind)
    subject = recognised(bare, p.vocabulary, p.profile)
    if subject is None or clause_words().bare.whole(subject.name):
        return None
    if p.placed.evaluated and narrative_words().own.whole(subject.name):
        return None
    by = NAMED if m.measure.endswith("rate") else p.thread.named_by
    part = _part_of_an_item(p, subject)
    return Found(part or subject, by)


def _part_of_an_item(p: Point, subject: Subject) -> Subject | None:
    """基本支出 of an item is that item's and not the unit's:
    高中教育支出20.00万元，其中：基本支出16.00万元.
    """
    held = p.thread.listing
    if held is None or held.whole is None or not clue_words().kinds_of_expenditure.whole(subject.name):
        return None
    whole = held.whole.subject
    total = clue_words().total.search(whole.name) and not p.vocabulary.is_item(whole.name)
    if code_of_whole("concepts", "concepts", whole.name) or total:
        return None
    return replace(whole, breakdown=subject.name)


def of_a_list(p: Point, m: Measured, words: str) -> Found | None:
    """本年支出合计90.00万元，其中：防汛储备60.00万元，水文监测30.00万元。
    ⇒ 水文监测 final 30.00万元.
    """
    if p.n.percent:
        return None
    words = words or entry_label(p.n.gap)
    level = trimmed(narrative_words().opening.sub("", words))
    level = clue_words().parts_lead.sub("", clue_words().level_verb.sub("", level))
    parted = "[；;、，,]" if clue_words().level.fullmatch(level) else "[；;、]"
    listed = p.thread.listing is not None or (
        p.evaluates and (p.n.lead.endswith("(") or regex.match(parted, p.n.gap) is not None)
    )
    behind = len(p.n.lead) < len(p.n.clause) or p.n.gap.startswith("(")
    own = not p.thread.fresh and clue_words().own_level.whole(level)
    if own or (listed and clue_words().level.fullmatch(level)):
        return Found(Subject(clue_words().including.sub("", level)), LISTED)
    name = without_lead(narrative_words().opening.sub("", words), behind)
    name = clue_words().level_verb.sub("", named(without_unit(name, p.profile.unit_name)))
    if not listed or is_generic(name) or not may_be_listed(name) or explained(p, words):
        return None
    return Found(Subject(clean_item(name)), LISTED)


def by_number(p: Point, m: Measured, words: str) -> Found | None:
    """公路养护补助资金分两批下达：第一批30.00万元，第二批20.00万元。
    ⇒ 第二批 received 20.00万元.
    """
    listed = p.thread.listing is not None or p.thread.topic is not None
    found = (
        clue_words().by_number.fullmatch(trimmed(words))
        if listed and not m.measure.endswith("rate")
        else None
    )
    return Found(Subject(found["s"]), LISTED) if found else None


def in_a_series(p: Point, m: Measured, words: str) -> Found | None:
    """其他普通教育支出47.20万元，高等职业教育90.90万元，其他教育支出17.50万元。
    ⇒ 高等职业教育 final 90.90万元.
    """
    latest, held = p.thread.latest, p.thread.found
    plain = regex.fullmatch(r"[，,、；;](?P<s>\p{Han}[\p{Han}、（）()]{3,24})", p.n.gap)
    if plain is None or latest is None or held is None or p.placed.statement not in ITEMISED:
        return None
    goes_on = regex.match(r"[，,、；;]\p{Han}[\p{Han}、（）()]{2,24}\d|。", p.folded[p.n.end :])
    alike = latest.measure == m.measure and naming_words().expenditure.ends(held.subject.name)
    name = plain["s"]
    listed = may_be_listed(name) and not is_generic(name) and not explained(p, name)
    return Found(Subject(name), LISTED) if goes_on and alike and listed else None
