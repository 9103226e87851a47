"""What a spreadsheet prints for a value under a number format (ECMA-376 part 1, 18.8.31): the print is what
was published, its decimals included.

Formats outside of what is read here (scaled, scientific, fractions, conditions, spelled-out months) give the
value itself and say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from extract import regex

GENERAL = ("", "general", "g/通用格式", "@")
LOCAL = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    14: "yyyy/m/d",
    22: "yyyy/m/d h:mm",
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
}
"""Formats by number that mean this where the program speaks Chinese."""
WIDEST = 11
"""Characters that General takes at most, the point among them."""
EXACT = 15
"""Digits of a number that a spreadsheet keeps."""
SECTIONS = regex.compile(r'((?:"[^"]*"|\\.|!.|_.|\*.|\[[^\]]*\]|[^;"\\!_*\[])*)(?:;|$)')
TOKEN = regex.compile(
    r'(?i)(?P<literal>"[^"]*"|[\\!].)|(?P<space>_.)|(?P<fill>\*.)|(?P<bracket>\[[^\]]*\])|'
    r"(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+)|(?P<percent>%)|(?P<general>General|G/通用格式|@)|"
    r"(?P<date>y+|m+|d+|h+|s+)|(?P<plain>[-+()（）$￥¥€: /、.,~]|\p{Han})"
)
COLOUR = regex.compile(
    r"(?i)^\[(black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|颜色 ?\d+|[黑蓝青绿洋红白黄]色?)\]$"
)
CURRENCY = regex.compile(r"^\[\$([^-\]]*)(-[0-9a-fA-F]+)?\]$")
MINUTES = ("h", "s")
Value = str | bool | int | float | Decimal | date | time | timedelta


@dataclass(frozen=True)
class Printed:
    """The print, and whether the format was one of those read."""

    text: str
    known: bool = True


@dataclass(frozen=True)
class Section:
    """One of the parts of a format: its tokens as (kind, text)."""

    tokens: tuple[tuple[str, str], ...]

    @property
    def digits(self) -> str:
        """The places for digits; empty where it has none."""
        return next((text for kind, text in self.tokens if kind == "digits"), "")

    @property
    def dated(self) -> bool:
        """Whether it prints a date or a time."""
        return any(kind == "date" for kind, _ in self.tokens)


def printed(value: Value, code: str) -> Printed:
    """The print of a value under a format code. Text prints as it is."""
    if isinstance(value, str):
        return Printed(value)
    if isinstance(value, bool):
        return Printed("TRUE" if value else "FALSE")
    sections = format_sections(code)
    if isinstance(value, (date, time, timedelta)):
        return _dated(value, sections[0] if sections else None)
    number = value if isinstance(value, Decimal) else Decimal(f"{value:.{EXACT}g}")
    if code.strip().lower() in GENERAL:
        return _general(number)
    if not sections or not number.is_finite():
        return Printed(f"{number.normalize():f}" if number.is_finite() else str(value), False)
    at = 1 if number < 0 and len(sections) > 1 else 2 if number == 0 and len(sections) > 2 else 0
    section = sections[at]
    text = _number(abs(number) if at == 1 else number, section)
    return Printed(f"{number.normalize():f}", False) if text is None else Printed(text.strip())


@lru_cache(maxsize=1024)
def format_sections(code: str) -> tuple[Section, ...] | None:
    """A format's sections; null where it holds what is not read."""
    out = []
    for part in [m for m in SECTIONS.findall(code)][: code.count(";") + 1]:
        section = _section(part)
        if section is None:
            return None
        out.append(section)
    return tuple(out) or None


def _section(part: str) -> Section | None:
    """A part of a format; null where it holds what is not read."""
    tokens: list[tuple[str, str]] = []
    at = 0
    while at < len(part):
        found = TOKEN.match(part, at)
        if not found:
            return None
        kind, text = str(found.lastgroup), found.group()
        at = found.end()
        if kind == "bracket":
            money = CURRENCY.match(text)
            if not money and not COLOUR.match(text):
                return None
            kind, text = "literal", f'"{money[1]}"' if money else '""'
        if kind not in ("space", "fill"):
            tokens.append((kind, text))
    section = Section(tuple(tokens))
    return None if _is_strange(section) else section


def _is_strange(section: Section) -> bool:
    """Whether it scales, mixes numbers with dates, prints fractions, several groups of digits, or months by
    name.
    """
    kinds = [kind for kind, _ in section.tokens]
    whole, _, part = section.digits.partition(".")
    if section.digits:
        plain = {text for kind, text in section.tokens if kind == "plain"}
        return (
            kinds.count("digits") > 1
            or whole.endswith(",")
            or "," in part
            or section.dated
            or bool(plain & {"/", ","})
        )
    named = any(kind == "date" and len(text) > 2 and text[0] in "mMdD" for kind, text in section.tokens)
    return named or (section.dated and "percent" in kinds)


def _general(number: Decimal) -> Printed:
    """As many decimals as fit; numbers of more than eleven digits would print as powers of ten."""
    whole = len(str(abs(int(number))))
    if whole > WIDEST:
        return Printed(f"{number.normalize():f}", False)
    places = min(max(0, WIDEST - 1 - whole), 9)
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP).normalize()
    return Printed(f"{rounded if rounded else Decimal(0):f}")


def _number(number: Decimal, section: Section) -> str | None:
    out = []
    percents = sum(kind == "percent" for kind, _ in section.tokens)
    if section.dated:
        return None
    for kind, text in section.tokens:
        if kind == "digits":
            out.append(_digits(abs(number).scaleb(2 * percents), text))
        elif kind == "general":
            out.append(_general(abs(number)).text)
        else:
            out.append(_literal(kind, text))
    shown = "".join(out)
    return f"-{shown.strip()}" if number < 0 else shown


def _digits(number: Decimal, places: str) -> str:
    """A number in its places: 0 prints always, # and ? where there is a digit."""
    whole, _, part = places.partition(".")
    rounded = number.quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    digits, _, decimals = f"{rounded:f}".partition(".")
    least = part.rstrip("#?")
    while len(decimals) > len(least) and decimals.endswith("0"):
        decimals = decimals[:-1]
    digits = "" if digits == "0" else digits
    digits = digits.rjust(whole.count("0"), "0")
    if "," in whole:
        digits = regex.sub(r"(?<=\d)(?=(\d{3})+$)", ",", digits)
    point = "." if decimals or ("." in places and least) else ""
    return digits + point + decimals


def _literal(kind: str, text: str) -> str:
    if kind == "literal":
        return text[1:-1] if text.startswith('"') else text[1:]
    return text


def _dated(value: date | time | timedelta, section: Section | None) -> Printed:
    """A date or time in the order of its format."""
    if section is None or not section.dated or isinstance(value, timedelta):
        return Printed(str(value), False)
    full = value if isinstance(value, datetime) else None
    if isinstance(value, time):
        full = datetime.combine(date(1900, 1, 1), value)
    elif full is None and isinstance(value, date):
        full = datetime(value.year, value.month, value.day)
    assert full is not None
    dates = [(i, text[0].lower()) for i, (kind, text) in enumerate(section.tokens) if kind == "date"]
    out = []
    for i, (kind, text) in enumerate(section.tokens):
        if kind != "date":
            out.append(_literal(kind, text))
            continue
        before = next((c for j, c in reversed(dates) if j < i), "")
        after = next((c for j, c in dates if j > i), "")
        out.append(_date_part(full, text.lower(), before == "h" or after == "s"))
    return Printed("".join(out).strip())


def _date_part(value: datetime, token: str, minutes: bool) -> str:
    """A part of a date; m stands for minutes beside hours and seconds."""
    if token[0] == "y":
        return f"{value.year:04}" if len(token) > 2 else f"{value.year % 100:02}"
    parts = {
        "m": value.minute if minutes else value.month,
        "d": value.day,
        "h": value.hour,
        "s": value.second,
    }
    return f"{parts[token[0]]:0{min(len(token), 2)}}"
