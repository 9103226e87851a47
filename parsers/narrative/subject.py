"""What a number of the narrative speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from extract import regex
from parsers.lexicon import load
from parsers.report import Profile, Quantity
from parsers.words.names import clean_item

from .numbers import YEAR
from .wording import without_lead

MARKS = tuple(
    rf"[(（](?P<{name}>\d*{mark}|{digits})[)）]"
    for name, mark, digits in (
        ("class", "类", r"\d{3}"),
        ("section", "款", r"\d{5}|\d{2}"),
        ("item", "项", r"\d{7}|\d{2}"),
    )
)
MARKED = regex.compile(r"[(（](?:\d*[类款项]|\d{3}|\d{5}|\d{7})[)）]")
NAME = r"[^，,。；;:：“”\"、()（）]*?"
CLASSIFIED = regex.compile(
    rf"(?:[“\"]?(?P<n1>{NAME})[”\"]?{MARKS[0]}[-—]?)?(?:[“\"]?(?P<n2>{NAME})[”\"]?{MARKS[1]}[-—]?)?(?:[“\"]?(?P<n3>{NAME})[”\"]?{MARKS[2]})?"
)
"""类款项 as the narrative writes them: 住房保障支出（类）住房改革支出（款）住房公积金（项）, （221类）…（02款）…（01项）, …（2210201）."""
COUNTED = regex.compile(
    r"(?:\d{4}年度?)?(?P<s>\p{Han}{2,24}?)(?:个数|数量)?共?(?:计|有)?\d[\d,.٬]*(?:个|项|辆|台|套|件|处|栋|平方米)(?:[(（].{1,4}[)）])?[，,、](?:其中)?$"
)
PURPOSE = regex.compile(r"^(?:用于|对)(?P<s>[^，,。；;:：]{4,40}?)(?=[，,。；;]|以及|$)")
SHORTEST = 4
"""The end of a unit's name that still is its name, in characters."""
CODED = regex.compile(
    r"(?P<code>2\d{2}|2\d{4}|2\d{6})[-—]?(?P<name>\p{Han}[^\d]*)|(?P<name>\p{Han}[^\d]*)[(（](?P<code>2\d{4}|2\d{6})[)）]"
)
"""A classification item behind its code: 2010601-行政运行."""


@dataclass(frozen=True)
class Subject:
    """What a number speaks of; `level` and `section` where 类款项 name it."""

    name: str = ""
    level: int | None = None
    section: str | None = None
    code: str | None = None
    breakdown: str | None = None


def heading_subject(path: tuple[str, ...], profile: Profile) -> str:
    """The subject that a heading names: 2.公务接待费支出决算情况说明 → 公务接待费."""
    words = load("narrative")["words"]
    name = clean_item(path[-1]).rstrip("。") if path else ""
    name = regex.sub(words["heading_tail"], "", YEAR.sub("", name).replace(profile.unit_name or "\0", ""))
    general = f"({words['generic']}|收入支出|收支|结转结余)(总体|具体|分项)?(情况)?"
    return name if regex.search(words["heading"], name) and not regex.fullmatch(general, name) else ""


def classified(words: str) -> list[Subject]:
    """The subjects that 类款项 name in folded words, each by its lowest mark: 住房公积金（项） is level 3."""
    out: list[Subject] = []
    if not MARKED.search(words):
        return out
    for found in CLASSIFIED.finditer(words):
        marks = [found["class"], found["section"], found["item"]]
        level = max((i for i, mark in enumerate(marks, 1) if mark), default=0)
        if not level:
            continue
        name = clean_item(found[f"n{level}"].strip('“”"')).split("-")[-1]
        if not any(marks[: level - 1]):
            name = without_lead(name)
        digits = [regex.sub(r"\D", "", mark or "") for mark in marks]
        code = digits[level - 1] if len(digits[level - 1]) == 1 + 2 * level else "".join(digits[:level])
        out.append(
            Subject(name, level, found.group().strip('“”"'), code if len(code) == 1 + 2 * level else None)
        )
    return out


def subject_of(whole: Quantity) -> Subject:
    return Subject(
        whole.item, whole.level, whole.section if whole.level else None, whole.item_code, whole.breakdown
    )


def listed_subjects(words: str) -> list[str]:
    """The subjects of one verb: 基本支出、项目支出分别为; 收、支总计 are 收入总计 and 支出总计."""
    if totals := regex.fullmatch(r"(?P<of>.*?)收入?[、和与]?支出?(?P<total>总计|合计|总额|决算总计)", words):
        return [totals["of"] + "收入" + totals["total"], totals["of"] + "支出" + totals["total"]]
    names = [x for x in regex.split("[、和与]", words) if x]
    return names if len(names) > 1 else []
