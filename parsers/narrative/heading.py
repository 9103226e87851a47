"""What a heading says of the numbers under it: the item that it names, its subject, and its year."""

from __future__ import annotations

from extract import regex
from parsers.codes import HeadingCode
from parsers.lexicon import naming_words, narrative_words
from parsers.outline.sections import Placed
from parsers.report import Profile
from parsers.words.names import clean_item

from .follow import ITEMISED
from .subject import Subject, is_generic, recognised
from .thread import HEADING, Found, Thread
from .vocabulary import Vocabulary, makes_subject

BUDGET = "预算"
"""What the heading on one side of a budget names: 收入 is 收入预算."""


def as_head(thread: Thread, p: Placed, profile: Profile, vocabulary: Vocabulary) -> None:
    """A heading that is an item of the classification heads what follows."""
    subject = recognised(clean_item(p.folded).rstrip("。:"), vocabulary, profile)
    if subject is not None and subject.level is not None:
        thread.head, thread.head_used = Found(subject, HEADING), False


def title_of(
    path: tuple[str, ...], statement: HeadingCode | None, profile: Profile, vocabulary: Vocabulary
) -> Found | None:
    """The subject that a heading names: 2.公务接待费支出决算情况说明 → 公务接待费."""
    words = narrative_words()
    for heading in reversed(path[-2:]):
        name = clean_item(heading).rstrip("。:")
        name = words.heading_tail.sub(
            "", naming_words().year.sub("", name).replace(profile.unit_name or "\0", "")
        )
        name = naming_words().about.sub("", name)
        known = vocabulary.knows(name) or naming_words().sides.whole(name)
        if naming_words().general_heading.fullmatch(name) or (is_generic(name) and not known):
            continue
        if naming_words().sides.whole(name):
            return Found(Subject(name + BUDGET), HEADING) if profile.doc_type == "budget" else None
        if known or (words.heading.search(name) and makes_subject(name)):
            return Found(Subject(name), HEADING)
        if statement in ITEMISED and naming_words().item_line.fullmatch(clean_item(heading).rstrip("。:")):
            return Found(Subject(name), HEADING)
        return None
    return None


def year_before(year: int | None, text: str, path: tuple[str, ...]) -> bool:
    """Whether the headings speak of the accounts of the year before `year`, and the `text` before a number
    does not name it: 二、2021年决算情况 in a notice of 2022.
    """
    if year is None or f"{year}年" in text:
        return False
    dated = ((h, m) for h in reversed(path) if (m := naming_words().year.search(h)) is not None)
    heading, told = next(dated, ("", None))
    return (
        told is not None and int(told["year"]) == year - 1 and bool(naming_words().accounts.search(heading))
    )


def year_ahead(year: int | None, text: str, path: tuple[str, ...]) -> int | None:
    """The year behind `year` whose execution the nearest heading with a year speaks of: 二、2023年上半年
    执行情况 in accounts of 2022.
    """
    dated = ((h, m) for h in reversed(path) if (m := naming_words().year.search(h)) is not None)
    heading, told = next(dated, ("", None))
    if year is None or told is None or int(told["year"]) != year + 1 or f"{year}年" in heading:
        return None
    return year + 1 if naming_words().accounts.search(heading) else None


def year_of_sentence(before: str) -> int | None:
    """The year that the sentence speaks of, by the text up to a number: 2022年，本局接待费预算…; nothing
    where a later clause of it names another.
    """
    sentence = regex.split("[。！？；;]", before)[-1]
    found = naming_words().opening_year.match(sentence)
    later = naming_words().year.search(sentence[found.end() :]) if found else None
    return int(found["year"]) if found and later is None else None
