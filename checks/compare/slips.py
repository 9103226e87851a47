"""Slips of the keyboard: whether one printed number is another with a digit, or its unit, mistyped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate, takewhile

from checks.codes import State
from checks.comparison import Comparison
from checks.facts import Amount, Facts
from extract import regex
from extract.fold import fold
from normalize.schema import Figure, Fund

from .parts import CLOSES, compare_total
from .printed import factor, last_place, printed, shown
from .relations import misprinted

SIGNIFICANT = 5
"""Digits of an amount, without zeros at its end, that are not alike by chance but for one."""
AT_LEAST = 2
"""Digits of two changes of one amount that are not alike by chance but for one."""
THOUSAND, TEN_THOUSAND = Decimal(1000), Decimal(10000)
"""Of amounts in 元, what hardly any part of a list is less than; 万元 in 元."""
OF_LEVEL = regex.compile(
    "^(?:中央|省|市|州|县|区|乡|镇|本|地方)(?:级|本级)?(?:财政)?(?:配套|补助|专项|拨款|预算|安排)*(?:资金|经费|拨款|补助)$"
)
"""省级财政资金: money by the level that gives it."""
DEBT = regex.compile("^(?!一般|专项|新增|再融资).*债[务券]")
DEBTS = regex.compile("^一般债[务券]"), regex.compile("^专项债[务券]")
"""The kinds of debt, of which there are two."""
ITEM = "function:"
TOTALS = ("total_income_expenditure", "expenditure_this_year")
COURSES = ("training", "meeting")
FESTIVALS = regex.compile("节庆|晚会|论坛|赛事")
INNER = regex.compile("(?:其中|[内包]含|包括)[^，,。；;\\d]*$")
"""What opens the parts of an amount of a list: 印刷费1.61万元，其中彩印0.60万元，共计7.01万元."""
LEAST_CLOSED = 3
"""Amounts of a list that a total closes."""
DIGITS = 3
"""Digits of an entry of a closed list that is told by one of them."""
SHOWN = 2
NONE_OF = 2
"""Entries of 0 with which a list names all that there may be."""
FEWEST = 2
"""Amounts of a list of which one can be told by its unit."""
UNITS = ("元", "万元")
STATED = ("final", "initial_budget", "adjusted_budget")
TEN = Decimal(10)
ListedSum = tuple[Amount, list[Amount]]


def is_misprint(said: Decimal, meant: Decimal, least: int = SIGNIFICANT) -> bool:
    """Whether a number of so many digits is another one with one changed or two neighbours swapped."""
    alike = said.adjusted() == meant.adjusted() and significant(meant) >= least
    return alike and misprinted(said, meant)


def is_swapped(said: Decimal, meant: Decimal) -> bool:
    """Whether a number is another one with two neighbours swapped, which nothing left out of a list makes."""
    digits = [sorted(f"{v.normalize():f}".replace(".", "").strip("0")) for v in (said, meant)]
    return digits[0] == digits[1] and is_misprint(said, meant, DIGITS)


def is_slip_of(a: Decimal, b: Decimal) -> bool:
    """Whether one amount in 元 is another with a digit mistyped, or with 元 in place of 万元."""
    if min(significant(a), significant(b)) < AT_LEAST:
        return False
    return misprinted(a, b) or a * TEN_THOUSAND == b or b * TEN_THOUSAND == a


def significant(number: Decimal) -> int:
    """The digits of a number without zeros at either end."""
    return len("".join(map(str, number.as_tuple().digits)).strip("0"))


def of_other_unit(row: Fund | Figure) -> Decimal | None:
    """The amount in 元 had 元 been printed as 万元, or 万元 as 元; null for other units."""
    if row.value is None or row.unit not in ("元", "万元"):
        return None
    return row.value * (TEN_THOUSAND if row.unit == "元" else factor("元"))


def units_of_one_subject(facts: Facts) -> Iterator[tuple[Amount, Amount, bool]]:
    """Of the amounts of one subject in a sentence the one in another unit, one of the others, and whether all
    are near it in theirs.
    """
    for held in facts.paragraphs.values():
        said: dict[tuple[str, str], list[Amount]] = defaultdict(list)
        for f in held:
            if isinstance(f, Amount) and f.unit in UNITS and f.value and f.measure in STATED:
                said[f.item, facts.context(f)].append(f)
        for amounts in said.values():
            alone = [f for f in amounts if sum(x.unit == f.unit for x in amounts) == 1]
            small = sorted(alone, key=lambda f: (f.unit == UNITS[0]) != (f.value < TEN_THOUSAND))
            if small and len({f.unit for f in amounts}) == len(UNITS):
                others = [f for f in amounts if f.unit != small[0].unit]
                yield small[0], others[0], all(_is_near(small[0], x) for x in others)


def units_of_one_list(facts: Facts) -> Iterator[tuple[Amount, Amount]]:
    """Of the amounts that a sentence lists the one in 元 among others in 万元, with the largest, where
    it is next to nothing beside most of them: 甲县247.85万元、乙县144.10万元、丙县286.07元.
    """
    for held in facts.paragraphs.values():
        listed: dict[tuple[str, str], list[Amount]] = defaultdict(list)
        for f in held:
            if isinstance(f, Amount) and f.subject_by == "listed" and f.value and f.measure in STATED:
                listed[f.measure, facts.context(f)].append(f)
        for amounts in listed.values():
            odd = [f for f in amounts if f.unit == UNITS[0] and f.value < THOUSAND]
            others = [f for f in amounts if f.unit == UNITS[1]]
            large = [f for f in others for o in odd if f.amount_yuan > o.amount_yuan * THOUSAND]
            if (
                len(odd) == 1
                and len(amounts) == len(others) + 1 >= LEAST_CLOSED
                and len(large) * 2 > len(others)
            ):
                yield odd[0], max(others, key=lambda f: f.amount_yuan)


def _is_near(odd: Amount, other: Amount) -> bool:
    """Whether one amount is less than ten times the other in the other's unit, and far from it as printed."""
    meant = of_other_unit(odd) or Decimal(0)
    apart = max(odd.amount_yuan, other.amount_yuan) / min(odd.amount_yuan, other.amount_yuan)
    return apart > THOUSAND and max(meant, other.amount_yuan) < TEN * min(meant, other.amount_yuan)


def slipped(whole: Amount, parts: Sequence[Fund], partial: bool) -> Comparison | None:
    """The comparison of a list that misses its whole by one slip; null where it misses it otherwise, or by
    what a list that is but `partial` may leave out.
    """
    rows = [whole, *(p for p in parts if p.amount_yuan)]
    rest = whole.amount_yuan - sum((p.amount_yuan or Decimal(0) for p in parts), Decimal(0))
    none = sum(not p.amount_yuan for p in parts) >= NONE_OF
    left_out = partial and rest > 0
    found = compare_total(whole, parts, "文字说明中")
    for row in rows:
        meant = (row.amount_yuan or Decimal(0)) + (-rest if row is whole else rest)
        near = abs(rest) < max(factor(row.unit), THOUSAND) and not left_out
        least = None if left_out else _digits(row, meant, near=near, listed=none and not partial)
        told = _told(row, meant, least=least, several=len(rows) > FEWEST) or _tenfold(row, meant)
        if told is not None:
            said = f"{found.message.removesuffix('。')}；{row.item}{printed(row)}{told}。"
            return replace(found, message=said, state=State.BROKEN, severity=None if near else "warning")
    return _over(found, whole, [p for p in parts if isinstance(p, Amount)], -rest)


def _digits(row: Fund, meant: Decimal, *, near: bool, listed: bool) -> int | None:
    """Of how many digits a number may be told to be mistyped for another: of fewer where two are exchanged,
    or where all that there may be is `listed`; null where what the list leaves out may be the difference.
    """
    scale = factor(row.unit)
    if meant <= 0:
        return None
    if is_swapped((row.amount_yuan or Decimal(0)) / scale, meant / scale):
        return DIGITS
    return DIGITS + 1 if listed else SIGNIFICANT if near else None


def _over(found: Comparison, whole: Amount, parts: Sequence[Amount], more: Decimal) -> Comparison | None:
    """The comparison of a list that is over by one digit of an amount, a warning; null for another.

    Two parts may overlap, but not by one digit of long numbers.
    """
    over = more > 0 and found.state == State.BROKEN and not _is_of_a_run(parts, more)
    long = all(significant(f.amount_yuan) >= SIGNIFICANT for f in (whole, *parts))
    likely = mended(whole, parts) if over and (long or len(parts) >= LEAST_CLOSED) else None
    said = f"{found.message.removesuffix('。')}；{likely}。"
    return None if likely is None else replace(found, message=said, severity="warning")


def _told(row: Fund, meant: Decimal, *, least: int | None, several: bool) -> str | None:
    """By what slip an amount is printed for what it was meant to be; null where by none. `least`: of how many
    digits one may be mistyped.
    """
    if several and of_other_unit(row) == meant:
        return _of_unit(row)
    amount, scale = row.amount_yuan or Decimal(0), factor(row.unit)
    if least and is_misprint(amount / scale, meant / scale, least):
        return f"若为{shown(meant, row.unit or '元', row.decimals or 0, row)}则相符"
    return None


def _tenfold(row: Fund, meant: Decimal) -> str | None:
    """What an amount would be with its point moved, where that is just what it should be; null elsewhere."""
    amount = row.amount_yuan or Decimal(0)
    if significant(amount) < DIGITS or amount not in (meant * TEN, meant / TEN):
        return None
    return f"若为{shown(meant, row.unit or '元', row.decimals or 0, row)}则相符"


def _is_of_a_run(parts: Sequence[Amount], rest: Decimal) -> bool:
    """Whether entries that follow each other make what a list is over by: then they are part of another."""
    sums = list(accumulate((p.amount_yuan for p in parts), initial=Decimal(0)))
    return not {s + rest for s in sums}.isdisjoint(sums)


def closed_lists(facts: Facts, said: Sequence[Amount]) -> Iterator[tuple[Amount, list[Amount]]]:
    """Each amount of a paragraph that is said to be the total of those before it, with them."""
    start = 0
    for n, whole in enumerate(said):
        if not CLOSES.search(facts.parted(whole)[0]):
            continue
        parts = [f for f in said[start:n] if f.measure == whole.measure]
        inner = any(INNER.search(facts.parted(f)[0]) for f in parts)
        if len(parts) >= LEAST_CLOSED and not inner and not any(f.approximate for f in (whole, *parts)):
            yield whole, parts
        start = n + 1


def told_lists(
    said: Sequence[Amount], listed: Iterable[tuple[Amount, list[Amount]]]
) -> Iterator[tuple[Amount, list[Amount]]]:
    """Lists that by what they name leave hardly anything out: 中央资金, 省级资金; 一般债务, 专项债务; a
    training and what each course cost.
    """
    for whole, entries in listed:
        if all(OF_LEVEL.search(fold(e.item)) for e in entries) and len({e.item for e in entries}) == len(
            entries
        ):
            yield whole, entries
    for whole, *debts in zip(said, said[1:], said[2:], strict=False):
        alike = all(
            d.measure == whole.measure and name.search(fold(d.item))
            for d, name in zip(debts, DEBTS, strict=True)
        )
        if alike and DEBT.search(fold(whole.item)) and not any(f.approximate for f in (whole, *debts)):
            yield whole, debts
    for n, whole in enumerate(said):
        after = takewhile(lambda f: not f.concept and not FESTIVALS.search(fold(f.item)), said[n + 1 :])
        uses = [f for f in after if f.measure == whole.measure]
        if (
            whole.concept in COURSES
            and len(uses) >= FEWEST
            and not any(f.approximate for f in (whole, *uses))
        ):
            yield whole, uses


def unstated(facts: Facts, said: Sequence[Amount]) -> Iterator[ListedSum]:
    """The items of a paragraph about what was spent that names no total, under the one of the text."""
    items = [f for f in said if (f.concept or ITEM).startswith(ITEM) and f.statement == "expenditure"]
    if len(items) < max(len(said), LEAST_CLOSED) or {f.measure for f in items} != {"final"}:
        return
    totals = facts.select(origin="text", measure="final", concept=TOTALS)
    spent = [f for f in totals if "支出" in fold(f.item) and f.budget_kind == "all"]
    if len({f.amount_yuan for f in spent}) == 1:
        yield spent[0], items


def slipped_closed(whole: Amount, parts: Sequence[Amount]) -> Comparison | None:
    """The comparison of a closed list that one digit or the unit of one of its amounts would mend; null where
    more is amiss: then what the total is of was not understood.
    """
    found = compare_total(whole, parts, "文字说明中")
    told = mended(whole, parts)
    if found.state != State.BROKEN:
        return found
    said = f"{found.message.removesuffix('。')}；{told}。"
    return None if told is None else replace(found, message=said, severity="warning")


def mended(whole: Amount, parts: Sequence[Amount]) -> str | None:
    """Which amounts of a sum would mend it with one digit or their unit changed, in words; null for none."""
    rest = whole.amount_yuan - sum((p.amount_yuan for p in parts), Decimal(0))
    told = (meant(whole, whole.amount_yuan - rest), *(meant(p, p.amount_yuan + rest) for p in parts))
    named = [t for t in told if t is not None]
    return "，或".join(named[:SHOWN]) or None


def meant(row: Amount, amount: Decimal) -> str | None:
    """What an amount would be, where that is one digit or its unit away from what is printed."""
    digit = significant(row.amount_yuan) >= DIGITS and amount.adjusted() == row.amount_yuan.adjusted()
    if of_other_unit(row) == amount:
        return f"{row.item}{printed(row)}{_of_unit(row)}"
    if amount > 0 and (
        _is_longer(row, amount) or _is_tenfold(row, amount) or (digit and misprinted(row.amount_yuan, amount))
    ):
        return f"若{row.item}为{shown(amount, row.unit or '元', row.decimals or 0, row)}则相符"
    return None


def _is_longer(row: Amount, meant: Decimal) -> bool:
    """Whether one number is the other with a digit more: 122.8 for 12.8, 185.95 for 1856.95."""
    scale = factor(row.unit)
    places = row.decimals or 0
    a, b = (f"{abs(v / scale):.{places}f}" for v in (row.amount_yuan, meant))
    short, long = sorted((a, b), key=len)
    at = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    significant_ones = len(short.replace(".", "").strip("0")) >= DIGITS
    return len(long) == len(short) + 1 and significant_ones and long[:at] + long[at + 1 :] == short


def _is_tenfold(row: Amount, meant: Decimal) -> bool:
    """Whether the point was moved by a place; 783.63 misprinted so is 78.36."""
    place = last_place(row)
    moved = row.amount_yuan * 10, row.amount_yuan / 10
    near = abs(moved[0] - meant) < place * 10, abs(moved[1] - meant) <= place / 2
    return significant(row.amount_yuan) >= AT_LEAST and any(near)


def _of_unit(row: Fund) -> str:
    return f"疑为单位误印，按{'万元' if row.unit == '元' else '元'}计则相符"
