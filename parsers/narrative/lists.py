"""Where a list of parts begins and ends, and what is a part of its whole."""

from __future__ import annotations

from decimal import Decimal

from extract import regex
from parsers.lexicon import clause_words, code_of_whole, naming_words, thread_words
from parsers.report import Quantity
from parsers.words.sentences import sentence_before

from .numbers import Number, amount_of
from .thread import LISTED, PARTS, Found, Listing, Measured, Point, Thread

TOTALS = (
    "total_income_expenditure",
    "income_this_year",
    "expenditure_this_year",
    "appropriation_expenditure",
    "three_public",
    "operating_cost",
    "procurement",
)
"""Concepts that are no part of another in the sentences of a report."""


def of_many(thread: Thread) -> bool:
    """Whether a sentence goes through several subjects that are parts of nothing: 甲项5万元；乙项4万元;
    下达甲补助5万元，乙补助4万元，丙补助3万元.
    """
    held = thread.listing
    if held is not None:
        return held.whole is None and held.entries > 1
    return len(thread.beside) > 2


def faces(thread: Thread, gap: str, name: str) -> bool:
    """Whether a total behind ； is of the other side of the account than the list before it:
    收入合计90万元，其中：…；支出合计85万元.
    """
    whole = thread.listing.whole if thread.listing is not None else None
    if whole is None or regex.match("[;；]", gap) is None:
        return False
    return any(side in name and side not in whole.subject.name for side in clause_words().sides.listed)


def is_other_side(thread: Thread, name: str) -> bool:
    """Whether a name is that of the list's whole with the other side of the account, maybe of a part:
    一般公共预算收入90万元，其中：…。地方一般公共预算支出85万元.
    """
    whole = thread.listing.whole if thread.listing is not None else None
    income, expenditure = clause_words().sides.listed
    if whole is None or not whole.subject.name.endswith(income):
        return False
    return name.endswith(whole.subject.name.removesuffix(income) + expenditure)


def begins_anew(thread: Thread, found: Found) -> bool:
    """Whether a subject is no part of the list before it: what the sentence names first, the whole of the
    list in a new sentence, or a total of debts beside another: 债务限额90万元，其中：…，债务余额85万元.
    """
    held = thread.listing.whole if thread.listing is not None else None
    if found == thread.begun:
        return True
    if held is None or held.subject == found.subject:
        return held is not None and thread.fresh
    names = held.subject.name, found.subject.name
    return all(map(clause_words().total_of_debts.ends, names)) or all(
        map(clause_words().balance.whole, names)
    )


def overflows(thread: Thread, n: Number) -> bool:
    """Whether an amount is more than is left of the entry whose parts a list goes through."""
    held = thread.listing
    if held is None or not held.nested or held.quantity is None or held.quantity.unit != n.unit:
        return False
    return held.told + amount_of(n.text) > amount_of(held.quantity.number)


def is_of_others(thread: Thread, n: Number) -> bool:
    """Whether a number belongs to a part of money that is not the unit's; more than is left of that ends it:
    带动社会投资230万元，其中：企业自筹110万元.
    """
    held = thread.listing
    if held is None or held.others is None:
        return False
    if n.unit == held.others.unit:
        held.told += amount_of(n.text)
        if held.told > amount_of(held.others.text):
            thread.leave_nested()
            return False
    return True


def parts_anew(n: Number) -> bool:
    """Whether the words before an amount part the same whole anew: 按支持方向分：…."""
    return thread_words().parted_anew.search(n.gap) is not None


def may_be_part(n: Number, m: Measured, held: Listing, of: Quantity) -> bool:
    """Whether an amount behind ； or 。 may be a part as well: the parts before it leave something of the
    whole, in a new sentence as much as it is, and what it measures is the same. Nothing can be a part
    of what is complete.
    """
    if (m.measure, n.unit) != (of.measure, of.unit):
        return m.measure == of.measure or not held.ended
    left, amount = amount_of(of.number) - held.told, amount_of(n.text)
    return not amount or (left != 0 and (amount <= left or not held.ended))


def may_be_whole(p: Point, amount: Quantity) -> bool:
    """Whether parts may be told behind an amount: of no other year but in an evaluation, of no budget that
    another amount is compared with.
    """
    base = clause_words().of.begins(p.n.after) or clause_words().of_a_budget.search(p.n.lead)
    opened = naming_words().year.match(sentence_before(p.folded, p.n.start))
    led = opened is not None and int(opened["year"]) == amount.period
    of_it = amount.period in (None, p.thread.dated) or p.before or led or p.evaluates
    return of_it and not (base and amount.measure != "final")


def of_last_entry(thread: Thread) -> Listing | None:
    """The parts of the last entry of a list: 支出90万元，其中：教育支出60万元，其中：小学教育20万元; in a
    sentence or a paragraph of their own behind the line of that entry, too.
    """
    held = thread.listing
    if held is not None and held.nested and not held.entries:
        # 拨付90万元：其中甲乡60万元: opened by the colon.
        return held
    if held is None or held.depth or held.last is None or held.entry is None or held.whole is None:
        return None
    if thread.fresh and held.lines in ("", PARTS):
        return None
    entry = Found(held.entry, LISTED)
    measure, alone = held.last.measure, thread.fresh
    return Listing(entry, held.last, 0, measure, opened=thread.style, nested=True, alone=alone)


def close_full(thread: Thread, n: Number) -> None:
    """Closes a list whose entries make up its whole where a new sentence tells another amount, and begins it
    again where that parts the same anew: 按支持方向分：….
    """
    held = thread.listing
    if held is None or held.depth or held.quantity is None or n.percent or not thread.fresh:
        return
    if parts_anew(n):
        held.entries, held.told = 0, Decimal(0)
        return
    if held.entries > 1 and held.told == amount_of(held.quantity.number) and amount_of(n.text):
        held.full = True


def leave_list(thread: Thread, n: Number, m: Measured, found: Found) -> None:
    """Leaves a list where a sentence on another total, or on what it names first, is no entry of it."""
    name = found.subject.name
    if m.measure != "change" and overflows(thread, n):
        thread.leave_nested()
    total = code_of_whole("concepts", "concepts", name) in TOTALS
    opposed = total and (thread.fresh or faces(thread, n.gap, name))
    opposed = opposed or (thread.fresh and is_other_side(thread, name))
    if (opposed or begins_anew(thread, found)) and not n.percent and not thread.depth:
        thread.listings = []


def of_another_whole(n: Number, of: Quantity) -> bool:
    """Whether an amount has a share of another whole than that of its list told behind it:
    项目支出5万元。其中：教育支出80万元，占总支出的80%.
    """
    told = naming_words().share_whole.match(n.after.lstrip("，,"))
    return told is not None and told["whole"] not in of.item and of.item not in told["whole"]


def is_numbered(words: str) -> bool:
    """Whether words begin with the number of an entry: :(1)小学教育."""
    return thread_words().line_number.match(words.lstrip(":：")) is not None
