"""The report's outline: which part, section and statement each paragraph stands under.

A heading stands on a line of its own, or leads its paragraph: （二）公务接待费。2023年决算数…;
（一）收入预算：….
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import overload

from extract import regex
from extract.model import Document, Paragraph, Table
from parsers.codes import HeadingCode
from parsers.lexicon import code_of, form_words, heading_words, naming_words, passage_words, statement_words
from parsers.memo import remembered
from parsers.words.names import clean_item

from .contents import contents_entries

WHOLE = "整体支出"
"""What a unit's own evaluation is of."""
LOWEST = 4
"""The rank of a heading that leads its paragraph under a number of another kind."""
NARROWER = ("general_expenditure", "general_basic", "general_project", "government_fund", "state_capital")
"""Statements of one kind of money."""
INCOMES = ("income", "income_expenditure_summary", "appropriation_summary")
"""Statements that list incomes by kind of money."""


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
        heading_words().of_general_budget.match(p.text.folded)
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
        if (
            rank is None
            and (leading := heading_words().leading.match(text))
            and not naming_words().marks.search(leading["name"])
        ):
            name = leading["number"] + leading["name"]
            opens = _rank(name, LOWEST)
        if rank is None and (found := heading_words().project.match(text)):
            project, stack = found.group(1), []
        if opens is not None:
            stack = [s for s in stack if s[0] < opens]
            if opens == 0:
                part, stack = _part(text), []
            stack.append((opens, name, _statement(document, block, opens, name, stack, apart)))
        elif heading_words().annex.match(text):
            part, stack = "annex", []
        elif heading_words().title.match(text):
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
    if (
        code == "three_public"
        and not statement_words().three_public.found_in(name)
        and any(held for _, _, held in above)
    ):
        return None
    if (
        code in NARROWER
        and heading_words().income.search(name)
        and any(held in INCOMES for _, _, held in above)
    ):
        return None
    if code in ("income", "expenditure") and any(held in NARROWER for _, _, held in above):
        # （一）支出决算总体情况 below 一般公共预算财政拨款支出 speaks of that.
        return None
    if code != "general_expenditure" or heading_words().general_budget.found_in(name):
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
        if heading_words().other_money.search(text):
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
    if form_words().overall.ends(name):
        return WHOLE
    if heading_words().the_project.fullmatch(name):
        name = heading_words().project_tail.sub("", clean_item(path[-1])) if path else ""
        name = "" if heading_words().on_evaluation.search(name) else name
    return name or None


def heading_rank(paragraph: Paragraph, text: str) -> int | None:
    """0 第X部分, 1 一、, 2 （一）, 3 1、, 4 （1）; null where the paragraph is no heading of its own."""
    rank = _rank(text)
    if rank is None or naming_words().marks.found_in(text) or heading_words().amount.found_in(text):
        return None
    short = len(text) <= 45 and not regex.search(r"[,;。].", text)
    if passage_words().direction.found_in(text):
        # （一）因公出国（境）费与上年持平。 says something, and heads nothing.
        return None
    plain = rank < 3 or paragraph.heading or heading_words().telling.found_in(text)
    return rank if short and plain else None


@overload
def _rank(text: str) -> int | None: ...
@overload
def _rank(text: str, otherwise: int) -> int: ...
def _rank(text: str, otherwise: int | None = None) -> int | None:
    """The rank of the number that a text begins with."""
    code = code_of("headings", "ranks", text)
    return otherwise if code is None else int(code)


def _part(text: str) -> str:
    return code_of("headings", "parts", text) or "none"


def narrative(document: Document) -> Iterator[Placed]:
    """The paragraphs that may state quantities: no contents, no glossary."""
    glossary = False
    for placed in outline(document):
        if placed.heading and _part(placed.folded) == "glossary":
            glossary = True
        elif placed.heading and (
            _rank(placed.folded) == 0
            or (glossary and len(placed.path) == 1 and not regex.search("[:：]", placed.folded))
        ):
            glossary = placed.part == "glossary"
        if not placed.contents and not glossary and placed.part != "glossary":
            yield placed
