"""Self-evaluation forms drawn at random give the rows that were written into them, as PDF and as DOCX."""

from __future__ import annotations

import importlib
import random
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from extract.read import read_document
from normalize.rows import normalize_report
from parsers.parse import parse_document
from tests.conftest import LONG

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
DRAWN = 300 if LONG else 20
"""Files drawn, each as PDF and as DOCX."""
LEAST = 0.99
"""Recall and precision of rows, and the share of right cells."""
PROJECTS = ["校舍维修", "道路养护", "河道清淤", "农田水利", "文化下乡", "养老服务"]
LEVELS = {
    "产出指标": {"数量指标": ["维修处数", "养护里程", "培训人次"], "质量指标": ["验收合格率", "工程优良率"], "时效指标": ["按时完成率"]},
    "效益指标": {"社会效益指标": ["受益人口比例", "服务覆盖率"], "可持续影响指标": ["设施完好率"]},
    "满意度指标": {"服务对象满意度指标": ["群众满意度"]},
}  # fmt: skip
LABELS = {
    "target": ["年度指标值", "指标值", "预期指标值"], "actual": ["实际完成值", "全年完成值", "完成值"], "weight": ["分值", "权重"],
    "score": ["得分", "自评得分"], "deviation": ["偏差原因分析及改进措施", "未完成原因"],
}  # fmt: skip
MONEY = {
    "initial_budget": "年初预算数", "adjusted_budget": "全年预算数", "final": "全年执行数", "execution_rate": "执行率",
}  # fmt: skip
ORDERS = [
    ["target", "actual", "weight", "score"], ["target", "actual", "score", "weight"],
    ["weight", "target", "actual", "score"], ["target", "weight", "actual", "score"],
]  # fmt: skip
DIVIDED = {"sign": "指标性质", "value": "指标值", "unit": "度量单位"}
"""The columns that the target has of its own where it is divided."""
RULES = ["all", "all", "horizontal", "frame", "none"]
Row = tuple[Any, ...]


@dataclass
class Drawn:
    """The blocks of a file, and the rows that stand in it."""

    blocks: list[Any]
    funds: list[Row]
    indicators: list[Row]


@dataclass
class Sheet:
    """The rows of one form as they are drawn, and the columns of its indicators behind their levels."""

    rng: random.Random
    project: str
    codes: list[str]
    out: Drawn
    rows: list[list[str | None]] = field(default_factory=list)
    spans: list[tuple[int, int, int, int]] = field(default_factory=list)

    ruled: bool = True
    """Whether rules show what is merged; without them a label stands in the first of its rows."""
    every: bool = True
    """Whether all is ruled; without, a page end leaves some rows together, as a single one has no columns."""
    shared: bool = False
    """Whether two indicators of a kind share a merged cell of points."""
    beside: list[tuple[str, str]] = field(default_factory=list)
    """What stands beside the first indicators where the money does: labels and their amounts."""
    first: int = 0
    """The row of the first indicator."""

    @property
    def width(self) -> int:
        return 3 + len(self.codes) + 2 * bool(self.beside)

    def line(self, cells: list[tuple[str, int]]) -> None:
        """A row of cells with the columns that each spans."""
        row: list[str | None] = []
        for text, wide in cells:
            if wide > 1:
                self.spans.append((len(self.rows), len(row), 1, wide))
            row += [text, *[None] * (wide - 1)]
        self.rows.append(row)

    def head(self) -> None:
        self.line([("项目名称", 1), (self.project, self.width - 1)])
        self.line([("主管部门", 1), ("丰阳市教育局", 2), ("实施单位", 1), ("丰阳市第一小学", self.width - 4)])

    def money(self) -> None:
        held = list(MONEY)[: len(self.codes)]
        rest = [("", 1)] * (self.width - 3 - len(held))
        self.line([("项目资金（万元）", 3), *((MONEY[m], 1) for m in held), *rest])
        whole = self.rng.randint(20, 900)
        own = self.rng.randint(1, whole - 1)
        for item, amount in (("年度资金总额", whole), ("其中：财政拨款", own), ("其他资金", whole - own)):
            spent = round(amount * self.rng.choice([1, 0.95, 0.5]), 2)
            values = dict(
                zip(
                    MONEY,
                    [f"{amount:.2f}"] * 2 + [f"{spent:.2f}", f"{100 * spent / amount:.2f}%"],
                    strict=True,
                )
            )
            self.line([(item, 3), *((values[m], 1) for m in held), *rest])
            name = item.removeprefix("其中：")
            self.out.funds += [
                (self.project, name, m, values[m].rstrip("%"), "%" if m == "execution_rate" else "万元")
                for m in held
            ]

    def money_beside(self) -> None:
        """The amounts that are to stand beside the indicators."""
        whole = self.rng.randint(20, 900)
        spent = round(whole * self.rng.choice([1, 0.95, 0.5]), 2)
        values = (f"{whole:.2f}", f"{spent:.2f}", f"{100 * spent / whole:.2f}%")
        measures = ("adjusted_budget", "final", "execution_rate")
        self.beside = list(zip((MONEY[m] for m in measures), values, strict=True))
        self.out.funds += [
            (self.project, "项目资金", m, v.rstrip("%"), "%" if v.endswith("%") else "万元")
            for m, v in zip(measures, values, strict=True)
        ]

    def indicators(self) -> None:
        heads = [DIVIDED.get(c) or self.rng.choice(LABELS[c]) for c in self.codes]
        if "sign" in self.codes:
            self.above()
        over = [("项目资金（万元）", 2)] if self.beside else []
        self.line([*((x, 1) for x in ("一级指标", "二级指标", "三级指标", *heads)), *over])
        if "sign" in self.codes:
            self.through(len(self.rows) - 2)
        self.first = len(self.rows)
        for level1, kinds in LEVELS.items():
            first = len(self.rows)
            for level2, names in kinds.items():
                second = len(self.rows)
                for name in names:
                    self.indicator(level1, level2, name)
                self.merge(second, 1)
                if self.shared and len(names) > 1:
                    self.share(second)
            self.merge(first, 0)

    def above(self) -> None:
        """The upper row of a header of two: 年度指标 over the parts of the target."""
        at = 3 + self.codes.index("sign")
        self.line([*((x, 1) for x in ("一级指标", "二级指标", "三级指标", *[""] * (at - 3))), ("年度指标", 3),
                   *[("", 1)] * (self.width - at - 3)])  # fmt: skip

    def through(self, row: int) -> None:
        """The labels of a header of two rows that go through both of them."""
        for col in range(self.width):
            if col >= 3 and self.codes[col - 3] in DIVIDED:
                continue
            if self.ruled:
                self.rows[row][col], self.rows[row + 1][col] = self.rows[row + 1][col], None
                self.spans.append((row, col, 2, 1))
            else:
                self.rows[row][col] = ""

    def indicator(self, level1: str, level2: str, name: str) -> None:
        percent = name.endswith(("率", "度", "比例"))
        number, unit = (self.rng.randint(80, 95), "%") if percent else (self.rng.randint(2, 60), "处")
        sign = "≥" if percent or "sign" in self.codes else ""
        value = f"{sign}{number}{unit}"
        actual = f"{self.rng.randint(96, 100)}%" if percent else f"{number}{unit}"
        points = ("10", self.rng.choice(["10", "9.5"]), self.rng.choice(["", "工期推迟"]))
        got = dict(zip(LABELS, (value, actual, *points), strict=True))
        got |= {"sign": sign, "value": str(number), "unit": unit}
        row = len(self.rows) - self.first
        pair = (self.beside[row] if row < len(self.beside) else ("", "")) if self.beside else ()
        self.line([(x, 1) for x in (level1, level2, name, *(got[c] for c in self.codes), *pair)])
        held = {c: got[c] or None for c in (*self.codes, "target")}
        self.out.indicators.append((self.project, level1, level2, name, *(held.get(c) for c in LABELS)))

    def share(self, begin: int) -> None:
        """The points of the first indicator stand for all of its kind."""
        for code in ("weight", "score"):
            col = 3 + self.codes.index(code)
            self.merge(begin, col)
        count = len(self.rows) - begin
        first = self.out.indicators[-count]
        self.out.indicators[-count:] = [
            (*row[:6], *first[6:8], row[8]) for row in self.out.indicators[-count:]
        ]

    def cuts(self) -> tuple[tuple[int, int], ...]:
        """Where pages end: before some of the rows behind the head, of the indicators where not all is ruled."""
        least = 1 if self.every else 3
        rows = range(3 if self.every else self.first + least, len(self.rows) - least)
        drawn = sorted(self.rng.sample(rows, self.rng.choice([0, 1, 1, 2])))
        return tuple((row, 0) for row in drawn[:1] + [b for a, b in pairwise(drawn) if b - a >= least])

    def merge(self, begin: int, col: int) -> None:
        """The cells of a column from a row to the last become one."""
        if len(self.rows) - begin > 1:
            if self.ruled:
                self.spans.append((begin, col, len(self.rows) - begin, 1))
            for row in self.rows[begin + 1 :]:
                row[col] = None if self.ruled else ""


def form(rng: random.Random, layout: ModuleType, project: str, rules: str, out: Drawn) -> None:
    """One form: the block of its money above, below or beside the indicators, its columns in more than one
    order.
    """
    codes = [*rng.choice(ORDERS), *(["deviation"] if rng.random() < 0.6 else [])]
    beside = rules == "all" and rng.random() < 0.15
    if rng.random() < 0.25 and not beside:
        at = codes.index("target")
        codes[at : at + 1] = list(DIVIDED)
    shared = rules == "all" and rng.random() < 0.3
    sheet = Sheet(
        rng, project, codes, out, ruled=rules in ("all", "horizontal"), every=rules == "all", shared=shared
    )
    if beside:
        sheet.money_beside()
    sheet.head()
    blocks = [sheet.indicators] if beside else [sheet.money, sheet.indicators]
    for write in blocks if rng.random() < 0.7 else reversed(blocks):
        write()
    rest = sheet.width - 3
    widths = (48.0, 62.0, 92.0, *[(500 - 202) / rest] * rest)
    out.blocks += [layout.Para("项目支出绩效自评表", "title"), layout.Para("（2023年度）", "unit")]
    grid = layout.Grid(tuple(map(tuple, sheet.rows)), widths, tuple(sheet.spans), header=0, rules=rules)
    out.blocks.append(replace(grid, cuts=sheet.cuts()))


def read(path: Path) -> tuple[list[Row], list[Row]]:
    """The rows that are read of a file, as they are drawn."""
    document = read_document(path)
    rows = normalize_report(document, parse_document(document))

    def cell(i: Any, code: str) -> str | None:
        held = getattr(i, code)
        return f"{held.normalize():f}" if isinstance(held, Decimal) else held

    funds = [(f.project, f.item, f.measure, f"{f.value:.2f}", f.unit) for f in rows.funds]
    return funds, [
        (i.project, i.level1, i.level2, i.level3, *(cell(i, c) for c in LABELS)) for i in rows.indicators
    ]


@pytest.fixture(scope="module")
def layout() -> ModuleType:
    sys.path.insert(0, str(FIXTURES))
    importlib.import_module("build")
    return importlib.import_module("builder.layout")


@pytest.mark.long
@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_forms_drawn_at_random(kind: str, layout: ModuleType, tmp_path: Path) -> None:
    counts: Counter[str] = Counter()
    for seed in range(DRAWN):
        drawn = draw(random.Random(seed), layout)
        path = tmp_path / f"form{seed}.{kind}"
        render = layout.render_pdf if kind == "pdf" else layout.render_docx
        path.write_bytes(render(drawn.blocks))
        counts += compared(drawn, *read(path))
    print(kind, DRAWN, dict(counts))
    assert counts["right"] >= LEAST * max(counts["wanted"], counts["found"]), counts
    assert counts["right cells"] >= LEAST * counts["cells"], counts


def draw(rng: random.Random, layout: ModuleType) -> Drawn:
    """A file of one to three forms."""
    drawn = Drawn([], [], [])
    rules = rng.choice(RULES)
    for project in rng.sample(PROJECTS, rng.choice([1, 1, 2, 3])):
        form(rng, layout, project, rules, drawn)
    return drawn


def compared(drawn: Drawn, funds: list[Row], indicators: list[Row]) -> Counter[str]:
    """How many rows and cells there are, are read, and are right."""
    counts: Counter[str] = Counter()
    for wanted, found, keys in ((drawn.funds, funds, 5), (drawn.indicators, indicators, 4)):
        right = Counter(w[:keys] for w in wanted) & Counter(f[:keys] for f in found)
        counts += Counter({"wanted": len(wanted), "found": len(found), "right": right.total()})
    held = {f[:4]: f[4:] for f in indicators}
    pairs = [
        (a, b) for w in drawn.indicators if w[:4] in held for a, b in zip(w[4:], held[w[:4]], strict=True)
    ]
    counts["cells"] += sum(len(w) - 4 for w in drawn.indicators)
    counts["right cells"] += sum(a == b for a, b in pairs)
    return counts
