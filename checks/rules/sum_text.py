"""Sums that the narrative states in its lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from checks.codes import State
from checks.compare.interval import total
from checks.compare.parts import KINDS_OF_INCOME, MONEY_KINDS, compare_total, is_made_up, others_told
from checks.compare.printed import last_place, wide
from checks.compare.slips import mended
from checks.comparison import HOLDS, Comparison, Examined, Missing, likeliest
from checks.facts import Amount, Facts, paragraph, where
from checks.registry import rule
from checks.said.flows import both_sides
from checks.said.sums import (
    known_changes,
    leaves_none_out,
    listed_changes,
    named_classes,
    slipped_change,
    surpluses,
)
from extract import regex
from extract.fold import fold
from normalize.concepts import KINDS, function_name
from normalize.parents import INCOME, SPENDING
from normalize.schema import Figure, Fund
from normalize.values import YUAN
from parsers.codes import Statement

MAIN = (
    {"income_this_year", "opening_balance"},
    {"expenditure_this_year", "closing_balance"},
    {"basic_expenditure", "project_expenditure"},
    {"general_income", "government_fund_income"},
)
"""What few units have more of than this."""
RESERVES = ({"use_of_reserves"}, {"surplus_distribution"})
FLOWS = MAIN[0] | MAIN[1] | RESERVES[0] | RESERVES[1]
SPLIT: dict[tuple[str, str], AbstractSet[str]] = {
    ("income", "income_this_year"): INCOME | KINDS_OF_INCOME,
    ("income", "total_income_expenditure"): INCOME | KINDS_OF_INCOME | {"opening_balance"},
    ("income_expenditure_summary", "total_income_expenditure"): FLOWS,
    ("expenditure", "expenditure_this_year"): SPENDING,
    ("general_expenditure", "expenditure_this_year"): {"basic_expenditure", "project_expenditure"},
    ("general_basic", "basic_expenditure"): {"personnel", "public_funds"},
    ("procurement", "procurement"): {"procurement_goods", "procurement_works", "procurement_services"},
}
"""(Statement, concept) → what the narrative splits it into."""
SUMMARY: Statement = "income_expenditure_summary"
LISTED = 6
"""Paragraphs below that of a total in which its parts may stand, each in one of its own."""
KIND = regex.compile("(一般公共预算|政府性基金|国有资本经营)")


@rule("sum.text", "文字所列各项合计", "sum", "error")
def sum_text(facts: Facts) -> Examined:
    """其中 lists of the narrative that claim to be complete.

    Income, expenditure, 人员 + 公用, 货物 + 工程 + 服务.
    """
    seen: set[tuple[str, str, int]] = set()
    for f in facts.select(origin="text"):
        concepts = SPLIT.get((f.statement, f.concept or ""))
        if concepts is None or f.budget_kind not in (None, KINDS.get(f.statement)):
            continue
        key = (f.statement, f.measure, paragraph(f))
        parts = _parts_said(facts, f, concepts)
        if not parts or key in seen:
            continue
        seen.add(key)
        carried = _parts_said(facts, f, {"opening_balance"}) if f.measure == "initial_budget" else []
        if carried and compare_total(f, [*parts, *carried], "").state == State.HOLDS:
            # 收入预算 often counts what was carried over.
            parts += carried
        if f.statement == "general_expenditure" and is_made_up(facts, f, parts):
            yield Missing(f"{f.item}的全部组成部分")
        elif len(parts) > 1 and complete(facts, f, parts):
            yield _of_either(facts, f, parts)
        elif len(listed := _shared_out(facts, f)) > 1:
            yield _of_either(facts, f, listed)
        else:
            yield _listed_sum(facts, f, parts, {p.concept for p in parts} >= concepts)
    yield from _going_out(facts)
    yield from both_sides(facts)


def _going_out(facts: Facts) -> Examined:
    """收、支总计 = what goes out, too: this year's expenditure and what is left of it."""
    seen: set[tuple[str, int]] = set()
    totals = facts.select(origin="text", statement=SUMMARY, concept="total_income_expenditure")
    for f in totals:
        parts = _parts_said(facts, f, MAIN[1] | RESERVES[1])
        both = all(side in fold(f.item) for side in "收支")
        if both and {p.concept for p in parts} >= MAIN[1] and (f.measure, paragraph(f)) not in seen:
            seen.add((f.measure, paragraph(f)))
            yield _listed_sum(facts, f, parts, False)


def _of_either(facts: Facts, whole: Fund, parts: Sequence[Fund]) -> Comparison:
    """A total = its parts; where its sentence gives several (budget and spending), any of them."""
    said = facts.paragraphs.get(paragraph(whole), [])
    same = [f for f in said if f.concept == whole.concept and isinstance(f, Amount) and f is not whole]
    return likeliest(compare_total(w, parts, "文字说明中") for w in [whole, *same])


def _listed_sum(facts: Facts, whole: Fund, parts: Sequence[Fund], known: bool) -> Comparison | Missing:
    """A total and the parts that the text lists.

    Where they may be some of all, more than the total is an error. Two main parts of less are worth a look,
    and very likely wrong if the report nowhere states an amount of any other part.
    """
    found = _of_either(facts, whole, parts)
    if found.state == State.HOLDS or known or total(wide(p) for p in parts).low > wide(whole).high:
        return found
    names = {p.concept for p in parts}
    main = next((pair for pair in MAIN if names >= pair), None)
    if main is None or found.state != State.BROKEN:
        return Missing(f"{whole.item}的全部组成部分")
    others = any(f.value for f in facts.select(concept=SPENDING - names)) or others_told(facts, whole, names)
    spent = main <= SPENDING and not others
    amounts = [p for p in parts if isinstance(p, Amount)]
    slip = isinstance(whole, Amount) and mended(whole, amounts) is not None
    return replace(found, severity="warning" if spent and (whole.measure == "final" or slip) else "info")


def _parts_said(facts: Facts, whole: Fund, concepts: AbstractSet[str]) -> list[Fund]:
    """The parts that are listed in the paragraph of their total, or each in one of its own below it."""
    for reach in (0, LISTED):
        said = [
            p
            for n in range(paragraph(whole), paragraph(whole) + reach + 1)
            for p in facts.paragraphs.get(n, [])
            if p.concept in concepts and p.measure == whole.measure and p.statement == whole.statement
        ]
        parts = list({p.concept: p for p in reversed(said)}.values())[::-1]
        if any(p.concept == "appropriation_income" for p in parts):
            parts = [p for p in parts if p.concept not in KINDS_OF_INCOME]
        side = next((pair for pair in MAIN[:2] if {p.concept for p in parts} >= pair), None)
        if whole.concept == "total_income_expenditure" and whole.statement != "income":
            parts = [p for p in parts if side and p.concept in side | RESERVES[side == MAIN[1]]]
        if parts:
            return parts
    return []


def _shared_out(facts: Facts, whole: Fund) -> list[Fund]:
    """The amounts of a total's paragraph that are each followed by their share, if the shares make 100 %.

    A complete list, whatever its parts are called.
    """
    pairs = [
        (f, facts.before(f, [whole.measure]))
        for f in facts.paragraphs[paragraph(whole)]
        if f.measure == "share"
    ]
    amounts = [a for _, a in pairs if a is not None and a is not whole]
    full = total(wide(f).widened(last_place(f) / 2) for f, _ in pairs).holds(Decimal(100))
    return amounts if full and len({a.fund_id for a in amounts}) == len(pairs) else []


def complete(facts: Facts, whole: Fund, parts: Sequence[Fund]) -> bool:
    """Whether a list of the narrative names all parts.

    Their shares make 100 %, or it names all that the statement's table prints an amount of.
    """
    names = {p.concept for p in parts}
    shares = {
        f.concept: f
        for f in facts.paragraphs[paragraph(whole)]
        if f.measure == "share" and f.concept in names
    }
    full = total(wide(f).widened(last_place(f) / 2) for f in shares.values()).holds(Decimal(100))
    if full and len(shares) == len(names) and not others_told(facts, whole, names):
        return True
    table = facts.select(origin="table", statement=whole.statement, measure=whole.measure)
    rows = [f for f in table if f.value and f.concept != whole.concept and _of_kind(f, parts[0])]
    printed_parts = {f.concept for f in rows}
    return bool(printed_parts) and printed_parts <= names


def _of_kind(f: Fund, part: Fund) -> bool:
    """Whether a row of the table is of the kind that a list names.

    Classes (类) where it lists classes, columns of the first row where it lists those.
    """
    if (part.concept or "").startswith("function:"):
        return len(f.item_code or "") == 3 and "/" not in (f.concept or "")
    return f.item_code is None and "/" not in (f.concept or "")


@rule("sum.kinds", "按预算种类分列", "sum", "error")
def sum_kinds(facts: Facts) -> Examined:
    """财政拨款 = 一般公共预算 + 政府性基金 + 国有资本经营, where a sentence splits an amount by kind."""
    for held in facts.paragraphs.values():
        split: dict[tuple[str, str], list[tuple[int, Fund]]] = defaultdict(list)
        for n, f in enumerate(held):
            if f.breakdown and KIND.search(fold(f.breakdown)) and f.budget_kind in MONEY_KINDS:
                split[f.item, f.measure].append((n, f))
        for n, whole in enumerate(held):
            following = [f for m, f in split.get((whole.item, whole.measure), ()) if m > n]
            parts = list({f.budget_kind: f for f in reversed(following)}.values())[::-1]
            if not whole.breakdown and whole.amount_yuan is not None and whole.measure != "change" and parts:
                found = compare_total(whole, parts, "文字说明中")
                yield _unless_less(found, whole, parts)
            elif listed := _kinds_listed(held, n):
                yield _unless_less(compare_total(whole, listed, "文字说明中"), whole, listed)


def _unless_less(found: Comparison, whole: Fund, parts: Sequence[Fund]) -> Comparison:
    """Kinds that make less than their total may be some of them: worth a look."""
    sure = found.state != State.BROKEN or total(wide(p) for p in parts).low > wide(whole).high
    return found if sure else replace(found, severity="info")


def _kinds_listed(held: Sequence[Fund], n: int) -> list[Fund]:
    """财政拨款130万元，其中：一般公共预算100万元，政府性基金30万元: the kinds that an amount's list names."""
    whole = held[n]
    appropriated = whole.budget_kind == "appropriation" and whole.statement in KINDS
    if not isinstance(whole, Amount) or not (appropriated or whole.concept == "appropriation_income"):
        return []
    following = takewhile(lambda f: f.subject_by == "listed", held[n + 1 :])
    named = [f for f in following if f.measure == whole.measure and KIND.match(fold(f.item))]
    parts = {f.budget_kind: f for f in named if f.budget_kind in MONEY_KINDS}
    return list(parts.values()) if 1 < len(parts) == len(named) else []


@rule("sum.structure", "支出结构与具体情况合计", "sum", "error")
def sum_structure(facts: Facts) -> Examined:
    """一般公共预算财政拨款支出 = Σ 类 (结构情况) = Σ 项 (具体情况); 类 = Σ its own 项, by name."""
    text = facts.select(origin="text", statement="general_expenditure")
    totals = [f for f in text if f.concept == "expenditure_this_year" and f.budget_kind in (None, "general")]
    yield from _classes_beside(facts, text, totals)
    items = [f for f in text if f.level == 3]
    for measure in ("initial_budget", "adjusted_budget", "final"):
        parts = [f for f in items if f.measure == measure]
        holders = [f for f in totals if f.measure == measure]
        if len(parts) > 1 and holders and len(parts) == len({f.section for f in items}):
            yield _itemised(facts, holders[-1], parts)
    yield from _by_class(
        facts,
        [f for f in text if f.level == 1 and f.measure == "final"],
        [f for f in items if f.measure == "final"],
    )
    for measure in ("initial_budget", "final"):
        named = named_classes([f for f in text if f.measure == measure])
        yield from _of_each(
            facts, [(whole, under) for whole, under in named if leaves_none_out(whole, under)]
        )


def _classes_beside(facts: Facts, text: Sequence[Fund], totals: Sequence[Fund]) -> Examined:
    """A total = Σ the classes that its paragraph lists, where the list is complete."""
    listed: dict[int, list[Fund]] = defaultdict(list)
    for f in text:
        if f.measure == "final" and (f.concept or "").startswith("function:") and f.level in (None, 1):
            listed[paragraph(f)].append(f)
    wholes = {paragraph(f): f for f in reversed(totals) if f.measure == "final"}
    for number, classes in sorted(listed.items()):
        whole = wholes.get(number)
        if whole is not None and len(classes) > 1:
            found = compare_total(whole, classes, "支出结构说明中")
            yield (
                found
                if found.state == State.HOLDS or complete(facts, whole, classes)
                else Missing(f"{whole.item}的全部类级科目")
            )


def _by_class(facts: Facts, classes: Sequence[Fund], items: Sequence[Fund]) -> Examined:
    """Σ 项 of each class = 类, where the narrative prints both.

    Where it comes out for all classes but one, and for two at least, the lists are complete. A number that
    would fill the gap and is printed elsewhere is that of an item that was not told.
    """
    wholes = {f.concept: f for f in reversed(classes)}.values()
    yield from _of_each(
        facts,
        [
            (w, [f for f in items if _class_named(f.section or "") == (w.concept or "").partition(":")[2]])
            for w in wholes
        ],
    )


def _of_each(facts: Facts, classes: Iterable[tuple[Fund, Sequence[Fund]]]) -> Examined:
    """The classes against the items of each."""
    amounts = {f.value * YUAN[f.unit] for f in facts.rows.figures if f.value and f.unit in YUAN}
    compared = [compare_total(whole, under, "支出具体情况说明中") for whole, under in classes if under]
    broken = [c for c in compared if c.state != State.HOLDS]
    for c in compared:
        yield (
            c
            if c.state == State.HOLDS
            or (len(broken) == 1 and len(compared) > 2 and not _is_filled(c, amounts))
            else Missing("各类的全部项级科目")
        )


def _is_filled(c: Comparison, amounts: Collection[Decimal]) -> bool:
    """Whether what is missing of a total is one of the amounts that are printed, in 元."""
    if c.reported is None or c.expected is None or c.unit not in YUAN:
        return False
    return abs(c.reported - c.expected) * YUAN[c.unit] in amounts


def _class_named(section: str) -> str:
    """一般公共服务 of 一般公共服务支出（类）…, 卫生健康支出（210类）…, 住房保障支出-住房改革支出-…."""
    found = regex.match(r"(?:\d+[、.])?[“\"]?([^()“”\"-]+)", fold(section))
    return function_name(found.group(1)) if found else ""


def _itemised(facts: Facts, whole: Fund, parts: Sequence[Fund]) -> Comparison | Missing:
    """Σ 项 = the whole, if all are listed: as many as the table prints.

    An item that was budgeted and not spent may stand in neither.
    """
    found = compare_total(whole, parts, "支出具体情况说明中")
    listed = [
        f
        for f in facts.select(origin="table", statement="general_expenditure")
        if len(f.item_code or "") == 7 and f.concept and "/" not in f.concept and f.value
    ]
    count = len({f.item_code for f in listed})
    less = sum((p.amount_yuan or Decimal(0) for p in parts), Decimal(0)) < (whole.amount_yuan or Decimal(0))
    if found.state == State.HOLDS or (
        count and len(parts) >= count and (whole.measure == "final" or not less)
    ):
        return found
    return Missing(f"{whole.item}的全部项级科目")


@rule("sum.changes", "各项增减额合计", "sum", "error")
def sum_changes(facts: Facts) -> Examined:
    """增减额 in all = Σ 增减额 of the parts, against one base: “三公”经费减少4万元，其中…减少3万元….

    A list of other changes is told where one digit, or the word before one of them, keeps it from its whole.
    """
    told: set[str] = set()
    for whole, found in known_changes(facts):
        told.add(whole.fund_id)
        yield found
    for whole, parts, sure in listed_changes(facts):
        if whole.fund_id not in told:
            yield slipped_change(whole, parts, sure) or Missing(f"{whole.item}增减额的各组成部分")


CARS = regex.compile(
    r"(?:车辆|保有量)(?:为|共计?)?(\d+)辆(?:[，,；;]其中[:：，,]?|[(](?:其中[:：，,]?)?)"
    r"((?:(?!\D*(?:其中|主要(?!领导|负责)|编制|上年))(?:[^\d。；;()]|[(][省部厅局]+[)]){2,24}\d+辆[、，,；;]?)+)"
)
CARS_OF = regex.compile(r"(\D{2,24}?)(\d+)辆")
KINDS_AT_LEAST = 3


@rule("sum.vehicles", "车辆分项与总数", "sum", "error")
def sum_vehicles(facts: Facts) -> Examined:
    """共有车辆N辆，其中：…、其他用车n辆: the kinds make the total; without 其他 they are not more."""
    told = ((row, m) for row, text in facts.texts if isinstance(row, Figure) for m in CARS.finditer(text))
    for row, found in told:
        kinds = CARS_OF.findall(found.group(2))
        count, stated = sum(int(n) for _, n in kinds), int(found.group(1))
        complete = "其他" in kinds[-1][0] and len(kinds) >= KINDS_AT_LEAST
        said = f"车辆共{stated}辆，所列{len(kinds)}类合计{count}辆，两者不符{where(row)}。"
        broken = Comparison(state=State.BROKEN, message=said, rows=(row,))
        yield broken if count > stated or (complete and count != stated) else HOLDS


@rule("sum.surplus", "收支结余", "sum", "warning")
def sum_surplus(facts: Facts) -> Examined:
    """结余 = 收入 − 支出 (+ 年初结转和结余), where one sentence prints them.

    Told where 收支相抵 says so, or where one slip keeps it from being so.
    """
    yield from surpluses(facts)
