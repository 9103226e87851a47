"""The labels over the columns of a table in exported text, whose spans the export has lost: put over the
columns that they head.

An export prints the upper labels and then the lower ones, each once: 项目, 预算数, 公务用车 and then
小计, 购置, 运行. Which of the upper ones are divided is told by the lower ones: they repeat words of the
label that they divide, begin with 小计, or come again for each. What a 小计 says must add up. Where more
than one reading is left there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, pairwise

from extract import regex
from extract.fold import fold

from .loose_cells import ABSENT, NUMBER, TextRow

TOTAL = regex.compile("小计|合计|总计")
COUNTED = regex.compile(
    r"(?:数|额|率|幅|比例|占比|同比|比重|增减|差异|[预决]算|[小合总]计|%|(?:20\d\d|[本上])年度?)(?:\(.{1,6}\))?$"
)
"""How the label of a column of numbers ends."""
UNSUMMED = regex.compile(r"^[行栏]次$|%|率|幅|比例|占比")
"""The labels of rows whose numbers do not add up: of column numbers, or of rates."""
MEASURE = regex.compile(r".{0,6}(?:预算|决算|执行)数(?:\(.{1,6}\))?")
NAMED = regex.compile("项目|科目|(?:科目|项目)?名称")
"""What heads the names of rows, and no amounts."""
SHARED = 2
"""Characters that a lower label shares with the one that it divides, at the least."""
SUM = 10
"""What a 小计 that adds up speaks for a reading, and one that does not against it, in shared characters."""
STRANGE = 3
"""What two neighbours of a group that share no words speak against it."""
MOST_PARENTS = 3
SHORT = 4
"""A label no longer than this may be a part of the one beside it, cut by a line's end."""


def over_columns(labels: Sequence[str], width: int, body: Sequence[TextRow]) -> list[TextRow] | None:
    """The rows of a header of so many columns, from its labels in the order in which they are printed; null
    where it is not sure.
    """
    if len(labels) == width and not _second_total(labels):
        return [list(labels)]
    if len(labels) == width - 1 and labels:
        return [["", *labels]] if head_numbers(labels) else None
    if not all(labels):
        return None
    again = _repeated(labels, width, body)
    if again is not None:
        return again
    tried = [
        (score, rows)
        for words, cost in _joined(labels)
        for upper in range(1, len(words) - 1)
        for score, rows in _divided(words[:upper], words[upper:], width, body, cost)
    ]
    return _best(tried)


def _second_total(labels: Sequence[str]) -> bool:
    """Whether a 小计 stands behind a 合计: it is the first part of a label that it stands below."""
    totals = [fold(x) for x in labels if TOTAL.fullmatch(fold(x))]
    return "小计" in totals[1:] and totals[0] != "小计"


def head_numbers(labels: Sequence[str]) -> bool:
    """Whether every label says that numbers stand below it: none is that of the names."""
    return all(COUNTED.search(fold(x)) for x in labels)


def of_levels(
    upper: Sequence[str], lower: Sequence[str], width: int, body: Sequence[TextRow]
) -> list[TextRow] | None:
    """The same where it is known which labels stand in the upper row."""
    again = _repeated([*upper, *lower], width, body)
    return again or _best(list(_divided(upper, lower, width, body, 0)))


def _best(tried: Sequence[tuple[int, list[TextRow]]]) -> list[TextRow] | None:
    """The one reading that is better than all others."""
    ranked = sorted(tried, key=lambda x: -x[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0] and ranked[0][1] != ranked[1][1]):
        return None
    return ranked[0][1]


def _repeated(labels: Sequence[str], width: int, body: Sequence[TextRow]) -> list[TextRow] | None:
    """预算数, 决算数 over the same list of labels each, or 收入, 支出 over 项目, 金额 each; the first
    column may stand before them.
    """
    for lead in (0, 1):
        for times in (2, 3):
            rest, cols = labels[lead + times :], width - lead
            if not rest or len(rest) % times or cols % times or cols == times:
                continue
            for first in range(1, len(rest) // times + 1):
                parts = _one_of_each(rest, first, times)
                halves = [row[lead : lead + cols // times] for row in body]
                if parts is None or (rows := _below(parts, cols // times, halves)) is None:
                    continue
                top = [
                    x for label in labels[lead : lead + times] for x in (label, *[""] * (cols // times - 1))
                ]
                blank = [""] * lead
                return [[*labels[:lead], *top], *([*blank, *row * times] for row in rows)]
    return None


def _below(parts: tuple[TextRow, TextRow], width: int, body: Sequence[TextRow]) -> list[TextRow] | None:
    """The rows of one of the lists that are repeated."""
    upper, lower = parts
    if not lower:
        return [upper] if len(upper) == width else None
    return of_levels(upper, lower, width, body)


def _one_of_each(labels: Sequence[str], first: int, times: int) -> tuple[TextRow, TextRow] | None:
    """The upper and lower labels of one list, where the labels are so many times the upper ones and then so
    many times the lower ones.
    """
    upper, lower = labels[: first * times], labels[first * times :]
    rest = len(lower) // times
    same = all(list(upper[i * first : (i + 1) * first]) == list(upper[:first]) for i in range(times)) and all(
        list(lower[i * rest : (i + 1) * rest]) == list(lower[:rest]) for i in range(times)
    )
    return (list(upper[:first]), list(lower[:rest])) if same else None


def _joined(labels: Sequence[str]) -> Iterator[tuple[TextRow, int]]:
    """The labels as printed, and with two neighbours as one where one of them is short; what that costs."""
    yield list(labels), 0
    for i, (a, b) in enumerate(pairwise(labels)):
        if min(len(a), len(b)) <= SHORT and not TOTAL.fullmatch(a) and not TOTAL.fullmatch(b):
            yield [*labels[:i], a + b, *labels[i + 2 :]], len(a + b) // SHARED


def _divided(
    upper: Sequence[str], lower: Sequence[str], width: int, body: Sequence[TextRow], cost: int
) -> Iterator[tuple[int, list[TextRow]]]:
    """(how well the labels fit, rows) for each way in which the lower labels may divide the upper ones."""
    parents = len(upper) + len(lower) - width
    if not 0 < parents <= min(MOST_PARENTS, len(upper)):
        return
    for chosen in combinations(range(len(upper)), parents):
        for cuts in combinations(range(1, len(lower)), parents - 1):
            groups = [list(lower[a:b]) for a, b in pairwise([0, *cuts, len(lower)])]
            score = _score([upper[i] for i in chosen], groups)
            if score is None:
                continue
            rows = _laid_out(upper, dict(zip(chosen, groups, strict=True)))
            # A 合计 left over beside another is that of the group behind it, not a column of its own.
            undivided = [fold(a) for a, b in zip(*rows, strict=True) if a and not b]
            if len(set(undivided)) < len(undivided):
                continue
            summed = [g for g in groups if TOTAL.fullmatch(fold(g[0]))]
            sums = [_adds_up(rows[1], g, body) for g in summed]
            proved = all(
                _repeats(upper[i], g) or (g in summed and sums[summed.index(g)])
                for i, g in zip(chosen, groups, strict=True)
            )
            if proved:
                yield score - cost + SUM * (2 * sum(sums) - len(sums)), rows


def _repeats(parent: str, group: TextRow) -> bool:
    """Whether all labels of a group, but for its total, repeat words of the label that they divide."""
    return all(TOTAL.fullmatch(fold(x)) or common(fold(parent), fold(x)) >= SHARED for x in group)


def _score(parents: Sequence[str], groups: Sequence[TextRow]) -> int | None:
    """How much of their parents' words the lower labels repeat; null where a group has nothing that says
    whose it is.
    """
    score = 0
    for parent, group in zip(parents, groups, strict=True):
        measured = MEASURE.fullmatch(fold(parent)) and any(MEASURE.fullmatch(fold(x)) for x in group)
        if measured or NAMED.fullmatch(fold(parent)):
            return None
        summed = TOTAL.fullmatch(fold(group[0])) is not None
        others = group[1:] if summed else group
        shared = [common(fold(parent), fold(x)) for x in others]
        again = any(TOTAL.fullmatch(fold(x)) for x in others)
        if again or not others or len(group) < 2 or not (summed or all(n >= SHARED for n in shared)):
            return None
        strange = sum(common(fold(a), fold(b)) < SHARED for a, b in pairwise(others))
        score += sum(n for n in shared if n >= SHARED) - STRANGE * strange
    return score


@lru_cache(maxsize=4096)
def common(a: str, b: str) -> int:
    """The length of the longest run of characters that two labels share."""
    return max((n for i in range(len(a)) for n in range(1, len(a) - i + 1) if a[i : i + n] in b), default=0)


def _laid_out(upper: Sequence[str], groups: dict[int, TextRow]) -> list[TextRow]:
    """The two rows of the header: a divided label over the first of its columns."""
    top: TextRow = []
    below: TextRow = []
    for i, label in enumerate(upper):
        group = groups.get(i, [""])
        top += [label, *[""] * (len(group) - 1)]
        below += group
    return [top, below]


def _adds_up(labels: TextRow, group: TextRow, body: Sequence[TextRow]) -> bool:
    """Whether the first column of a group is the sum of its others, in every row that has them and in one at
    least.
    """
    at = next(i for i in range(len(labels)) if labels[i : i + len(group)] == group)
    rows = [row for row in body if not UNSUMMED.search(fold(row[0]))]
    known = [r for row in rows if (r := amounts(row[at : at + len(group)]))]
    return bool(known) and all(r[0] == sum(r[1:]) for r in known)


def amounts(cells: Sequence[str]) -> list[Decimal]:
    """The amounts of cells, blank ones as nothing; none where a cell holds words or all are blank."""
    texts = [fold(c) for c in cells]
    if not texts or texts[0] in ABSENT or any(not NUMBER.fullmatch(t) and t not in ABSENT for t in texts):
        return []
    if any(t.startswith("(") or t.endswith("%") for t in texts):
        return []
    return [Decimal(t.replace(",", "").replace("٬", "")) if t not in ABSENT else Decimal(0) for t in texts]
