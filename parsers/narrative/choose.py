"""Which subject a number has: the one that its clause names, its list, its heading, or the one that
carries on.

What no clue explains has no subject: the number stays a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract import regex
from parsers.lexicon import narrative_words
from parsers.narrative.clues import carrying, evaluation, naming
from parsers.words.names import clean_item

from .clause import subject_words
from .subject import trimmed
from .thread import Found, Measured, Point

Clue = Callable[[Point, Measured, str], Found | None]


def chosen(p: Point, m: Measured) -> Found | None:
    """The number's subject, or nothing where none is found."""
    words = subject_words(p, m)
    involved = narrative_words().involved
    told = trimmed(words)
    if (
        told.startswith(("涉及", "共涉及"))
        and involved.fullmatch(told)
        and naming.counted(p, m, words) is None
    ):
        return None
    return next((found for clue in CLUES if (found := clue(p, m, words)) is not None), None)


def of_several(p: Point, m: Measured) -> bool:
    """Whether a number is of several subjects together and cannot be settled:
    “三公”经费与会议费共压减2.40万元, 两项合计占51.80%, 分配甲县、乙县各3.00万元.
    """
    wordings = narrative_words()
    changes = m.measure in ("change", "change_rate")
    before = regex.split(f"{wordings.rise.any}|{wordings.fall.any}", p.lead)[0]
    words = trimmed(before if changes else subject_words(p, m))
    if SUM.fullmatch(words):
        return [x.name for x in p.thread.recent] != ["基本支出", "项目支出"]
    joined = regex.fullmatch(r"(?P<names>.+?)(?P<sum>共计|合计|总共|共|各)(?:支出|安排|为)*", words)
    if joined is None or p.vocabulary.knows(joined["names"]):
        return False
    each = joined["sum"] == "各"
    names = regex.split("、|和|与|以及" if each else "和|与|以及", joined["names"])
    if len(names) < 2 or naming.each_of_several(p, m, subject_words(p, m)) is not None:
        return False
    return all(len(x) >= 2 and (each or p.vocabulary.knows(clean_item(x))) for x in names)


SUM = regex.compile(
    "(?:以上|上述|这)?[两三四五六七八九十]+[项类者](?:合计|共计|总计|相加|共)(?:支出|金额|预算|决算)?为?"
)
"""Words that say no more than that several amounts are one."""


CLUES: Sequence[Clue] = (
    naming.distributed,
    naming.apportioned,
    naming.each_of_several,
    naming.in_bracket_by_kind,
    naming.classification_head,
    naming.described,
    naming.of_the_same_money,
    naming.counted,
    carrying.told_by_context,
    evaluation.aimed,
    evaluation.spent_on,
    naming.total_of_the_item,
    naming.bare_total,
    evaluation.budget_of_a_list,
    evaluation.before_the_verb,
    evaluation.money_itself,
    naming.named_in_brackets,
    naming.named_in_clause,
    naming.of_a_list,
    naming.in_a_series,
    carrying.in_the_clause_before,
    carrying.caused,
    carrying.behind_the_list,
    carrying.sum_of_the_heading,
    carrying.of_the_item,
    carrying.of_the_sentence_before,
    carrying.of_the_heading,
    carrying.of_the_sentence,
)
