"""Changes that a sentence tells by both of their ends: 由4.42万元减少到3.42万元."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from checks.codes import State
from checks.comparison import HOLDS, Comparison
from checks.facts import Facts, where
from extract import regex

UP = ("增加", "增长", "上升", "提高", "提升", "扩大")
DOWN = ("减少", "下降", "降低", "压缩", "压减", "缩减", "回落")
YEAR_OF = r"(?:20\d{2}年度?(?:末|底)?的?)?"
NUMBER = r"\d[\d,]*(?:\.\d+)?"
UNIT = "亿元|万元|元|%|人次|批次|人|个|辆|户"
FROM_TO = regex.compile(
    rf"[由从](?:原来|上年|去年)?的?{YEAR_OF}[^\d，,。；;第]{{0,10}}(?P<a>{NUMBER})(?P<unit>{UNIT})?"
    rf"(?P<word>{'|'.join((*UP, *DOWN))})(?:到|至|为)了?(?:今年|本年)?的?{YEAR_OF}"
    rf"(?P<b>{NUMBER})(?P<other>{UNIT})"
)


def from_to(facts: Facts) -> Iterator[Comparison]:
    """The word between two ends against which of them is more; equal ends are no change at all."""
    for row, text in facts.texts:
        for found in FROM_TO.finditer(text):
            if found["unit"] not in (None, found["other"]):
                continue
            before, after = (Decimal(found[end].replace(",", "")) for end in "ab")
            rose = found["word"] in UP
            if before != after and (after > before) == rose:
                yield HOLDS
                continue
            yield Comparison(
                state=State.BROKEN,
                message=f"“{found.group()}”：前后两数与“{found['word']}”不符{where(row)}。",
                rows=(row,),
            )
