"""The report's outline: which part, section and statement each paragraph stands under.

A heading stands on a line of its own, or leads its paragraph: （二）公务接待费。2023年决算数…;
（一）收入预算：….
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract import regex
from extract.model import Document, Paragraph, Table
from parsers.codes import HeadingCode
from parsers.lexicon import code_of, statement_words
from parsers.memo import remembered
from parsers.words.names import clean_item

from .contents import PART, contents_entries

RANKS = (
    PART,
    regex.compile(r"^[一二三四五六七八九十]{1,3}、"),
    regex.compile(r"^\(?[一二三四五六七八九十]{1,3}\)"),
    regex.compile(r"^\d{1,2}[、.](?!\d)"),
    regex.compile(r"^\(?\d{1,2}\)"),
)
PATH = regex.compile(r"[(（]\d*[类款项][)）]")
LEADING = regex.compile(
    r"^(?P<number>[(（]?[一二三四五六七八九十\d]{1,3}[)）、.])(?P<name>(?:\d{4}年度?)?[^。:：,，;；\d]{2,32})[。:：](?!指|是指|是|反映|$)"
)
NARROWER = ("general_expenditure", "general_basic", "general_project", "government_fund", "state_capital")
"""Statements of one kind of money."""
INCOMES = ("income", "income_expenditure_summary", "appropriation_summary")
"""Statements that list incomes by kind of money."""
OTHER_MONEY = regex.compile(
    r"(?<!一般公共预算|政府性基金预算|国有资本经营预算)财政拨款(?:本年)?支出(?:决算|合计)?(?:数|为)?[\d,.]+(?:万|亿)?元[^；;]{0,60}?一般公共预算[^。]*"
    r"(?:政府性基金|国有资本经营)(?:预算)?(?:财政)?(?:拨款)?(?:支出)?(?:决算)?(?:数|为)?(?!0+(?:\.0+)?(?:万|亿)?元)\d"
)
"""财政拨款支出4550万元，其中：一般公共预算财政拨款支出4450万元，政府性基金预算财政拨款支出100万元."""
PROJECT = regex.compile(r"^(?!.*(?:三公|运行经费|公用经费|人员经费))(.{2,40}?)(项目)?(经费|资金)情况说明$")
"""A heading of its own that names a project: 校舍维修项目经费情况说明."""
TITLE = regex.compile(r"^(\d{4}年)?.{0,24}(部门|单位)(预算|决算)(编制|公开)?(情况)?说明$")


@dataclass(frozen=True)
class Placed:
    """A paragraph with where it stands. `part`: overview, tables, narrative, glossary, annex, none; `path`:
    the headings above.
    """

    paragraph: Paragraph
    folded: str
    part: str
    statement: HeadingCode | None
    path: tuple[str, ...]
    contents: bool = False
    heading: bool = False
    project: str | None = None
    evaluated: str | None = None
    """The project, or 整体支出, whose self-evaluation the paragraph sums up."""


@remembered
def outline(document: Document) -> tuple[Placed, ...]:
    """Every paragraph with its section; entries of the table of contents open none."""
    entries = contents_entries(document)
    out: list[Placed] = []
    apart = any(
        regex.match(r"^[^,;。]*一般公共预算(财政拨款)?支出(决算|预算)", p.text.folded)
        for p in document.paragraphs
        if p.heading and p.index not in entries
    )
    stack: list[tuple[int, str, HeadingCode | None]] = []
    part, project = "none", None
    for block in document.blocks:
        if isinstance(block, Table):
            continue
        text = block.text.folded
        if block.index in entries:
            out.append(Placed(block, text, "none", None, (), contents=True))
            continue
        rank = heading_rank(block, text)
        name, opens = text, rank
        if rank is None and (leading := LEADING.match(text)) and not PATH.search(leading["name"]):
            name = leading["number"] + leading["name"]
            opens = next((r for r, pattern in enumerate(RANKS) if pattern.match(name)), len(RANKS) - 1)
        if rank is None and (
            found := regex.match(
                r"^(?!.*(?:三公|运行经费|公用经费|人员经费))(.{2,40}?)(项目)?(经费|资金)情况说明$", text
            )
        ):
            project, stack = found.group(1), []
        if opens is not None:
            stack = [s for s in stack if s[0] < opens]
            if opens == 0:
                part, stack = _part(text), []
            stack.append((opens, name, _statement(document, block, opens, name, stack, apart)))
        elif regex.match(r"^附件\d*[:：]?$", text):
            part, stack = "annex", []
        elif TITLE.match(text):
            part, stack = "narrative", []
        statement = next((code for _, _, code in reversed(stack) if code), None)
        path = tuple(s[1] for s in stack)
        out.append(
            Placed(
                block,
                text,
                part,
                statement,
                path,
                heading=rank is not None,
                project=project,
                evaluated=_evaluated(text, path, statement),
            )
        )
    return tuple(out)


def _statement(
    document: Document,
    heading: Paragraph,
    rank: int,
    name: str,
    above: list[tuple[int, str, HeadingCode | None]],
    apart: bool,
) -> HeadingCode | None:
    """The statement that a heading names. 财政拨款支出 is of all kinds of money where 一般公共预算支出 has a
    heading of its own elsewhere (`apart`),
    where the heading above was so understood, and where what stands under the heading counts other money
    among it.
    """
    code = code_of("statements", "sections", name)
    if code == "three_public" and "三公" not in name and any(held for _, _, held in above):
        return None
    if code in NARROWER and regex.search("收入$", name) and any(held in INCOMES for _, _, held in above):
        return None
    if code in ("income", "expenditure") and any(held in NARROWER for _, _, held in above):
        # （一）支出决算总体情况 below 一般公共预算财政拨款支出 speaks of that.
        return None
    if code != "general_expenditure" or "一般公共预算" in name:
        return code
    widened = any(
        held == "appropriation_summary" and code_of("statements", "sections", title) == code
        for _, title, held in above
    )
    within = any(held == "general_expenditure" for _, _, held in above)
    return (
        "appropriation_summary"
        if widened or (apart and not within) or _counts_other_money(document, heading, rank)
        else code
    )


def _counts_other_money(document: Document, heading: Paragraph, rank: int) -> bool:
    """Whether 财政拨款支出 is said to hold 政府性基金 or 国有资本经营 in what stands under a heading."""
    for p in (p for p in document.paragraphs if p.index >= heading.index):
        text = p.text.folded
        own = heading_rank(p, text)
        if p is not heading and own is not None and own <= rank:
            return False
        if OTHER_MONEY.search(text):
            return True
    return False


def _evaluated(text: str, path: tuple[str, ...], statement: str | None) -> str | None:
    """校舍维修项目绩效自评综述：… → 校舍维修; of 该项目 the name in the heading above."""
    words = statement_words()
    found = words.evaluated.match(text) or words.evaluated.match(text.partition("。")[2])
    if found is None and statement == "performance":
        found = words.evaluated_briefly.match(text)
    if found is None:
        return None
    name = clean_item(found["name"]).strip("“”\"'")
    if name.endswith("整体"):
        return "整体支出"
    if regex.fullmatch("该|本|(该|本)?项目", name):
        name = regex.sub("(项目)?(支出)?$", "", clean_item(path[-1])) if path else ""
    return name or None


def heading_rank(paragraph: Paragraph, text: str) -> int | None:
    """0 第X部分, 1 一、, 2 （一）, 3 1、, 4 （1）; null where the paragraph is no heading of its own."""
    for rank, pattern in enumerate(RANKS):
        if pattern.match(text):
            if PATH.search(text) or regex.search(r"\d[\d,.]*(万|亿)?元|\d%", text):
                return None
            short = len(text) <= 45 and not regex.search(r"[,;。].", text)
            return (
                rank
                if short and (rank < 3 or paragraph.heading or regex.search("(情况|说明)。$", text))
                else None
            )
    return None


def _part(text: str) -> str:
    for name, pattern in (
        ("glossary", "名词解释"),
        ("annex", "附件"),
        ("narrative", "情况说明|说明"),
        ("tables", "表$"),
        ("overview", "概况|概述"),
    ):
        if regex.search(pattern, text):
            return name
    return "none"


def narrative(document: Document) -> Iterator[Placed]:
    """The paragraphs that may state quantities: no contents, no glossary."""
    glossary = False
    for placed in outline(document):
        if placed.heading and regex.search("名词解释", placed.folded):
            glossary = True
        elif placed.heading and (
            PART.match(placed.folded)
            or (glossary and len(placed.path) == 1 and not regex.search("[:：]", placed.folded))
        ):
            glossary = placed.part == "glossary"
        if not placed.contents and not glossary and placed.part != "glossary":
            yield placed
