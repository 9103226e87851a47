"""The text: which quantity a mention of an amount claims, how surely, and of which year a section is."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter

from checks.facts import Amount, Facts, offset, paragraph
from extract import regex
from extract.fold import fold
from normalize.concepts import is_total_column
from normalize.schema import Fund, Passage
from parsers.classification import of_name
from parsers.memo import remembered

from .printed import wide
from .quantity import QuantityKey, key_of

SURE = (None, "named", "listed")
"""Where the words of a number's own sentence say what it is of."""
OPENS = ("named", "heading")
"""What a paragraph opens a list with is no entry of it."""
PHASE = {
    "final": "决算|支出|执行|完成|实际|发生|收入|总额|总计|合计|使用|购置|运行|金额",
    "initial_budget": "预算|年初|安排",
    "adjusted_budget": "预算|全年|调整",
}
"""What a sentence says of a number that is budgeted, or spent."""
YEAR = regex.compile(r"(?<!\d)(20\d{2})年")
HELD_AGAINST = regex.compile("(较|比|与|同)(20\\d{2}年度?|上年度?|去年)[^\\d，,。；;]{0,10}$")
"""较2022年的9500万元增加: what an amount is held against, whichever year it names."""
SECTION = regex.compile(
    r"^[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．][^，,。；;]{0,30}?(20\d{2})年度?[^，,。；;\d]*"
    r"(?:(?:决算|预算|收支|收入|支出|经费)[^，,。；;\d]{0,8}(?:(?:情况|的?说明)+|表)|"
    r"预算绩效(?:管理)?(?:情况|的?说明)+|绩效自评[^，,。；;\d]*)$"
)
"""三、2023年度“三公”经费支出决算情况说明: a numbered section about the accounts or the budget of a year."""
KIND_OF_MONEY = regex.compile("(一般公共|政府性基金|国有资本经营)预算")
OWN_KIND = {
    "final_accounts": regex.compile("决算|预算绩效|^(?!.*(?<!公共|基金|经营)预算).*支出(?:情况|的?说明)"),
    "budget": regex.compile("预算"),
    "self_evaluation": regex.compile("自评"),
}
"""What the numbered sections of a report that are about its own year are of."""
OF_BEFORE = regex.compile(
    "公开|绩效目标|执行情况|完成情况|上年|去年|比|较|对照|回顾|总结|结转|至|—|-|和|与|及"
)
"""In such a heading: another year may have its place."""
MADE_PUBLIC = regex.compile("公开(?=说明|报告|如下|$)")
"""What a report is, and no 公开情况 of an earlier one."""
PART = regex.compile(r"^第[一二三四五六七八九十]+部分.*?(20\d{2})年")
TWO_YEARS = regex.compile(
    r"20\d{2}年[^。]{0,25}(?:执行情况|决算|支出情况)(?:支出|情况)*[和与及暨][^。]{0,8}20\d{2}年"
)
OPENED = 3
SPOKEN = ("final_accounts", "budget", "self_evaluation")
CLOSE = 2
"""Paragraphs below a heading that speak of what it names."""
MONTHS = regex.compile(
    r"\d{1,2}月?[-—至到]\d{1,2}月|前\d{1,2}个?月|\d{1,2}月份|[上下]半年|(?:前?[一二三四]|第[一二三四])季度"
)
"""1-11月, 上半年: the part of a year in which an amount came in or was spent."""
TERMS = regex.compile("(?:[同自全可][然比]?)?口径|剔除|扣除|还原|批准|批复|调整[为至到]")
"""同口径, 剔除减税因素后: how an amount was counted; 批准收入8亿元, 调整为14亿元: what was planned."""
PLACES = regex.compile(r"\((不?含[^()，,、\d]{1,10}[区县市镇])\)")
"""全市（不含开发区）: what of a place an amount is of."""
IN_BRACKETS = regex.compile(r"^[^\d(，,。；;]{0,6}\(([^()]{0,20})\)")
NEAR = 30
"""Characters before an amount in which a sentence says how it was counted."""
CONTESTED = 3
"""Different values that one quantity can hardly have been given by mistake."""


def is_sure(facts: Facts, fund: Fund) -> bool:
    """Whether the sentence itself names the subject of its number, or the heading right above it does."""
    return fund.subject_by in SURE or (fund.subject_by == "heading" and _under_its_heading(facts, fund))


def _under_its_heading(facts: Facts, fund: Fund) -> bool:
    """Whether the heading that names a subject stands close above: further down it is another's."""
    section = fold(fund.section or "")
    if fold(fund.item) not in section:
        return False
    above = [paragraph(p) for p in facts.noted("heading") if fold(p.text or "") == section]
    # A heading that is set apart from no paragraph is the beginning of the one that it is of.
    return not above or any(0 <= paragraph(fund) - n <= CLOSE for n in above)


@remembered
def mentions(facts: Facts) -> dict[QuantityKey, list[Amount]]:
    """The exact amounts that the text surely states, by quantity."""
    out: dict[QuantityKey, list[Amount]] = defaultdict(list)
    for f in facts.select(origin="text"):
        key = key_of(f)
        if (
            key is not None
            and is_sure(facts, f)
            and not f.approximate
            and not f.level
            and not of_last_year(facts, f)
        ):
            out[key].append(f)
    return out


def contested(held: Iterable[Amount]) -> bool:
    """Whether one quantity is given so many values that its mentions hardly speak of one thing.

    A value that is said again is the quantity's, and the others are slips.
    """
    values = sorted((around.low, around.high) for around in map(wide, held))
    return len(values) >= CONTESTED and all(a[1] < b[0] for a, b in pairwise(values))


def is_split_twice(f: Fund) -> bool:
    """Whether an amount is of an economic class: basic and project expenditure are each split by them."""
    if (f.concept or "").startswith("economic:"):
        return True
    name = (f.concept or "").rpartition(":")[2]
    names = (name, f"{name}支出")
    return any(of_name(n, "department") for n in names) and not any(of_name(n, "function") for n in names)


def of_last_year(facts: Facts, f: Fund) -> bool:
    """与2022年9500.00万元相比: an amount that its clause says is last year's, whatever it was taken for."""
    before, _, _ = facts.parted(f)
    if HELD_AGAINST.search(before):
        return True
    years = "上年|去年|上一年" + (rf"|(?<!\d){f.fiscal_year - 1}年(?!\d)" if f.fiscal_year else "")
    return f.measure == "final" and regex.search(f"({years})[^，,。；;]*$", before) is not None


def of_other_year(facts: Facts, f: Fund) -> bool:
    """Whether the sentence of an amount of the text speaks of one year alone, and that is not the report's.

    2021年度“三公”经费支出20.12万元 within a report about 2022.
    """
    before, number, after = facts.parted(f)
    years = set(YEAR.findall(before)) if f.origin == "text" and number and not YEAR.search(after) else set()
    return len(years) == 1 and facts.year is not None and years != {str(facts.year)}


def says_phase(facts: Facts, f: Fund) -> bool:
    """Whether the sentence of a number says that it is budgeted, or spent, as it was taken to be."""
    before, _, after = facts.parted(f)
    return regex.search(PHASE.get(f.measure, ""), before + after[:6]) is not None


def of_one_whole(facts: Facts, a: Fund, b: Fund) -> bool:
    """Whether two amounts may be parts of one whole: one concept under two wholes is two quantities."""
    wholes = [_whole(facts, f) for f in (a, b)]
    known = [w for w in wholes if w is not None]
    return len(known) < len(wholes) or wide(known[0]).meets(wide(known[1]))


def _whole(facts: Facts, f: Fund) -> Fund | None:
    """What an amount is listed under: in the text the amount that its paragraph opens the list with.

    In a table without that the total of its row.
    """
    if f.origin == "text" and f.subject_by == "listed":
        said = [x for x in facts.paragraphs.get(paragraph(f), ()) if offset(x) < offset(f)]
        opening = [x for x in said if x.subject_by in OPENS and x.measure == f.measure]
        if opening:
            return opening[-1]
    if f.parent_id:
        return facts.by_id.get(f.parent_id)
    if f.origin == "text" or f.table_id is None or f.row_no is None:
        return None
    row: Sequence[Fund] = facts.table_rows.get((f.table_id, f.row_no, f.measure), ())
    totals = [x for x in row if x.breakdown and is_total_column(x.breakdown)]
    return totals[0] if len(totals) == 1 and totals[0].fund_id != f.fund_id else None


def differ_in_terms(facts: Facts, a: Fund, b: Fund) -> bool:
    """Whether two amounts are of other months, or were counted otherwise: 1-11月 and 1-12月, 同口径."""
    return _terms(facts, a) != _terms(facts, b)


def _terms(facts: Facts, f: Fund) -> tuple[str, frozenset[str], str]:
    """The months that a sentence names last before an amount, the words on how it was counted, and the place
    that its paragraph counts in or leaves out before it.
    """
    before, _, after = facts.parted(f)
    months, inset = MONTHS.findall(before), IN_BRACKETS.search(after)
    places = PLACES.findall(before)
    place = places[-1] if places else _place_before(facts, f)
    terms = frozenset(TERMS.findall(before[-NEAR:] + (inset[1] if inset else "")))
    return "".join(months[-1:]), terms, place


def _place_before(facts: Facts, f: Fund) -> str:
    """The place that a paragraph counts in or leaves out, last before the sentence of an amount; empty for
    none.
    """
    told = _places_told(facts).get(paragraph(f), [])
    before = told[: bisect_left(told, offset(f), key=itemgetter(0))][-2:]
    return next((place for _, sentence, place in reversed(before) if sentence != facts.context(f)), "")


@remembered
def _places_told(facts: Facts) -> dict[int, list[tuple[int, str, str]]]:
    """Paragraph → its sentences that name such a place, with where their first amount stands and the last
    place that they name.
    """
    out: dict[int, list[tuple[int, str, str]]] = {}
    for number, held in facts.paragraphs.items():
        first: dict[str, int] = {}
        for f in sorted(held, key=offset):
            first.setdefault(facts.context(f), offset(f))
        told = ((at, said, PLACES.findall(fold(said))) for said, at in first.items())
        out[number] = [(at, said, places[-1]) for at, said, places in told if places]
    return out


def dated_sections(facts: Facts) -> list[tuple[Passage, int]]:
    """The numbered sections of a report about one year that name it, with that year."""
    if facts.document.doc_type not in SPOKEN or is_of_two_years(facts):
        return []
    told = ((p, fold(p.text or "")) for p in facts.noted("heading"))
    found = [
        (p, int(m.group(1)), _phase_of(text))
        for p, text in told
        if (m := SECTION.search(text))
        and not PART.search(text)
        and not OF_BEFORE.search(text)
        and len(YEAR.findall(text)) == 1
    ]
    said = {(year, phase) for _, year, phase in found if phase}
    # 2024年预算安排 and 2023年决算情况 side by side are of two years.
    apart = len(said) == len({year for year, _ in said}) == len({phase for _, phase in said}) == 2
    own = OWN_KIND[facts.document.doc_type or ""]
    return [] if apart else [(p, year) for p, year, _ in found if own.search(fold(p.text or ""))]


def introduced(facts: Facts) -> list[tuple[Passage, int]]:
    """What a report says that it tells of its own kind, and its title where that stands once more, with the
    year; none of several that name other years, as lists of earlier reports do.
    """
    own = OWN_KIND.get(facts.document.doc_type or "")
    found = [
        (p, int(YEAR.findall(text)[0]))
        for p, text in ((p, fold(p.text or "")) for p in facts.noted("introduced"))
        if own and own.search(text) and not OF_BEFORE.search(MADE_PUBLIC.sub("", text))
    ]
    odd = sum(year != facts.year for _, year in found)
    return [] if odd > 1 or is_of_two_years(facts) else found


def _phase_of(heading: str) -> str:
    """决算 or 预算, whichever a heading is about; empty where it does not say."""
    text = KIND_OF_MONEY.sub("", heading)
    return next((word for word in ("决算", "预算") if word in text), "")


def is_titled(facts: Facts) -> bool:
    """Whether the report's own title, or its first headings, name its year."""
    return f"{facts.year}年" in _opening(facts)


def is_of_two_years(facts: Facts) -> bool:
    """2024年预算执行情况和2025年预算草案的报告: what the one year is compared with is the other."""
    return TWO_YEARS.search(_opening(facts)) is not None


def _opening(facts: Facts) -> str:
    """The title and the first headings."""
    headings = (p.text or "" for p in facts.noted("heading")[:OPENED])
    return "".join(map(fold, (facts.document.title or "", *headings)))
