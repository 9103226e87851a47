"""Automatic list numbers of DOCX as the text that a reader sees: 一、 （一） 1. ①."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from extract import regex

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HAN = "〇一二三四五六七八九"
CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "ideographDigital",
    "japaneseCounting",
    "taiwaneseCountingThousand",
}


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, root: _Element | None) -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.lists: dict[str, str] = {}
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)
        if root is None:
            return
        for abstract in root.iter(W + "abstractNum"):
            levels = {}
            for level in abstract.iter(W + "lvl"):
                levels[int(level.get(W + "ilvl") or 0)] = (
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    int(_value(level, "start", "1")),
                )
            self.levels[abstract.get(W + "abstractNumId") or ""] = levels
        for num in root.iter(W + "num"):
            self.lists[num.get(W + "numId") or ""] = _value(num, "abstractNumId", "")

    def label(self, p: _Element) -> str:
        """The number printed before a paragraph, or nothing."""
        properties = p.find(f"{W}pPr/{W}numPr")
        if properties is None:
            return ""
        abstract = self.lists.get(_value(properties, "numId", ""))
        depth = int(_value(properties, "ilvl", "0"))
        levels = self.levels.get(abstract or "", {})
        if abstract is None or depth not in levels or levels[depth][0] in ("bullet", "none"):
            return ""
        counts = self.counts[abstract]
        counts[depth] = counts.get(depth, levels[depth][2] - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]

        def number(m: regex.Match[str]) -> str:
            at = int(m.group(1)) - 1
            form, _, start = levels.get(at, ("decimal", "", 1))
            return han(counts.get(at, start)) if form in CHINESE else str(counts.get(at, start))

        return str(regex.sub(r"%(\d)", number, levels[depth][1]))


def han(number: int) -> str:
    """1 to 99 in Chinese: 十二, 二十."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else HAN[tens] + "十") + (HAN[ones] if ones else "")


def _value(parent: _Element, tag: str, default: str) -> str:
    element = parent.find(W + tag)
    return default if element is None else element.get(W + "val") or default
