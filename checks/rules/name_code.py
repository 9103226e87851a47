"""Codes that are not those of the names beside them, and classes called by the name of another year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from checks.codes import State
from checks.compare.codes import code_of_name, right_code
from checks.comparison import HOLDS, Comparison, Examined
from checks.facts import Amount, Facts, where
from checks.registry import rule
from extract import regex
from extract.fold import fold
from normalize.schema import Fund
from parsers.classification import of_name

MANY = 3
"""Wrong codes of one table that are one mistake: its numbering."""
SHOWN = 5
CODED = regex.compile(
    r"(?P<before>[^()\d—\-、.:]*)[(]?(?<!\d)(?P<code>2\d{6})(?!\d)[)]?[-—]?(?P<after>[^()\d:]*)"
)


@rule("name.code", "科目编码与名称相符", "name", "warning")
def name_code(facts: Facts) -> Examined:
    """A code is that of the item named beside it, by the classification and by the report's own tables."""
    own = _own_codes(facts)
    wrong: dict[tuple[str | None, str, str], tuple[Fund, str]] = {}
    for f in (f for f in facts.money if f.item_code):
        right = right_code(f) or _of_tables(f, own)
        if right is None:
            yield HOLDS
        else:
            wrong.setdefault((f.table_id, f.item_code or "", f.item), (f, right))
    by_table: dict[str | None, list[tuple[Fund, str]]] = defaultdict(list)
    for (table, _, _), found in wrong.items():
        by_table[table].append(found)
    yield from _headings(facts, own)
    for table, rows in by_table.items():
        groups = [rows] if table is not None and len(rows) >= MANY else [[r] for r in rows]
        yield from (_miscoded(g) for g in groups)


def _headings(facts: Facts, own: dict[str, set[str]]) -> Examined:
    """Items that a heading names beside their code: 死亡抚恤（2080801）, 2101103-公务员医疗补助."""
    for p in facts.noted("heading"):
        found = CODED.search(fold(p.text or ""))
        if found is None:
            continue
        name, code = found["before"] or found["after"], found["code"]
        codes = own.get(name, set())
        printed = next(iter(codes)) if len(codes) == 1 and code not in codes else None
        right = code_of_name(name, code, "function", facts.year) or printed
        yield (
            HOLDS
            if right is None
            else Comparison(
                state=State.BROKEN,
                message=f"标题中“{name}”的科目编码印作{code}，应为{right}{where(p)}。",
                rows=(p,),
            )
        )


def _own_codes(facts: Facts) -> dict[str, set[str]]:
    """Item → the codes that the report's tables print beside it."""
    out: dict[str, set[str]] = defaultdict(set)
    for f in facts.in_tables:
        if f.item_code and len(f.item_code) == 7:
            out[fold(f.item)].add(f.item_code)
    return out


def _of_tables(f: Amount, own: dict[str, set[str]]) -> str | None:
    """The one code that the tables print beside an item of the text; null where it is its own."""
    codes = own.get(fold(f.item), set())
    if f.origin == "table" or len(f.item_code or "") != 7 or len(codes) != 1 or f.item_code in codes:
        return None
    return next(iter(codes))


def _miscoded(rows: Sequence[tuple[Fund, str]]) -> Comparison:
    first = rows[0][0]
    listed = "、".join(f"“{f.item}”印作{f.item_code}，应为{right}" for f, right in rows[:SHOWN])
    more = f"等{len(rows)}处" if len(rows) > SHOWN else ""
    return Comparison(
        state=State.BROKEN,
        message=f"{first.section or '文'}中科目编码与名称不符：{listed}{more}{where(first)}。",
        rows=tuple(f for f, _ in rows[:SHOWN]),
    )


@rule("name.class", "类级科目名称与年度相符", "name", "warning")
def name_class(facts: Facts) -> Examined:
    """A class is called by one name: not 医疗卫生与计划生育支出 beside 卫生健康支出, its name since 2019."""
    coded: dict[str, Fund] = {}
    for f in facts.in_tables:
        if len(f.item_code or "") == 3 and (f.concept or "").startswith("function:"):
            coded.setdefault(f.item_code or "", f)
    seen: set[tuple[str, int | None, str | None]] = set()
    for f in facts.money:
        code, name = _class_code(f)
        known = coded.get(code or "")
        if known is None or code is None or (name, f.page, f.table_id) in seen:
            continue
        seen.add((name, f.page, f.table_id))
        yield HOLDS if _same(name, fold(known.item)) else _misnamed(f, name, known)


def _class_code(f: Fund) -> tuple[str | None, str]:
    """The code of the class that a row names, and its name."""
    name = fold(f.item).partition("(类)")[0].partition("—")[0]
    codes = {e.code for e in of_name(name, "function") if e.code and e.level == "类"}
    return (next(iter(codes)) if len(codes) == 1 else None), name


def _same(a: str, b: str) -> bool:
    return a.removesuffix("支出") == b.removesuffix("支出")


def _misnamed(f: Fund, name: str, known: Fund) -> Comparison:
    place = "文字说明" if f.origin == "text" else f.section or "表"
    return Comparison(
        state=State.BROKEN,
        message=(
            f"{place}写“{name}”，{known.section or '表'}中{known.item_code}类为“{known.item}”，"
            f"科目名称前后不一致{where(f, known)}。"
        ),
        rows=(f, known),
    )
