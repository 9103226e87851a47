"""Names that sentences mistype: of the unit, and of the items of the classification."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import get_args

from checks.codes import State
from checks.compare.printed import printed
from checks.comparison import Comparison
from checks.facts import Facts, where
from extract import regex
from extract.fold import fold
from normalize.concepts import function_name
from parsers.classification import ClassificationLevel, names

SLIP = 4
"""One character in so many may be another where a name was mistyped.

Names that differ in more are different names.
"""
SERIES = regex.compile("[\\d一二三四五六七八九十甲乙丙丁大中小东南西北上下前后左右内外新老高低城乡男女]")
"""Characters that tell the names of a series apart (一期, 二期; 小学, 中学), in which no name is mistyped."""
RANK = regex.compile("(?<=.{2})(特别行政区|自治区|自治州|省|市|县|区)")
RANKED = regex.compile(r"(?P<name>[^()]+)\((?P<rank>[类款项])\)")

SHORTEST = 6
"""Characters of a unit's name, behind its regions, that is told from another's by more than one: 水利局 and
水产局, 人民医院 and 人民法院 are two.
"""
REGIONS = regex.compile(
    r"(?:\p{Han}{2,6}?(?:特别行政区|自治[区州县旗]|省|市(?![场政])|县|(?<![社小园景灌库林矿校])区|州|旗|盟))*"
)
"""What a unit's name begins with."""
PLACED = regex.compile(
    "街道|社区|[镇乡村]|小学|中学|学校|幼儿园|医院|卫生院|派出所|司法所|[福敬]\\p{Han}院|林场|水库|灌区"
)
"""Bodies that are called by the place where they are: 湖滨社区卫生服务中心 and 海滨社区卫生服务中心."""
OF_PLACE = 2
"""Characters of the name of such a place."""
LEAST = {"类": 3, "款": 5, "项": 5}
"""Characters of an item's name that is told from another's by more than one."""
LEVELS = regex.compile("[省市县区州旗镇乡村和与及]")
"""Levels of bodies, and words that stand for each other."""
SPENT = regex.compile("支出$")
HAN = regex.compile(r"[\u4e00-\u9fff]")


def is_slip(a: str, b: str) -> bool:
    """Whether two names are one but for a character here and there."""
    off = [x + y for x, y in zip(a, b, strict=False) if x != y]
    return len(a) == len(b) and len(off) * SLIP <= len(a) and not any(map(SERIES.search, off))


def is_short_for(name: str, unit: str) -> bool:
    """Whether a name is the unit's, without the regions above it or what they are called (省, 市, 区).

    临江区民政局 or 上海临江民政局 is 上海市临江区民政局; 上海市民政局 is another.
    """
    region = unit.removesuffix(name)
    above = region != unit and (not region or region.endswith(("省", "市", "州", "县", "区", "盟", "旗")))
    return above or RANK.sub("", name) == RANK.sub("", unit)


def misnamed(name: str) -> str:
    """What the findings on one wrong name have in common."""
    return f"name:{name}"


def misspelt(unit: str, text: str) -> Iterator[str]:
    """The names in a text that are the unit's but for one character, which tells no series or level apart."""
    half = len(unit) // 2
    if len(unit) < SHORTEST:
        return
    for piece, back in ((unit[:half], 0), (unit[half:], half)):
        at = text.find(piece)
        while at >= 0:
            name = text[at - back : at - back + len(unit)] if at >= back else ""
            # The last character may be the first of another word: 县政协机关 is no 县政协办.
            if name[-1:] == unit[-1] and name[:2] == unit[:2] and _is_mistyped_unit(name, unit):
                yield name
            at = text.find(piece, at + 1)


def _is_mistyped_unit(name: str, unit: str) -> bool:
    """Whether a name is the unit's but for one character that tells no two bodies of a region apart."""
    own = len(m.group()) if (m := REGIONS.match(unit)) else 0
    off = next((n for n, (x, y) in enumerate(zip(name, unit, strict=False)) if x != y), 0) - own
    sure = off < 0 or (len(unit) - own >= SHORTEST and not (off < OF_PLACE and PLACED.search(unit, own)))
    return sure and _is_mistyped(name, unit)


def misspelt_item(name: str, rank: str, printed: Collection[str]) -> str | None:
    """The item that a name marked 类, 款 or 项 ends in but for one character; null for a known name, and for
    one that is not nearly that of an item. `printed`: names that the report's tables print.
    """
    said = function_name(name)
    known = _known()
    if any(ending in known or ending in printed for ending in (said[n:] for n in range(len(said)))):
        return None
    return next((n for n in _marked(rank) if _is_mistyped(said[-len(n) :], n)), None)


def _is_mistyped(name: str, right: str) -> bool:
    """Whether a name is another but for one Chinese character."""
    off = [(x, y) for x, y in zip(name, right, strict=False) if x != y]
    if len(name) != len(right) or len(off) != 1:
        return False
    return all(HAN.match(x) and not SERIES.search(x) and not LEVELS.search(x) for x in off[0])


@lru_cache
def _known(rank: str = "") -> frozenset[str]:
    """The names of the functional classification, or those of a rank, without 支出."""
    levels = (level for level in get_args(ClassificationLevel) if rank in ("", level))
    return frozenset(function_name(n) for level in levels for n in names(level, "function")) - {""}


@lru_cache
def _marked(rank: str) -> tuple[str, ...]:
    """The names that a rank marks, with and without 支出, as far as they are told from others."""
    return tuple(n for k in sorted(_known(rank)) if len(k) >= LEAST[rank] for n in (k, f"{k}支出"))


def listed_items(facts: Facts, printed_items: Collection[str]) -> Iterator[Comparison]:
    """Classes that a list gives amounts of, and that it says once, against what they are called."""
    listed = [f for f in facts.money if f.subject_by == "listed" and SPENT.search(f.item)]
    for f in listed:
        name = fold(f.item)
        right = misspelt_item(name, "类", printed_items)
        right = f"{right}支出" if right is not None and not SPENT.search(right) else right
        once = sum(x.item == f.item for x in facts.money) == 1
        if right is not None and once and RANKED.search(facts.context(f)) is None:
            yield Comparison(
                state=State.BROKEN,
                message=f"“{name}”{printed(f)}疑有误字，政府收支分类科目为“{right}”{where(f)}。",
                rows=(f,),
                culprit=misnamed(name),
            )
