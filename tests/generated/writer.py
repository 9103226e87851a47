"""A report as it is written: paragraphs under numbered headings, and beside them the rows that a careful reader finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.generated.amounts import total
from tests.generated.model import NAMES, Item, Year
from tests.generated.wordings import Filler, Subject, wordings

HAN = (*"一二三四五六七八九十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八")
ITEM_NUMBERS = ("{n}.", "{n}、", "（{n}）")
CUT = re.compile(r"。(?=与|其中|较|比|同比)")
"""Where a paragraph may end although the next sentence goes on about the same subject."""


@dataclass(frozen=True)
class Habits:
    """How this place words what has no numbers: `year` behind the digits, names of last year, numbers of items, Western punctuation,
    spaces around numbers, lines cut at so many characters (0: not at all)."""

    year: str
    last: tuple[str, ...]
    numbers: str
    western: bool
    spaced: bool
    width: int


def counts(random: Random, year: Year) -> dict[str, str]:
    """Counts that a report may say twice: 0 where nothing was spent on what they count."""
    use = year.public_use
    spent = {
        "cars": use["operation"],
        "bought": use["purchase"],
        "batches": use["reception"],
        "guests": use["reception"],
        "meetings": year.meeting,
        "trainings": year.training,
    }
    most = {"cars": 9, "bought": 1}
    drawn = {w: random.randint(1, most.get(w, 60)) if a.final else 0 for w, a in spent.items()}
    drawn["guests"] = drawn["batches"] * 6
    return {w: str(n) for w, n in (drawn | {"projects": len(year.projects)}).items()}


def draw_habits(random: Random, year: Year) -> Habits:
    """The habits of one report."""
    before = year.year - 1
    last = random.choice(
        (("上年",), ("上年度",), (f"{before}年",), (f"{before}年度",), ("去年",), ("上年", f"{before}年度"))
    )
    grouped = year.printed.grouped
    return Habits(
        random.choice(("年度", "年度", "年")),
        last,
        random.choice(ITEM_NUMBERS),
        random.random() < 0.15 and not grouped,
        random.random() < 0.1,
        random.choice((0, 0, 0, 0, 38)),
    )


@dataclass
class Draft:
    """A report in the making. `measure`: what a plain number is (final, in budgets initial_budget)."""

    random: Random
    year: Year
    measure: str = "final"
    blocks: list[Any] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    sections: list[int] = field(default_factory=lambda: [0, 0])
    tables_at: int = 0

    def __post_init__(self) -> None:
        self.habits = draw_habits(self.random, self.year)
        year, random = self.year, self.random
        own = f"{year.year}{'年' if self.measure == 'initial_budget' else self.habits.year}"
        words: Mapping[str, Callable[[], str]] = {
            "UNIT": lambda: year.name,
            "Y": lambda: random.choices((own, "本年度"), (88, 12))[0],
            "P": lambda: random.choice(self.habits.last),
            "why": lambda: random.choice(
                ("，主要原因是{reason}", "，主要是{reason}", "", "，原因是{reason}", "")
            ).replace("{reason}", random.choice(NAMES["reasons"])),
            "reason": lambda: random.choice(NAMES["reasons"]),
            "use": lambda: random.choice(NAMES["uses"]),
            "wages": lambda: random.choice(NAMES["wages"]),
            "offices": lambda: random.choice(NAMES["offices"]),
            "score": lambda: str(random.randint(9000, 9990) / 100),
            **{letter: lambda: str(random.randint(1, 90)) for letter in "nmk"},
            **{word: lambda n=n: n for word, n in counts(random, year).items()},
        }
        self.filler = Filler(random, year.printed, words)

    def plain(self, text: str) -> None:
        """A paragraph without numbers."""
        self.blocks.append(text)

    def contents(self) -> None:
        """A table of contents behind the title: every part and every heading of the first level, with its page."""
        leader = self.random.choice(("……", "..........", "\t"))
        headings = [
            b for b in self.blocks[1:] if re.match(r"第.部分|[一二三四五六七八九十]+、(?!.*[。；])", b)
        ]
        page, lines = 2, ["目录"]
        for text in headings:
            page += self.random.random() < 0.4
            lines.append(f"{text}{leader}{page}" if leader != "\t" else text)
        self.blocks[1:1] = lines
        self.tables_at += len(lines)

    def titled(self, group: str, name: str) -> str:
        """The words of a title or heading."""
        held: Sequence[str] = wordings()[group][name]
        words = self.random.choice(held).replace("{UNIT}", self.year.name)
        return words.replace("{year}", str(self.year.year))

    def heading(self, name: str, level: int = 0) -> None:
        """A numbered heading of the first or second level."""
        self.sections[level] += 1
        self.filler.high = level == 0
        self.sections[level + 1 :] = [0] * (len(self.sections) - level - 1)
        number = HAN[self.sections[level] - 1]
        self.plain((f"（{number}）" if level else f"{number}、") + self.titled("sections", name))

    def say(
        self,
        name: str,
        statement: str,
        subjects: Mapping[str, Subject],
        lists: Mapping[str, Sequence[Subject]] | None = None,
        lead: str = "",
        accept: Sequence[str] = (),
    ) -> None:
        """A text of the wordings `name` about these subjects, behind the words of `lead`; `accept`: further statements that can be defended."""
        self.filler.subjects, self.filler.lists = dict(subjects), dict(lists or {})
        text = lead + self.filler.fill(name)
        if "\n" not in text and self.random.random() < 0.08:
            text = CUT.sub("。\n", text, count=1)
        self.blocks += text.split("\n")
        self.rows += [self._row(r, statement, text, accept) for r in self.filler.rows]

    def _row(self, said: dict[str, Any], statement: str, text: str, accept: Sequence[str]) -> dict[str, Any]:
        """The row of a number of the text, in the columns of the contract."""
        s: Subject = said["subject"]
        item = s.item or said["name"]
        measure = self.measure if said["word"] == "final" else said["measure"]
        row: dict[str, Any] = {
            "statement": statement,
            "item": item,
            "measure": measure,
            "value": said["value"],
            "unit": said["unit"],
            "period": self.year.year - (said["word"] == "prior"),
            "origin": "text",
            "accept": {"item": sorted({*s.names, *s.also} - {item}), "statement": list(accept)},
            "template": said["template"],
            "word": said["word"],
            "printed": said["printed"],
            "paragraph": text,
        }
        row["accept"] |= self._also(said)
        if said["basis"]:
            row["basis"] = said["basis"]
        if said["word"] == "share" and s.whole:
            row["basis_item"] = s.whole.item or s.whole.names[0]
        for column in ("code", "breakdown", "project"):
            if getattr(s, column):
                row["item_code" if column == "code" else column] = getattr(s, column)
        return row | ({"spread": True} if s.spread else {})

    def _also(self, said: dict[str, Any]) -> dict[str, list[str]]:
        """Other measures and bases that can be defended."""
        budget = self.measure == "initial_budget"
        if said["word"] == "execution":
            # Where nothing was adjusted, what was received is what could be spent.
            return {"basis": ["received"]}
        if said["word"] == "arrival":
            return {"basis": ["initial_budget", "total", "received"]}
        if said["word"] == "prior" and budget:
            return {"measure": ["final"]}
        return {"basis": ["prior_budget"]} if said["basis"] == "prior_year" and budget else {}

    def items(self, wording: str, statement: str, held: Sequence[Item]) -> None:
        """A numbered paragraph for each item, or a heading and a paragraph."""
        shape = self.random.choice(SHAPES)
        own_line = self.random.random() < 0.25
        mark = self.random.choice(("。", "：", "，")) if "项）" in shape or "类" in shape else "："
        # 1.2050202 would be a number.
        numbers = "{n}、" if shape.startswith("{code}") else self.habits.numbers
        for n, item in enumerate(held, 1):
            number = numbers.format(n=n)
            name = number + shaped(shape, item)
            subject = {"Z": item_subject(item, shape)}
            if own_line:
                self.plain(name + self.random.choice(("", "。")))
                self.say(wording, statement, subject)
            else:
                self.say(wording, statement, subject, lead=name + mark)

    def tree(self, statement: str, year: Year) -> None:
        """类 by 类, below each its 款, and their 项 in one sentence."""
        marked = self.random.random() < 0.6
        for n, (top, amount) in enumerate(year.classes.items(), 1):
            named = Subject((f"{top[1]}（类）" if marked else top[1],), amount, top[1])
            self.filler.high = False
            self.say("tree_class", statement, {"X": named}, lead=f"{n}.")
            held = [i for i in year.items if i.top == top]
            for m, section in enumerate(sorted({i.section for i in held}), 1):
                items = [i for i in held if i.section == section]
                name = f"{section[1]}（款）" if marked else section[1]
                whole = Subject((name,), total(i.amount for i in items), section[1])
                parts = [Subject((f"{i.name}（项）" if marked else i.name,), i.amount, i.name) for i in items]
                self.say("tree_section", statement, {"K": whole}, {"I": parts}, lead=f"（{m}）")


SHAPES = (
    "{top}（类）{section}（款）{name}（项）",
    "{short}（类）{section}（款）{name}（项）",
    "{top}（{c}类）{section}（{s}款）{name}（{i}项）",
    "{top}（{c}）{section}（{cs}）{name}（{code}）",
    "{code}{name}",
    "{code}-{name}",
    "{name}（{code}）",
    "“{top}-{section}-{name}”科目",
    "“{top}（类）{section}（款）{name}（项）”",
    "{section}（款）{name}（项）",
    "{name}（项）",
    "{name}",
    "{top}—{section}—{name}（{code}）",
    "{top}类{section}款{name}项",
)


def shaped(shape: str, item: Item) -> str:
    """The name of an item in one of its shapes."""
    code, top = item.code, item.top[1]
    return shape.format(
        top=top,
        short=top.removesuffix("支出") if top != "其他支出" else top,
        section=item.section[1],
        name=item.name,
        code=code,
        c=code[:3],
        s=code[3:5],
        i=code[5:],
        cs=code[:5],
    )


def item_subject(item: Item, shape: str) -> Subject:
    """The subject that an item is; its code where the shape prints it."""
    coded = "{code}" in shape or "{i}" in shape
    return Subject((item.name,), item.amount, code=item.code if coded else None)


def class_subject(top: tuple[str, str], amount: Any, whole: Subject, form: int) -> Subject:
    """A 类 as lists name it: with the mark behind or inside its name, in quotation marks, or plain."""
    short = top[1].removesuffix("支出") if top[1] != "其他支出" else top[1]
    name = (
        top[1],
        f"{top[1]}（类）",
        f"{short}（类）支出",
        f"“{top[1]}”（类）",
        f"{top[1]}类",
        f"{top[1]}类科目",
    )[form]
    return Subject((name,), amount, top[1], also=(short,), whole=whole)


def finished(text: str, habits: Habits, random: Random) -> str:
    """A paragraph in the habits of its place."""
    if habits.spaced:
        text = re.sub(r"(?<=\d)(?=(?:万|亿)?元)|(?<=[一-鿿])(?=\d[\d,.]*(?:万|亿)?元)", " ", text)
    if habits.western:
        text = text.translate(str.maketrans("，：；（）", ",:;()"))
    return text
