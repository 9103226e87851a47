"""What totals are made of, and a total against its parts in words."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate

from checks.codes import State
from checks.comparison import Comparison, Missing
from checks.facts import Amount, Facts, offset, paragraph, same_subject, where
from extract import regex
from extract.fold import fold
from normalize.parents import INCOME
from normalize.schema import Fund
from parsers.classification import of_name

from .printed import printed, wide
from .relations import compare_equal, compare_sum

KINDS_OF_INCOME = {"general_income", "government_fund_income", "state_capital_income"}
MONEY_KINDS = {"general", "government_fund", "state_capital"}
CLOSES = regex.compile(r"(?:[总共]计|合计|总共)[^，,。；;\d]{0,20}$")
"""A项目40万元；B项目20万元；C项目3万元。共计下达资金63万元: what closes a list."""


def compare_total(whole: Fund, parts: Sequence[Fund], what: str) -> Comparison:
    """The comparison of a total with its parts, in words."""
    name = (
        f"{whole.item}"
        f"{'（' + whole.breakdown + '）' if whole.breakdown and whole.breakdown != whole.item else ''}"
    )
    return compare_sum(
        whole,
        parts,
        lambda amount: (
            f"{what}{name}为{printed(whole)}，所列{len(parts)}项合计{amount}，"
            f"两者不符{where(whole, *parts)}。"
        ),
    )


def top_incomes(funds: Sequence[Fund]) -> Sequence[Fund]:
    """The sources of income, without those that are listed under 财政拨款收入 where that stands too."""
    inner = KINDS_OF_INCOME
    if any(f.concept == "appropriation_income" for f in funds):
        funds = [f for f in funds if f.concept not in inner]
    return funds if all(f.concept in INCOME | inner for f in funds) else []


APART = regex.compile("^(其中:?)?(其他|单位|自有|自筹|社会|财政专户)(资金|管理资金)")
"""Money of a form that is no part of the row above it: 其他资金 below 财政拨款."""


def outermost(parts: Sequence[Fund]) -> list[Fund]:
    """The parts without those that, listed right below one of them, make it up.

    财政拨款 over 一般公共预算 and 政府性基金. Forms print both as one list.
    """
    return [part for part, _ in nested(parts)]


def nested(parts: Sequence[Fund]) -> list[tuple[Fund, list[Fund]]]:
    """The outermost parts, each with those that make it up."""
    out: list[tuple[Fund, list[Fund]]] = []
    waiting = deque(sorted(parts, key=lambda f: f.row_no or offset(f)))
    while waiting:
        part, below = waiting.popleft(), list[Fund]()
        sums = list(accumulate(f.value or Decimal(0) for f in waiting))
        if part.value and part.value in sums and not APART.search(waiting[0].item):
            below = [waiting.popleft() for _ in range(sums.index(part.value) + 1)]
        out.append((part, below))
    return out


def others_told(facts: Facts, whole: Fund, names: Collection[str | None]) -> bool:
    """Whether the text lists a part of an amount besides those of these concepts, as 结转下年."""
    listed = facts.children.get(whole.fund_id, ())
    return any(f.value and f.origin == "text" and f.concept not in names for f in listed)


BESIDE = regex.compile("(此外|另外|除此之外|另有?)[，,：:]?[^，,。；;\\d]*$")
"""What comes besides a list is no entry of it: …其他收入2万元，占2%；此外，年初结转5万元."""
ANEW = regex.compile("^procurement_(sme|micro|reserved|other)")
"""Who the contracts went to splits the same money once more."""


def is_outside(facts: Facts, whole: Fund, f: Fund) -> bool:
    """Whether an amount ends the list before it: what comes besides, or the whole said again."""
    if whole.concept is not None and (f.concept, f.breakdown) == (whole.concept, whole.breakdown):
        return True
    before, _, _ = facts.parted(f)
    return ANEW.search(f.concept or "") is not None or BESIDE.search(before) is not None


BY_KIND = regex.compile("^(基本|项目)支出")
"""What an item or all of spending is split into; units that run a business spend on that, too."""
TWO = 2
CLASS = "function:"


def is_split_by_kind(whole: Fund, parts: Sequence[Fund]) -> bool:
    """其他支出20万元，其中：基本支出8万元，项目支出12万元: a list of these two alone leaves nothing out."""
    found = [BY_KIND.search(fold(p.breakdown or p.item)) for p in parts]
    names = {m[1] for m in found if m is not None}
    spent = whole.concept is None or whole.concept.startswith((CLASS, "economic:", "expenditure"))
    return len(parts) == len(names) == TWO and spent and "收入" not in whole.item


def unless_sure(found: Comparison, whole: Fund) -> Comparison:
    """What an item is spent on is basic or for a project; of other amounts it is very likely so."""
    sure = whole.concept is not None and whole.concept.startswith(CLASS)
    return found if sure else replace(found, severity="warning")


def is_class(f: Fund) -> bool:
    """Whether an amount is of a class (类) of the classification: 教育支出, whose 款 is 普通教育."""
    name = (f.concept or "").removeprefix(CLASS)
    entries = of_name(name, "function") or of_name(f"{name}支出", "function")
    return (f.concept or "").startswith(CLASS) and any(e.level == "类" for e in entries)


LISTED = {"abroad", "reception", "vehicle_operation"}
"""The parts of “三公”经费 that a list without 购置 names."""


def is_list(whole: Fund | None, parts: Sequence[Fund]) -> bool:
    """Whether a sentence lists 出国, 接待 and 运行维护 under “三公”经费, and says nothing of 购置."""
    of_one = {paragraph(f) for f in parts} == {paragraph(whole)} if whole is not None else False
    return of_one and {f.concept for f in parts} == LISTED


def unless_purchased(found: Comparison | Missing) -> Comparison | Missing:
    """Less than the total may leave a purchase unsaid: very likely wrong, but not surely."""
    if isinstance(found, Missing) or found.expected is None or found.reported is None:
        return found
    less = found.state == State.BROKEN and found.expected < found.reported
    return replace(found, severity="warning") if less else found


def is_made_up(facts: Facts, whole: Amount, parts: Sequence[Fund]) -> bool:
    """Whether another amount that its paragraph lists is just what the parts lack: 上年结转支出10万元."""
    said = (f for f in facts.paragraphs[paragraph(whole)] if isinstance(f, Amount))
    others = (f for f in said if f.subject_by == "listed" and f.value and f.measure == whole.measure)
    return any(
        compare_total(whole, [*parts, f], "").state == State.HOLDS
        for f in others
        if f is not whole and f not in parts
    )


def compare_closed(whole: Amount, *entries: Amount) -> Iterator[Comparison]:
    """合计 = the entries before it; so is what opens the list, if it is as much, or if they make as much."""
    *parts, closing = entries
    own = compare_total(closing, outermost(parts), "文字说明中")
    yield own
    if wide(closing).meets(wide(whole)):
        yield compare_total(whole, outermost(parts), "文字说明中")
    elif own.state != State.BROKEN and compare_total(whole, parts, "").state != State.BROKEN:
        said = f"文字说明中{whole.item}{printed(whole)}，所列各项之后的{closing.item}为{printed(closing)}"
        yield compare_equal(closing, whole, f"{said}，两者不符{where(closing, whole)}。")


def said_again(
    facts: Facts, said: Sequence[Amount], whole: Amount, entries: Sequence[Amount]
) -> list[Amount]:
    """The amount behind a list that its sentence says is the total of it, if there is one."""
    after = said[said.index(entries[-1]) + 1 :][:1]
    alike = [f for f in after if same_subject(f, whole) and f.measure == whole.measure and f.value]
    return [
        f for f in alike if facts.context(f) == facts.context(whole) and CLOSES.search(facts.parted(f)[0])
    ]
