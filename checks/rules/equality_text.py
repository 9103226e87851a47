"""Equality between the text and the tables, and between two places of the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from checks.codes import State
from checks.compare.interval import Interval, point
from checks.compare.mentions import (
    contested,
    differ_in_terms,
    is_split_twice,
    is_sure,
    mentions,
    of_last_year,
    of_one_whole,
    says_phase,
)
from checks.compare.printed import printed, wide
from checks.compare.quantity import (
    ACCOUNTS,
    QuantityKey,
    also_called,
    closest_pair,
    disagreement,
    key_of,
    section_in_words,
)
from checks.compare.relations import compare_equal
from checks.compare.slips import UNITS, of_other_unit, significant, units_of_one_list, units_of_one_subject
from checks.comparison import HOLDS, Comparison, Examined, Missing
from checks.facts import Amount, Facts, offset, paragraph, where
from checks.registry import rule
from checks.said.covered import covered
from extract import regex
from extract.fold import fold
from parsers.codes import Measure

TOGETHER = (
    {"income_expenditure_summary", "income", "expenditure"},
    {"general_expenditure", "general_basic"},
)
"""Sections that speak of the same money: all the unit's, its appropriations from the general budget."""

KINDS_OF_MONEY = ("一般公共预算", "政府性基金", "国有资本", "社会保险基金", "财政专户")
SCOPE = regex.compile(
    "(全[省市县区州旗镇乡]|[省市县区州旗][级直]|本级|\\d+个(?:[省市县区州旗镇乡]|单位|部门)+)"
)
BODY = regex.compile(
    r"(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）.、．]+)?以?"
    r"([^，,。；;:\d]{1,20}?(?:部|委|局|厅|院|署|办|府|镇|乡|街道|中心|站|所|队|馆|会|学校?|园|场))"
    r"(?:为例[，,])?(?=20\d{2}年|财政拨款|“三公”|一般公共预算|本年[收支])"
)
REGION = regex.compile("^.{0,8}[省市县区州旗](?=..)")
OWN_LEVELS = ("本级", "直")
"""Of a body without those below it: not what is said without the word."""
COVERED = regex.compile("绩效.*涉及[^，,。；;]{0,10}资金")
CARRIED = regex.compile("结转|结余")
TWO = 2
CLASS = 1
"""The level of classes; items below them share their names."""
LIKE = 4
"""Numbers that two versions of a table have in common."""
STATED: tuple[Measure, ...] = ("final", "initial_budget", "adjusted_budget")

DIGITS = 4
"""Digits of an amount that are not those of another by chance."""
LARGE = Decimal(10000)
"""Amounts with decimals from this on are in 元 rather than 万元."""


@rule("equality.text", "文字与表格一致", "equality", "error")
def equality_text(facts: Facts) -> Examined:
    """One quantity printed in table and narrative, in 元 there and 万元 here.

    Without a table, each mention against the first. A quantity that the text gives many values is examined by
    reading.doubtful; what is listed under another whole, or whose subject the sentence leaves open, by none.
    """
    references = _references(facts)
    doubtful = {key for key, held in mentions(facts).items() if contested(held)}
    first: dict[QuantityKey, Amount] = {}
    items = _items(facts)
    for f in facts.select(origin="text"):
        key = key_of(f) or _item_key(f, items)
        if key is None or key in doubtful or f.subject_by == "carried" or of_last_year(facts, f):
            continue
        printed_in = [b for b in references.get(key, ()) if of_one_whole(facts, f, b)]
        if printed_in:
            yield _against_tables(facts, f, printed_in)
        elif key not in references and is_sure(facts, f):
            yield from _against_first(facts, f, first.get(key))
            if not f.approximate:
                first.setdefault(key, f)


def _items(facts: Facts) -> dict[str, str]:
    """Item of the classification → its concept, of those that the tables print under one code."""
    codes: dict[str, dict[str | None, str]] = defaultdict(dict)
    for f in facts.select(origin="table", statement="general_expenditure"):
        if len(f.item_code or "") == 7 and f.concept and "/" not in f.concept:
            codes[fold(f.item)][f.item_code] = f.concept
    return {name: next(iter(held.values())) for name, held in codes.items() if len(held) == 1}


def _item_key(f: Amount, items: Mapping[str, str]) -> QuantityKey | None:
    """The quantity of an item that the tables know by its name alone: 社会福利事业单位 (2081005)."""
    concept = items.get(fold(f.item))
    if (
        f.concept is not None
        or concept is None
        or f.statement != "general_expenditure"
        or f.project is not None
    ):
        return None
    return (concept, f.measure, f.period, f.budget_kind)


def _references(facts: Facts) -> dict[QuantityKey, list[Amount]]:
    out: dict[QuantityKey, list[Amount]] = defaultdict(list)
    for f in facts.in_tables:
        if (key := key_of(f)) is not None:
            for each in (key, *also_called(f, key)):
                out[each].append(f)
    return out


def _against_tables(facts: Facts, f: Amount, held: list[Amount]) -> Comparison | Missing:
    """An amount of the text against those of the tables. Whether it was budgeted or spent must be said."""
    found = closest_pair([(f, b) for b in held])
    if found.state != State.BROKEN:
        return found
    others = [
        x
        for x in facts.select(origin="table", concept=f.concept or "")
        if x.measure != f.measure and x.budget_kind == f.budget_kind and x.amount_yuan == f.amount_yuan
    ]
    if others and not says_phase(facts, f):
        return Missing(f"{f.item}是预算数还是决算数")
    return found


def _against_first(facts: Facts, f: Amount, known: Amount | None) -> Iterator[Comparison]:
    if (
        known is None
        or (f.level or 0) > CLASS
        or (is_split_twice(f) and None in (known.parent_id, f.parent_id))
    ):
        return
    if _of_one_section(facts, known, f) and of_one_whole(facts, known, f):
        yield _of_two_sides(facts, known, f) or closest_pair([(f, known)])


def _of_two_sides(facts: Facts, a: Amount, b: Amount) -> Comparison | None:
    """What comes in and what goes out are equal in total; null for two amounts of one side.

    What the text prints as carried over may lie between them.
    """
    if not _are_two_sides(a, b):
        return None
    between = abs(a.amount_yuan - b.amount_yuan)
    if between and any(x.amount_yuan == between and CARRIED.search(fold(x.item)) for x in facts.money):
        return HOLDS
    return compare_equal(
        a,
        b,
        f"文字说明中{a.item}{printed(a)}与{b.item}{printed(b)}不等，收入总计应等于支出总计{where(a, b)}。",
    )


def _are_two_sides(a: Amount, b: Amount) -> bool:
    sides = {_side(f) for f in (a, b)}
    return a.concept == "total_income_expenditure" and sides == {"收", "支"}


def _side(f: Amount) -> str | None:
    """收入 or 支出, as the name says; null where it says both, or neither."""
    said = [side for side in ("收", "支") if side in fold(f.item)]
    return said[0] if len(said) == 1 else None


def _of_one_section(facts: Facts, a: Amount, b: Amount) -> bool:
    """Whether two mentions without a table speak of one quantity.

    Within a section, or of all the unit's money wherever they stand. Two amounts of one subject in one
    sentence are told apart by something that was not understood; two budgets of it in one paragraph may be a
    budget and what was spent of it, where the sentence leaves that to be understood.
    """
    same = paragraph(a) == paragraph(b) or _said_beside(facts, a, b)
    if (
        differ_in_terms(facts, a, b)
        or _differ_in_scope(facts, a, b)
        or _are_of_two_bodies(facts, a, b)
        or (same and fold(a.item) != fold(b.item) and not _are_two_sides(a, b))
    ):
        return False
    kinds = [_kinds_said(facts, f) for f in (a, b)]
    if not same and all(kinds) and not kinds[0] & kinds[1]:
        return False
    beside = a.measure in ("initial_budget", "adjusted_budget") or facts.context(a) == facts.context(b)
    if same and beside and not _are_two_sides(a, b):
        return False
    return a.statement == b.statement or any({a.statement, b.statement} <= t for t in TOGETHER)


def _said_beside(facts: Facts, a: Amount, b: Amount) -> bool:
    """Whether the paragraph of b states what a says before it: then b is told apart from it there."""
    before = [x for x in facts.paragraphs.get(paragraph(b), ()) if offset(x) < offset(b)]
    return any((x.measure, x.concept, x.amount_yuan) == (a.measure, a.concept, a.amount_yuan) for x in before)


def _are_of_two_bodies(facts: Facts, a: Amount, b: Amount) -> bool:
    """Whether the sentences of two amounts open with different bodies, where one names none with the unit's.

    Names that share half of their characters behind their region's may be one, written short.
    """
    found = (BODY.match(fold(facts.context(f))) for f in (a, b))
    named = (m[1] if m else fold(facts.document.unit_name or "") for m in found)
    one, other = sorted((REGION.sub("", name) for name in named), key=len)
    return bool(one) and len(set(one) & set(other)) * TWO < len(set(one))


def _differ_in_scope(facts: Facts, a: Amount, b: Amount) -> bool:
    """Whether one amount is of the body's own level and the other of all of it, or each of another level;
    one of some of those below it (在21个县), and the other not.

    A document about the 本级 alone need not say so again.
    """
    said = {_scope_said(facts, f) for f in (a, b)}
    if any(s and s[0].isdigit() for s in said):
        return len(said) > 1
    title = fold(facts.document.title or "")
    if any(s and s.endswith(OWN_LEVELS) and s not in title for s in said):
        return len(said) > 1
    return len(said - {None}) > 1


def _scope_said(facts: Facts, f: Amount) -> str | None:
    """全县, 县级: of how much of a government's money an amount is, as its sentence says before it."""
    before, _, _ = facts.parted(f)
    found = SCOPE.findall(before)
    return found[-1] if found else None


def _kinds_said(facts: Facts, f: Amount) -> set[str]:
    """The kinds of money that the paragraph of an amount names before it, where its own name tells none."""
    if any(word in fold(f.item) for word in KINDS_OF_MONEY):
        return set()
    before = [x for x in facts.paragraphs.get(paragraph(f), ()) if offset(x) <= offset(f)]
    said = "".join(fold(x.item) + fold(facts.context(x)).partition(fold(f.raw or "\0"))[0] for x in before)
    return {word for word in KINDS_OF_MONEY if word in said}


@rule("equality.paragraph", "同一段落前后一致", "equality", "error")
def equality_paragraph(facts: Facts) -> Examined:
    """A paragraph that opens with an item and its amount, and states it again: …208.8万元…安排201.50万元.

    Of projects with targets, tracked and evaluated: as many for the same money, and as many as their grades.
    """
    yield from covered(facts)
    for held in facts.paragraphs.values():
        said = [f for f in held if isinstance(f, Amount) and f.measure in STATED and not f.approximate]
        if not said or said[0] is not held[0] or said[0].subject_by != "named":
            continue
        first = said[0]
        again = [f for f in said[1:] if _again(facts, first, f)]
        if len({f.amount_yuan for f in again}) == 1:
            yield closest_pair([(again[0], first)])


def _again(facts: Facts, first: Amount, f: Amount) -> bool:
    """Whether an amount is said to be the item's of the same phase and year, in a sentence of its own."""
    alike = all(getattr(f, x) == getattr(first, x) for x in ("item", "measure", "period", "breakdown"))
    apart = facts.context(f) != facts.context(first) and f.subject_by in ("named", "heading")
    others = (differ_in_terms, _are_of_two_bodies, _differ_in_scope)
    apart = apart and not any(differ(facts, first, f) for differ in others)
    return alike and apart and says_phase(facts, f) and not of_last_year(facts, f)


@rule("equality.versions", "同一张表前后两版一致", "equality", "warning")
def equality_versions(facts: Facts) -> Examined:
    """A statement that a report prints twice under one title: where most of it agrees, so must the rest."""
    tables: dict[tuple[str, str], list[list[Amount]]] = defaultdict(list)
    for held in facts.tables.values():
        title = fold(held[0].section or "")
        if title and held[0].statement in ACCOUNTS:
            tables[held[0].statement, title].append(held)
    for versions in tables.values():
        if len(versions) == TWO:
            yield from _versions(*versions)


def _versions(first: list[Amount], second: list[Amount]) -> Iterator[Comparison]:
    known = {_cell(f): f for f in first}
    pairs = [(f, known[_cell(f)]) for f in second if _cell(f) in known]
    differing = [(a, b) for a, b in pairs if a.amount_yuan != b.amount_yuan]
    if len(pairs) < LIKE or len(differing) * TWO > len(pairs):
        return
    yield from [HOLDS] * (len(pairs) - len(differing))
    for a, b in differing:
        column = f"（{a.breakdown}）" if a.breakdown else ""
        yield compare_equal(
            a,
            b,
            f"{section_in_words(a)}印有两版，{a.item_code or ''}{a.item}{column}一版为{printed(b)}，"
            f"另一版为{printed(a)}{where(b, a)}。",
        )


def _cell(f: Amount) -> tuple[str, str | None, str | None, str]:
    return fold(f.item), f.item_code, f.breakdown, f.measure


@rule("equality.kinds", "人员、公用经费与基本支出表一致", "equality", "error")
def equality_kinds(facts: Facts) -> Examined:
    """人员经费, 公用经费 of 收支总表 = those of 公开06表, where all of 基本支出 is from appropriations."""
    measures: tuple[Measure, ...] = ("final", "initial_budget")
    for measure in measures:
        basic = {
            f.budget_kind: f.amount_yuan
            for f in facts.select(origin="table", measure=measure, concept="basic_expenditure")
        }
        alone = basic.get("all") is not None and basic.get("all") == basic.get("general")
        for concept in ("personnel", "public_funds") if alone else ():
            said = facts.one(
                origin="table", measure=measure, concept=concept, statement="income_expenditure_summary"
            )
            held = facts.one(origin="table", measure=measure, concept=concept, statement="general_basic")
            if said is not None and held is not None:
                yield compare_equal(said, held, disagreement(said, held))


@rule("equality.covered", "绩效目标涉及资金与项目支出", "equality", "info")
def equality_covered(facts: Facts) -> Examined:
    """编报绩效目标的项目…涉及资金 against the unit's 项目支出: how much of it has targets."""
    measures: tuple[Measure, ...] = ("initial_budget", "final")
    wholes = facts.select(concept="project_expenditure", measure=measures, statement=ACCOUNTS)
    whole = next((f for f in wholes if f.project is None and f.value), None)
    said: set[Decimal] = set()
    for f in facts.select(origin="text", measure=("initial_budget", "planned")):
        of_targets = "绩效" in fold(f.item) or COVERED.search(fold(facts.context(f)))
        if whole is None or not of_targets or f.approximate or not f.value:
            continue
        if f.amount_yuan in said:
            continue
        said.add(f.amount_yuan)
        yield compare_equal(
            f,
            whole,
            f"绩效管理涉及资金{printed(f)}，{section_in_words(whole)}项目支出{printed(whole)}，"
            f"两者不等{where(f, whole)}。",
        )


@rule("equality.unit", "元与万元", "equality", "warning")
def equality_unit(facts: Facts) -> Examined:
    """An amount that the report prints in 万元 everywhere else, and here in 元, or the other way round.

    年初预算596.00元，决算855.87万元: amounts of one subject in one sentence, which are near in one unit.
    """
    printed_in: dict[Decimal, dict[str, list[Amount]]] = defaultdict(lambda: defaultdict(list))
    for f in facts.money:
        exact = f.value is not None and not f.approximate and f.unit in UNITS
        if exact and significant(f.value or Decimal(0)) >= DIGITS:
            printed_in[(f.value or Decimal(0)).normalize()][f.unit or ""].append(f)
    for value, by_unit in printed_in.items():
        odd = _odd_unit(value, by_unit)
        if odd is None:
            yield from [HOLDS] * (sum(map(len, by_unit.values())) > 1)
            continue
        other = by_unit[UNITS[odd.unit == UNITS[0]]][0]
        said = f"同一数字在“{other.item}”处为{printed(other)}{where(other)}"
        yield _misprinted_unit(odd, said, other, wide(other))
    for odd, other, near in units_of_one_subject(facts):
        yield _misprinted_unit(odd, f"同句另一数额为{printed(other)}", other) if near else HOLDS
    for odd, other in units_of_one_list(facts):
        yield _misprinted_unit(odd, f"同句所列其他各项以万元计，如{other.item}{printed(other)}", other)


def _misprinted_unit(odd: Amount, said: str, other: Amount, meant: Interval | None = None) -> Comparison:
    return Comparison(
        state=State.BROKEN,
        message=f"{odd.item}印为{printed(odd)}{where(odd)}，{said}，疑为单位误印。",
        rows=(odd, other),
        reported=odd.value,
        unit=odd.unit,
        repairs=((odd.fund_id, meant or point(of_other_unit(odd) or Decimal(0))),),
    )


def _odd_unit(value: Decimal, by_unit: Mapping[str, list[Amount]]) -> Amount | None:
    """The one amount of the text whose unit is not that of the others; of two the smaller one in 元, and the
    one in 万元 of a number that has its thousands of 万.
    """
    if len(by_unit) < len(UNITS):
        return None
    small = sorted(UNITS, key=lambda u: (len(by_unit[u]), (u == UNITS[0]) != (value < LARGE)))[0]
    (first, *more) = by_unit[small]
    return first if not more and first.origin == "text" else None
