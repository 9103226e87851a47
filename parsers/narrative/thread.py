"""What carries on from clause to clause: the state of the reader between two numbers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from extract import regex
from parsers.codes import Basis, Measure, Statement, SubjectBy
from parsers.lexicon import clause_words, code_of_whole, naming_words, thread_words
from parsers.outline.sections import Placed
from parsers.report import Profile, Quantity

from .numbers import Number, amount_of
from .subject import Subject
from .vocabulary import Vocabulary

NAMED: SubjectBy = "named"
LISTED: SubjectBy = "listed"
HEADING: SubjectBy = "heading"
CARRIED: SubjectBy = "carried"
Budget = Literal["initial_budget", "adjusted_budget"]
"""The measures that are a budget of the year itself."""
BUDGETS: tuple[Budget, ...] = ("adjusted_budget", "initial_budget")
"""Both, the one that spending is held against first."""
OF = "的"
"""What joins a whole to its share, and an evaluation to what it is of."""
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
SIDES = {"income", "expenditure"}
"""Statements of which no amount of the one is a part of the other."""


@dataclass(frozen=True)
class Found:
    """A subject and how certain it is: named in the number's own clause, listed, named by the heading, or
    carried.
    """

    subject: Subject
    by: SubjectBy = NAMED

    @property
    def carried(self) -> Found:
        """The same in a sentence behind: what a heading names is still that."""
        return replace(self, by=HEADING if self.by == HEADING else CARRIED)


@dataclass(frozen=True)
class Measured:
    """A measure; `basis`: what a change or rate is against; `whole`: what a share is of; `then`: what the
    numbers behind it are against; `also`: what the same number measures besides; `itself`: whether a change
    is of money that it names behind its word.
    """

    measure: Measure
    sign: int = 1
    basis: Basis | None = None
    whole: str | None = None
    then: tuple[Basis, ...] = ()
    also: Measure | None = None
    itself: bool = False


@dataclass(frozen=True)
class NoQuantity:
    """What words say of a number that is none: a change either way, a share of things."""

    others: bool = False
    """Whether it is of money that is not the unit's."""


@dataclass
class Listing:
    """A list of parts: of what (其中 behind it), how deep in brackets, and how its entries go."""

    whole: Found | None
    quantity: Quantity | None
    depth: int
    measure: Measure | None
    entries: int = 0
    told: Decimal = Decimal(0)
    """The sum of its entries, each in the money unit of its whole."""
    entry: Subject | None = None
    last: Quantity | None = None
    """The latest amount of an entry."""
    full: bool = False
    """Whether its entries made up its whole before the sentence: what follows is no part of it."""
    nested: bool = False
    """Whether it goes through an entry of the list before it; it ends with its sentence, or full."""
    detailed: bool = False
    """Whether an entry has shares, changes or further amounts of its own."""
    parted: bool = False
    """Whether ； or 。 stands between its entries."""
    ended: bool = False
    """Whether the sentence that opened it has ended."""
    numbered: bool = False
    """Whether its entries have numbers."""
    opened: str = ""
    """How the paragraph begins in which it was opened: one that begins alike is no entry of it."""
    lines: str = ""
    """How the paragraphs begin that are its entries, where it is a list of paragraphs."""

    def is_of(self, subject: Subject) -> bool:
        """Whether a subject is the whole that it is a list of, named again among its parts."""
        return self.whole is not None and subject == self.whole.subject

    def sum_of(self, subject: Subject, statement: Statement) -> Quantity | None:
        """The amount that one of a subject is a part of: no change, none of the other side of the account."""
        q = self.quantity
        if q is None or self.full or self.is_of(subject) or {q.statement, statement} == SIDES:
            return None
        whole, part = (clause_words().side_at_end.search(x) for x in (q.item, subject.name))
        if whole and part and whole["side"] != part["side"] and (whole["left"] or not part["left"]):
            return None
        return None if q.measure.startswith("change") else q


@dataclass
class Thread:
    """What carries on within a section."""

    found: Found | None = None
    """What the latest number speaks of."""
    head: Found | None = None
    """The item that the paragraph, or a line of its own before it, is about."""
    main: Found | None = None
    """What the sentence speaks of: its first subject that is no part of another."""
    budget: Budget = "initial_budget"
    base: Budget | Literal["received"] | None = None
    """What the sentences have stated that spending is measured against: initial_budget, adjusted_budget
    or received.
    """
    basis: Basis | None = "prior_year"
    compared: bool = False
    changed: Quantity | None = None
    measured: Measured | None = None
    """What the latest number measures."""
    project: str | None = None
    """The project that an evaluation has named."""
    listings: list[Listing] = field(default_factory=list)
    returning: Found | None = None
    """What the sentence before spoke of, with its parts left behind."""
    last_money: Quantity | None = None
    """The last amount that is no part of another."""
    latest: Quantity | None = None
    reason: bool = False
    cause: Found | None = None
    context: str = ""
    involved: bool = False
    own: bool = False
    prior: bool = False
    """Whether the sentence speaks of the year before."""
    announced: Measure | None = None
    """What a bracket before its amount was said to measure."""
    nameless: Measure | None = None
    """What the latest amount measures, where it has no subject: a bracket behind it holds its parts."""
    queue: list[Found] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    """What the coming numbers of its subject measure: 决算数 of 预算数、决算数分别为."""
    pair: list[str] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    """The years that the sentence goes through: 2020年、2021年、2022年分别为."""
    coming: list[int] = field(default_factory=list)
    """Those of the numbers that follow."""
    recent: list[Subject] = field(default_factory=list)
    """The subjects of the sentence's amounts, in order."""
    topic: Found | None = None
    """What a sentence of the paragraph names first, whose verb states no amount: 改造项目分三批实施."""
    begun: Found | None = None
    """The same of this sentence: what the sentence behind it goes back to."""
    resting: list[Subject] = field(default_factory=list)
    """The same of the sentence before."""
    stated: set[tuple[str, Measure]] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)
    """What the sentence names that came in, and that is no part of another."""
    fresh: bool = True
    """Whether no number of the sentence has been read yet."""
    style: str = ""
    """How the paragraph begins."""
    depth: int = 0
    whole: Found | None = None
    """What the last amount that is no part of another speaks of."""
    others: bool = False
    """Whether the latest amount was money that is not the unit's."""
    several: bool = False
    """Whether the latest number was of several subjects together, so that what follows is of none."""
    parts: int = 0
    """How many ； the sentence has had."""
    based: bool = False
    """Whether the sentence has said what it compares with."""
    head_used: bool = False
    """Whether a number has been read since the item was named."""
    title: Found | None = None
    """What the heading above names."""
    dated: int | None = None
    """The year of the day at which the paragraph says that things stand."""
    statement: Statement | None = None

    @property
    def listing(self) -> Listing | None:
        """The list that the reader is in."""
        return self.listings[-1] if self.listings else None

    @property
    def named_by(self) -> SubjectBy:
        """How a subject is told that its own clause names: in a list it is an entry."""
        return NAMED if self.listing is None else LISTED

    def leave_list(self) -> Found | None:
        """Ends the list that the reader is in, and goes back to what it is of."""
        whole = self.listings.pop().whole
        return whole.carried if whole is not None and self.fresh else whole

    def leave_nested(self) -> None:
        """Goes back from the parts of an entry to its list."""
        self.listings = [x for x in self.listings if not x.nested]

    def leave_lists(self) -> None:
        """Ends the lists that stand in no bracket."""
        self.listings = [x for x in self.listings if x.depth]


@dataclass(frozen=True)
class Point:
    """A number where it stands: the reader's state, its place and the words before it, with years and
    options taken out.
    """

    n: Number
    lead: str
    thread: Thread
    placed: Placed
    profile: Profile
    vocabulary: Vocabulary
    evaluates: bool
    folded: str
    clauses: tuple[str, ...] = ()
    """The clauses of its sentence between the number before and its own, the nearest first."""
    before: bool = False
    """Whether the heading speaks of the accounts of the year before, and the paragraph of no other year."""


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
    ends = whole is not None and whole.subject.name.endswith(income)
    return ends and whole is not None and name.endswith(whole.subject.name.removesuffix(income) + expenditure)


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
    return not n.percent and held.told + amount_of(n.text) > amount_of(held.quantity.number)


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


def close_full(thread: Thread, n: Number) -> None:
    """Closes a list whose entries make up its whole where a new sentence tells another amount, and does not
    part the same anew: 按支持方向分：….
    """
    held = thread.listing
    if held is None or held.depth or held.quantity is None or n.percent or not thread.fresh:
        return
    if parts_anew(n):
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


def of_many(thread: Thread) -> bool:
    """Whether a sentence goes through several subjects that are parts of nothing: 甲项5万元；乙项4万元;
    下达甲补助5万元，乙补助4万元，丙补助3万元.
    """
    held = thread.listing
    if held is not None:
        return held.whole is None and held.entries > 1
    return len(thread.beside) > 2 or (thread.parts > 1 and len({x.name for x in thread.recent}) > 2)


def is_numbered(words: str) -> bool:
    """Whether words begin with the number of an entry: :(1)小学教育."""
    return thread_words().line_number.match(words.lstrip(":：")) is not None
