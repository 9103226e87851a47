"""Structure: what a document promises is there, and says of itself what is true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from extract import regex
from extract.fold import fold
from normalize.ids import unit_id
from normalize.schema import Fund, Passage
from parsers.lexicon import code_of

from .facts import Facts, where
from .reading import printed
from .registry import HOLDS, Comparison, Examined, Missing, rule

SAME = 0.85
"""How much two titles have in common that are meant to be one."""
SLIP = 4
"""One character in so many may be another where a name was mistyped; names that differ in more are different names."""
SERIES = regex.compile("[\\d一二三四五六七八九十甲乙丙丁大中小东南西北上下前后左右内外新老高低城乡男女]")
"""Characters that tell the names of a series apart (一期, 二期; 小学, 中学), in which no name is mistyped."""
EMPTY = (("government_fund", "政府性基金"), ("state_capital", "国有资本经营"), ("three_public", "三公"))
ENDED = ("final_accounts", "self_evaluation", "evaluation")
"""Reports about a year that is over."""
DATED = regex.compile("决算|自评|基础数据")


@rule(
    "structure.contents",
    "目录所列报表缺失",
    "structure",
    "warning",
    "every statement that the document's own table of contents lists is there; nothing else is promised",
)
def structure_contents(facts: Facts) -> Examined:
    listed = [
        p
        for p in facts.passages
        if p.kind == "contents_entry" and regex.search("^(?!第.部分).*表$", fold(p.text or ""))
    ]
    # 五、部门预算表 is the heading of the part, not a statement.
    promised = [p for p in listed if len(_name(p.text)) > len("预算表") + 1]
    pages = {p.page for p in promised}
    shown = [
        p
        for p in facts.passages
        if p.kind in ("table_title", "heading", "annex") and (p.page is None or p.page not in pages)
    ]
    unit = fold(facts.document.unit_name or "") or "\0"
    absent = _unmatched(promised, [_name((p.text or "").replace(unit, "")) for p in shown])
    if any(p.kind == "unreadable_page" for p in facts.passages) or len(absent) * 2 > len(promised):
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
                "broken",
                f"目录列有“{fold(p.text or '')[:60]}”{where(p)}，文中未见该表。",
                (p,),
                culprit=p.passage_id,
            )
        )


def _name(text: str | None) -> str:
    """A title without its number, year and the words 部门, 单位."""
    return regex.sub(
        r"^[\d一二三四五六七八九十]+[、.．]|20\d{2}年度?|部门|单位|[\s“”\"]|\(.*?\)", "", fold(text or "")
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
    """(less the ratio, number of the name, number of the title, title) of those pairs that have enough in common."""
    matcher = SequenceMatcher(None)
    for t, title in enumerate(titles):
        # The matcher prepares its second text, and tells cheaply of most pairs that they are too different.
        matcher.set_seq2(title)
        for n, name in enumerate(names):
            matcher.set_seq1(name)
            if (
                matcher.real_quick_ratio() >= SAME
                and matcher.quick_ratio() >= SAME
                and (ratio := matcher.ratio()) >= SAME
            ):
                yield -ratio, n, t, title


@rule(
    "structure.empty", "空表说明与数据不符", "structure", "error", "本表无数据 said of a table that has data"
)
def structure_empty(facts: Facts) -> Examined:
    for p in (p for p in facts.passages if p.kind == "empty_statement"):
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
        "broken",
        f"“{fold(p.text or '')[:60]}”，而该表列有{fund.item}{printed(fund)}{where(p, fund)}。",
        (p, fund),
        fund.value,
        None,
        None,
        fund.unit,
        None,
        fund.fund_id,
    )


@rule(
    "period.title",
    "表题年度",
    "period",
    "warning",
    "the year in the title of a statement or form is the report's",
)
def period_title(facts: Facts) -> Examined:
    # A budget may show the results of the year before.
    titles = (
        [p for p in facts.passages if p.kind == "table_title" and DATED.search(p.text or "")]
        if facts.document.doc_type in ENDED
        else []
    )
    dated = [
        (p, int(found.group(1))) for p in titles if (found := regex.match(r"(20\d{2})年", fold(p.text or "")))
    ]
    if facts.year is None or sum(year != facts.year for _, year in dated) * 2 > len(dated):
        # Where most titles name another year, it is the report's that was misread.
        yield from [Missing("报告年度")] * bool(dated)
        return
    for p, year in dated:
        yield (
            HOLDS
            if year == facts.year
            else Comparison(
                "broken",
                f"表题写“{fold(p.text or '')[:60]}”，与报告年度{facts.year}年不符{where(p)}。",
                (p,),
                culprit=p.passage_id,
            )
        )


@rule(
    "period.report_date",
    "报告日期",
    "period",
    "error",
    "final accounts and self-evaluations are dated after their year ended",
)
def period_report_date(facts: Facts) -> Examined:
    date, document = facts.document.report_date, facts.document
    if date is None or facts.year is None or document.doc_type not in ("final_accounts", "self_evaluation"):
        return
    late = int(date[:4]) > facts.year
    yield (
        HOLDS if late else Comparison("broken", f"报告落款日期为{date}，早于{facts.year}年末。", (document,))
    )


@rule(
    "name.project",
    "项目名称一致",
    "name",
    "warning",
    "the project that a report about one project names in its title is the one that its form names; names that are not spelt nearly alike may mean two things",
)
def name_project(facts: Facts) -> Examined:
    title = fold(facts.document.title or "")
    found = regex.search(r"20\d{2}年度?(.+?)(绩效)(自评|评价)", title)
    forms = list(
        {
            f.project: f for f in reversed(facts.in_tables) if f.project and f.statement == "self_evaluation"
        }.values()
    )
    if found is None or len(forms) != 1 or regex.search("整体|部门", found.group(1)):
        return
    told, form = _bare(found.group(1)), forms[0]
    named = _bare(form.project or "")
    if told and named and (told in named or named in told):
        yield HOLDS
    elif _slipped(told, named):
        yield Comparison(
            "broken",
            f"正文项目名称为“{told}”，自评表为“{fold(form.project or '')}”，项目名称不一致{where(form)}。",
            (form, facts.document),
        )
    else:
        yield Missing(f"与“{told}”相近的项目名称")


def _slipped(a: str, b: str) -> bool:
    """Whether two names are one but for a character here and there."""
    off = [x + y for x, y in zip(a, b, strict=False) if x != y]
    return len(a) == len(b) and len(off) * SLIP <= len(a) and not any(map(SERIES.search, off))


def _bare(name: str) -> str:
    """A project's name without the words that all such names have."""
    return regex.sub(
        r"专项|项目|资金|经费|支出|财政|预算|(中央|省级|市级|县级|区级|本级)|[\s“”\"]|\(.*?\)|20\d{2}年度?",
        "",
        fold(name),
    )


@rule(
    "name.unit",
    "单位名称一致",
    "name",
    "warning",
    "the unit's name in the headings of the parts is that of the unit that reports",
)
def name_unit(facts: Facts) -> Examined:
    unit = fold(facts.document.unit_name or "")
    for p in (p for p in facts.passages if p.kind == "heading"):
        found = regex.match(
            r"第[一二三四五六七八九十]+部分\s*(.+?)(20\d{2}年|概况|部门|单位)", fold(p.text or "")
        )
        if not unit or found is None or SequenceMatcher(None, found.group(1), unit).ratio() < SAME:
            continue
        yield (
            HOLDS
            if found.group(1) == unit or unit_id(found.group(1)) == facts.document.unit_id
            else Comparison(
                "broken",
                f"标题写“{fold(p.text or '')[:60]}”，与公开单位{unit}不符{where(p)}。",
                (p,),
                culprit=p.passage_id,
            )
        )
