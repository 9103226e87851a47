"""The narrative → quantities: number by number, each with its measure, its subject and its statement, or
with the reason why not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract import regex
from parsers.codes import Statement, Unread
from parsers.lexicon import clause_words, measure_words, naming_words, narrative_words
from parsers.outline.sections import Placed
from parsers.outline.stretch import Stretch, stretches
from parsers.report import Profile, Quantity

from .choose import chosen, of_several
from .clause import labelled, told_before
from .clues.apart import told_apart
from .clues.years import year_of
from .follow import ITEMISED, begin, follow, years
from .heading import as_head, project_of_pages, project_told, title_of, year_before
from .lists import (
    close_full,
    is_of_others,
    leave_list,
    may_be_part,
    may_be_whole,
    of_another_whole,
)
from .measure import measured
from .numbers import (
    Number,
    amount_of,
    brackets,
    full_brackets,
    is_threshold,
    numbers,
    touches_another,
)
from .statement import of_another_place, statement_of
from .subject import Subject, without_asides
from .thread import HEADING, LISTED, NAMED, Found, Measured, NoQuantity, Point, Thread
from .topic import keep_limited
from .vocabulary import Vocabulary

NO_SUBJECT: Unread = "no_subject"
TWO_SUBJECTS: Unread = "two_subjects"
FOREIGN: Unread = "foreign"
THRESHOLD: Unread = "threshold"
OTHER: Unread = "other"

PART_END = regex.compile("[;；]")
"""Behind it another subject has left the project before."""


@dataclass(frozen=True)
class Narrative:
    """What the narrative states, in its order, and why each of its other numbers is read as nothing (by
    locator).
    """

    quantities: tuple[Quantity, ...]
    unread: dict[str, Unread]


def read_narrative(placed: Sequence[Placed], profile: Profile, vocabulary: Vocabulary) -> Narrative:
    """The quantities that the narrative states; `vocabulary`: the names that the document's tables print."""
    out: list[Quantity] = []
    unread: dict[str, Unread] = {}
    thread = Thread()
    section: tuple[object, ...] = ()
    path: tuple[str, ...] | None = None
    for stretch in stretches(placed):
        p = stretch.placed
        here = (p.part, p.path[:2], p.statement)
        if here != section:
            thread, section = Thread(budget=thread.budget, statement=thread.statement), here
        if p.path != path:
            path = p.path
            thread.title = title_of(path, p.statement, profile, vocabulary) or project_of_pages(p)
        if p.heading:
            as_head(thread, p, profile, vocabulary)
            continue
        reader = _Reader(stretch, thread, profile, vocabulary, unread)
        out.extend(reader.read())
    return Narrative(tuple(out), unread)


@dataclass
class _Reader:
    """Reads one stretch of text."""

    stretch: Stretch
    thread: Thread
    profile: Profile
    vocabulary: Vocabulary
    unread: dict[str, Unread]

    def read(self) -> Iterator[Quantity]:
        folded, placed, thread = self.stretch.folded, self.stretch.placed, self.thread
        self.folded, self.placed = folded, placed
        begin(thread, folded, placed, self.profile, self.vocabulary)
        self._date()
        spans = brackets(folded)
        held = frozenset(x for a, b in spans for x in (a, b - 1))
        position, all_numbers = 0, numbers(folded, spans)
        full = full_brackets(spans, all_numbers)
        for n in all_numbers:
            self._follow(position, n.start, held, full)
            position = n.end
            found = self._quantities(n)
            if isinstance(found, str):
                self.unread[self.stretch.place(n.start, n.digits, n.end).locator] = found
                continue
            yield from found
        self._follow(position, len(folded), held, full)

    def _follow(self, start: int, end: int, held: frozenset[int], full: frozenset[int]) -> None:
        words = self.folded[start:end]
        follow(
            self.thread,
            words,
            self.placed,
            self.profile,
            self.vocabulary,
            self._evaluates,
            held,
            full,
            start,
        )

    @property
    def _evaluates(self) -> bool:
        return self.profile.doc_type in ("self_evaluation", "evaluation") or self.placed.part == "annex"

    def _date(self) -> None:
        """截至2022年12月31日: what follows stands as of that year."""
        found = clause_words().dated.match(self.folded)
        self.thread.dated = int(found["year"]) if found else None

    def _quantities(self, n: Number) -> list[Quantity] | Unread:
        """The rows of a number, or why it has none."""
        thread = self.thread
        if is_threshold(n):
            keep_limited(thread, n, self.profile)
            thread.others = None
            return THRESHOLD
        if is_of_others(thread, n):
            return OTHER if n.percent else FOREIGN
        close_full(thread, n)
        point = self._point(n)
        m = None if touches_another(n) else measured(point)
        if m is None:
            return self._unmeasured(n)
        if isinstance(m, NoQuantity):
            if m.others:
                return FOREIGN
            if thread.found is None and not measure_words().share_amount.search(point.lead):
                # 较2019年减少412万元 is no quantity of the contract; what it is of carries on.
                thread.found = chosen(point, Measured("change"))
            return OTHER
        told, (m, period) = m, self._of_its_year(point, m)
        if of_several(point, m):
            thread.several, thread.found, thread.fresh = True, None, False
            return TWO_SUBJECTS
        found = chosen(point, m)
        if found is not None and thread.coming:
            spent = told.measure in ("final", "prior_final")
            told = replace(told, measure="final") if spent else told
            m, period = self._in_year(told, thread.coming.pop(0))
        if found is not None and not self._speaks_of(point, found):
            return NO_SUBJECT
        if found is None:
            self._nameless(point, m)
            return self._reason(point)
        leave_list(thread, n, m, found)
        statement = statement_of(point, found.subject)
        if statement is None:
            return self._unstated(point, found)
        return self._rows(point, m, found, statement, period)

    def _unmeasured(self, n: Number) -> Unread:
        """Why a number has no measure; what follows an amount without one is of nothing named before."""
        if n.percent:
            return OTHER
        self.thread.found, self.thread.fresh = None, False
        return NO_SUBJECT

    def _nameless(self, p: Point, m: Measured) -> None:
        """What a number without a subject leaves behind: what follows speaks of it, and not of what was named
        before.
        """
        thread = self.thread
        thread.others = p.n if self._reason(p) == FOREIGN else None
        if p.n.percent or thread.reason:
            return
        thread.found, thread.fresh = None, False
        thread.nameless = m.measure if self._evaluates else None
        if not self._evaluates and thread.listing is None:
            # Nor does 其中 behind it open the parts of what was.
            thread.whole = thread.last_money = None

    def _unstated(self, p: Point, found: Found) -> Unread:
        """Why a number of no statement has no row."""
        thread, reason = self.thread, self._reason(p)
        if not p.n.percent:
            thread.others = p.n if reason == FOREIGN else None
            thread.found = None if self._evaluates else found
            thread.fresh = False
        return reason

    def _of_its_year(self, p: Point, m: Measured) -> tuple[Measured, int | None]:
        """A measure as that of its year, and the year where it is not the report's."""
        period, thread = year_of(p, m), self.thread
        if period is not None and not (thread.dated and p.placed.statement == "assets"):
            m, _ = self._in_year(m, period)
        if (
            period is not None
            and m.measure == "initial_budget"
            and clause_words().budget.found_in(p.n.clause)
            and not p.before
        ):
            thread.basis, thread.compared = "prior_budget", True
        return m, period

    def _in_year(self, m: Measured, year: int) -> tuple[Measured, int | None]:
        """A measure as that of a year, and the year where it is not the report's."""
        own = self.profile.fiscal_year
        before = m.measure == "final" and own is not None and year + 1 == own
        return replace(m, measure="prior_final") if before else m, None if year == own else year

    def _reason(self, p: Point) -> Unread:
        if narrative_words().foreign.search(p.n.clause) or (not p.evaluates and of_another_place(p)):
            return FOREIGN
        return TWO_SUBJECTS if p.thread.several else NO_SUBJECT

    def _speaks_of(self, p: Point, found: Found) -> bool:
        """Whether a number is told of its subject: what gives a reason speaks of one only where it names
        a known one itself.
        """
        changed = self.thread.changed if p.n.percent else None
        if not self.thread.reason or p.placed.evaluated or (changed and changed.item == found.subject.name):
            return True
        known = self.vocabulary.knows(found.subject.name) or found.subject.level is not None
        return known and found.by != HEADING and told_before(p, found.subject.name)

    def _point(self, n: Number) -> Point:
        lead = without_asides(years(naming_words().option.sub("", n.lead), self.profile))
        lead = clause_words().roughly_tail.sub("", naming_words().bracket_head.sub("", lead))
        lead = told_apart(lead or labelled(n.gap), n.gap, self.thread)
        sentence = regex.split("[。！？；;]", n.gap[: len(n.gap) - len(n.lead)] if n.lead else n.gap)[-1]
        clauses = tuple(
            years(c, self.profile) for c in reversed(regex.split("[，,:：]", sentence)) if c.strip("()（）")
        )
        return Point(
            n,
            lead,
            self.thread,
            self.placed,
            self.profile,
            self.vocabulary,
            self._evaluates,
            self.folded,
            clauses[:3],
            year_before(self.profile, self.folded[: n.start], self.placed.path),
        )

    def _rows(
        self, p: Point, m: Measured, found: Found, statement: Statement, period: int | None
    ) -> list[Quantity]:
        named_project = clause_words().project.fullmatch(found.subject.name)
        if p.evaluates and found.by == NAMED and named_project and self.thread.listing is None:
            self.thread.project = named_project["s"]
        elif found.by in (NAMED, LISTED) and self.thread.listing is None and PART_END.search(p.n.gap):
            self.thread.project = None
        quantity = self._row(p, m, found, statement, period)
        self._state(p, m, found, quantity)
        told = [replace(quantity, item=name) for name in found.subject.each] or [quantity]
        if m.also is None:
            return told
        self.thread.stated.add((quantity.item, m.also))
        return told + [replace(q, measure=m.also) for q in told]

    def _row(self, p: Point, m: Measured, found: Found, statement: Statement, period: int | None) -> Quantity:
        n, subject, placed = p.n, found.subject, p.placed
        place = self.stretch.place(n.start, n.digits, n.end)
        involved = statement == "other" and self.thread.involved and m.measure == "final"
        parent = self._parent(n, m, found, statement)
        held = self.thread.listing
        whole = m.whole or (
            held.whole.subject.name
            if m.measure == "share" and held is not None and held.whole is not None and not held.depth
            else None
        )
        return Quantity(
            place=place,
            statement=statement,
            item=subject.name,
            item_code=subject.code,
            breakdown=subject.breakdown,
            measure="initial_budget" if involved else m.measure,
            number=n.text,
            unit=n.unit,
            key=place.locator,
            group=self._group(n),
            origin="text",
            basis=m.basis,
            basis_item=whole,
            sign=m.sign,
            approximate=n.approximate,
            period=period,
            project=project_told(placed, self.thread, self._evaluates),
            section=subject.section or (placed.path[-1] if placed.path else None),
            level=subject.level if subject.section or subject.code else None,
            parent=parent,
            part="of_which" if parent else None,
            subject_by=found.by,
            above=self._above(subject, statement),
        )

    def _parent(self, n: Number, m: Measured, found: Found, statement: Statement) -> str | None:
        """The key of the amount that a number is listed under."""
        held = self.thread.listing
        if held is None or n.percent or m.measure == "change":
            return None
        of = held.sum_of(found.subject, statement)
        if of is None:
            return None
        more = of.unit == n.unit and amount_of(n.text) > amount_of(of.number)
        beyond = more and (held.ended or of_another_whole(n, of))
        apart = held.parted and found.subject != held.entry
        return None if beyond or (apart and not may_be_part(n, m, held, of)) else of.key

    def _group(self, n: Number) -> str:
        """What the amounts, or the percentages, of one sentence share."""
        sentence = self.stretch.sentence(n.start)
        return f"p{self.placed.paragraph.index}s{sentence}{'%' if n.percent else ''}"

    def _above(self, subject: Subject, statement: Statement) -> str | None:
        """The classification code that the subject is known to have, or that of the class above it."""
        if statement not in ITEMISED:
            return None
        return self.vocabulary.code(subject.name, subject.above) or self.vocabulary.class_of(subject.above)

    def _state(self, p: Point, m: Measured, found: Found, quantity: Quantity) -> None:
        """What the next number finds."""
        thread = self.thread
        thread.stated.add((quantity.item, quantity.measure))
        thread.measured, thread.nameless = m, None
        thread.several, thread.others = False, None
        thread.head_used = True
        thread.statement = quantity.statement if quantity.statement != "other" else thread.statement
        if quantity.measure in ("initial_budget", "adjusted_budget") and quantity.period is None:
            thread.budget = quantity.measure
        held = thread.listing
        if quantity.measure in ("initial_budget", "adjusted_budget", "received") and not (
            held and held.entries
        ):
            thread.base = quantity.measure
        if held is not None:
            held.detailed = held.detailed or p.n.percent or m.measure == "change"
        thread.changed = quantity if m.measure in ("change", "change_rate") else None
        aside = self._evaluates and narrative_words().aside.fullmatch(found.subject.name)
        # What arrived is what its rate is of where nothing else was named.
        if not aside or (thread.found is None and m.measure == "received"):
            thread.found = found
        thread.fresh = False
        if thread.main is None:
            thread.main = found
        if not p.n.percent:
            self._keep(p, m, found, quantity)

    def _keep(self, p: Point, m: Measured, found: Found, quantity: Quantity) -> None:
        """An amount as what a list, a change or a share after it may be of."""
        thread = self.thread
        held = thread.listing
        thread.latest = quantity
        if m.measure == "change":
            return
        if found.subject not in thread.recent:
            thread.recent.append(found.subject)
        whole = may_be_whole(p, quantity)
        if held is not None:
            held.add(found.subject, quantity, whole=whole)
            if held.whole is not None:
                return
        thread.beside |= {found.subject.name} if found.by == NAMED else set()
        if whole:
            thread.last_money, thread.whole = quantity, found
