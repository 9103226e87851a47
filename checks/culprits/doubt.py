"""Findings of one relation all over one table: that it was misread is likelier than so many mistakes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checks.compare.interval import total
from checks.compare.printed import wide
from checks.compare.rates import quotient
from checks.facts import Amount, Facts, where
from normalize.ids import row_id
from normalize.parents import WHOLES
from normalize.schema import Finding, Fund

from .clusters import Suspicion, groups

MANY = 6
"""Mistakes of one relation in one table, each with a number of its own at fault, that nobody makes."""
SWAPPED = 2
"""Amounts of a table that the text gives to others."""
SHOWN = 3
DOUBTFUL = "reading.doubtful"
AMOUNTS = ("sum", "equality", "ratio")
OF_MONEY = (*AMOUNTS, "difference", "bound")
WEIGHED = ("score.header", "score.headers", "score.weights")
"""Relations that all hold where every row of a form was read."""
TWO = 2
ROWS = 3
"""Rows of a table that prove its columns."""
CONFIRMED = 4
"""Amounts that the text confirms of a table of lines in which two may well be wrong."""
AS_LINES = "txt"
"""The format in which a table is lines of text: what stands in which column is put together again."""


def doubted(facts: Facts, suspicions: Sequence[Suspicion]) -> list[Suspicion]:
    """The suspicions, where one relation breaks all over one table one doubt (info) instead of them."""
    left, doubts = list(suspicions), list[Suspicion]()
    for held in _many(facts, suspicions, left):
        gone = {id(s) for s in held}
        left[:] = [s for s in left if id(s) not in gone]
        doubts.append(_doubt(facts, held))
    return [*left, *doubts]


def _many(
    facts: Facts, suspicions: Sequence[Suspicion], left: Sequence[Suspicion]
) -> Iterator[list[Suspicion]]:
    """Those of each doubt, out of what is left when its turn comes: no suspicion is of two, and what takes
    most of a table comes first.
    """
    as_lines = facts.document.file_format == AS_LINES
    if as_lines:
        yield from _put_together_wrongly(facts, left)
    for table in _shifted(facts, suspicions):
        if held := _of_table(facts, left, table):
            yield held
    yield from _alike(facts, left)
    if as_lines:
        yield from _forms_with_rows_left_out(facts, left)


def _alike(facts: Facts, left: Sequence[Suspicion]) -> list[list[Suspicion]]:
    """The mistakes of one relation within one table, where they are many."""
    by_table: dict[tuple[str, str], list[Suspicion]] = defaultdict(list)
    for s in left:
        table = _table(facts, s)
        if s.finding.severity != "info" and s.kind in AMOUNTS and table:
            by_table[s.finding.rule, table].append(s)
    return [held for held in by_table.values() if len(held) >= MANY and len(groups(held)) >= MANY]


def _put_together_wrongly(facts: Facts, left: Sequence[Suspicion]) -> Iterator[list[Suspicion]]:
    """The mistakes of each table that was lines of text, where no one number explains all of them, or where
    an amount of theirs is printed elsewhere as another's. What the text alone contradicts was read well where
    the table adds up somewhere.
    """
    for table in facts.tables:
        held = _of_table(facts, left, table, OF_MONEY)
        if _adds_up(facts, table):
            held = _contradicting_itself(facts, held)
        displaced = any(
            _is_displaced(facts, f) or _is_of_other_column(facts, s, f)
            for s in held
            for f in _amounts(facts, s, table)
        )
        several = len(groups(held)) > 1 and not _are_mistakes(facts, table, held)
        several = several and not _is_proven_by_rows(facts, table)
        if any(s.kind in AMOUNTS for s in held) and (displaced or several):
            yield held


def _are_mistakes(facts: Facts, table: str, held: Sequence[Suspicion]) -> bool:
    """Whether two numbers of a table may well be wrong: the text says each otherwise and confirms most
    of the table, and no mistake is without them.
    """
    otherwise = [s for s in held if s.finding.rule == "equality.text"]
    wrong = {f.fund_id for s in otherwise for f in _amounts(facts, s, table)}
    within = all(not wrong.isdisjoint(_numbers(s)) for s in held)
    return 0 < len(wrong) <= TWO and within and _confirmed(facts, table) >= CONFIRMED


def _is_proven_by_rows(facts: Facts, table: str) -> bool:
    """Whether most rows of a table print two years and the change from one to the other as it is: then each
    amount stands in its column.
    """
    rows: dict[int | None, list[Fund]] = defaultdict(list)
    for f in facts.funds:
        if f.table_id == table and f.amount_yuan is not None:
            rows[f.row_no].append(f)
    told = [_changes_as_told(held) for held in rows.values()]
    held, other = told.count(True), told.count(False)
    return held >= ROWS and held > other * TWO


def _changes_as_told(row: Sequence[Fund]) -> bool | None:
    """Whether a row's change is what its two years differ by; null where it does not print all three."""
    amounts = sorted((f for f in row if f.measure != "change"), key=lambda f: f.period or 0)
    changes = [f for f in row if f.measure == "change"]
    if len(changes) != 1 or len(amounts) != TWO or amounts[0].period == amounts[1].period:
        return None
    before, now = map(wide, amounts)
    return (now - before).meets(wide(changes[0]))


def _confirmed(facts: Facts, table: str) -> int:
    """How many amounts of a table the text gives to the same concept and phase."""
    said = {(f.concept, f.measure, f.amount_yuan) for f in facts.select(origin="text") if f.concept}
    return len({(f.concept, f.measure, f.amount_yuan) for f in facts.tables[table] if f.value} & said)


def _adds_up(facts: Facts, table: str) -> bool:
    """Whether an amount of a table is the sum of several others of it."""
    pairs = ((f, facts.children.get(f.fund_id, ())) for f in facts.tables[table])
    return any(len(parts) > 1 and total(map(wide, parts)).meets(wide(f)) for f, parts in pairs)


def _contradicting_itself(facts: Facts, held: Sequence[Suspicion]) -> list[Suspicion]:
    """Of a table's suspicions those that rest on no amount of the text, and those that share a number with
    them.
    """
    own = [s for s in held if not any(_is_of_text(facts, e.id) for e in s.finding.evidence)]
    numbers = {n for s in own for n in _numbers(s)}
    return [s for s in held if not numbers.isdisjoint(_numbers(s))]


def _is_of_text(facts: Facts, number: str) -> bool:
    return number in facts.by_id and facts.by_id[number].origin == "text"


def _numbers(s: Suspicion) -> set[str]:
    """The ids of the numbers of a suspicion."""
    return {e.id for e in s.finding.evidence} | {number for number, _ in s.repairs}


def _forms_with_rows_left_out(facts: Facts, left: Sequence[Suspicion]) -> list[list[Suspicion]]:
    """The mistakes of each form that was lines of text, where neither its parts nor its total add up."""
    tables = {i.indicator_id: i.table_id for i in facts.indicators}
    tables |= {s.score_id: s.table_id for s in facts.scores}
    by_form: dict[str, list[Suspicion]] = defaultdict(list)
    for s in left:
        table = next((tables[e.id] for e in s.finding.evidence if tables.get(e.id)), None)
        if s.finding.rule in WEIGHED and table:
            by_form[table].append(s)
    held = ([s for s in form if s.finding.severity != "info"] for form in by_form.values())
    return [form for form in held if len({s.finding.rule for s in form}) > 1 and len(groups(form)) > 1]


def _amounts(facts: Facts, s: Suspicion, table: str) -> list[Amount]:
    """The amounts of a table that a suspicion rests on."""
    held = (facts.by_id.get(e.id) for e in s.finding.evidence)
    return [f for f in held if f is not None and f.table_id == table]


def _is_displaced(facts: Facts, f: Amount) -> bool:
    """Whether the amount of a table stands elsewhere in the report as that of other things alone, which the
    table does not give it to as well.
    """
    others = [
        x
        for x in facts.money
        if x.table_id != f.table_id and x.measure == f.measure and wide(x).meets(wide(f))
    ]
    beside = (x for x in facts.tables[f.table_id or ""] if x.measure == f.measure and wide(x).meets(wide(f)))
    said = {x.concept for x in others if x.concept} - {x.concept for x in beside if x is not f}
    column = [x for x in facts.tables[f.table_id or ""] if x.col_no == f.col_no and x.value]
    if len(column) <= TWO:
        said -= set(WHOLES.get(f.concept or "", ()))  # the one part of a total is as much
    return bool(f.value and f.concept and said) and f.concept not in said


def _is_of_other_column(facts: Facts, s: Suspicion, f: Amount) -> bool:
    """Whether the text gives the amount of a table to another phase: 预算22万元，决算8.77万元 against 22.00
    read as 决算数, where 8.77 stands in the table, too, or a printed rate of the two proves it.
    """
    said = [x for e in s.finding.evidence if (x := facts.by_id.get(e.id)) and x.origin == "text" and x.value]
    alike = facts.by_concept.get(f.concept, ()) if f.concept and f.value else ()
    others = [
        x for x in alike if x.origin == "text" and x.measure != f.measure and x.amount_yuan == f.amount_yuan
    ]
    printed = {x.amount_yuan for x in facts.tables[f.table_id or ""] if x is not f}
    rates = [r for r in facts.rates("completion_rate", origin="text") if r.concept == f.concept]
    proven = any(wide(r).meets(quotient(x, y)(wide)) for r in rates for x in said for y in others)
    return bool(others) and (proven or any(x.amount_yuan in printed for x in said))


def _shifted(facts: Facts, suspicions: Sequence[Suspicion]) -> list[str]:
    """The tables whose amounts contradict the text and stand there as others': their columns were misread.

    Two amounts that were printed in each other's place leave the table's sums as they were.
    """
    summed = {_table(facts, s) for s in suspicions if s.kind == "sum"}
    said = {f.amount_yuan for f in facts.money if f.origin == "text"}
    count: Counter[str] = Counter()
    for s in suspicions:
        held = [f for e in s.finding.evidence if (f := facts.by_id.get(e.id)) is not None]
        tables = [f for f in held if f.table_id]
        texts = [f for f in held if f.origin == "text"]
        if s.finding.rule == "equality.text" and len(tables) == len(texts) == 1:
            count[tables[0].table_id or ""] += bool(tables[0].value) and tables[0].amount_yuan in said
    return [t for t, n in count.items() if n > SWAPPED or (n == SWAPPED and t in summed)]


def _of_table(
    facts: Facts, suspicions: Sequence[Suspicion], table: str, kinds: Sequence[str] = AMOUNTS
) -> list[Suspicion]:
    """The suspicions of some kinds of relation that a number of a table is part of."""
    ids = {f.fund_id for f in facts.tables[table]}
    return [
        s
        for s in suspicions
        if s.finding.severity != "info" and s.kind in kinds and any(e.id in ids for e in s.finding.evidence)
    ]


def _table(facts: Facts, s: Suspicion) -> str | None:
    """The table that all numbers of a finding stand in; null where they stand in several, or in none."""
    tables = {f.table_id for e in s.finding.evidence if (f := facts.by_id.get(e.id)) is not None}
    return tables.pop() if len(tables) == 1 else None


def _doubt(facts: Facts, held: Sequence[Suspicion]) -> Suspicion:
    first: Finding = held[0].finding
    amounts = ([facts.by_id[e.id] for e in s.finding.evidence if e.id in facts.by_id] for s in held)
    funds = [max(found, key=lambda f: f.table_id is not None) for found in amounts if found]
    title = next((f.section for f in funds if f.section), "自评表" if held[0].kind == "score" else "表")
    rows = "、".join(dict.fromkeys(f.breakdown or f.item for f in funds[:SHOWN]))
    named = f"（{rows}等）" if rows else ""
    message = (
        f"{title}有{len(held)}处{named}勾稽不符，不是一个数写错所能解释，可能读取有误，"
        f"请核对原文{where(*funds)}。"
    )
    doubt = replace(
        first,
        finding_id=row_id(first.doc_id, DOUBTFUL, first.finding_id),
        rule=DOUBTFUL,
        severity="info",
        message=message,
        reported=None,
        expected=None,
        difference=None,
        tolerance=None,
        unit=None,
        amount_yuan=None,
        evidence=tuple(s.finding.evidence[0] for s in held[:8]),
    )
    return Suspicion(doubt, (), "reading")
