"""Sums of changes that the text lists: “三公”经费减少4万元，其中接待费减少3万元、用车费减少1万元."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from checks.codes import State
from checks.compare.codes import class_called, class_of_item
from checks.compare.interval import total
from checks.compare.printed import narrow, printed, shown, wide
from checks.compare.relations import graded, misprinted
from checks.compare.slips import is_slip_of, meant, significant
from checks.comparison import HOLDS, Comparison, Missing
from checks.facts import Amount, Facts, offset, paragraph, same_subject, where
from extract import regex
from extract.fold import fold
from normalize.schema import Fund
from normalize.values import YUAN

CHANGED: dict[str, tuple[tuple[str, ...], ...]] = {
    "three_public": (
        ("abroad", "vehicles", "reception"),
        ("abroad", "vehicle_purchase", "vehicle_operation", "reception"),
    ),
    "vehicles": (("vehicle_purchase", "vehicle_operation"),),
    "basic_expenditure": (("personnel", "public_funds"),),
}
"""What changed in all → the parts that together changed by as much."""
OPENS = regex.compile("其中|主要|原因|由于|因为|包括|一是|[(（]")
"""What opens a list of changes that make up the one before it."""
PARTIAL = regex.compile("主要|等(?!级)")
PAIRS = ({"basic_expenditure", "project_expenditure"}, {"personnel", "public_funds"})
"""What leaves nothing out of the change that it is listed under."""
LISTED = 2
APIECE = 4
"""Paragraphs that each of several parts takes up at most."""
FAR = 20
"""Characters before an amount that say what it is."""
DIGITS = 3
"""Digits of a change of which one can be told to be mistyped."""


def known_changes(facts: Facts) -> Iterator[tuple[Fund, Comparison]]:
    """A change whose parts are known by what it is of, and the comparison with them."""
    groups: dict[tuple[str, str | None, str], dict[str, Fund]] = defaultdict(dict)
    for f in facts.rates("change", origin="text"):
        told = f.concept and f.amount_yuan is not None and f.project is None and not f.approximate
        if told and not facts.is_gap(f):
            groups[f.statement, f.basis, f.budget_kind or ""].setdefault(f.concept or "", f)
    for held in groups.values():
        for concept, lists in CHANGED.items():
            named = [[held[c] for c in parts] for parts in lists if all(c in held for c in parts)]
            if concept in held and named and _is_close(held[concept], named[0]):
                yield held[concept], _changed(held[concept], named[0])


def listed_changes(facts: Facts) -> Iterator[tuple[Fund, list[Fund], bool]]:
    """Each change that opens a list of others, with them, and whether the list leaves nothing out."""
    for held in facts.paragraphs.values():
        changes = [f for f in held if f.measure == "change" and f.amount_yuan is not None]
        changes = [f for f in changes if not facts.is_gap(f)]
        for n, whole in enumerate(changes):
            parts = [f for f in changes[n + 1 :] if f.basis == whole.basis and f.item != whole.item]
            opened = parts and changes[n + 1] is parts[0] and OPENS.search(_behind(facts, whole, held))
            if opened and not any(f.approximate for f in (whole, *parts)):
                partial = any(PARTIAL.search(facts.context(f)) for f in (whole, *parts))
                yield whole, parts, not partial or {p.concept for p in parts} in PAIRS


def _behind(facts: Facts, whole: Fund, held: Sequence[Fund]) -> str:
    """What stands between a change and the next number of another subject: 其中 further on opens its list."""
    other = next((f for f in held[held.index(whole) + 1 :] if not same_subject(f, whole)), None)
    return "" if other is None else _between(facts, whole, other)


def _between(facts: Facts, whole: Fund, part: Fund) -> str:
    """What the text says before a part, behind its whole where one sentence has both."""
    before, _, _ = facts.parted(part)
    start, number, _ = facts.parted(whole)
    return before[len(start) + len(number) :] if before.startswith(start + number) else before


def slipped_change(whole: Fund, parts: Sequence[Fund], sure: bool) -> Comparison | None:
    """The comparison of a list of changes that one slip keeps from its whole, a warning; null where it misses
    it otherwise. A list that is not `sure` to be complete may leave out what a digit makes.
    """
    if len(parts) < LISTED and _size(parts[0]) != -_size(whole):
        return HOLDS if _size(parts[0]) == _size(whole) else None
    runs = [list(parts[:n]) for n in range(min(LISTED, len(parts)), len(parts) + 1)]
    if any(_changed(whole, run).state != State.BROKEN for run in runs):
        return HOLDS
    for run in reversed(runs):
        rest = _size(whole) - sum((_size(p) for p in run), Decimal(0))
        meant = (_turned(whole, run, rest) or _mistyped(f, whole, rest, sure) for f in (whole, *run))
        if told := next((m for m in meant if m), None):
            found = _changed(whole, run)
            said = f"{found.message.removesuffix('。')}；{told}。"
            return replace(found, message=said, severity="warning")
    return None


def _turned(whole: Fund, parts: Sequence[Fund], rest: Decimal) -> str | None:
    """Which word before a change is turned, in words; null for none."""
    if rest == 2 * _size(whole):
        return f"若{whole.item}为{_word(-_size(whole))}{printed(whole)}则相符"
    turned = next((p for p in parts if rest == -2 * _size(p)), None)
    return None if turned is None else f"若{turned.item}为{_word(-_size(turned))}{printed(turned)}则相符"


def _mistyped(f: Fund, whole: Fund, rest: Decimal, sure: bool) -> str | None:
    """What a change would be with two digits exchanged, or in a complete list one changed; null for none."""
    now = _size(f)
    meant = now - rest if f is whole else now + rest
    alike = now * meant > 0 and abs(now).adjusted() == abs(meant).adjusted() and significant(now) >= DIGITS
    if not alike or not misprinted(abs(now), abs(meant)) or not (sure or significant(rest) > 1):
        return None
    return f"若{f.item}为{_word(meant)}{shown(abs(meant), f.unit, f.decimals or 0, f)}则相符"


def _size(f: Fund) -> Decimal:
    return f.amount_yuan or Decimal(0)


def _is_close(whole: Fund, parts: Sequence[Fund]) -> bool:
    """Whether the parts are listed by the sentence of the whole, or below it, each under its own heading."""
    return all(0 <= paragraph(p) - paragraph(whole) <= len(parts) * APIECE for p in parts)


def _changed(whole: Fund, parts: Sequence[Fund]) -> Comparison:
    amount = sum((p.amount_yuan or Decimal(0) for p in parts), Decimal(0))
    state = graded(
        narrow(whole).meets(total(narrow(p) for p in parts)), wide(whole).meets(total(wide(p) for p in parts))
    )
    listed = "、".join(f"{p.item}{_signed(p)}" for p in parts)
    decimals = max(p.decimals or 0 for p in (whole, *parts))
    return Comparison(
        state=state,
        message=(
            f"{whole.item}{_signed(whole)}，而所列{listed}，合计{_word(amount)}"
            f"{shown(abs(amount), whole.unit, decimals, whole)}，两者不符{where(whole, *parts)}。"
        ),
        rows=(whole, *parts),
        reported=whole.value,
        expected=amount / YUAN[whole.unit or "元"],
        unit=whole.unit,
        culprit=whole.fund_id,
        repairs=(
            (whole.fund_id, total(wide(p) for p in parts)),
            *((p.fund_id, wide(whole) - total(wide(o) for o in parts if o is not p)) for p in parts),
        ),
    )


def _signed(f: Fund) -> str:
    return f"{_word(f.value or Decimal(0))}{printed(f)}"


def _word(value: Decimal) -> str:
    return "减少" if value < 0 else "增加"


LEFT = regex.compile(
    "^(?:收支|当年|本年|年末|年终|资金|项目资金|累计)?的?(?:结转和?)?(?:结余|剩余)(?:资金)?$|^年末结转"
)
SETTLED = regex.compile("相抵|收支结余")
"""Where a sentence says that the one is the other two's difference."""
CAME, SPENT = regex.compile("收入"), regex.compile("支出|支付|使用")


def surpluses(facts: Facts) -> Iterator[Comparison | Missing]:
    """收入120万元，支出100万元，结余20万元: what is left, with what was left before, is the difference."""
    for held in facts.paragraphs.values():
        said = [f for f in held if isinstance(f, Amount) and f.measure in ("final", "received")]
        for left in (f for f in said if LEFT.search(fold(f.item)) and not f.approximate):
            before = [f for f in said if offset(f) < offset(left) and facts.context(f) == facts.context(left)]
            opening = [f for f in said if f.concept == "opening_balance"]
            came = [f for f in before if f.measure == "received" or CAME.search(fold(f.item))]
            spent = [f for f in before if f not in came and (SPENT.search(facts.parted(f)[0][-FAR:]))]
            if len(came) == len(spent) == 1 and len(opening) <= 1 and not came[0].approximate:
                yield _left(came + opening, spent[0], left, SETTLED.search(facts.context(left)) is not None)


def _left(came: Sequence[Amount], spent: Amount, left: Amount, sure: bool) -> Comparison | Missing:
    rest = left.amount_yuan - sum((f.amount_yuan for f in came), Decimal(0)) + spent.amount_yuan
    inflow, outflow = total(map(wide, came)), wide(spent) + wide(left)
    if inflow.meets(outflow):
        return HOLDS
    told = (
        *(meant(f, f.amount_yuan - rest) for f in (left, spent)),
        *(meant(f, f.amount_yuan + rest) for f in came),
    )
    likely = next((t for t in told if t is not None), None)
    if likely is None and not sure:
        return Missing("结余以外的去向")
    places = max(f.decimals or 0 for f in (*came, spent, left))
    money = "＋".join(f"{f.item}{'到位' if f.measure == 'received' else ''}{printed(f)}" for f in came)
    paid = f"{spent.item}{'' if SPENT.search(spent.item) else '支出'}{printed(spent)}"
    should = shown(left.amount_yuan - rest, left.unit, places, left)
    return Comparison(
        state=State.BROKEN,
        message=(
            f"{money}，减去{paid}，{left.item}应为{should}，印为{printed(left)}"
            f"{'；' + likely if likely else ''}{where(left)}。"
        ),
        rows=(left, *came, spent),
        reported=left.value,
        expected=(left.amount_yuan - rest) / YUAN[left.unit or "元"],
        unit=left.unit,
        repairs=(
            (left.fund_id, inflow - wide(spent)),
            (spent.fund_id, inflow - wide(left)),
            *((f.fund_id, outflow - total(wide(o) for o in came if o is not f)) for f in came),
        ),
    )


def named_classes(said: Sequence[Amount]) -> list[tuple[Amount, list[Amount]]]:
    """The classes that the text names, each with the items that it names elsewhere and that only this class
    has; without those that it gives several amounts.
    """
    plain = [f for f in said if f.level is None and f.breakdown is None and not f.approximate]
    items: dict[str, dict[str, list[Amount]]] = defaultdict(lambda: defaultdict(list))
    classes: dict[str, list[Amount]] = defaultdict(list)
    for f in plain:
        if code := class_called(f.item):
            classes[code].append(f)
        elif code := class_of_item(f.item):
            items[code][f.item].append(f)
    found = []
    for code, whole in classes.items():
        held = [*items[code].values(), whole]
        if len(held) > 1 and all(len({f.amount_yuan for f in same}) == 1 for same in held):
            found.append((whole[0], [same[0] for same in items[code].values()]))
    return found


def leaves_none_out(whole: Amount, parts: Sequence[Amount]) -> bool:
    """Whether parts make a whole, are more than it, or miss it by one slip: none is left out."""
    rest = whole.amount_yuan - sum((p.amount_yuan for p in parts), Decimal(0))
    pairs = [
        (whole.amount_yuan, whole.amount_yuan - rest),
        *((p.amount_yuan, p.amount_yuan + rest) for p in parts),
    ]
    return rest <= 0 or total(map(wide, parts)).meets(wide(whole)) or any(is_slip_of(*pair) for pair in pairs)
