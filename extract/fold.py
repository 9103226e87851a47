"""Folding: the one spelling under which names and numbers are compared (radicals → characters, NFKC,
traditional → simplified characters, no spaces).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from .han.traditional import SIMPLIFIED

NOTE_MARKS = re.compile(r"[¹²³⁰⁴-⁹①-⑳⑴-⒇]")
_RADICALS = {
    "⺁": "厂",
    "⺟": "母",
    "⺠": "民",
    "⻁": "虎",
    "⻄": "西",
    "⻅": "见",
    "⻆": "角",
    "⻉": "贝",
    "⻋": "车",
    "⻑": "长",
    "⻓": "长",
    "⻔": "门",
    "⻘": "青",
    "⻙": "韦",
    "⻚": "页",
    "⻛": "风",
    "⻜": "飞",
    "⻝": "食",
    "⻢": "马",
    "⻣": "骨",
    "⻤": "鬼",
    "⻥": "鱼",
    "⻦": "鸟",
    "⻩": "黄",
    "⻬": "齐",
    "⻮": "齿",
    "⻰": "龙",
    "⻳": "龟",
    "⺫": "目",
    "⺼": "肉",
    "⺰": "纟",
    "⻨": "麦",
}
_TABLE = str.maketrans(_RADICALS)
_SIGNS = SIMPLIFIED | str.maketrans(
    {
        "≧": "≥",
        "⩾": "≥",
        "≦": "≤",
        "⩽": "≤",
        "﹪": "%",
        "‰": "‰",
        "「": "“",
        "」": "”",
        "『": "‘",
        "』": "’",
        "−": "-",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "—",
    }
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """NFKC in simplified characters: radicals mapped, note marks dropped and white space removed."""
    text = NOTE_MARKS.sub("", text.translate(_TABLE))
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).translate(_SIGNS))


class _Each(dict[int, str]):
    """Character → what a function makes of it, each worked out once."""

    def __init__(self, made: Callable[[str], str]) -> None:
        super().__init__()
        self.made = made

    def __missing__(self, char: int) -> str:
        self[char] = made = self.made(chr(char))
        return made


_FOLDED = _Each(fold)
_IN_PLACE = _Each(lambda char: fold(char)[:1] or " ")


def fold_each(text: str) -> str:
    """The characters of a text folded one by one, so that each comes from one of them."""
    return text.translate(_FOLDED)


def fold_in_place(text: str) -> str:
    """A text of the same length: for each character the first of what it folds to, or a space."""
    return text.translate(_IN_PLACE)


def fold_index(text: str) -> tuple[int, ...]:
    """For each character of `fold_each(text)` the position in `text` that it comes from."""
    if fold_each(text) == text:
        return tuple(range(len(text)))
    return tuple(i for i, char in enumerate(text) for _ in _FOLDED[ord(char)])


def spelled(text: str) -> str:
    """Text in simplified characters, CJK radicals, which broken fonts print for characters, mapped too."""
    return text.translate(_TABLE).translate(SIMPLIFIED)


def is_han(char: str) -> bool:
    """Whether a character is set like Han: ideographs, radicals, and full-width punctuation and forms."""
    return (
        "\u2e80" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\uff00" <= char <= "\uffef"
        or char in "“”‘’—…·"
    )
