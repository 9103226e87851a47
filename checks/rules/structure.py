"""Structure: what a document promises is there, and says of itself what is true."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from checks.codes import State
from checks.compare.likeness import likeness
from checks.compare.printed import printed
from checks.comparison import HOLDS, Comparison, Examined, Missing
from checks.facts import Facts, paragraph, where
from checks.registry import rule
from extract import regex
from extract.fold import fold
from normalize.schema import Fund, Passage
from parsers.classification import of_name
from parsers.codes import Measure, Statement
from parsers.lexicon import code_of

EMPTY: tuple[tuple[Statement, str], ...] = (
    ("government_fund", "政府性基金"),
    ("state_capital", "国有资本经营"),
    ("three_public", "三公"),
)

STATED: tuple[Measure, ...] = ("final", "initial_budget")
HAN = {c: i for i, c in enumerate("〇一二三四五六七八九")}


MONEY = regex.compile(r"\d(?:万|亿)?元")
NUMBER = regex.compile("^[(（]?[一二三四五六七八九十]+[)）]?[、.]?")
CELLS = regex.compile(r"[\d|][\d.,|\s]*$")
"""What stands behind the label of a row in the same line: 36 | 1,200.00 |."""
SOURCE = regex.compile(
    "(一般公共预算|政府性基金预算|国有资本经营预算)?财政(专户管理资金|拨款)(收入)?|(上级补助|事业|经营|附属单位上缴|其他)收入"
    "|(政府性基金|国有资本经营)(预算)?(拨款)?收入"
)
"""Rows of income of the statements."""


LEADERS = regex.compile(r"[.…·\s]{2,}\d*$|(?<=表)\d{1,3}$")
"""What leads from an entry of the contents to its page: ......12."""


@rule("structure.contents", "目录所列报表缺失", "structure", "warning")
def structure_contents(facts: Facts) -> Examined:
    """Every statement that the document's own table of contents lists is there; nothing else is promised."""
    promised = _promised(facts)
    absent = _unmatched(promised, _titles(facts, {p.page for p in promised}))
    if facts.noted("unreadable_page") or len(absent) * 2 > len(promised):
        yield Missing("可读的报表标题")
        return
    read = {f.statement for f in facts.in_tables}
    kinds = Counter(code_of("statements", "titles", _name(p.text)) for p in promised)
    for p in promised:
        kind = code_of("statements", "titles", _name(p.text))
        # A statement whose title is worded otherwise was read all the same.
        there = p not in absent or (kind in read and kinds[kind] == 1)
        yield (
            HOLDS
            if there
            else Comparison(
                state=State.BROKEN,
                message=f"目录列有“{LEADERS.sub('', fold(p.text or ''))[:60]}”{where(p)}，文中未见该表。",
                rows=(p,),
                culprit=p.passage_id,
            )
        )


def _promised(facts: Facts) -> list[Passage]:
    """The statements that the contents page lists; 五、部门预算表 is the heading of a part, not one."""
    return [
        p
        for p in facts.noted("contents_entry")
        if regex.search("^(?!第.部分).*表$", LEADERS.sub("", fold(p.text or "")))
        and len(_name(p.text)) > len("预算表") + 1
    ]


def _titles(facts: Facts, contents: set[int | None]) -> list[str]:
    """The titles that stand elsewhere than on the pages of the contents, without the unit's name."""
    unit = fold(facts.document.unit_name or "") or "\0"
    return [
        _name((p.text or "").replace(unit, ""))
        for p in facts.passages
        if p.kind in ("table_title", "heading", "annex") and (p.page is None or p.page not in contents)
    ]


def _name(text: str | None) -> str:
    """A title without its number, year and the words 部门, 单位."""
    return regex.sub(
        r"^[\d一二三四五六七八九十]+[、.．]|20\d{2}年度?|部门|单位|[\s“”\"]|\(.*?\)",
        "",
        LEADERS.sub("", fold(text or "")),
    )


def _unmatched(promised: list[Passage], titles: list[str]) -> list[Passage]:
    """The entries without a title of their own: each title answers for one entry, the most alike first."""
    free = dict.fromkeys(titles)
    names = [_name(p.text) for p in promised]
    found: set[int] = set()
    for _, n, _, title in sorted(_alike(names, list(free))):
        if n not in found and title in free:
            found.add(n)
            del free[title]
    return [p for n, p in enumerate(promised) if n not in found]


def _alike(names: list[str], titles: list[str]) -> Iterator[tuple[float, int, int, str]]:
    """(Less the likeness, number of the name, number of the title, title) of pairs with enough in common."""
    for t, title in enumerate(titles):
        for n, name in enumerate(names):
            if alike := likeness(name, title):
                yield -alike, n, t, title


@rule("structure.empty", "空表说明与数据不符", "structure", "error")
def structure_empty(facts: Facts) -> Examined:
    """本表无数据 said of a table that has data."""
    for p in facts.noted("empty_statement"):
        statement = next((s for s, word in EMPTY if word in (p.text or "")), None) or code_of(
            "statements", "titles", p.text or ""
        )
        if statement is None:
            yield Missing(f"“{fold(p.text or '')[:60]}”所指的表")
            continue
        held = [
            f
            for f in facts.in_tables
            if f.statement == statement and f.value and (p.page is None or f.page == p.page)
        ]
        yield HOLDS if not held else _contradicted(p, held[0])


def _contradicted(p: Passage, fund: Fund) -> Comparison:
    return Comparison(
        state=State.BROKEN,
        message=f"“{fold(p.text or '')[:60]}”，而该表列有{fund.item}{printed(fund)}{where(p, fund)}。",
        rows=(p, fund),
        reported=fund.value,
        unit=fund.unit,
        culprit=fund.fund_id,
    )


@rule("structure.numbering", "标题序号连续", "structure", "warning")
def structure_numbering(facts: Facts) -> Examined:
    """Numbering of headings that skips one or repeats: （一） → （三）, 二、 twice.

    A wider gap may come from headings that were not read.
    """
    last: dict[str, tuple[int, Passage]] = {}
    inside: dict[str, set[int]] = defaultdict(set)
    kinds = ("heading", "annex", "numbered")
    for p in (p for p in facts.passages if p.kind in kinds):
        number = (p.text if p.kind == "numbered" else p.number) or ""
        rank = _heading_rank(number)
        if rank is None or p.kind == "annex":
            # Another part, or another report within the file: its numbering begins anew.
            last.clear()
            continue
        if p.kind == "numbered" or _is_entry(fold(p.text or "")):
            inside[rank].add(han_number(number))
            continue
        if rank == "main":
            last.pop("sub", None)
        before = last.get(rank)
        last[rank] = (han_number(number), p)
        if before is not None:
            yield _followed(before, last[rank], inside[rank])
        inside[rank].clear()


def _is_entry(text: str) -> bool:
    """Whether a numbered line is an entry of a list, or the row of a statement that stands as lines of text.

    （二）本级财政资金到位110.69万元。 五、教育支出 | 36 |
    """
    name = CELLS.sub("", NUMBER.sub("", text))
    classes = (e for n in (name, f"{name}支出") for e in of_name(n, "function") if e.level == "类")
    return (
        MONEY.search(text) is not None
        or text.rstrip().endswith("|")
        or SOURCE.fullmatch(name) is not None
        or any(classes)
    )


def _heading_rank(number: str) -> str | None:
    """main: 一、, sub: （一）; null for anything else."""
    if number.startswith(("(", "（")):
        return "sub"
    return "main" if number and number[0] in (*HAN, "十") else None


def _followed(
    before: tuple[int, Passage], after: tuple[int, Passage], inside: set[int]
) -> Comparison | Missing:
    """One number after the other: what follows is the next, or a first one.

    `inside`: the numbers that stand within the paragraphs between the two.
    """
    step = after[0] - before[0]
    if step == 1 or after[0] == 1:
        return HOLDS
    if (
        step not in (0, 2)
        or (step == 2 and after[0] - 1 in inside)
        or (step == 0 and after[1].text == before[1].text)
    ):
        return Missing(f"“{_short(before[1])}”与“{_short(after[1])}”之间的标题")
    fault = "重复" if step == 0 else "不连续"
    return Comparison(
        state=State.BROKEN,
        message=(
            f"标题序号{fault}：“{_short(before[1])}”之后为“{_short(after[1])}”{where(before[1], after[1])}。"
        ),
        rows=(before[1], after[1]),
        culprit=after[1].passage_id,
    )


def _short(p: Passage) -> str:
    return (p.text or "")[:30]


def han_number(text: str) -> int:
    """一 … 九十九 as a number; 0 for anything else."""
    found = regex.search(r"[一二三四五六七八九十]+", text)
    if not found:
        return 0
    tens, ten, ones = found.group().partition("十")
    return (HAN.get(tens, 1) * 10 + HAN.get(ones, 0)) if ten else HAN.get(found.group(), 0)


@rule("structure.annex", "所列附件缺失", "structure", "warning")
def structure_annex(facts: Facts) -> Examined:
    """An annex that the report announces is there."""
    # 附件：2023年度项目支出绩效自评表 above all else is the title of what follows.
    announced = [p for p in facts.noted("annex_announced") if paragraph(p) != 0]
    last = max((i for i, p in enumerate(facts.passages) if p.kind == "annex_announced"), default=0)
    # A number above the list is that of the report itself in somebody else's file.
    present = [p for p in facts.passages[last:] if p.kind == "annex"]
    titles = [_plain(p.text or "") for p in (*present, *facts.noted("table_title"))]
    if announced and facts.noted("unreadable_page"):
        yield Missing("可读的附件")
        return
    only = len(announced) == 1 and bool(present)
    missing = [
        p for p in announced if not (only or _attached(p, present, titles) or _tabled(facts, p.text or ""))
    ]
    yield from [HOLDS] * (len(announced) - len(missing))
    if missing:
        numbers = "、".join(p.number or "" for p in missing if p.number) or f"“{missing[0].text}”"
        yield Comparison(
            state=State.BROKEN,
            message=f"文末列出附件{numbers}（共{len(missing)}个），文中未附{where(*missing)}。",
            rows=tuple(missing[:8]),
            culprit=missing[0].passage_id,
        )


def _attached(announced: Passage, present: Sequence[Passage], titles: Sequence[str]) -> bool:
    """Whether an annex of this number, or one whose title holds this one or is held by it, is there."""
    name = _plain(announced.text or "")
    numbered = any(a.number == announced.number and announced.number for a in present)
    return numbered or any(name in t or t in name for t in titles if len(t) > 4)


def _plain(text: str) -> str:
    """A title without year, brackets and white space."""
    return regex.sub(r"20\d{2}年度?|[《》\s]", "", text)


def _tabled(facts: Facts, name: str) -> bool:
    """Whether a form of the announced kind was read, whatever stands above it."""
    return ("自评表" in name and any(i.table_id for i in facts.indicators)) or (
        "基础数据" in name and any(f.statement == "base_data" for f in facts.in_tables)
    )


@rule("structure.note", "表注与所在的表不符", "structure", "warning")
def structure_note(facts: Facts) -> Examined:
    """A note under a statement speaks of that statement: not 没有政府性基金 under 国有资本经营预算 alone."""
    titles = {_table_of(p): p for p in facts.noted("table_title")}
    for p in facts.noted("table_note"):
        title = titles.get(_table_of(p))
        above, said = _kind_of(title.text if title else None), _kind_of(p.text)
        if title is None or above is None or said is None:
            continue
        yield (
            HOLDS
            if above == said
            else Comparison(
                state=State.BROKEN,
                message=f"“{_short(title)}”下的表注写“{fold(p.text or '')[:60]}”，与该表不符{where(p)}。",
                rows=(p, title),
                culprit=p.passage_id,
            )
        )


def _table_of(p: Passage) -> str:
    """The table that a title or note belongs to: t5 of t5r0c0."""
    return (p.locator or "").partition("r")[0]


def _kind_of(text: str | None) -> Statement | None:
    """The statement of rare money that words speak of, if of one alone."""
    kinds = [s for s, word in EMPTY if word in fold(text or "")]
    return kinds[0] if len(kinds) == 1 else None


@rule("structure.blank", "空表未附说明", "structure", "warning")
def structure_blank(facts: Facts) -> Examined:
    """A statement of rare money without a number says that it is empty; text with amounts contradicts it."""
    printed_in = {_table_of_row(f.locator) for f in facts.rows.figures if f.value}
    read = {f.statement for f in facts.funds if f.origin == "table"}
    said = {_kind_of(p.text) for p in (*facts.noted("empty_statement"), *facts.noted("table_note"))}
    for p in facts.noted("table_title"):
        kind = _kind_of(p.text)
        if kind is None or kind in read or _table_of(p) in printed_in or facts.noted("unreadable_page"):
            continue
        told = next((f for f in facts.select(origin="text", statement=kind, measure=STATED) if f.value), None)
        if told is None and kind in said:
            yield HOLDS
        elif told is not None:
            yield _told_elsewhere(p, told)
        else:
            yield Comparison(
                state=State.BROKEN,
                message=f"“{_short(p)}”为空表，未附空表说明{where(p)}。",
                rows=(p,),
                culprit=p.passage_id,
            )


def _table_of_row(locator: str | None) -> str:
    found = regex.match(r"t\d+(?=r)", locator or "")
    return found.group() if found else ""


def _told_elsewhere(p: Passage, told: Fund) -> Comparison:
    return Comparison(
        state=State.BROKEN,
        message=f"“{_short(p)}”为空表{where(p)}，而文字说明列有{told.item}{printed(told)}{where(told)}。",
        rows=(p, told),
        reported=told.value,
        unit=told.unit,
        culprit=p.passage_id,
    )
