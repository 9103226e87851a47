"""The rows of one document, indexed as the rules need them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TypeVar

from extract import regex
from extract.fold import fold
from normalize.placed import PlacedRow
from normalize.schema import DocumentRow, Figure, Fund, Indicator, Passage, Rows, Score
from normalize.values import YUAN
from parsers.codes import BudgetKind, Measure, Origin, PassageKind, Statement

from .companions import ALONE, Companions

RATES: frozenset[Measure] = frozenset(
    {"share", "completion_rate", "execution_rate", "change_rate", "arrival_rate", "control_rate"}
)
GroupKey = TypeVar("GroupKey")
Alike = TypeVar("Alike")
GAP = regex.compile("(差值|差额|相差|差异额?)[为是]?$")
"""What is said of two amounts without saying which is the larger."""
DIGITS = frozenset("0123456789.,")
SHEET = 2**21
"""More than the rows of a sheet."""
SaidOfRow = tuple[str | None, ...]
"""Measure and subject of a narrative fund."""
FundStanding = tuple[int, int, Fund]
"""Where in its paragraph a fund stands, its number there, and the fund."""


@dataclass(frozen=True, kw_only=True)
class Amount(Fund):
    """A fund whose amount is present: money that is no rate and no change."""

    value: Decimal
    amount_yuan: Decimal


class Facts:
    """One document's rows and the other documents it is held against.

    Funds without an exact value take part in no comparison.
    """

    def __init__(self, rows: Rows, companions: Companions = ALONE) -> None:
        """The facts of a document among its companions."""
        self.rows, self.companions = rows, companions
        self.document = rows.document
        self.year = rows.document.fiscal_year
        self.funds = tuple(_present(f) for f in rows.funds if f.value is not None)
        self.indicators: tuple[Indicator, ...] = rows.indicators
        self.scores: tuple[Score, ...] = rows.scores
        self.passages: tuple[Passage, ...] = rows.passages

    @cached_property
    def money(self) -> tuple[Amount, ...]:
        """Amounts that are no rates and no changes."""
        return tuple(f for f in self.funds if isinstance(f, Amount))

    def select(
        self,
        *,
        origin: Origin | None = None,
        measure: Measure | Collection[Measure] | None = None,
        statement: Statement | Collection[Statement] | None = None,
        concept: str | Collection[str] | None = None,
        kind: BudgetKind | None = None,
    ) -> list[Amount]:
        """The amounts that agree in all that is asked for, in the order of the document."""
        found = self._among(origin, statement, concept)
        asked = {"origin": origin, "measure": measure, "statement": statement, "concept": concept}
        for column, wanted in {**asked, "budget_kind": kind}.items():
            if wanted is not None:
                codes = (wanted,) if isinstance(wanted, str) else wanted
                found = [f for f in found if getattr(f, column) in codes]
        return list(found)

    def _among(
        self,
        origin: Origin | None,
        statement: Statement | Collection[Statement] | None,
        concept: str | Collection[str] | None,
    ) -> Sequence[Amount]:
        """The fewest amounts that are known to hold all of a concept, a statement or an origin, in order."""
        if isinstance(concept, str):
            return self.by_concept.get(concept, ())
        if isinstance(statement, str):
            return self._by_statement.get(statement, ())
        return self.in_tables if origin == "table" else self.money

    def one(
        self,
        *,
        origin: Origin | None = None,
        measure: Measure | Collection[Measure] | None = None,
        statement: Statement | Collection[Statement] | None = None,
        concept: str | Collection[str] | None = None,
        kind: BudgetKind | None = None,
    ) -> Amount | None:
        """The first of these amounts; null where there is none."""
        found = self.select(origin=origin, measure=measure, statement=statement, concept=concept, kind=kind)
        return found[0] if found else None

    def rates(self, *measures: Measure, origin: Origin | None = None) -> list[Fund]:
        """The rates and changes of these measures, in the order of the document."""
        return [f for f in self.funds if f.measure in measures and (origin is None or f.origin == origin)]

    def noted(self, kind: PassageKind) -> list[Passage]:
        """The passages of a kind, in the order of the document."""
        return [p for p in self.passages if p.kind == kind]

    @cached_property
    def by_id(self) -> dict[str, Amount]:
        """fund_id → its amount."""
        return {f.fund_id: f for f in self.money}

    @cached_property
    def by_concept(self) -> dict[str | None, list[Amount]]:
        """Concept → its amounts."""
        return _grouped((f.concept, f) for f in self.money)

    @cached_property
    def _by_statement(self) -> dict[str, list[Amount]]:
        return _grouped((f.statement, f) for f in self.money)

    @cached_property
    def in_tables(self) -> tuple[Amount, ...]:
        """The amounts that tables print."""
        return tuple(f for f in self.money if f.origin == "table")

    @cached_property
    def children(self) -> dict[str, list[Amount]]:
        """fund_id → the funds listed under it in the same measure."""
        return _grouped((f.parent_id, f) for f in self.money if f.parent_id)

    @cached_property
    def table_rows(self) -> dict[tuple[str, int, str], list[Amount]]:
        """(table, row, measure) → the funds of one printed row."""
        held = (f for f in self.in_tables if f.table_id and f.row_no is not None)
        return _grouped(((f.table_id or "", f.row_no or 0, f.measure), f) for f in held)

    @cached_property
    def tables(self) -> dict[str, list[Amount]]:
        """table_id → its amounts."""
        return _grouped((f.table_id, f) for f in self.in_tables if f.table_id)

    @cached_property
    def paragraphs(self) -> dict[int, list[Fund]]:
        """Paragraph number → all its funds in order."""
        out = _grouped((paragraph(f), f) for f in self.funds if f.origin == "text")
        for held in out.values():
            held.sort(key=offset)
        return out

    @cached_property
    def _contexts(self) -> dict[str, str]:
        return {f.used_by: f.context or "" for f in self.rows.figures if f.used_by}

    def context(self, row: Fund) -> str:
        """The sentence around a number, or the labels of its row and column."""
        return self._contexts.get(row.fund_id, "")

    @cached_property
    def _measures(self) -> dict[tuple[int, str], Counter[str]]:
        out: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
        for number, said in self.paragraphs.items():
            for fund in said:
                out[number, self.context(fund)][fund.measure] += 1
        return out

    def measures(self, row: Fund) -> Counter[str]:
        """How often a number's sentence says each measure."""
        return self._measures.get((paragraph(row), self.context(row)), Counter())

    @cached_property
    def _beginnings(self) -> dict[tuple[int, str], int]:
        """Paragraph and sentence → where in the paragraph the sentence begins, told by its first number."""
        out: dict[tuple[int, str], int] = {}
        for f in sorted(self.rows.figures, key=offset):
            key = paragraph(f), f.context or ""
            if key[0] >= 0 and key not in out and (at := _standing(key[1], _as_said(f, key[1]))) >= 0:
                out[key] = offset(f) - at
        return out

    def at(self, row: Fund | Figure) -> int:
        """Where in its sentence, or among its labels, a number stands; -1 where it does not."""
        sentence = self.context(row) if isinstance(row, Fund) else row.context or ""
        at = offset(row) - self._beginnings.get((paragraph(row), sentence), offset(row) + 1)
        number = _as_said(row, sentence)
        return at if sentence.startswith(number, max(at, 0)) else _standing(sentence, number)

    def parted(self, row: Fund | Figure) -> tuple[str, str, str]:
        """What its sentence says before a number, the number, and what behind it, as str.partition has it;
        folded.
        """
        sentence, at = self.context(row) if isinstance(row, Fund) else row.context or "", self.at(row)
        if at < 0:
            return fold(sentence), "", ""
        end = at + len(_as_said(row, sentence))
        return fold(sentence[:at]), fold(sentence[at:end]), fold(sentence[end:])

    def is_gap(self, change: Fund) -> bool:
        """差值为0.9万元: how far apart two amounts are, whichever is the larger."""
        return GAP.search(self.parted(change)[0]) is not None

    @cached_property
    def texts(self) -> tuple[tuple[Passage | Figure, str], ...]:
        """Headings and titles, and the sentences of the text that print a number, each with its words,
        folded.
        """
        return tuple(self._texts())

    def _texts(self) -> Iterator[tuple[Passage | Figure, str]]:
        for p in self.passages:
            if p.kind in ("heading", "table_title", "contents_entry"):
                yield p, fold(p.text or "")
        seen: set[tuple[int, str | None]] = set()
        for f in self.rows.figures:
            place = (paragraph(f), f.context)
            if place[0] >= 0 and f.context and place not in seen:
                seen.add(place)
                yield f, fold(f.context)

    @cached_property
    def unread(self) -> dict[int, list[Figure]]:
        """Paragraph number → its amounts that no fund carries."""
        unread = (f for f in self.rows.figures if f.used_by is None and f.unit in YUAN)
        return _grouped((number, f) for f in unread if (number := paragraph(f)) >= 0)

    @cached_property
    def _first_unread(self) -> dict[int, int]:
        """Paragraph number → where the first amount that no fund carries stands in it."""
        return {number: min(map(offset, held)) for number, held in self.unread.items()}

    def before(
        self, fund: Fund, measures: Iterable[str], same_item: bool = True, reach: int = 0
    ) -> Fund | None:
        """The nearest fund of the measures before this one, in its paragraph or up to `reach` above."""
        here, at = paragraph(fund), offset(fund)
        if self._first_unread.get(here, at) < at:
            reach = 0  # an amount of its own paragraph that was not understood may be the one meant
        keys = [(m, *s) for m in set(measures) for s in (_subjects(fund) if same_item else [("any",)])]
        for number in range(here, here - reach - 1, -1):
            said = self._said.get(number, {})
            found = [
                held[n - 1]
                for key in keys
                if (held := said.get(key))
                and (n := bisect_left(held, at, key=_at) if number == here else len(held))
            ]
            if found:
                return max(found, key=lambda placed: placed[:2])[2]
        return None

    def said_before(self, fund: Fund, measure: str, most: int) -> list[Fund]:
        """The nearest amounts of a measure before this one in its paragraph, the nearest first."""
        held = self._said.get(paragraph(fund), {}).get((measure, "any"), [])
        n = bisect_left(held, offset(fund), key=_at)
        near = [f for _, _, f in reversed(held[max(0, n - most) : n])]
        return [f for f in near if f.amount_yuan is not None]

    @cached_property
    def _said(self) -> dict[int, dict[SaidOfRow, list[FundStanding]]]:
        """Paragraph number → measure and subject → its funds and where each stands, by place."""
        out: dict[int, dict[SaidOfRow, list[FundStanding]]] = {}
        for number, held in self.paragraphs.items():
            of: dict[SaidOfRow, list[FundStanding]] = defaultdict(list)
            for n, f in enumerate(held):
                for subject in (("any",), *_subjects(f)):
                    of[f.measure, *subject].append((offset(f), n, f))
            out[number] = of
        return out

    def sole(self, measure: str, statement: str, concept: str | None) -> Amount | None:
        """The amount of a concept in a statement, the first of several alike; null where they differ."""
        held = self._by_subject.get((measure, statement, concept), []) if concept else []
        return held[0] if len(held) == 1 else None

    @cached_property
    def _by_subject(self) -> dict[tuple[str, str, str | None], list[Amount]]:
        """Measure, statement and concept → the first fund of each distinct amount."""
        out: dict[tuple[str, str, str | None], dict[Decimal, Amount]] = defaultdict(dict)
        for f in self.money:
            out[f.measure, f.statement, f.concept].setdefault(f.amount_yuan, f)
        return {key: list(held.values()) for key, held in out.items()}

    @cached_property
    def forms(self) -> dict[tuple[str, str | None], tuple[list[Indicator], list[Score]]]:
        """(table, project) → the indicators and scores of one self-evaluation form.

        Points that indicators share stand with the first of them.
        """
        out: dict[tuple[str, str | None], tuple[list[Indicator], list[Score]]] = defaultdict(lambda: ([], []))
        counted: set[str] = set()
        for i in self.indicators:
            if i.table_id and i.kind == "self_evaluation":
                again = i.points_locator in counted
                counted |= {i.points_locator} if i.points_locator else set()
                out[i.table_id, i.project][0].append(replace(i, weight=None, score=None) if again else i)
        for s in self.scores:
            if s.table_id:
                out[s.table_id, s.project][1].append(s)
        return out


def _present(fund: Fund) -> Fund:
    """The fund, as an amount where it is one."""
    if fund.measure in RATES or fund.measure == "change" or fund.amount_yuan is None:
        return fund
    return Amount(**vars(fund))


def _grouped(pairs: Iterable[tuple[GroupKey, Alike]]) -> dict[GroupKey, list[Alike]]:
    """What is held under each key, in its order; nothing under any other."""
    out: dict[GroupKey, list[Alike]] = defaultdict(list)
    for key, held in pairs:
        out[key].append(held)
    return out


def _as_said(row: Fund | Figure, sentence: str) -> str:
    """A number as its sentence has it, which is without white space: 32.83 万元 as 32.83万元."""
    raw = row.raw or "\0"
    return raw if raw in sentence else fold(raw)


def _standing(sentence: str, number: str) -> int:
    """Where a number stands that is not the end of another: 2.83 is none of 32.83; -1 where it does not."""
    at = sentence.find(number)
    while at > 0 and sentence[at - 1] in DIGITS:
        at = sentence.find(number, at + 1)
    return at


def paragraph(fund: PlacedRow) -> int:
    """The paragraph of a narrative row: its number, or that of its row on the sheets of a workbook."""
    locator = fund.locator or ""
    named = locator.partition("@")[0]
    if named[:1] == "p" and named != locator and named[1:].isdigit():
        return int(named[1:])
    if "!" not in locator:
        return -1
    found = regex.search(r"![A-Z]+(\d+)(?:/(\d+))?@[\d-]+$", locator)
    return SHEET * (fund.page or 0) + int(found[1]) + int(found[2] or 1) - 1 if found else -1


def offset(fund: PlacedRow) -> int:
    """Where in its paragraph it begins."""
    return _offset(fund.locator or "")


@lru_cache(maxsize=65536)
def _offset(locator: str) -> int:
    found = regex.search(r"@(\d+)-", locator)
    return int(found.group(1)) if found else 0


def _at(placed: FundStanding) -> int:
    return placed[0]


def _subjects(fund: Fund) -> list[tuple[str | None, ...]]:
    """What two narrative funds have in common that speak of one subject: one of these."""
    common = (fund.statement, fund.breakdown)
    named: list[tuple[str | None, ...]] = [(*common, "item", fund.item)]
    return named if fund.concept is None else [*named, (*common, "concept", fund.concept)]


def same_subject(a: Fund, b: Fund) -> bool:
    """Whether two narrative funds speak of one subject."""
    return (
        a.statement == b.statement
        and a.breakdown == b.breakdown
        and (a.item == b.item or (a.concept is not None and a.concept == b.concept))
    )


def where(*rows: PlacedRow | DocumentRow) -> str:
    """（第7页、第10页）, of a workbook（收入决算表!B7）, or nothing where there are no pages."""
    placed = (r for r in rows if isinstance(r, PlacedRow) and r.page is not None)
    places = list(dict.fromkeys(map(_named, placed)))
    return "（" + "、".join(places[:4]) + "）" if places else ""


def _named(row: PlacedRow) -> str:
    """A place as people name it: 第7页, on a sheet 收入决算表!B7."""
    locator = row.locator or ""
    return locator.partition("@")[0] if "!" in locator else f"第{row.page}页"
