"""What pages call things: codes in Chinese, numbers as people write them, no characters that deceive."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

from markupsafe import Markup

from extract.terminal import visible
from normalize.labels import codes
from review.verdicts.entry import NAMES, OPEN

PORT = 8765
"""Where `juesuan review` listens unless told otherwise, and where the links of a workbook lead."""
SEVERITIES = ("错误", "警示", "提示")
"""By gravity."""
VERDICTS = {"open": OPEN} | {v.value: zh for v, zh in NAMES.items()}
FACETS = {
    "severity": "严重程度",
    "verdict": "判定",
    "year": "年度",
    "rule": "规则",
    "kind": "报告种类",
    "scope": "口径",
}
"""What facets of a list are called."""


def finalized(value: Any) -> Any:
    """A value as it goes into a page: none is empty, text of documents cannot steer the reading direction."""
    if value is None:
        return ""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def rule_title(rule: str) -> str:
    """The Chinese title of a rule; its id where this version does not know it."""
    from checks.rules import RULES

    return RULES[rule].title if rule in RULES else {"rounding": "四舍五入的尾差"}.get(rule, rule)


@cache
def rule_basis(rule: str) -> str:
    """What a rule holds, and where that comes from."""
    from checks.rules import RULES

    return RULES[rule].basis if rule in RULES else ""


def code(table: str, column: str, value: str | None) -> str:
    """A code of a column in Chinese; the code itself where it has no name."""
    if not value:
        return ""
    return codes(table, column).get(value, [value])[0]


def value_of(facet: str, value: str) -> str:
    """What a value of a facet is called."""
    named: dict[str, Callable[[str], str]] = {
        "severity": lambda v: code("findings", "severity", v),
        "verdict": lambda v: VERDICTS.get(v, v),
        "year": lambda v: "年度不明" if v == "0" else f"{v}年",
        "rule": rule_title,
        "kind": lambda v: code("documents", "doc_type", v),
        "scope": lambda v: code("documents", "scope", v),
    }
    return named[facet](value) if facet in named else value


def grouped(value: Decimal | int | None, places: int | None = None) -> str:
    """A number with separators of thousands."""
    if value is None:
        return ""
    return f"{value:,}" if places is None else f"{value:,.{places}f}"


def in_wan(yuan: Decimal | None) -> str:
    """An amount in 元 as 万元."""
    return "" if yuan is None else f"{yuan / 10000:,.2f}万元"


def percent(share: float | None) -> str:
    """A share in per cent."""
    return "" if share is None else f"{100 * share:.1f}%"


def local(at: str, day: bool = False) -> str:
    """A time of the log as this machine's clocks show it; as it stands where it is none."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d" if day else "%Y-%m-%d %H:%M")
    except ValueError:
        return at


ENVIRONMENT: dict[str, Any] = {
    "SEVERITIES": SEVERITIES,
    "VERDICTS": VERDICTS,
    "FACETS": FACETS,
    "rule_title": rule_title,
    "rule_basis": rule_basis,
    "code": code,
    "value_of": value_of,
    "grouped": grouped,
    "in_wan": in_wan,
    "percent": percent,
    "local": local,
}
"""What templates may call."""
