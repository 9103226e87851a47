"""Economic items by name: as a sentence lists them, and as 公开06表 prints them."""

from __future__ import annotations

from checks.facts import Facts
from extract import regex
from extract.fold import fold
from normalize.concepts import is_total_column
from normalize.schema import Fund
from parsers.classification import of_name

LISTS = regex.compile("主要(?:包括|用于)[:：]?(?P<items>[^。]+?)(?=主要(?:包括|用于)|。|$)")
BREAKS = regex.compile("[、，,；;]")
PLAIN = regex.compile(r"[()]|(支出|费用?|缴费|的)$")
ITEM = 5
"""Digits of the code of a 款 of the economic classification."""
PERSONS = ("301", "303")
"""Classes of 人员经费; the others are 公用经费."""


def basic_items(facts: Facts) -> dict[str, Fund]:
    """Plain name → what the statement of basic expenditure prints for an economic item in all, the last."""
    return {plain_name(f.item): f for f in facts.in_tables if _is_item(f) and _is_in_all(facts, f)}


def _is_item(f: Fund) -> bool:
    return f.statement == "general_basic" and len(f.item_code or "") == ITEM


def _is_in_all(facts: Facts, f: Fund) -> bool:
    """Whether an amount is all of its row, which 人员经费 and 公用经费 beside each other are not."""
    row = facts.table_rows.get((f.table_id or "", f.row_no or 0, f.measure), [])
    alone = not any(x.item == f.item and x.fund_id != f.fund_id for x in row)
    return f.breakdown is None or is_total_column(f.breakdown) or alone


def plain_name(name: str) -> str:
    """A name without brackets and without the 费, 支出 that some print behind it."""
    return PLAIN.sub("", fold(name).strip())


def list_of(facts: Facts, f: Fund) -> str:
    """What stands behind 主要包括 after the name of an amount, folded; empty where nothing is listed.

    人员经费8万元，主要包括：奖金，公用经费2万元，主要包括：水费: each has its own.
    """
    sentence = "".join(facts.parted(f))
    found = LISTS.search(sentence, max(facts.parted(f)[0].rfind(fold(f.item)), 0))
    return found["items"] if found else ""


def listed_names(items: str) -> list[str]:
    """The names of a list, plain."""
    return [plain_name(n) for n in BREAKS.split(items) if n]


def is_of(f: Fund, concept: str | None) -> bool:
    """Whether an economic item is of 人员经费 or 公用经费, whichever `concept` is."""
    return ((f.item_code or "")[:3] in PERSONS) == (concept == "personnel")


def is_economic(name: str) -> bool:
    """Whether a name is that of an economic item."""
    return any(len(e.code or "") == ITEM for e in of_name(name, "department"))
