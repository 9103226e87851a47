"""Lists of the narrative that are read as such, whatever their entries are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise, takewhile

from checks.codes import State
from checks.compare.added import additions, is_addition, not_added_up
from checks.compare.economic import ECONOMIC, are_all_shares, is_economic, shares_of_basic
from checks.compare.grids import column_by_column, is_complete, is_over_by_one, lines
from checks.compare.interval import total
from checks.compare.parts import (
    compare_closed,
    compare_total,
    is_class,
    is_outside,
    is_split_by_kind,
    outermost,
    said_again,
    unless_sure,
)
from checks.compare.printed import last_place, printed, wide
from checks.compare.relations import compare_sum
from checks.compare.slips import ListedSum, closed_lists, slipped, slipped_closed, told_lists, unstated
from checks.comparison import HOLDS, Comparison, Examined, Missing, likeliest
from checks.facts import Amount, Facts, offset, paragraph, same_subject, where
from checks.registry import rule
from checks.said.staff import staff
from extract import regex
from extract.fold import fold
from normalize.schema import Figure, Fund
from normalize.values import YUAN

COMPLETE: dict[str | None, tuple[tuple[str, ...], ...]] = {
    "income_this_year": (("拨款", "上级补助", "^事业", "^经营", "附属单位", "其他"),),
    "procurement": (("货物", "工程", "服务"), ("集中采购", "分散采购")),
    "basic_expenditure": (("^人员", "公用"),),
    "vehicles": (("购置", "运行|维护"),),
}
"""Concept → the lists of it that leave nothing out: each word is in the name of one entry."""
SPLIT = ("basic_expenditure", "vehicles")
"""Of these, entries are split once more within the list: 人员经费 into wages and allowances."""
WHOLE = (
    "income_this_year",
    "expenditure_this_year",
    "procurement",
    "three_public",
    "basic_expenditure",
    "personnel",
    "public_funds",
    "vehicles",
)
"""What a list below it surely splits: amounts of any other name may open a list of something else."""
INCOME = regex.compile("收入(合计|总额)$")
TOTAL = regex.compile("(收入|支出)(总预算|合计|总额)$")
OUTER = regex.compile(
    "拨款|上级补助|^事业|^经营|附属单位|^其他|基金|国有资本|结转|^(基本|项目|上缴)|财政专户"
)
"""Names of the first level of income and expenditure."""
AT_LEAST = 2
OF_YEAR = ("income_this_year", "expenditure_this_year")
CARRIED = ("opening_balance", "closing_balance", "use_of_reserves", "surplus_distribution")
CLOSING = regex.compile("^(合|共|总)计$")
"""其中甲项目4万元，乙项目6万元，合计10万元: the whole said again, behind all that makes it up."""
INNER = regex.compile(r"[,，;；、](其中|包?含|包括)[:：]?[^,，、;；\d]*$|\([^()]*$")
"""Before what an entry is split into, all that is in brackets: …其他收入5万元，其中利息1万元"""

NUMBERED = regex.compile("^[一二三四五六七八九十]{1,3}、")
NUMBERED_TOTAL = regex.compile("^(本年)?(收入|支出)?(合计|总计)$")
BALANCED = ("income_expenditure_summary", "appropriation_summary")
"""Statements of two halves, whose rows without an amount are often left out."""
NUMBERED_AT_LEAST = 2

SPOKEN = regex.compile("绩效目标")
COUNTED = ("个", "项", "张")


@rule("sum.listed", "所列各项合计", "sum", "error")
def sum_listed(facts: Facts) -> Examined:
    """An amount = Σ the list that its sentence opens.

    Where nothing shows that the list is complete, only more than the whole is wrong. So it is with counts of
    staff.
    """
    yield from staff(facts)
    for held in facts.paragraphs.values():
        said = [f for f in held if isinstance(f, Amount)]
        for whole, entries in _lists(facts, said):
            for closing in said_again(facts, said, whole, entries):
                yield from compare_closed(whole, *entries, closing)
            if CLOSING.search(fold(entries[-1].item)) and len(entries) > AT_LEAST:
                yield from compare_closed(whole, *entries)
                continue
            named = _complete_by_name(whole, [e for e in entries if not _is_carried(whole, e)])
            # Two parts may be equal without one being made up of the other.
            listed = [parts for parts in (named, *_readings(facts, whole, entries)) if parts]
            others = [f for f in said if same_subject(f, whole) and f is not whole and f not in entries]
            wholes = [whole, *others]
            found = likeliest(compare_total(w, parts, "文字说明中") for w in wholes for parts in listed)
            surely = _surely_listed(facts, whole, listed[0])
            sure = bool(named) or _shares_are_full(held, whole, entries) or _is_more(surely, wholes)
            if found.state != State.HOLDS and is_split_by_kind(whole, entries):
                yield unless_sure(found, whole)
            elif found.state == State.HOLDS or (_is_total(whole) and sure):
                yield found
            else:
                yield Missing(f"{whole.item}的全部组成部分")


PARTIAL = regex.compile("主要|等(?!级)|其余|零星")
"""Of a list that may leave something out."""


@rule("sum.slip", "所列各项差一字之误", "sum", "error")
def sum_slip(facts: Facts) -> Examined:
    """A list that would make its whole but for one mistyped decimal, or for 元 in place of 万元.

    Nothing else shows that it is complete: what a list leaves out is no such remainder. A list that 共计
    closes misses it by any one digit.
    """
    for held in facts.paragraphs.values():
        said = [f for f in held if isinstance(f, Amount)]
        lists = list(_lists(facts, said))
        for whole, entries in lists:
            listed = _readings(facts, whole, entries)
            found = [compare_total(whole, parts, "文字说明中") for parts in listed if parts]
            if any(c.state == State.HOLDS for c in found):
                yield HOLDS
                continue
            partial = any(PARTIAL.search(facts.context(f)) for f in (whole, *entries))
            slips = (s for parts in listed if (s := slipped(whole, parts, partial)) is not None)
            told = next(slips, Missing(f"{whole.item}的全部组成部分"))
            # What a coarser printing explains is no slip.
            coarse = isinstance(told, Comparison) and any(c.state == State.NEAR for c in found)
            yield likeliest(found) if coarse else told
        for whole, entries in (*closed_lists(facts, said), *told_lists(said, lists), *unstated(facts, said)):
            yield slipped_closed(whole, entries) or Missing(f"{whole.item}所合计的各项")


def _lists(facts: Facts, said: Sequence[Amount]) -> Iterator[tuple[Amount, list[Amount]]]:
    """Each amount that opens a list, and the entries that follow, of one measure and exact."""
    starts = [n for n, f in enumerate(said) if f.subject_by != "listed"] + [len(said)]
    for start, end in pairwise(starts):
        following = said[start + 1 : end]
        ends = (n for n, f in enumerate(following) if is_outside(facts, said[start], f))
        parts = following[: next(ends, len(following))]
        if said[start].concept == "total_income_expenditure":
            continue  # its sentence gives both sides, which sum.text tells apart
        of_one = len({(p.measure, p.statement) for p in parts}) == 1
        if len(parts) >= AT_LEAST and of_one and not any(p.approximate for p in (said[start], *parts)):
            inner = {p.fund_id for p in parts}
            split = {p.item for p in parts if not p.breakdown}
            yield (
                said[start],
                [p for p in parts if p.parent_id not in inner and not (p.breakdown and p.item in split)],
            )
    yield from _within(said)


def _within(said: Sequence[Amount]) -> Iterator[tuple[Amount, list[Amount]]]:
    """Entries of a list that open one of their own: 用车费32.03万元（其中：购置费…，运行维护费…）."""
    for whole in (f for f in said if f.subject_by == "listed"):
        parts = [f for f in said if f.parent_id == whole.fund_id and f.measure == whole.measure]
        if len(parts) >= AT_LEAST and not any(p.approximate for p in (whole, *parts)):
            yield whole, parts


ANEW = regex.compile(r"(?:按|从)[^，,。；;:：\d]{2,10}(?:分为?|划分|看|来看)[:：，,]?[^，,。；;:：\d]*$")
"""What splits the whole once more: 按资金来源分财政拨款支出180万元、其他资金支出20万元."""


def _readings(facts: Facts, whole: Amount, entries: list[Amount]) -> list[list[Fund]]:
    """The entries as they are, and without what may follow a list and be none of it.

    What is carried over, what 其中 or brackets split an entry into, other sentences.
    """
    before = [facts.parted(e)[0] for e in entries]
    inner = [n > 0 and INNER.search(said) is not None for n, said in enumerate(before)]
    anew = next((n for n, said in enumerate(before) if n > 0 and ANEW.search(said)), 0)
    narrower = (
        [e for e in entries if not _is_carried(whole, e)],
        [e for e, split in zip(entries, inner, strict=True) if not split],
        entries[: inner.index(True) if True in inner else 0],
        [e for e in entries if facts.context(e) == facts.context(whole)],
        entries[:anew],
    )
    less: list[list[Fund]] = [[*parts] for parts in narrower if AT_LEAST <= len(parts) < len(entries)]
    return [outermost(entries), [*entries], *less]


def _surely_listed(facts: Facts, whole: Amount, parts: Sequence[Fund]) -> list[Fund]:
    """The entries without what is carried over, and up to those that are often told on their own: 会议费."""
    own = takewhile(
        lambda p: p.concept is None or not is_economic(p.item) or facts.context(p) == facts.context(parts[0]),
        parts,
    )
    return [p for p in own if not _is_carried(whole, p)]


def _is_carried(whole: Amount, f: Fund) -> bool:
    """Whether an amount is no income or expenditure of the year that the whole is of; budgets count it in."""
    return whole.concept in OF_YEAR and f.concept in CARRIED and "预算" not in whole.item


def _is_total(whole: Amount) -> bool:
    """Whether a list below an amount splits it: by its concept, or by its name where it has none."""
    return whole.concept in WHOLE or (whole.concept is None and TOTAL.search(fold(whole.item)) is not None)


def _complete_by_name(whole: Amount, entries: Sequence[Amount]) -> list[Fund]:
    """The entries of a list that by their names leave nothing out, without those that split one of them."""
    income = whole.concept is None and INCOME.search(fold(whole.item))
    lists = COMPLETE.get("income_this_year" if income else whole.concept, ())
    found = ([[e for e in entries if regex.search(w, fold(e.item))] for w in words] for words in lists)
    named = next((parts for parts in found if all(parts)), [])
    if not named:
        return []
    return [first for first, *_ in named] if whole.concept in SPLIT else outermost(entries)


def _shares_are_full(said: Sequence[Fund], whole: Fund, parts: Sequence[Amount]) -> bool:
    """Whether each entry has its share, behind the whole, and the shares make 100 %."""
    shares = [f for f in said if f.measure == "share" and offset(f) > offset(whole)]
    own = [next((s for s in shares if same_subject(s, p)), None) for p in parts]
    given = [s for s in own if s is not None]
    full = total(wide(s).widened(last_place(s) / 2) for s in given)
    return len(given) == len(parts) and full.holds(Decimal(100))


def _is_more(parts: Sequence[Fund], wholes: Sequence[Amount]) -> bool:
    """Whether entries of one level are more than any amount of the whole.

    Sources of income, kinds of spending, economic items.
    """
    outer = all(OUTER.search(fold(p.item)) or is_economic(p.item) for p in parts)
    of_one_level = outer or all(is_class(p) for p in parts)
    least = total(wide(p) for p in parts).low
    return of_one_level and all(least > wide(w).high for w in wholes)


@rule("sum.grid", "表内各行各列合计", "sum", "error")
def sum_grid(facts: Facts) -> Examined:
    """A line of a table whose 合计 adds up every other line of its kind adds up, too.

    Where it adds up less than three others, it is a total of all that stands beside it by their names alone.
    Rows below another make it up where they do so in all columns but one.
    """
    yield from column_by_column(facts)
    others = (funds for funds in facts.tables.values() if funds[0].statement not in BY_CONCEPT)
    for held in (h for funds in others for h in lines(funds)):
        compared = [(compare_total(w, ps, f"{w.section or '表'}中"), is_complete(ps)) for w, ps in held]
        broken = sum(c.state != State.HOLDS for c, _ in compared)
        usual = len(compared) - broken >= HELD_AT_LEAST and broken <= max(1, len(compared) // 10)
        for (c, complete), (whole, parts) in zip(compared, held, strict=True):
            if complete or usual:
                within = c.state != State.HOLDS and not complete and is_over_by_one(whole, parts)
                yield Missing("其中数") if within else c


@rule("sum.numbered", "按序号列示的各项合计", "sum", "error")
def sum_numbered(facts: Facts) -> Examined:
    """合计 = Σ of the rows 一、二、三、 above it; each of them = Σ of the rows below it, if others are."""
    for column in _columns(facts):
        groups, total = _grouped(facts, column)
        if total is None or len(groups) < NUMBERED_AT_LEAST:
            continue
        label = f"{total.section or '表'}中"
        yield compare_total(total, [head for head, _ in groups], label)
        yield from _split(groups, label)


def _columns(facts: Facts) -> Iterator[list[Amount]]:
    """The amounts of each column, from the top down, of tables whose rows no parser put under each other."""
    for funds in facts.tables.values():
        if funds[0].statement in BALANCED or any(f.parent_id or f.item_code for f in funds):
            continue
        for number in sorted({f.col_no or 0 for f in funds}):
            column = [f for f in funds if (f.col_no or 0) == number]
            if len({(f.unit, f.measure, f.period) for f in column}) == 1:
                yield sorted(column, key=lambda f: f.row_no or 0)


def _grouped(facts: Facts, column: Sequence[Amount]) -> tuple[list[ListedSum], Amount | None]:
    """Each numbered row with those below it, and the total below them all; null where the column has none."""
    groups: list[ListedSum] = []
    for f in column:
        if NUMBERED_TOTAL.search(fold(f.item)):
            return groups, f
        if NUMBERED.search(fold(facts.context(f))):
            groups.append((f, []))
        elif groups:
            groups[-1][1].append(f)
        else:
            return [], None
    return groups, None


def _split(groups: Sequence[ListedSum], label: str) -> Iterator[Comparison | Missing]:
    """Rows below a numbered one may be some of its parts: all of them if they are so in every other group."""
    compared = [(head, compare_total(head, below, label)) for head, below in groups if below]
    broken = [c for _, c in compared if c.state != State.HOLDS]
    sure = len(broken) == 1 and len(compared) > NUMBERED_AT_LEAST
    for head, found in compared:
        if found.state == State.HOLDS or sure:
            yield found
        else:
            yield Missing(f"{head.item}的全部组成部分")


@rule("sum.target", "绩效目标项目资金合计", "sum", "error")
def sum_target(facts: Facts) -> Examined:
    """编报绩效目标的项目N个，涉及资金 = Σ the totals of the N forms that are annexed.

    Other counts say nothing.
    """
    forms = facts.select(
        origin="table", statement="performance_target", concept="fund_total", measure="planned"
    )
    for f in facts.select(origin="text", measure=("initial_budget", "planned")):
        if not forms or not SPOKEN.search(fold(f.item)) or f.approximate:
            continue
        counts = {x.value for x in facts.rows.figures if x.unit in COUNTED and paragraph(x) == paragraph(f)}
        if Decimal(len(forms)) not in counts:
            yield Missing("各项目的绩效目标表")
            continue
        yield compare_sum(
            f,
            forms,
            lambda amount, f=f: (  # type: ignore[misc]
                f"正文称{f.item}涉及资金{printed(f)}，所附{len(forms)}张绩效目标表资金总额合计{amount}，"
                f"两者不符{where(f, *forms)}。"
            ),
        )


@rule("sum.economic", "经济分类各类与基本支出", "sum", "error")
def sum_economic(facts: Facts) -> Examined:
    """基本支出 = 工资福利 + 商品和服务 + 对个人和家庭的补助 (+ 资本性支出), each said to be a share of it."""
    said = facts.select(origin="text", measure=("final", "initial_budget"))
    for measure in ("final", "initial_budget"):
        parts = list(shares_of_basic(facts, [f for f in said if f.measure == measure]))
        names = {word for word in ECONOMIC for f in parts if word in fold(f.item)}
        wholes = [
            f for f in said if f.measure == measure and f.concept == "basic_expenditure" and not f.approximate
        ]
        told = len(names) == len(ECONOMIC) or (len(names) > 1 and are_all_shares(facts, parts))
        if not told or len(names) != len(parts) or not wholes:
            continue
        yield likeliest(compare_total(w, parts, "文字说明中") for w in wholes)


ADDED_AT_LEAST = 2
HELD_AT_LEAST = 3
BY_CONCEPT = (
    *("income", "expenditure", "general_expenditure"),
    *("government_fund", "state_capital", "general_basic"),
)
"""Statements whose rows sum.row adds up by what their columns mean."""


@rule("sum.added", "加总各项等于总计", "sum", "error")
def sum_added(facts: Facts) -> Examined:
    """A, 加上: b, c, d, 收入总计 E: A + b + c + d = E, as reports of governments balance their budgets."""
    paragraphs: dict[int, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for f in sorted(facts.rows.figures, key=offset):
        if paragraph(f) >= 0 and f.unit in YUAN and f.value is not None:
            paragraphs[paragraph(f)][f.context or ""].append(f)
    changes = frozenset(f.fund_id for f in facts.funds if f.measure == "change")
    for said in paragraphs.values():
        for sentence in filter(is_addition, said):
            yield from _added(facts, said, sentence, changes)


def _added(
    facts: Facts, said: Mapping[str, Sequence[Figure]], sentence: str, changes: frozenset[str]
) -> Iterator[Comparison | Missing]:
    """The comparisons of a sentence that adds amounts up to totals, in a paragraph that says others."""
    placed = [(f, facts.at(f)) for f in said[sentence]]
    if any(at < 0 for _, at in placed):
        yield Missing("各项金额在句中的位置")
        return
    for found in additions(placed, sentence, changes):
        parts, whole = total(map(wide, found.parts)), wide(found.whole)
        earlier = (wide(f) for held in said.values() for f in held if offset(f) < offset(found.parts[0]))
        if len(found.first) != 1 or found.count < ADDED_AT_LEAST:
            yield Missing("加总的首项")
        elif whole.meets(parts):
            yield HOLDS
        elif not found.sure or any(whole.meets(parts + x) for x in earlier):
            yield Missing("加总的各项")
        else:
            yield not_added_up(facts, found.whole, found.parts, found.name)
