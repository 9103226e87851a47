"""What carries on from clause to clause: the state of the reader between two numbers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from parsers.codes import Basis, Measure, Statement, SubjectBy
from parsers.lexicon import clause_words
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
PARTS = "parts"
"""How a paragraph of the parts of a whole begins."""
OF = "的"
"""What joins a whole to its share, and an evaluation to what it is of."""
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
    """The latest amount of an entry, where its parts may be told behind it."""
    full: bool = False
    """Whether its entries made up its whole before the sentence: what follows is no part of it."""
    nested: bool = False
    """Whether it goes through an entry of the list before it; it ends with its sentence, or full."""
    alone: bool = False
    """Whether the same has a sentence of its own: ； stands between its entries, and does not end it."""
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
    others: Number | None = None
    """What it is a list of, where that is money that is not the unit's."""

    def is_of(self, subject: Subject) -> bool:
        """Whether a subject is the whole that it is a list of, named again among its parts."""
        return self.whole is not None and subject == self.whole.subject

    def add(self, subject: Subject, quantity: Quantity, *, whole: bool) -> None:
        """Counts an amount of an entry, which its parts may be told behind where it may be a `whole`."""
        again = subject == self.entry
        self.detailed = self.detailed or again
        self.entries += not (again or self.is_of(subject))
        of = self.quantity
        if of is not None and (of.measure, of.unit) == (quantity.measure, quantity.unit):
            self.told += amount_of(quantity.number)
        self.last = quantity if whole or not again else self.last
        self.entry = subject

    def sum_of(self, subject: Subject, statement: Statement) -> Quantity | None:
        """The amount that one of a subject is a part of: no change, none of the other side of the account."""
        q = self.quantity
        if q is None or self.full or self.is_of(subject) or {q.statement, statement} == SIDES:
            return None
        whole, part = (clause_words().side_at_end.search(x) for x in (q.item, subject.name))
        if whole and part and whole["side"] != part["side"] and not part["left"]:
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
    others: Number | None = None
    """The latest amount, where it was money that is not the unit's."""
    several: bool = False
    """Whether the latest number was of several subjects together, so that what follows is of none."""
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

    def list_others(self) -> None:
        """Opens the parts of an amount that is not the unit's, in its sentence or its bracket."""
        self.listings.append(Listing(None, None, self.depth, None, nested=True, others=self.others))

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
