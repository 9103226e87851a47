"""The years that sentences, headings and titles name, and days that no calendar has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from checks.codes import State
from checks.compare.mentions import SPOKEN, YEAR, dated_sections, is_of_two_years
from checks.compare.quantity import ACCOUNTS
from checks.comparison import HOLDS, Compared, Comparison
from checks.facts import Amount, Facts, paragraph, where
from extract import regex
from extract.fold import fold
from normalize.schema import Figure, Passage
from parsers.codes import Measure, Statement
from parsers.memo import remembered

INSET = regex.compile(r"\([^()]*\)")
COMPARED = regex.compile(
    r"比|较|[与同和对由从]20\d{2}年|与.{0,12}(?:相|持平|一致)|同期|上年|去年|结转|截至|截止|累计|以来|期"
    r"间|规划|实施(?!项目共)|成立|印发|文件|"
    r"[-—~至到]\s*20\d{2}|起(?!草)|执行数|历年|近.年|连续"
)
"""Words of sentences in which another year has its place."""
OWN = regex.compile("本年(?!度?(?:收入|支出))度?|今年|当年")
REASONS = regex.compile("主要原因|主要是|原因")
"""Where a sentence goes on to why an amount changed: 2023年收入100万元，主要是因为本年项目减少."""
OPENING = 40
"""Characters in which a sentence that is about a year names it."""
SAID_OF: tuple[Statement, ...] = (*sorted(ACCOUNTS), "general_spending", "self_evaluation", "other")
"""What a sentence that opens with a year may speak of."""
STATED: tuple[Measure, ...] = ("final", "initial_budget", "adjusted_budget", "prior_final")
RECEIVED: Measure = "received"
"""Money may well come in before the year that it is of, but not after."""
BUDGETED: tuple[Measure, ...] = ("initial_budget",)
SEVERAL = 3
"""Sentences, headings and titles that name one year, which nobody mistypes so often."""
TWICE = 2
"""The same, where the text nowhere names the title's year."""
NO_DAY = regex.compile(
    r"(?:(?<=年)(?:1[3-9]|[2-9]\d)月|(?<![\d.])(?:1[3-9]|[2-9]\d)月(?=\d{1,2}日|底|末))(?:\d{1,2}日)?|"
    r"(?<!\d)(?:0?[1-9]|1[0-2])月(?:3[2-9]|[4-9]\d)日|(?<!\d)0?2月3[01]日|(?<!\d)(?:0?[469]|11)月31日"
)
"""24月31日, 2月30日."""

OWN_YEAR = regex.compile(
    r"(?:[与同和较对]|相?比(?:较)?)(20\d{2})年度?(?P<of>[^\d，,。；;]{0,8}?)(?:数|额)?"
    r"(?:相比|比较|对比|增加|减少|增长|下降|持平|一致)"
)
"""与2023年决算数持平, 比2026年预算增加: what an amount is held against."""
BEFORE = regex.compile(r"[上去前]一?年|20\d{2}年")
"""An amount of another year may well be held against this one's."""
ITSELF = regex.compile(
    r"(?<![上去前\d]年)(?<!\d年度)(?:较|[相对]?比|[与同和])(?:本年度?|今年)"
    r"(?:(?:决算|预算)数?相比|相比|增加|减少|增长|下降|上升|持平)"
)
"""较本年下降3.85%: this year held against itself."""
MONEY = regex.compile("收入|支出|经费|预算|决算")
LAST = regex.compile("[较比与和同](?:上|去)一?年")
"""A comparison with the year before that does not name it."""
BY_HOW_MUCH = regex.compile(
    r"(?:[，,]?[^\d，,。；;]{0,24}(?:增加|减少|增长|下降))?了?\d[\d,]*(?:\.\d+)?[万亿]?元"
)

SaidPeriod = tuple[Passage | Figure, str, regex.Match[str]]
"""A row, its words, and what was found in them."""
CROSSED = regex.compile(
    r"(?<!\d)(20\d{2})年(?:度|当年)?(?P<of>[^\d，,。；;]{0,8}(?:执行|决算)数)[为是]?\d[\d.,]*万?元"
    r"(?:[^。]{0,60}?)[比较与同](20\d{2})年(?:度|当年)?(?P=of)"
)
"""2022年预算执行数为14万元，2023年预算安排21万元，比2022年预算执行数增加50%."""
FOLLOWING = regex.compile(
    r"(20\d{2})年度?[^，,。；;\d]{0,16}?(?:决算|执行情况)[^，,。；;\d]{0,8}?[和与及暨][^，,。；;\d]{0,8}?(20\d{2})年"
    r"(?:度|上半年|1[-—至]\d月)?[^，,。；;\d]{0,12}?(?:预算(?!调整)|计划)(?![^。；;]{0,12}(?:对比|相比|比较|差异))"
)
"""2022年预算执行情况和2023年预算草案."""
PAIRED = regex.compile(
    r"^(?:[(]?[\d一二三四五六七八九十]{1,2}[)、.])?(20\d{2})年度?(?P<of>(?!\d)[^，,。；;\d]{0,16}?)(?P<first>收入|支出)(?P<all>合计|总计|总额|总数)\d[\d.,]*万?元"
    r"[^。]{0,60}[，,；;](20\d{2})年度?[^，,。；;\d]{0,16}?(?!(?P=first))(?:收入|支出)(?:合计|总计|总额|总数)\d"
)
"""2023年收入合计80万元，比上年减少2万元，2023年支出总计79万元."""


def following(facts: Facts) -> Iterator[Comparison]:
    """2022年决算和2023年上半年预算执行情况: of two years in a title or heading the second is the next."""
    titles: list[tuple[Compared, str]] = [(facts.document, fold(facts.document.title or ""))]
    titles += [(row, text) for row, text in facts.texts if not isinstance(row, Figure)]
    for row, text in titles:
        for m in FOLLOWING.finditer(text):
            said = f"“{m.group()}”中两个年度不相衔接{where(row)}。"
            follows = int(m[2]) == int(m[1]) + 1
            yield HOLDS if follows else Comparison(state=State.BROKEN, message=said, rows=(row,))


def labels(facts: Facts) -> Iterator[tuple[Compared, str]]:
    """What may name a year beside the text, and its words: the report's title, the names of items and
    projects in its tables, each once, what its indicators say, the times of projects, and labels of columns.
    """
    yield facts.document, fold(facts.document.title or "")
    names: dict[str, Compared] = {}
    for f in facts.in_tables:
        names |= {name: f for name in (f.project or "", f.item) if name not in names}
    for i in facts.indicators:
        names.setdefault(i.project or "", i)
        yield i, fold("；".join(said for said in (i.target, i.actual, i.deviation) if said))
    yield from ((row, fold(name)) for name, row in names.items())
    yield from ((p, fold(p.text or "")) for p in facts.noted("project_period"))
    yield from ((f, fold(f.context or "")) for f in facts.rows.figures if paragraph(f) < 0)


def crossed(facts: Facts) -> Iterator[Comparison]:
    """An amount of a year that a sentence states, and what it compares with by the same words."""
    for row, text in facts.texts:
        for m in CROSSED.finditer(text):
            said = f"“{m[0][:OPENING]}……”中所列为{m[1]}年{m['of']}，比较的却是{m[3]}年{m['of']}{where(row)}。"
            yield HOLDS if m[1] == m[3] else Comparison(state=State.BROKEN, message=said, rows=(row,))
        if paired := PAIRED.search(text):
            one, other = paired[1], paired[5]
            said = f"“{paired.group()[:OPENING]}……”中收入与支出所述年度不同：{one}年、{other}年{where(row)}。"
            yield HOLDS if one == other else Comparison(state=State.BROKEN, message=said, rows=(row,))
    yield from _of_other_than_own(facts)


def against_itself(facts: Facts) -> Iterator[Comparison]:
    """较本年下降: no word of a year before stands in front of it."""
    for row, text in facts.texts:
        m = None if isinstance(row, Passage) else ITSELF.search(text)
        if m and not BEFORE.search(text[: m.start()]):
            said = text[max(0, m.start() - 25) : m.end()]
            yield Comparison(
                state=State.BROKEN, message=f"“{said}”以本年自身为比较基数{where(row)}。", rows=(row,)
            )


def _of_other_than_own(facts: Facts) -> Iterator[Comparison]:
    """Of a report of 2023 that compares with 2022 what a sentence says to be another year's than 2023."""
    for row, text in facts.texts:
        m = OWN_YEAR.search(text)
        before = text[: m.start()] if m else ""
        years = [found for found in YEAR.finditer(before) if m and found[1] != m[1]]
        if m is None or len(years) != 1 or int(m[1]) + 1 != facts.year:
            continue
        (year,) = years
        if year[1] == str(facts.year):
            yield HOLDS
        elif MONEY.search(text[: m.end()]) and not COMPARED.search(before[max(0, year.start() - 1) :]):
            said = f"“{before[-OPENING:]}{m[0]}”所述{year[1]}年与报告年度{facts.year}年不符{where(row)}。"
            yield Comparison(state=State.BROKEN, message=said, rows=(row,))


def dated_sentences(facts: Facts, project: str | None = None) -> list[tuple[Amount, int]]:
    """The first amount of each sentence that opens with a year and names no other, with that year.

    Of projects only those of the one given: a report may tell of the years of others.
    """
    out: dict[tuple[int, str], tuple[Amount, int]] = {}
    for f in facts.select(origin="text", statement=SAID_OF):
        if f.project not in (None, project) or f.measure not in (*STATED, RECEIVED):
            continue
        sentence = fold(facts.context(f))
        years = YEAR.findall(_without_insets(sentence, facts.parted(f)[0]))
        if len(set(years)) != 1 or (f.measure == RECEIVED and int(years[0]) <= (facts.year or 0)):
            continue
        before, found, _ = facts.parted(f)
        opening = before[:OPENING]
        told = REASONS.split(sentence, maxsplit=1)[0]
        if found and YEAR.search(opening) and not COMPARED.search(before) and not OWN.search(told):
            out.setdefault((paragraph(f), sentence), (f, int(years[0])))
    return list(out.values())


def _without_insets(sentence: str, before: str) -> str:
    """A sentence without what its brackets tell besides: 项目15个（含2023年结转2个）; whole where the amount
    itself stands in one.
    """
    return sentence if before.count("(") > before.count(")") else INSET.sub("", sentence)


def sole_project(facts: Facts) -> str | None:
    """The project of a report whose text tells of the money of one alone."""
    projects = {f.project for f in facts.select(origin="text")} - {None}
    return next(iter(projects)) if len(projects) == 1 else None


def dated_statements(facts: Facts) -> list[tuple[Amount, int]]:
    """The dated sentences of a report; those of its one project where they name its own year or a later one,
    or say what another says of that.
    """
    project = sole_project(facts)
    dated = dated_sentences(facts, project)
    own = {_undated(facts, f) for f, year in dated if year == facts.year}
    return [
        (f, year)
        for f, year in dated
        if f.project is None or year >= (facts.year or 0) or _undated(facts, f) in own
    ]


def _undated(facts: Facts, f: Amount) -> str:
    return YEAR.sub("", fold(facts.context(f)))


@remembered
def said_year(facts: Facts) -> tuple[int, int, Amount] | None:
    """The year that a report is about where its title names another, how often it is named, and the first
    amount said of it; null where title and text agree, or the text does not tell.
    """
    title, year = fold(facts.document.title or ""), facts.year
    if (
        facts.document.doc_type not in SPOKEN
        or is_of_two_years(facts)
        or set(YEAR.findall(title)) != {str(year)}
    ):
        return None
    measures = BUDGETED if facts.document.doc_type == "budget" else STATED
    said = [(f, y) for f, y in dated_sentences(facts, sole_project(facts)) if f.measure in measures]
    count = Counter([y for _, y in said] + [y for _, y in dated_sections(facts)])
    other, times = max(count.items(), key=lambda x: x[1], default=(0, 0))
    first = next((f for f, y in said if y == other), None)
    sure = other != year and times >= (SEVERAL if count[year or 0] else TWICE) > count[year or 0] * SEVERAL
    return (other, times, first) if sure and first is not None else None


def is_of_accounts(text: str, compared: regex.Match[str], year: int) -> bool:
    """Whether a comparison found in a sentence is of an amount of the year's accounts or budget.

    2025年收入预算100万元，较2023年减少5万元; not 规划到2030年较2025年增长.
    """
    before = text[: compared.start()]
    how_much = BY_HOW_MUCH.match(text, compared.end())
    plain = set(YEAR.findall(before)) <= {str(year)} and how_much and MONEY.search(before + how_much[0])
    return bool(plain or regex.search("决算|预算|执行", compared["of"]))


def is_surely_own(facts: Facts, own: Sequence[SaidPeriod]) -> bool:
    """Whether the report's title, or the sentences before the comparison, name that year as the report's."""
    year = f"{facts.year}年"
    return year in fold(facts.document.title or "") or all(year in text[: m.start()] for _, text, m in own)


def other_years(facts: Facts, year: int) -> list[SaidPeriod]:
    """What the text compares amounts with of another year than its own, each once."""
    held = [(*t, m) for t in facts.texts for m in OWN_YEAR.finditer(t[1]) if int(m.group(1)) != year]
    # 2022年比2021年增加: what an earlier year is held against.
    held = [h for h in held if f"{int(h[2].group(1)) + 1}年" not in h[1][: h[2].start()]]
    # 与2019年相比, 规划到2030年较2025年增长: years of other comparisons.
    held = [h for h in held if is_of_accounts(h[1], h[2], year) or int(h[2].group(1)) == year - 1]
    # A paragraph that was taken for a heading says its sentences twice.
    return list({(paragraph(h[0]), h[2].group()): h for h in held}.values())


def is_further(facts: Facts, row: Passage | Figure, text: str, m: regex.Match[str]) -> bool:
    """比上年增加3万元；比2019年减少2万元: whether the same amount is held against an earlier year as well."""
    said = (t for r, t in facts.texts if paragraph(r) == paragraph(row))
    return LAST.search(text[: m.start()]) is not None or (not m.start() and any(map(LAST.search, said)))
