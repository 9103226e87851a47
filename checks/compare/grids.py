"""Lines of a table that its own totals add up: each row under a 合计 column, each column under a 合计 row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from checks.codes import State
from checks.comparison import Comparison
from checks.facts import Amount, where
from extract import regex
from extract.fold import fold
from normalize.concepts import is_total_column

from .printed import printed

TOTAL = regex.compile(r"^(合|总|共)计$|^(合计|总计)\(")
PARTS = 2
FEW = 4
"""Of so many rows one may print what the row above leaves out, and be a slip."""
ALL_OF_THEM = (("一般公共预算", "政府性基金", "国有资本"), ("货物", "工程", "服务"))
"""Names of parts that leave nothing out: the kinds of budget money, what is procured."""
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
            yield from _line(totals[0], column)


def _line(whole: Amount, held: Sequence[Amount]) -> Iterator[GridLine]:
    """The line, where all of it is of one unit, phase and year and more than one part is printed."""
    parts = [f for f in held if f is not whole]
    alike = {(f.unit, f.measure, f.period) for f in held}
    printed = sum(bool(p.value) for p in parts)
    if len(alike) == 1 and (printed >= PARTS or (printed and is_complete(parts))):
        yield whole, parts


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
