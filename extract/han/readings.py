"""Readings: pages that were carried over between traditional and simplified characters print how some of them
are read in brackets behind them, 預(yù)算 for 預算.
"""

from __future__ import annotations

from extract import regex

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
READING = regex.compile(rf"(?<=[\u4e00-\u9fff])[(（](?=[a-zü]{{0,4}}[{TONED}])[a-zɡü{TONED}]{{1,6}}[)）]")
"""One syllable of pinyin with its tone in brackets, directly behind a Chinese character."""


def without_readings(text: str) -> str:
    """A text without the readings of its characters."""
    return READING.sub("", text)
