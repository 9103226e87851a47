"""What a paragraph names without an amount: the project that its first clause speaks of, the years that a
sentence goes through, and what a limit is set for.
"""

from __future__ import annotations

from extract import regex
from parsers.lexicon import thread_words
from parsers.report import Profile
from parsers.words.names import clean_item

from .numbers import Number
from .subject import Subject, is_generic, named, without_lead, without_unit
from .thread import CARRIED, Found, Thread
from .vocabulary import makes_subject, may_be_listed


def topic_of(said: str) -> Found | None:
    """The project that a sentence begins with, where its verb states no amount."""
    found = thread_words().topic.match(regex.split("[。！？]", said)[-1])
    return Found(Subject(clean_item(found["s"])), CARRIED) if found else None


def years_of(words: str) -> list[int]:
    """The years that words go through: 2020年、2021年、2022年; 2021年至2023年."""
    found = thread_words().years.search(words)
    if found is None:
        return []
    told = [int(y) for y in regex.findall(r"20\d\d", found.group())]
    return list(range(told[0], told[1] + 1)) if found["last"] else told


def keep_limited(thread: Thread, n: Number, profile: Profile) -> None:
    """What a limit is set for is what the amounts behind it are of: 培训经费控制数32万元，实际支出30万元."""
    limit = thread_words().limit.search(n.clause)
    if limit is None or not limit.group():
        return
    thread.own = True
    words = without_lead(n.lead.removesuffix(limit.group()), True)
    name = named(without_unit(words, profile.unit_name))
    if (len(name) > 3 or makes_subject(name)) and not is_generic(name) and may_be_listed(name):
        thread.found, thread.fresh = Found(Subject(name)), False
        thread.recent.append(thread.found.subject)
