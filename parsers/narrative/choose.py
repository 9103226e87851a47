"""Which subject a number has: the one that its clause names, its list, its heading, or the one that
carries on.

What no clue explains has no subject: the number stays a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from parsers.lexicon import narrative_words
from parsers.narrative.clues import carrying, evaluation, naming

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
    naming.named_in_clause,
    naming.of_a_list,
    carrying.in_the_clause_before,
    carrying.caused,
    carrying.behind_the_list,
    carrying.sum_of_the_heading,
    carrying.of_the_item,
    carrying.of_the_sentence_before,
    carrying.of_the_heading,
    carrying.of_the_sentence,
)
