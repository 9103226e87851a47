"""Codes of the classification of government income and expenditure against the names printed beside them."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from checks.facts import Amount, Facts
from extract import regex
from extract.fold import fold
from normalize.schema import Fund
from parsers.classification import ClassificationEntry, ClassificationKind, classification_entries, of_name

SINCE = 2018
"""The year of the reform of the economic classification (财预〔2017〕98号)."""
LEAST = 3
"""Digits of a class; what is shorter is no code of one."""
ITEM = 7
"""Digits of the code of a 项."""
PATH_CODES = regex.compile(r"(?<!\d)2\d{4}(?!\d)")


def right_code(fund: Fund) -> str | None:
    """The code of the item that a row names, if it has one code alone and the row prints another; else null.

    A code that no source prints may be right, unless it is the known one but for a slip of the pen.
    """
    kind = _kind(fund)
    return None if kind is None else code_of_name(fund.item, fund.item_code or "", kind, fund.fiscal_year)


def code_of_name(name: str, printed: str, kind: ClassificationKind, year: int | None) -> str | None:
    """The code of a name, if it has one code alone and another is printed beside it; else null.

    Of a year from before the classification that the sources print nothing is known.
    """
    if len(printed) < LEAST or (year is not None and year < SINCE):
        return None
    codes = _codes_of(fold(name), kind)
    if len(codes) > 1 and len(printed) == ITEM:
        # 行政运行 is an item of many 款, and of each one alone.
        codes = frozenset(c for c in codes if len(c) == ITEM and c.startswith(printed[: ITEM - 2]))
    if len(codes) != 1 or printed in codes or any(c.startswith(printed) for c in codes):
        return None
    right = next(iter(codes))
    called = _names_of(printed)
    return right if called or _slipped(printed, right) else None


def _kind(fund: Fund) -> ClassificationKind | None:
    """Functional where the row stands in a functional statement or its code says so; economic by its code."""
    code = fund.item_code or ""
    if code.startswith("3") and len(code) in (3, 5):
        return "department"
    if (fund.concept or "").startswith(("function:", "income_function:")):
        return "function"
    return None


@lru_cache(maxsize=4096)
def _codes_of(name: str, kind: ClassificationKind) -> frozenset[str]:
    plain = regex.sub(r"\([类款项]\)$|^其中:?", "", name)
    found: list[ClassificationEntry] = [e for n in (plain, f"{plain}支出") for e in of_name(n, kind)]
    return frozenset(e.code for e in found if e.code)


def class_called(name: str) -> str | None:
    """The code of the 类 of a name; null where it is none, or not one alone."""
    return _sole({c for c in _codes_of(fold(name), "function") if len(c) == LEAST})


def class_of_item(name: str) -> str | None:
    """The code of the one 类 that all 项 of a name are of; null where there is none."""
    return _sole({c[:LEAST] for c in _codes_of(fold(name), "function") if len(c) == ITEM})


def _sole(codes: set[str]) -> str | None:
    return next(iter(codes)) if len(codes) == 1 else None


@lru_cache(maxsize=4096)
def _names_of(code: str) -> frozenset[str]:
    return frozenset(e.name for e in classification_entries() if e.code == code)


def _slipped(printed: str, right: str) -> bool:
    """Whether one code is the other with a digit changed, two swapped, or digits of its class left out."""
    if len(printed) == len(right):
        off = [n for n, (a, b) in enumerate(zip(printed, right, strict=True)) if a != b]
        return len(off) == 1 or (
            len(off) == 2 and printed[off[0]] == right[off[1]] and printed[off[1]] == right[off[0]]
        )
    return len(printed) > LEAST and len(right) > len(printed) and printed.endswith(right[LEAST:])


def own_codes(facts: Facts) -> dict[str, set[str]]:
    """Item → the codes that the report's tables print beside it."""
    out: dict[str, set[str]] = defaultdict(set)
    for f in facts.in_tables:
        if f.item_code and len(f.item_code) == 7:
            out[fold(f.item)].add(f.item_code)
    return out


def of_tables(f: Amount, own: dict[str, set[str]]) -> str | None:
    """The one code that the tables print beside an item of the text; null where it is its own."""
    codes = own.get(fold(f.item), set())
    if f.origin == "table" or len(f.item_code or "") != 7 or len(codes) != 1 or f.item_code in codes:
        return None
    return next(iter(codes))


def of_path(f: Fund) -> str | None:
    """The code that the 款 printed beside an item leaves it: 214（21401）…（2146199）.

    Null where they are the beginnings of its own.
    """
    if f.origin == "table" or len(f.item_code or "") != ITEM:
        return None
    code = f.item_code or ""
    above = [c for c in PATH_CODES.findall(fold(f.section or "")) if len(c) == ITEM - 2]
    return f"{above[0]}{code[-2:]}" if len(above) == 1 and not code.startswith(above[0]) else None
