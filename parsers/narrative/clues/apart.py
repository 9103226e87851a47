"""Amounts of one subject that are told apart by what they measure: 预算数、决算数分别为3万元、2万元."""

from __future__ import annotations

from parsers.lexicon import clause_words
from parsers.narrative.thread import Thread


def told_apart(lead: str, gap: str, thread: Thread) -> str:
    """The words before a number; of several measures with a number for each only its own, 决算数, those of
    the numbers behind it kept in the thread. `gap`: what stands between it and the number before.
    """
    words = clause_words()
    if (found := words.told_apart.search(lead)) is not None:
        first, *thread.apart = words.one_measure.compiled.findall(found["list"])
        return f"{lead[: found.start()]}{first}"
    if thread.apart and words.between_numbers.whole(gap):
        return thread.apart.pop(0)
    thread.apart = []
    return lead
