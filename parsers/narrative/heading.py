"""What a heading says of the numbers under it: the item that it names, its subject, and its year."""

from __future__ import annotations

from extract import regex
from parsers.codes import HeadingCode
from parsers.lexicon import narrative_words
from parsers.outline.sections import Placed
from parsers.report import Profile
from parsers.words.names import clean_item

from .follow import ITEMISED
from .subject import YEAR, Subject, is_generic, recognised
from .thread import HEADING, Found, Thread
from .vocabulary import Vocabulary, makes_subject

ITEM_LINE = regex.compile(
    r"(?!.*(?:情况|说明|总体|结构|具体|如下|规模|变化|使用|口径|因素))\p{Han}[\p{Han}、]{2,30}"
)
"""A line that is no more than a name."""
ACCOUNTS = regex.compile("决算|执行情况")
"""What a heading says that speaks of what has been spent."""


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
        name = words.heading_tail.sub("", YEAR.sub("", name).replace(profile.unit_name or "\0", ""))
        name = regex.sub("^关于", "", name)
        general = "(收入支出|收支|结转结余|收入、支出)*(总体|具体|分项|结构)?(情况)?"
        known = vocabulary.knows(name) or name in ("收入", "支出")
        if regex.fullmatch(general, name) or (is_generic(name) and not known):
            continue
        if name in ("收入", "支出"):
            return Found(Subject(name + "预算"), HEADING) if profile.doc_type == "budget" else None
        if known or (words.heading.search(name) and makes_subject(name)):
            return Found(Subject(name), HEADING)
        if statement in ITEMISED and ITEM_LINE.fullmatch(clean_item(heading).rstrip("。:")):
            return Found(Subject(name), HEADING)
        return None
    return None


def year_before(year: int | None, before: str, path: tuple[str, ...]) -> bool:
    """Whether the headings speak of the accounts of the year before `year`, and the text `before` a number
    does not name it: 二、2021年决算情况 in a notice of 2022.
    """
    if year is None or f"{year}年" in before:
        return False
    dated = ((h, m) for h in reversed(path) if (m := YEAR.search(h)) is not None)
    heading, told = next(dated, ("", None))
    return told is not None and int(told["year"]) == year - 1 and bool(ACCOUNTS.search(heading))
