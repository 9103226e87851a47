"""Lines of a table that its own totals add up: each row under a 合计 column, each column under a 合计 row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import takewhile

from checks.codes import State
from checks.comparison import HOLDS, Comparison, Missing
from checks.facts import Amount, Facts, where
from extract import regex
from extract.fold import fold
from normalize.concepts import is_total_column
from normalize.schema import Fund

from .parts import compare_total, nested
from .printed import printed

TOTAL = regex.compile(r"^(合|总|共)计$|^(合计|总计)\(")
PARTS = 2
FEW = 4
"""Of so many rows one may print what the row above leaves out, and be a slip."""
ALL_OF_THEM = (("一般公共预算", "政府性基金", "国有资本"), ("货物", "工程", "服务"))
"""Names of parts that leave nothing out: the kinds of budget money, what is procured."""
APPLIED = regex.compile("^(资金|金额|预算)总额$")
APPLIED_FOR = tuple(
    map(
        regex.compile,
        (
            "^(基本|项目)支出$",
            "^(一般公共预算|政府性基金|国有资本经营|财政专户|其他资金|单位资金|上级补助|事业|经营)",
            "^(省级|市级|县级|区级|本级)支出$|转移支付",
        ),
    )
)
"""Columns that split 资金总额 in a target form of all of a unit's money, each without the others."""
Split = tuple[Amount, Sequence[Amount], list[tuple[Fund, list[Fund]]]]
"""An amount of a column, all that is listed below it, and its outermost parts with what makes those up."""
GridLine = tuple[Amount, list[Amount]]
"""A total and what stands in its line."""


def lines(funds: Sequence[Amount]) -> Iterator[list[GridLine]]:
    """The rows, and the columns, of a printed table that its totals claim to add up; none of a table with
    codes or rows under rows, whose totals are made of some of its rows.
    """
    yield list(_rows(funds))
    if not any(f.item_code or f.parent_id for f in funds):
        yield list(_columns(funds))


def _rows(funds: Sequence[Amount]) -> Iterator[GridLine]:
    by_row: dict[int | None, list[Amount]] = defaultdict(list)
    for f in funds:
        by_row[f.row_no].append(f)
    for row in by_row.values():
        totals = [f for f in row if f.breakdown and is_total_column(f.breakdown)]
        if len(totals) == 1:
            yield from _line(totals[0], row)


def _columns(funds: Sequence[Amount]) -> Iterator[GridLine]:
    by_column: dict[int | None, list[Amount]] = defaultdict(list)
    for f in funds:
        by_column[f.col_no].append(f)
    for column in by_column.values():
        totals = [f for f in column if TOTAL.search(fold(f.item).replace(" ", ""))]
        if len(totals) == 1:
            yield from _line(totals[0], column, least=1)


def _line(whole: Amount, held: Sequence[Amount], least: int = PARTS) -> Iterator[GridLine]:
    """The line, where all of it is of one unit, phase and year and so many parts are printed."""
    parts = [f for f in held if f is not whole]
    alike = {(f.unit, f.measure, f.period) for f in held}
    printed = sum(bool(p.value) for p in parts)
    if len(alike) == 1 and (printed >= least or (printed and is_complete(parts))):
        yield whole, parts


def column_by_column(facts: Facts) -> Iterator[Comparison | Missing]:
    """Rows listed under another make it up where they do so in all columns but one."""
    columns: dict[tuple[str, int], list[Split]] = defaultdict(list)
    for whole in facts.in_tables:
        children = facts.children.get(whole.fund_id, ())
        parts = [p for p in children if p.part == "of_which" and p.unit == whole.unit]
        if whole.table_id and whole.row_no is not None and parts:
            columns[whole.table_id, whole.row_no].append((whole, parts, nested(parts)))
    for splits in columns.values():
        held = [split for split in splits if _adds_up(split)]
        broken = [split for split in splits if split not in held]
        told = [split for split in held if sum(bool(p.value) for p, _ in split[2]) >= PARTS]
        yield from [HOLDS] * len(held)
        sure = len(told) >= PARTS and len(broken) == 1
        yield from _as_in(told, broken[0]) if sure else (Missing(f"{w.item}的组成部分") for w, *_ in broken)


def _adds_up(split: Split) -> bool:
    whole, _, parts = split
    return compare_total(whole, [p for p, _ in parts], "").state == State.HOLDS


def _as_in(told: Sequence[Split], broken: Split) -> Iterator[Comparison]:
    """A column against what is part of what in the others."""
    below: dict[int | None, set[int | None]] = defaultdict(set)
    for head, inner in (pair for *_, parts in told for pair in parts):
        below[head.row_no] |= {f.row_no for f in inner}
    empty = {p.row_no for p in broken[1]} - {p.row_no for _, parts, _ in told for p in parts if p.value}
    with_empty = {head: rows.union(_following(rows, broken[1], empty)) for head, rows in below.items()}
    readings = [list(_split(broken, rows)) for rows in (with_empty, below)]
    yield from min(readings, key=lambda found: sum(c.state != State.HOLDS for c in found))


def _following(
    rows: Set[int | None], parts: Sequence[Amount], empty: Set[int | None]
) -> Iterable[int | None]:
    """The rows behind some that hold nothing in the columns which tell what is part of what."""
    behind = sorted(p.row_no or 0 for p in parts if rows and (p.row_no or 0) > max(r or 0 for r in rows))
    return takewhile(lambda row: row in empty, behind)


def _split(split: Split, below: Mapping[int | None, Set[int | None]]) -> Iterator[Comparison]:
    """An amount against the rows that are below no other, and these against those below them."""
    whole, parts, _ = split
    label = f"{whole.section or '表'}中"
    within = {row for rows in below.values() for row in rows}
    yield compare_total(whole, [p for p in parts if p.row_no not in within], label)
    for head in parts:
        if inner := [p for p in parts if p.row_no in below.get(head.row_no, ())]:
            yield compare_total(head, inner, label)


def applied_for(funds: Sequence[Amount]) -> Iterator[Comparison]:
    """资金总额 of a row of a target form = its columns by what is spent on, by source and by who gets it."""
    totals = [f for f in funds if APPLIED.search(fold(f.breakdown or ""))]
    if len(totals) != 1:
        return
    split: list[list[Amount]] = [[] for _ in APPLIED_FOR]
    for f in (f for f in funds if f is not totals[0]):
        own = [n for n, words in enumerate(APPLIED_FOR) if words.search(fold(f.breakdown or ""))]
        if not own or f.unit != totals[0].unit:
            return  # 财政拨款 beside 其他资金: what else there is was not understood
        split[own[0]].append(f)
    label = f"{totals[0].section or '绩效目标表'}中"
    yield from (compare_total(totals[0], parts, label) for parts in split if parts)


def is_complete(parts: Sequence[Amount]) -> bool:
    """Whether the names of the parts leave nothing out, and none is named twice."""
    for label in ("breakdown", "item"):
        names = [fold(getattr(p, label) or "") for p in parts]
        if any(
            len(names) == len(words) and all(sum(w in n for n in names) == 1 for w in words)
            for words in ALL_OF_THEM
        ):
            return True
    return False


def is_over_by_one(whole: Amount, parts: Sequence[Amount]) -> bool:
    """Whether a line adds up without one of its parts, which is 其中 of another: 其中：上年结转."""
    over = sum((p.amount_yuan for p in parts), -whole.amount_yuan)
    return any(p.value and p.amount_yuan == over for p in parts)


CODES = (3, 5, 7)
"""Digits of the codes of 类, 款 and 项."""


def strays(funds: Sequence[Amount]) -> Iterator[Comparison]:
    """Amounts of a table by codes in a column in which the 类 or 款 that they are of prints none, although it
    prints others: blank is 0 in a table's own sums. None of a table where that is usual.
    """
    rows: dict[str, dict[int | None, Amount]] = defaultdict(dict)
    for f in funds:
        if f.item_code and len(f.item_code) in CODES and f.amount_yuan:
            rows[f.item_code].setdefault(f.col_no, f)
    found = []
    for code, row in rows.items():
        above = next((rows[code[:n]] for n in CODES[::-1] if n < len(code) and code[:n] in rows), {})
        held = [f for column, f in row.items() if above and column not in above]
        found += [(f, next(iter(above.values()))) for f in held if f.parent_id is None]
    columns = {f.col_no for f, _ in found}
    if len(columns) > 1 or len(found) > max(1, len(rows) // FEW):
        return
    for f, whole in found[-1:]:
        yield Comparison(
            state=State.BROKEN,
            message=(
                f"{f.section or '表'}中{f.item_code}{f.item}的“{f.breakdown or '金额'}”栏印有{printed(f)}，"
                f"而其上级科目{whole.item_code}{whole.item}该栏为空，两者不符{where(f, whole)}。"
            ),
            rows=(f, whole),
            reported=f.value,
            unit=f.unit,
            culprit=f.fund_id,
        )
