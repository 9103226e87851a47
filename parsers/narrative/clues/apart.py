"""Amounts of one subject that are told apart by what they measure: 预算数、决算数分别为3万元、2万元."""

from __future__ import annotations

from extract import regex
from parsers.lexicon import clause_words
from parsers.narrative.thread import Thread


def told_apart(lead: str, gap: str, thread: Thread) -> str:
    """The words before a number; of several measures with a number for each only its own, 决算数为, those of
    the numbers behind it kept in the thread. `gap`: what stands between it and the number before.
    """
    words = clause_words()
    if (found := words.told_apart.search(lead)) is not None:
        first, *thread.apart = regex.split("[、和与及]", found["list"])
        return f"{lead[: found.start()]}{first}为"
    if thread.apart and words.between_numbers.whole(gap):
        return f"{thread.apart.pop(0)}为"
    thread.apart = []
    return lead
