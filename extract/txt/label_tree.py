"""The labels of a header in exported text whose rows lost their spans, put over the columns that they head.

Each row prints its labels once, from the left: 项目 | 收入预算, then 科目编码 | 科目名称 | 合计 …, then
类 | 款 | 项. A label heads one column, or those of some labels of the row below. Which ones is told by what
the labels say of each other and by what the columns hold; where that leaves more than one way there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise, product

from extract import regex
from extract.fold import fold

from .loose_cells import ABSENT, TextRow, is_number
from .spans import TOTAL, UNSUMMED, amounts, common

NAMES = regex.compile(
    r"(?:序号|[行栏]次|[类款项]|项目|栏目|科目|单位|部门|(?:.{0,8}(?:科目|分类|项目|单位|部门|指标))?(?:名称|编码|代码)|.{0,14}科目|"
    r".{0,4}项目(?:\(.{1,14}\))?|支?出?功能分类|经济分类|按支?出?(?:功能|经济|性质)[^()]{0,8})"
)
"""What stands over names and codes, and never over amounts."""
NUMBERED = regex.compile(r"序号|[行栏]次|[类款项]|.*(?:编码|代码|科目|分类)")
"""Those of them that may stand over numbers."""
CODE_PARTS = regex.compile(r"[类款项目]")
CODED = regex.compile(r"编码|代码|科目|分类|^项目$")
SIDES = regex.compile(r"收入|支出|来源|去向|经费|资金运用")
"""What heads one of two lists side by side."""
MEASURES = regex.compile(
    r"(?:年初|全年|调整后?|本年|上年|(?:20)?\d\d年?度?)*(?:预算|决算|执行|完成)数?(?:\(.{1,6}\))?|金额|数量|占比|比重|"
    r"(?:20)\d\d年度?|本年数?|上年数?|增减(?:额|率|幅度?)?|(?:比上年)?增减.{0,3}%?"
)
RATE = regex.compile(r"占比|比[重例]|[率幅%]$|幅度")
WITHIN = r"^其中:?$"
BELOW = (
    (r"基本支出|基本经费", r"(?:人员|公用|日常公用)(?:经费|支出)"),
    (r"支出|预算|决算|拨款|合计", r"(?:基本|项目|经营)支出|上缴上级支出|对附属单位补助支出"),
    (r"绩效指标|绩效目标", r"(?:成本|产出|效益|满意度)指标.*"),
    (r"产出指标", r"(?:数量|质量|时效|成本)指标"),
    (r"效益指标", r"(?:经济|社会|生态)(?:效益)?指标|可持续影响指标"),
    (r"成本指标", r"(?:经济|社会|生态环境)成本(?:指标)?"),
    (r"满意度指标", r".*满意度(?:指标)?"),
    (r"事业收入", r"其中:?(?:含?教育收费|.{0,4}专户.*)"),
    (r"拨款", r"(?:其中:?)?(?:一般公共预算|政府性基金|国有资本经营).*"),
    (WITHIN, r".+"),
)
"""What stands below what without repeating its words."""
UNDER = tuple((regex.compile(parent), regex.compile(child)) for parent, child in BELOW)
ENDS_IN_TOTAL = regex.compile(r"(?:小计|合计|总计)$")
AMOUNT = "金额"
OF_AMOUNT = regex.compile(r"[占为比较完]成?.{0,10}(?:预算|决算|执行|上年|同期|增长|增减)数?的?(?:%|\(%\))")
"""Percentages of the amount that stands before them below one label: only the numbers tell which it is."""
NEAR = Decimal("0.06")
"""How far a printed percentage may be from the quotient of what is printed beside it."""
KNOWN, FIRST_TOTAL, SIDE, SAME, SUM = 5, 3, 4, 5, 10
SHARED = 2
MOST_WAYS = 400
MOST_TREES = 20_000
WORDS, NUMBERS, CODES, RATES = "words", "numbers", "codes", "rates"
CODE = regex.compile(r"\d{2,3}(?:\d{2}){0,2}")


@dataclass(frozen=True)
class _Way:
    """How many labels of the row below each label of a row heads (0: none, it heads a column); how well that
    fits.
    """

    counts: tuple[int, ...]
    score: int

    @property
    def parents(self) -> int:
        return sum(n > 0 for n in self.counts)


def kinds_of(body: Sequence[TextRow], width: int) -> list[str]:
    """What each column holds below its label: words, numbers, codes, percentages, or nothing."""
    return [_kind([row[c] for row in body]) for c in range(width)]


def _said(label: str) -> str:
    """A label as it is compared, without the blanks that its lines are joined by."""
    return regex.sub(r"\s", "", fold(label))


def _kind(column: Sequence[str]) -> str:
    held = [_said(c) for c in column if _said(c) not in ABSENT]
    if not held:
        return ""
    if all(map(CODE.fullmatch, held)):
        return CODES
    if all(c.endswith("%") for c in held):
        return RATES
    return NUMBERS if 2 * sum(map(is_number, held)) > len(held) else WORDS


def label_rows(rows: Sequence[Sequence[str]], width: int, body: Sequence[TextRow]) -> list[TextRow] | None:
    """The header's rows with each label over the first of its columns; null where it is not sure. `rows`: the
    labels of each row; `body`: rows of so many cells below.
    """
    kinds = kinds_of(body, width)
    if len(rows) == 1:
        grid = [list(rows[0])] if len(rows[0]) == width else None
        return grid if grid and _fits(grid, kinds) else None
    times = _repeats(rows[-1], width)
    if times:
        upper = label_rows(rows[:-1], width // times, [row[::times] for row in body])
        return None if upper is None else [*_widened(upper, times), list(rows[-1])]
    ranked = sorted(_trees(rows, width, kinds, body), key=lambda x: -x[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0] and ranked[0][1] != ranked[1][1]):
        return None
    return ranked[0][1]


def _repeats(labels: Sequence[str], width: int) -> int:
    """The length of the list that a row of so many labels repeats (预算数 | 决算数 | 预算数 | …); 0 where it
    repeats none.
    """
    if len(labels) != width or NAMES.fullmatch(_said(labels[0])):
        return 0
    return next(
        (
            n
            for n in (2, 3)
            if width % n == 0 and width > n and list(labels[:n]) * (width // n) == list(labels)
        ),
        0,
    )


def _widened(rows: Sequence[TextRow], times: int) -> list[TextRow]:
    return [[x for label in row for x in (label, *[""] * (times - 1))] for row in rows]


def _trees(
    rows: Sequence[Sequence[str]], width: int, kinds: Sequence[str], body: Sequence[TextRow]
) -> Iterator[tuple[int, list[TextRow]]]:
    """(how well it fits, the rows) for each way in which all labels head so many columns."""
    parents = sum(map(len, rows)) - width
    ways = [sorted(_ways(a, b), key=lambda w: -w.score)[:MOST_WAYS] for a, b in pairwise(rows)]
    count = 1
    for each in ways:
        count *= len(each)
    if not 0 < count <= MOST_TREES:
        return
    for chosen in product(*ways):
        if sum(w.parents for w in chosen) != parents:
            continue
        grid = _grid(rows, [w.counts for w in chosen], width)
        if grid is not None and _fits(grid, kinds) and _rates_hold(grid, body):
            yield sum(w.score for w in chosen) + _sums(grid, body) + _within(grid), grid


def _ways(upper: Sequence[str], lower: Sequence[str]) -> Iterator[_Way]:
    """Each way in which the labels of a row may head all those of the row below, in their order."""
    for parents in range(1, min(len(upper), len(lower)) + 1):
        for cuts in combinations(range(1, len(lower)), parents - 1):
            groups = [list(lower[a:b]) for a, b in pairwise([0, *cuts, len(lower)])]
            if any(map(_second_total, groups)):
                continue
            same = SAME if parents > 1 and all(g == groups[0] for g in groups) else 0
            for chosen in combinations(range(len(upper)), parents):
                pairs = zip(chosen, groups, strict=True)
                scores = [_score(_said(upper[i]), list(map(_said, g))) for i, g in pairs]
                if None not in scores:
                    held = dict(zip(chosen, map(len, groups), strict=True))
                    yield _Way(
                        tuple(held.get(i, 0) for i in range(len(upper))), same + sum(s or 0 for s in scores)
                    )


def _second_total(group: Sequence[str]) -> bool:
    """Whether a total stands behind other amounts: it is the first of another group."""
    return any(TOTAL.fullmatch(_said(b)) and not NAMES.fullmatch(_said(a)) for a, b in pairwise(group))


def _score(parent: str, group: Sequence[str]) -> int | None:
    """How well labels stand below another; null where nothing says that they do."""
    named = [NAMES.fullmatch(x) is not None for x in group]
    if all(named):
        return _names_score(parent, group)
    rated = group[0] == AMOUNT and all(map(OF_AMOUNT.fullmatch, group[1:]))
    measured = rated or all(map(MEASURES.fullmatch, group))
    if ENDS_IN_TOTAL.search(parent) and not measured:
        return None
    if any(named):
        return _lists_score(parent, group, named)
    known = any(p.search(parent) and all(map(c.fullmatch, _parts(group))) for p, c in UNDER)
    shared = [common(parent, x) for x in _parts(group)]
    told = sum(n for n in shared if n >= SHARED)
    total = TOTAL.fullmatch(group[0]) is not None and len(group) > 1
    repeated = len(group) > 1 and min(shared) >= SHARED
    if NAMES.fullmatch(parent) or not (known or total or measured or repeated):
        return None
    return KNOWN * known + FIRST_TOTAL * (total or measured) + told


def _lists_score(parent: str, group: Sequence[str], named: Sequence[bool]) -> int | None:
    """How well the labels of one list, or of several side by side, stand below another. Of 人员经费 and
    公用经费 the second has more lists (the ministry's form of basic expenditure).
    """
    sizes = [n for n in range(2, len(group) + 1) if list(group[:n]) * (len(group) // n) == list(group)]
    listed = [n for n in sizes if list(named[:n]) == sorted(named[:n], reverse=True)]
    if not listed or not SIDES.search(parent) or NAMES.fullmatch(parent):
        return None
    return SIDE + parent.startswith("公用") * (len(group) // listed[0] - 1)


def _parts(group: Sequence[str]) -> Sequence[str]:
    """The labels of a group but for its total."""
    return group[1:] if TOTAL.fullmatch(group[0]) and len(group) > 1 else group


def _names_score(parent: str, group: Sequence[str]) -> int | None:
    """How well the labels of names and codes stand below another."""
    if all(map(CODE_PARTS.fullmatch, group)):
        coded = CODED.search(parent) and not parent.endswith("名称") and len(group) > 1
        return KNOWN + len(group) + parent.endswith(("编码", "代码")) if coded else None
    return KNOWN + len(group) if NAMES.fullmatch(parent) and len(group) > 1 else None


def _grid(rows: Sequence[Sequence[str]], counts: Sequence[Sequence[int]], width: int) -> list[TextRow] | None:
    """The labels over the columns that they head; null where these are not so many."""
    wide = [1] * len(rows[-1])
    widths = [wide]
    for each in reversed(counts):
        at, above = 0, []
        for n in each:
            above.append(sum(wide[at : at + n]) if n else 1)
            at += n
        wide = above
        widths.insert(0, wide)
    if sum(widths[0]) != width:
        return None
    out: list[TextRow] = []
    open_at: list[tuple[int, int]] = [(0, len(rows[0]))]
    for r, row in enumerate(rows):
        line, at, below = [""] * width, 0, []
        for start, n in open_at:
            col = start
            for i in range(at, at + n):
                line[col] = row[i]
                if r < len(counts) and counts[r][i]:
                    below.append((col, counts[r][i]))
                col += widths[r][i]
            at += n
        out.append(line)
        open_at = below
    return out


def _fits(grid: Sequence[TextRow], kinds: Sequence[str]) -> bool:
    """Whether the lowest label over each column suits what it holds, and no upper one heads names and
    amounts.
    """
    for c, kind in enumerate(kinds):
        label = _said(next((row[c] for row in reversed(grid) if row[c]), ""))
        named = NAMES.fullmatch(label) and not NUMBERED.fullmatch(label)
        amount = TOTAL.fullmatch(label) or MEASURES.fullmatch(label)
        rate = RATE.search(label) is not None
        if (kind in (NUMBERS, RATES) and named) or (kind == WORDS and amount):
            return False
        if (kind == RATES and amount and not rate) or (kind == NUMBERS and rate and RATES in kinds):
            return False
    return True


def _within(grid: Sequence[TextRow]) -> int:
    """How much the labels below 其中 repeat of the label above it."""
    score = 0
    for above, row, below in zip(grid, grid[1:], grid[2:], strict=False):
        for c in [c for c, label in enumerate(row) if regex.match(WITHIN, _said(label))]:
            parent = next((_said(above[n]) for n in range(c, -1, -1) if above[n]), "")
            end = next((n for n in range(c + 1, len(row)) if row[n] or above[n]), len(row))
            score += sum(n for x in below[c:end] if x and (n := common(parent, _said(x))) >= SHARED)
    return score


def _sums(grid: Sequence[TextRow], body: Sequence[TextRow]) -> int:
    """What the totals that add up say for a way, and those that do not against it."""
    score = 0
    for row, above in zip(grid[1:], grid, strict=False):
        for c in [c for c, label in enumerate(row) if TOTAL.fullmatch(_said(label))]:
            end = next((n for n in range(c + 1, len(row)) if above[n]), len(row))
            parts = [n for n in range(c + 1, end) if row[n]]
            score += SUM * _adds_up(c, parts, body) if len(parts) > 1 else 0
    return score


def _rates_hold(grid: Sequence[TextRow], body: Sequence[TextRow]) -> bool:
    """Whether the percentages behind each amount are of it: 执行数 over 金额, 占预算%, 比上年增长%."""
    for row, above in zip(grid[1:], grid, strict=False):
        for c in [c for c, label in enumerate(row) if _said(label) == AMOUNT]:
            end = next((n for n in range(c + 1, len(row)) if above[n]), len(row))
            rates = [n for n in range(c + 1, end) if OF_AMOUNT.fullmatch(_said(row[n]))]
            others = [n for n in range(1, len(row)) if not c <= n < end]
            if not all(_is_rate(r, c, others, body) for r in rates):
                return False
    return True


def _is_rate(rate: int, amount: int, others: Sequence[int], body: Sequence[TextRow]) -> bool:
    """Whether a column of percentages is the share, or the growth, of one of amounts against another, in
    every row that has all three and in two at least.
    """
    for other, less in product(others, (0, 100)):
        found = (amounts([row[c] for c in (rate, amount, other)]) for row in body)
        known = [r for r in found if r and all(r)]
        if len(known) > 1 and all(abs(r - (a / b * 100 - less)) <= NEAR for r, a, b in known):
            return True
    return False


def _adds_up(total: int, parts: Sequence[int], body: Sequence[TextRow]) -> int:
    """1 where a column is the sum of others in every row that has them, -1 where it is in none, else 0."""
    rows = [row for row in body if not UNSUMMED.search(_said(row[0]))]
    known = [r for row in rows if any(r := amounts([row[total], *(row[c] for c in parts)]))]
    right = [r[0] == sum(r[1:]) for r in known]
    return all(right) - (not any(right)) if known else 0
