"""Which subject a number has: the one that its clause names, its list, its heading, or the one that
carries on.

What no clue explains has no subject: the number stays a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from parsers.lexicon import clause_words, clue_words, measure_words, narrative_words
from parsers.narrative.clues import ahead, carrying, evaluation, naming
from parsers.words.names import clean_item
from parsers.words.sentences import sentence_before

from .clause import explained, subject_words
from .subject import trimmed, without_lead
from .thread import Found, Measured, Point

LONGEST = 80
"""In no more characters things are counted before their money."""
SubjectClue = Callable[[Point, Measured, str], Found | None]


def chosen(p: Point, m: Measured) -> Found | None:
    """The number's subject, or nothing where none is found."""
    words = subject_words(p, m)
    involved = narrative_words().involved
    told = trimmed(words)
    if (
        clause_words().involves.begins(told)
        and involved.fullmatch(told)
        and naming.counted(p, m, words) is None
    ):
        return None
    return next((found for clue in CLUES if (found := clue(p, m, words)) is not None), None)


def of_several(p: Point, m: Measured) -> bool:
    """Whether a number is of several subjects together and cannot be settled:
    “三公”经费与会议费共压减2.40万元, 两项合计占51.80%, 分配甲县、乙县各3.00万元.
    """
    wordings = clause_words()
    changes = m.measure in ("change", "change_rate")
    before = wordings.growth.split(p.lead)[0]
    words = trimmed(before if changes else subject_words(p, m))
    if wordings.several_summed.fullmatch(words):
        return not naming.of_both_kinds(p)
    if _of_all_opened(p, words):
        return True
    counts = p.folded[: p.n.start - len(p.n.lead)][-LONGEST:]
    if (
        clue_words().all_involves.begins(words)
        and not p.thread.context
        and wordings.counted_each.search(counts)
    ):
        return True
    joined = wordings.joined.fullmatch(without_lead(words))
    if joined is None or p.vocabulary.knows(joined["names"]):
        return False
    each = wordings.each.whole(joined["sum"])
    names = (wordings.listed_for_each if each else wordings.listed_for_all).split(joined["names"])
    if len(names) < 2 or naming.each_of_several(p, m, subject_words(p, m)) is not None:
        return False
    if each:
        p.thread.pair = [clean_item(x) for x in names]
    return all(len(x) >= 2 and (each or p.vocabulary.knows(clean_item(x))) for x in names)


def _of_all_opened(p: Point, words: str) -> bool:
    """Whether a number without a name stands behind several that a colon has opened:
    年初预算：基本支出18万元，项目支出4万元，支出决算20万元.
    """
    if p.n.percent or len(p.thread.recent) < 2 or not explained(p, words):
        return False
    named_or_summed = (clue_words().summed, clue_words().kinds_of_expenditure)
    opened = measure_words().under.search(sentence_before(p.folded, p.n.start))
    return opened is not None and not any(x.whole(p.lead) for x in named_or_summed)


CLUES: Sequence[SubjectClue] = (
    naming.distributed,
    evaluation.of_a_place,
    ahead.behind_its_share,
    ahead.before_its_share,
    ahead.in_the_bracket_behind,
    evaluation.money_behind_its_amount,
    naming.apportioned,
    naming.each_of_several,
    naming.in_bracket_by_kind,
    naming.classification_head,
    naming.described,
    naming.of_the_same_money,
    naming.counted,
    carrying.account_beside_its_budget,
    carrying.named_before_a_cause,
    evaluation.aimed,
    carrying.told_by_context,
    evaluation.spent_on,
    carrying.total_of_the_item,
    naming.sum_of_a_side,
    naming.bare_total,
    evaluation.budget_of_a_list,
    evaluation.added,
    evaluation.handed_out_for_things,
    evaluation.before_the_verb,
    evaluation.money_itself,
    evaluation.sum_of_its_parts,
    evaluation.share_of_its_money,
    naming.named_in_brackets,
    naming.above_a_price,
    naming.named_in_clause,
    naming.by_number,
    naming.of_a_list,
    naming.in_a_series,
    evaluation.of_the_project,
    carrying.by_its_short_name,
    carrying.in_the_clause_before,
    carrying.caused,
    carrying.behind_the_list,
    carrying.sum_of_the_heading,
    carrying.of_the_item,
    carrying.of_the_sentence_before,
    carrying.of_the_topic,
    carrying.of_the_heading,
    carrying.of_the_sentence,
    evaluation.of_the_report,
)
