"""What a number speaks of: the types of the reader, and how the words of a clause name a subject."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from extract import regex
from parsers.lexicon import code_of_whole, naming_words, narrative_words
from parsers.report import Profile
from parsers.words.names import clean_item

from .vocabulary import Vocabulary, makes_subject

JOINTS = '“”"、和'
"""Marks and the word that join the names of a chain."""
NUMBERED_CODE = regex.compile(r"(?:\d{1,2}[、.])?(?P<code>2\d{6}|2\d{4}|2\d{2})[-—]?(?=\p{Han})")

LINK = r"[\p{Han}()（）、]+"
CHAINED = regex.compile(
    rf"[“\"](?P<n>{LINK}(?:-+{LINK})+)[”\"]|^(?P<n>\p{{Han}}{LINK}(?:-+\p{{Han}}{LINK}){{1,2}})$"
)
"""Class, section and item with hyphens: “卫生健康支出-行政事业单位医疗-行政单位医疗”."""


CUT_BRACKET = regex.compile(r"^[^()（）]*[)）]")
LONGEST_GENERIC = 30
"""No words that name nothing are longer, in characters."""


@dataclass(frozen=True)
class Subject:
    """What a number speaks of; `level` and `section` where 类款项 name it. `above`: the class or section
    that it stands under.
    """

    name: str
    level: int | None = None
    section: str | None = None
    code: str | None = None
    breakdown: str | None = None
    above: str = ""
    each: tuple[str, ...] = ()
    """The subjects that one number is of, each: 收入总计、支出总计均为."""


def without_asides(words: str) -> str:
    """Words without what brackets say in passing: 比上年（上一年度，下同）预算."""
    return naming_words().aside.sub("", words)


@lru_cache(maxsize=4096)
def classified(words: str) -> tuple[Subject, ...]:
    """The subjects that 类款项 name in folded words, each by its lowest mark: 住房公积金（项） is level 3."""
    out: list[Subject] = []
    if not naming_words().marked.search(words):
        return tuple(
            Subject(m["n3"], 3, m.group(), None, above=m["n1"])
            for m in naming_words().unmarked.finditer(words)
        )
    for found in naming_words().classified.finditer(words):
        marks = [found["class"], found["section"], found["item"]]
        level = _level(found, marks)
        if not level:
            continue
        name = clean_item(found[f"n{level}"].strip(JOINTS)).split("-")[-1]
        if not any(marks[: level - 1]):
            name = without_lead(name)
        before = NUMBERED_CODE.match(name)
        name = name[before.end() :] if before else name
        joined = "".join(_digits(found[f"n{n}"] or "") for n in range(1, level + 1))
        name = name.lstrip("0123456789") if len(joined) == 1 + 2 * level else name
        digits = [regex.sub(r"\D", "", mark or "") for mark in marks]
        code = digits[level - 1] if len(digits[level - 1]) == 1 + 2 * level else "".join(digits[:level])
        above = next((found[f"n{n}"] for n in range(1, level) if found[f"n{n}"]), "")
        code = next(
            (c for c in (code, joined, before["code"] if before else "") if len(c) == 1 + 2 * level), ""
        )
        if not (name or code):
            continue
        out.append(
            Subject(
                name or code,
                level,
                _quoted(found.group().strip(JOINTS)),
                code or None,
                above=clean_item(above.strip('“”"')),
            )
        )
    return tuple(out)


def _level(found: regex.Match[str], marks: list[str | None]) -> int:
    """The level of the lowest mark; an item without a name is told by its section: 医疗（款）（项）."""
    level = max((i for i, mark in enumerate(marks, 1) if mark), default=0)
    unnamed = level == 3 and found["n2"] and not (found["n3"] or regex.search(r"\d", found["item"]))
    return 2 if unnamed else level


def _quoted(names: str) -> str:
    """A chain of names whose first has lost the mark before it: 卫生健康支出”（类）."""
    return f"“{names}" if names.count("”") > names.count("“") else names


def _digits(name: str) -> str:
    """The code before a name, without the number of its paragraph: 1.210卫生健康支出 → 210."""
    found = regex.match(r"(?:\d{1,2}[、.](?=\d{3}))?(?P<code>\d*)", name)
    return found["code"] if found else ""


def coded(words: str) -> Subject | None:
    """The item that words name with its code: 2013801行政运行."""
    found = naming_words().coded.fullmatch(clean_item(words).strip('“”"'))
    if found is None:
        return None
    name = named("\0" + found["name"].strip("-—"), naming_words().account.any).strip("\0")
    return Subject(name or found["code"], len(found["code"]) // 2, None, found["code"])


def chained(words: str) -> Subject | None:
    """The item at the end of names with hyphens between them, where the first is a class."""
    found = CHAINED.search(naming_words().account_tail.sub("", words))
    if found is None:
        return None
    parts = regex.split("-+", found["n"])
    return Subject(parts[-1], len(parts), found["n"], above=parts[0])


@lru_cache
def _leads() -> regex.Pattern[str]:
    return regex.compile(f"^{narrative_words().leads.any}+[:,、]?")


@lru_cache(maxsize=8192)
def without_lead(words: str, behind: bool = False) -> str:
    """Words without what leads to a subject; `behind` a number or a bracket 和 and its like are no part
    of a name.
    """
    wordings, previous = narrative_words(), None
    while previous != words:
        previous, words = words, _leads().sub("", words)
        found = wordings.particles.match(words)
        if found is None:
            continue
        rest = words[found.end() :]
        if (
            (behind and naming_words().particle.whole(found.group()))
            or is_generic(rest)
            or code_of_whole("concepts", "concepts", rest)
        ):
            words, behind = rest, False
    return words


@lru_cache(maxsize=16384)
def trimmed(words: str) -> str:
    """Words without the marks around them: stray brackets, and an explanation in brackets at the end."""
    words = naming_words().numbering.sub("", words.strip("、,，;；:：|/."))
    if any(mark in words for mark in "()（）"):
        words = naming_words().bracket_head.sub("", words)
        words = words.lstrip(")）").rstrip("(（")
        if words.count("(") + words.count("（") != words.count(")") + words.count("）"):
            # 机关、直属站)维修费: the bracket before was cut off with the name of the unit.
            words = CUT_BRACKET.sub("", words.strip("()（）"))
        words = naming_words().bracket_tail.sub("", words)
    quoted = naming_words().quoted.fullmatch(words)
    return quoted["s"] if quoted else words.strip("”") if "“" not in words else words


@lru_cache(maxsize=16384)
def named(words: str, more: str = "") -> str:
    """Words without what stands before and after a subject; `more`: further words that end none."""
    wordings, previous = narrative_words(), None
    while previous != words:
        previous = words
        words = without_lead(trimmed(words))
        cut = _without_tail(words, more)
        # 收入预算, 支出总预算: what is left without 预算 names no subject, so that it is part of the name.
        told = naming_words().budget_or_accounts.match(words[len(cut) :]) if words.startswith(cut) else None
        words = cut + told.group() if told is not None and wordings.whole_name.fullmatch(cut) else cut
    return words


def _without_tail(words: str, more: str) -> str:
    """Words without what stands between a subject and its number, wherever the longest of it begins."""
    amid = narrative_words().amid.search(words)
    after = regex.search(f"(?<=.)(?:{more})$", words) if more else None
    tails = [words[: found.start()] for found in (amid, after) if found]
    return min((narrative_words().tail.without_tail(words), *tails), key=len)


def is_generic(name: str) -> bool:
    """Whether words name no subject of their own: the one that carries on is meant."""
    words = naming_words()
    own = words.overall.found_in(name) or words.money_or_total.whole(name)
    return not name or (not own and len(name) <= LONGEST_GENERIC and _generic().fullmatch(name) is not None)


@lru_cache
def _generic() -> regex.Pattern[str]:
    return regex.compile(f"{narrative_words().generic.longest_first}++")


@lru_cache(maxsize=4096)
def without_unit(words: str, unit: str | None) -> str:
    """Words without the unit's name, printed with its region or without it, and what a bracket says of it."""
    name = unit or "\0"
    tail = next(
        (t for t in (name[n:] for n in range(max(len(name) - 3, 1))) if len(t) >= 4 and t in words), None
    )
    if tail is None:
        return words
    return str(naming_words().unit_tail.sub("", words.rpartition(tail)[2]))


def behind_body(words: str, vocabulary: Vocabulary) -> str:
    """A known subject behind the name of a body or 的: 下属1家机关财政拨款的机关运行经费 speaks of
    机关运行经费.
    """
    for found in naming_words().behind_body.finditer(words):
        rest = words[found.end() :]
        if naming_words().joined_money.found_in(words[: found.end()]):
            break
        if len(rest) >= 3 and vocabulary.knows(rest):
            return rest
    return ""


def recognised(words: str, vocabulary: Vocabulary, profile: Profile) -> Subject | None:
    """The subject that the words of a clause name; nothing where they name none."""
    for read in (_marked, _coded, _plain):
        if (subject := read(words, vocabulary, profile)) is not None:
            return subject
    return None


def _marked(words: str, vocabulary: Vocabulary, profile: Profile) -> Subject | None:
    marked = classified(words)
    if not marked:
        return None
    subject = marked[-1]
    if ")" not in words:
        return subject
    rest = named(words[words.rindex(")") + 1 :], naming_words().account.any)
    own = not (is_generic(rest) and (subject.level != 1 or subject.name.endswith(rest)))
    if own and subject.level != 1 and not naming_words().expenditure.ends(rest):
        return None
    return replace(subject, name=subject.name + rest) if own else subject


def _coded(words: str, vocabulary: Vocabulary, profile: Profile) -> Subject | None:
    words = without_unit(words, profile.unit_name)
    return (
        coded(naming_words().account_tail.sub("", trimmed(words)))
        or coded(named(words, naming_words().account.any))
        or _chained(words, vocabulary)
    )


def _chained(words: str, vocabulary: Vocabulary) -> Subject | None:
    """An item behind its class: in quotation marks, or behind a class that is known."""
    subject = chained(words)
    quoted = regex.search('[“"]', words) is not None
    return subject if subject and (quoted or vocabulary.is_item(subject.above)) else None


def _plain(words: str, vocabulary: Vocabulary, profile: Profile) -> Subject | None:
    if naming_words().marked.search(words):
        # 卫生健康支出（类）（项）: the item's own name is lost.
        return None
    told = trimmed(without_unit(words, profile.unit_name))
    if (whole := clean_item(narrative_words().tail.without_tail(told))) and vocabulary.is_item(whole):
        return Subject(whole)
    name = clean_item(named(without_unit(words, profile.unit_name), naming_words().account.any))
    if is_generic(name) and not vocabulary.knows(name):
        return None
    if vocabulary.knows(name):
        code = vocabulary.code(name)
        return Subject(name, len(code) // 2 if code else None)
    if rest := behind_body(name, vocabulary):
        return Subject(rest)
    return Subject(name) if makes_subject(name) else None
