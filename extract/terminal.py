"""What is printed for people: text of documents and file names without characters that steer a terminal, in
the language of the terminal.

The code says everything in English; extract/terminal.zh.toml has each of its texts in Chinese.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Control characters but tab and line end, and those that turn the direction of text or are not seen."""
CATALOGUE = Path(__file__).with_name("terminal.zh.toml")
INSERTED = re.compile(r"\{d?\}")
"""An inserted value of an English text; `{d}`: only a whole number."""
PLACE = re.compile(r"\{(\d*)(!?)\}")
"""Where a translation puts an inserted value: the next one or that of a number, `!` where the value is itself
a text of the program.
"""


def visible(text: str) -> str:
    r"""The text with what steers a terminal spelled out: a file name cannot clear the screen or run
    backwards.

    >>> visible("a\u202etxt.exe")
    'a\\u202etxt.exe'
    """
    return STEERING.sub(lambda found: rf"\u{ord(found.group()):04x}", text)


def echo(text: str, err: bool = False, data: bool = False) -> None:
    """Prints a text to standard output, or to standard error, in the language of the terminal; what is `data`
    stays as it is.
    """
    import typer

    typer.echo(visible(text if data else said(text)), err=err)


def speaks_chinese(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the terminal is to speak Chinese, by the variable that gettext goes by.

    >>> speaks_chinese({"LANG": "zh_CN.UTF-8"}), speaks_chinese({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"})
    (True, False)
    """
    told = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next(filter(None, told), "").startswith("zh")


def said(text: str) -> str:
    """A text of the program in the language of the terminal: whole, else line by line. What the catalogue has
    not, as what is Chinese already, stays as it is.
    """
    return in_chinese(text) if speaks_chinese() else text


def in_chinese(text: str) -> str:
    """A text of the program in Chinese, whole, else line by line."""
    whole = _translated(text)
    if whole is not None:
        return whole
    return "\n".join(_chinese_line(line) for line in text.split("\n"))


@cache
def catalogue() -> dict[str, str]:
    """Every English text with its Chinese one; `{}` stands for an inserted value."""
    return {
        english: chinese
        for section in tomllib.loads(CATALOGUE.read_text("utf-8")).values()
        for english, chinese in section.items()
    }


@cache
def _templates() -> list[tuple[re.Pattern[str], str]]:
    """The texts with inserted values as patterns; those first that begin with words of their own, which may
    stand before another text, then those that say more.
    """
    held = [(english, chinese) for english, chinese in catalogue().items() if INSERTED.search(english)]
    held.sort(key=lambda entry: (entry[0][0] != "{", len(INSERTED.sub("", entry[0]))), reverse=True)
    return [(_pattern(english), chinese) for english, chinese in held]


def _pattern(english: str) -> re.Pattern[str]:
    fixed = INSERTED.split(english)
    kinds = [r"(\d+)" if place == "{d}" else "(.*?)" for place in INSERTED.findall(english)]
    parts = [re.escape(part) + kind for part, kind in zip(fixed, [*kinds, ""], strict=True)]
    # Only what has lines of its own takes in several.
    return re.compile("".join(parts), re.DOTALL if "\n" in english else 0)


def _chinese_line(line: str) -> str:
    """A line behind its indent; a list of texts, one by one."""
    bare = line.strip()
    told = _translated(bare) if bare else None
    return line if told is None else line.replace(bare, told, 1)


def _translated(text: str) -> str | None:
    if text in catalogue():
        return catalogue()[text]
    for pattern, chinese in _templates():
        if found := pattern.fullmatch(text):
            return _filled(chinese, found.groups())
    return None


def _filled(chinese: str, values: tuple[str, ...]) -> str:
    in_order = iter(values)

    def value(place: re.Match[str]) -> str:
        inserted = values[int(place[1])] if place[1] else next(in_order)
        return _inner(inserted) if place[2] else inserted

    return PLACE.sub(value, chinese)


def _inner(text: str) -> str:
    """An inserted text of the program in Chinese, or a list of them."""
    listed = [_translated(part) for part in text.split(", ")]
    if _translated(text) is None and all(part is not None for part in listed):
        return "，".join(filter(None, listed))
    return in_chinese(text)
