"""The words of a number's clause: where its subject stands in them, and whether they say anything but
measure and time.
"""

from __future__ import annotations

from parsers.lexicon import clause_words, clue_words, measure_words, narrative_words, thread_words
from parsers.words.names import clean_item

from .subject import is_generic, named, without_unit
from .thread import Measured, Point
from .vocabulary import Vocabulary, makes_subject


def subject_words(p: Point, m: Measured) -> str:
    """The words of the clause in which the subject stands: before 增加, 占, 完成 and without what is
    compared with.
    """
    wordings, lead = clause_words(), clause_words().of_both.sub("", p.lead)
    if m.measure in ("change", "change_rate"):
        if found := wordings.adjusted_money.search(lead):
            return str(found["s"])
        lead = clause_words().change_begins.split(clause_words().compared_lead.sub("", lead))[0]
        lead = clause_words().compared_tail.sub("", lead)
        return str(clause_words().manner_tail.sub("", lead))
    if m.measure == "share":
        # Where the whole stands with its amount, 占 stands before that amount and not in the lead.
        return _before_share(lead)
    if m.measure.endswith("_rate"):
        return str(clause_words().rate_begins.split(lead)[0])
    if (told := of_a_year(lead, p.vocabulary)) is not None:
        return told[0]
    if clause_words().of.begins(p.n.after) and clause_words().share.found_in(lead):
        return _before_share(lead)
    lead = wordings.base_tail.sub("", lead)
    # What a report on accounts says was adjusted may be either of the budgets or neither.
    adjusted = p.profile.doc_type == "budget" and measure_words().adjusting.match(p.n.after)
    if adjusted or narrative_words().changing_to.match(p.n.after):
        lead = wordings.from_tail.sub("", lead)
    return lead


def _before_share(lead: str) -> str:
    """The words before the last word of a share; none where there is none."""
    found = clause_words().before_share.match(lead)
    return found.group() if found else ""


def labelled(gap: str) -> str:
    """What a label and a colon say that a number measures, and nothing else: 全年预算数：38.50万元; that
    it is a change: 比上年增加：2万元.
    """
    found = clause_words().label.search(gap)
    if found is None:
        return ""
    words = narrative_words()
    changes = words.rise.ends(found["s"]) or words.fall.ends(found["s"])
    return found["s"] if changes or is_generic(named(found["s"])) else ""


def entry_label(gap: str) -> str:
    """The entry of a list that stands before a colon and its amount: 其中：护堤养护：3.00万元."""
    found = clause_words().entry_label.search(gap)
    return found["s"] if found is not None else ""


def of_a_year(lead: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """The subject and year of an amount whose year stands behind its name: “三公”经费2021年决算数."""
    found = clause_words().of_a_year.search(lead)
    if found is None or not (makes_subject(found["name"]) or vocabulary.is_item(found["name"])):
        return None
    return found["name"], found["year"]


def explained(p: Point, words: str) -> bool:
    """Whether words say nothing but measure, time, comparison and who reports: no other subject hides in
    them; 其中 alone says of an amount that it is a part.
    """
    if not p.n.percent and clue_words().parts_opened.whole(words):
        return False
    rest = named(without_unit(narrative_words().unsaid.sub("", words), p.profile.unit_name))
    return is_generic(clean_item(rest))


def told_before(p: Point, name: str) -> bool:
    """Whether the words before a number, or a clause before it, name what it is of."""
    return any(name[:4] in x for x in (p.n.lead, *p.clauses))


def listed_subjects(words: str, count: int = 2) -> list[str]:
    """The subjects of one verb: 基本支出、项目支出分别为; 收、支总计 are 收入总计 and 支出总计."""
    wordings = clause_words()
    totals = wordings.both_sides.fullmatch(words)
    if totals:
        return [totals["of"] + side + totals["total"] for side in wordings.sides.listed]
    if shared := wordings.shared_end.fullmatch(words):
        words = "、".join(x + shared["end"] for x in shared["each"].split("、"))
    quoted = wordings.quoted_names.fullmatch(words)
    names = [x + quoted["end"] for x in quoted.captures("each")] if quoted else words.split("、")
    names = [x for x in names if x]
    for mark in (wordings.listed_for_all, wordings.last_of_list):
        if names and len(names) < count:
            names = [*names[:-1], *mark.split(names[-1])]
    return names if len(names) == count > 1 and all(len(x) >= 2 for x in names) else []


def names_for_each(words: str, vocabulary: Vocabulary) -> list[str]:
    """The names that one word stands for: 会议费及培训费均为; 公务用车购置及运行维护费 is one."""
    names = [clean_item(x) for x in clause_words().listed_for_each.split(words)]
    last = clause_words().last_of_list.split(names[-1])
    apart = all(map(thread_words().made.search, last)) and not vocabulary.knows(names[-1])
    return [*names[:-1], *last] if apart else names
